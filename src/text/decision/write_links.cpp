#include "text/decision/write_links.hpp"

#include <interlock/authn/factor_traits.hpp>

#include "text/api/channel_names.hpp"
#include "text/decision/write_factors.hpp"

/// The links of a transaction. What the machine accepts is all that they are made from.
namespace interlock::text {
namespace {

using authn::operation;
using authn::response;
using authn::state;
using authn::substate;

constexpr std::string_view factors_path = "/api/v1/authn/factors/";
constexpr std::string_view recovery_factors_path = "/api/v1/authn/recovery/factors/";

struct step {
  operation leads_to;
  link written;
};

/// The ways on with a path that is always the same.
constexpr std::array steps{
    step{operation::step_up, {"next", "authenticate", {"/api/v1/authn"}}},
    step{operation::change_password, {"next", "changePassword", {"/api/v1/authn/credentials/change_password"}}},
    step{operation::reset_password, {"next", "resetPassword", {"/api/v1/authn/credentials/reset_password"}}},
    step{operation::unlock_account, {"next", "unlock", {"/api/v1/authn/recovery/unlock"}}},
    step{operation::verify_recovery_token, {"next", "recovery", {"/api/v1/authn/recovery/token"}}},
    step{operation::answer_question, {"next", "answer", {"/api/v1/authn/recovery/answer"}}},
};

/// The way on with a factor: whoever waits for the user's device asks again and again.
std::optional<link> next_of_factor(const response& answer) {
  const std::string_view factor = name_in_path(*answer.factor);
  if (answer.substate == substate::provider)
    return link{"next", "redirect", {"/sso/idps/", factor, "?stateToken=", answer.state_token}, "GET"};
  if (answer.links.contains(operation::poll_activation))
    return link{"next", "poll", {factors_path, factor, "/lifecycle/activate/poll"}};
  if (answer.links.contains(operation::activate_factor))
    return link{"next", "activate", {factors_path, factor, "/lifecycle/activate"}};
  if (answer.links.contains(operation::poll_verification))
    return link{"next", "poll", {factors_path, factor, "/verify"}};
  if (answer.links.contains(operation::verify_factor)) return link{"next", "verify", {factors_path, factor, "/verify"}};
  return std::nullopt;
}

std::optional<link> next(const response& answer) {
  if (answer.state == state::success && answer.step_up)
    return link{"next", "original", {"/login/step-up/redirect?stateToken=", answer.state_token}, "GET"};
  for (const step& one : steps)
    if (answer.links.contains(one.leads_to)) return one.written;
  if (answer.links.contains(operation::verify_recovery_factor) && answer.recovery_by)
    return link{"next", "verify", {recovery_factors_path, channel_word(*answer.recovery_by), "/verify"}};
  return answer.factor ? next_of_factor(answer) : std::nullopt;
}

/// The documented exceptions to "published if and only if accepted"; docs/spec/transaction.md#links.
bool publishes_cancel(const response& answer) {
  if (answer.state == state::recovery && answer.substate == substate::recovery_token) return true;
  if (answer.state == state::unauthenticated && answer.substate == substate::password) return false;
  return answer.links.contains(operation::cancel);
}

/// One link in a recovery, a list of them for a factor; docs/reference.md#the-decision.
void write_resend(json_writer& out, std::string_view base_url, const response& answer) {
  if (answer.links.contains(operation::resend_recovery) && answer.recovery_by)
    write_link(out, base_url,
               {"resend",
                to_string(*answer.recovery_by),
                {recovery_factors_path, channel_word(*answer.recovery_by), "/resend"}});
  const bool activation = answer.links.contains(operation::resend_activation);
  if ((!activation && !answer.links.contains(operation::resend_challenge)) || !answer.factor) return;
  const auto channel = authn::traits_of(answer.factor->kind).channel;
  if (!channel) return;
  const std::string_view end = activation ? "/lifecycle/resend" : "/verify/resend";
  out.begin_array("resend");
  write_link(out, base_url, {"", to_string(*channel), {factors_path, name_in_path(*answer.factor), end}});
  out.end_array();
}

}  // namespace

void write_link(json_writer& out, std::string_view base_url, const link& to) {
  if (!to.relation.empty()) out.key(to.relation);
  out.begin_object();
  if (!to.name.empty()) out.member("name", to.name);
  out.key("href");
  out.string(std::array{base_url, to.path[0], to.path[1], to.path[2], to.path[3]});
  out.begin_object("hints");
  out.begin_array("allow");
  out.string(to.method);
  out.end_array();
  out.end_object();
  out.end_object();
}

void write_links(json_writer& out, const authn::facts& from, const response& answer) {
  const std::string_view base_url = from.mint.base_url;
  const std::optional<link> way_on = next(answer);
  const bool cancel = publishes_cancel(answer);
  const bool skip = answer.links.contains(operation::skip);
  if (!way_on && !cancel && !skip) return;  // `prev` and `resend` never stand alone
  out.begin_object("_links");
  if (way_on) write_link(out, base_url, *way_on);
  const std::string_view skipped = answer.state == state::password_warn ? "skip" : "";
  if (skip) write_link(out, base_url, {"skip", skipped, {"/api/v1/authn/skip"}});
  if (cancel) write_link(out, base_url, {"cancel", "", {"/api/v1/authn/cancel"}});
  if (answer.links.contains(operation::previous)) write_link(out, base_url, {"prev", "", {"/api/v1/authn/previous"}});
  write_resend(out, base_url, answer);
  out.end_object();
}

}  // namespace interlock::text
