#include "text/scenario/read_snapshot.hpp"

#include "text/scenario/read_snapshot.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "text/api/channel_names.hpp"
#include "text/api/factor_names.hpp"
#include "text/scenario/scenario_document.hpp"

/// The snapshot of a transaction. Nobody but the engine writes one, save that an application begins a step-up, so
/// whatever does not fit is reported.
namespace interlock::text {
namespace {

using authn::factor_kind;
using authn::recovery_kind;
using authn::state;
using authn::transaction;

/// The transaction with what several of its members say together.
struct snapshot {
  authn::transaction& made;
  shown_parts& parts;
  bool has_state = false;
  std::string_view factor_type = {}, factor_provider = {};
};

template <auto Field>
constexpr auto given = [](const place& from, snapshot& to) { read(from, to.made.*Field); };
template <auto Part>
constexpr auto part = [](const place& from, snapshot& to) { to.parts.*Part = object_at(from); };

// --- members that are objects or lists

constexpr std::array snapshot_factor_members{
    member<snapshot>{"id", [](const place& from, snapshot& to) { read(from, to.made.factor->id); }},
    member<snapshot>{"factorType", [](const place& from, snapshot& to) { read(from, to.factor_type); }},
    member<snapshot>{"provider", [](const place& from, snapshot& to) { read(from, to.factor_provider); }},
};

void report_unknown_factor(const place& from, const snapshot& found) {
  std::vector<std::string_view> types, providers;
  for (const factor_words& words : factor_words_of) {
    types.push_back(words.type);
    if (words.type == found.factor_type) providers.push_back(words.provider);
  }
  const std::string_view key = providers.empty() ? "factorType" : "provider";
  const json::value& value = from.value.get_object().at(key);
  const place at{from.problems, value, path{from.at, key}};
  if (providers.empty()) return report_unknown_word(at, found.factor_type, types);
  report_unknown_word(at, found.factor_provider, providers);
}

bool has_text(const place& from, std::string_view key) {
  const json::object* object = from.value.if_object();
  const json::value* value = object != nullptr ? object->if_contains(key) : nullptr;
  return value != nullptr && value->is_string();
}

void read_factor(const place& from, snapshot& to) {
  to.made.factor.emplace();
  read_own(from, to, snapshot_factor_members);
  require_keys(from, {"factorType", "provider"});
  const auto kind = factor_kind_named(to.factor_type, to.factor_provider);
  if (kind) {
    to.made.factor->kind = *kind;
  } else {
    to.made.factor.reset();
    if (has_text(from, "factorType") && has_text(from, "provider")) report_unknown_factor(from, to);
  }
}

constexpr auto message_channels = [] {
  std::array<std::string_view, 4> words{};
  std::ranges::copy(recovery_channels, words.begin());
  words.back() = channel_word(authn::recovery_method::push);
  return words;
}();

void read_channel(const place& from, std::span<const std::string_view> words, authn::recovery_method& to) {
  to = channel_of(read_word(from, words)).value_or(to);
}

constexpr std::array message_members{
    member<authn::message_sent>{"channel",
                                [](const place& from, auto& to) { read_channel(from, message_channels, to.channel); }},
    member<authn::message_sent>{"at", into<&authn::message_sent::at>},
};

void read_sent(const place& from, snapshot& to) {
  read_own(from, to.made.sent.emplace(), message_members);
  require_keys(from, {"channel", "at"});
}

void read_proofs(const place& from, snapshot& to) {
  for_each_element(from, [&](const place& element) {
    std::optional<authn::proof> one;
    read(element, one);
    if (one) to.made.proofs.insert(*one);
  });
}

constexpr std::array snapshot_activation_members{
    member<transaction>{"expiresAt", into<&transaction::activation_expires_at>},
};

void read_state(const place& from, snapshot& to) {
  const auto found = authn::from_string<state>(read_word(from, authn::words_of<state>::value));
  to.has_state = found.has_value();
  to.made.state = found.value_or(to.made.state);
}

constexpr std::array<std::string_view, 1> types{"SESSION_STEP_UP"};
constexpr std::array<std::string_view, 1> challenge_types{"FACTOR_TYPE"};

constexpr std::array members{
    member<snapshot>{"version", [](const place& /*from*/, snapshot& /*to*/) {}},  // looked at before all others
    member<snapshot>{"state", read_state},
    member<snapshot>{"stateToken", given<&transaction::state_token>},
    member<snapshot>{"expiresAt", given<&transaction::expires_at>},
    member<snapshot>{"userId", given<&transaction::user_id>},
    member<snapshot>{
        "type", [](const place& from, snapshot& to) { to.made.step_up = read_word(from, types) == types.front(); }},
    member<snapshot>{"recoveryType", given<&transaction::recovery>},
    member<snapshot>{
        "recoveryFactor",
        [](const place& from, snapshot& to) { read_channel(from, recovery_channels, to.made.recovery_by.emplace()); }},
    member<snapshot>{"factor", read_factor},
    member<snapshot>{"challengeType", [](const place& from, snapshot& /*to*/) { read_word(from, challenge_types); }},
    member<snapshot>{"factorResult", given<&transaction::result>},
    member<snapshot>{"proofs", read_proofs},
    member<snapshot>{"factorFirst", given<&transaction::factor_first>},
    member<snapshot>{"skippable", given<&transaction::skippable>},
    member<snapshot>{"warned", given<&transaction::warned>},
    member<snapshot>{"passwordRenewed", given<&transaction::password_renewed>},
    member<snapshot>{"failures", given<&transaction::failures>},
    member<snapshot>{"sent", read_sent},
    member<snapshot>{"multiOptionalFactorEnroll", given<&transaction::multi_optional_factor_enroll>},
    member<snapshot>{"warnBeforePasswordExpired", given<&transaction::warn_before_password_expired>},
    member<snapshot>{"relayState", given<&transaction::relay_state>},
    member<snapshot>{"activation",
                     [](const place& from, snapshot& to) {
                       to.parts.activation = from.value.if_object();
                       read_okta(from, to.made, snapshot_activation_members);
                     }},
    member<snapshot>{"challenge", part<&shown_parts::challenge>},
    member<snapshot>{"target", part<&shown_parts::target>},
    member<snapshot>{"authentication", part<&shown_parts::authentication>},
};

// --- the version

/// Whether the rest can be read.
bool check_version(const place& from, const json::object& found) {
  require_keys(from, {"version"});
  if (!has(found, "version")) return true;
  const place at{from.problems, found.at("version"), path{from.at, "version"}};
  std::uint64_t number = snapshot_version;
  read(at, number);
  if (number == snapshot_version) return true;
  const std::string reads = "; this program reads version " + std::to_string(snapshot_version);
  at.report({"snapshot-version", number < snapshot_version ? "the snapshot is too old" + reads
                                                           : "the snapshot is from a newer version" + reads});
  return false;
}

// --- what fits together

/// Whether a transaction in that state is stored at all, and the members that it requires.
struct needs {
  bool state_token = true;
  bool user_id = true;
  bool recovery = false;
  bool recovery_by = false;
  bool factor = false;
};

needs needs_of(const transaction& found) noexcept {
  switch (found.state) {
    case state::unauthenticated: return {.user_id = !found.step_up};
    case state::password_reset: return {.recovery = true};
    // Issued to a trusted application, which gives the recovery token back.
    case state::recovery: return {.state_token = false, .recovery = true};
    case state::recovery_challenge: {
      const bool by_mail = found.recovery_by == authn::recovery_method::email;  // the link in it is the token
      return {.state_token = !by_mail, .user_id = by_mail, .recovery = true, .recovery_by = true};
    }
    case state::mfa_enroll_activate:
    case state::mfa_challenge: return {.factor = true};
    default: return {};
  }
}

class fitness_check {
 public:
  fitness_check(const place& from, const transaction& found) noexcept
      : from_{from}, members_{from.value.get_object()}, found_{found} {}

  void check_needs() const {
    const needs of_state = needs_of(found_);
    need(of_state.state_token, "stateToken");
    need(of_state.user_id, "userId");
    need(of_state.recovery, "recoveryType");
    need(of_state.recovery_by, "recoveryFactor");
    need(of_state.factor, "factor");
  }

  void check_state() const {
    if (found_.state == state::locked_out) report("state", "a transaction ends in LOCKED_OUT");
    if (found_.state == state::success && !found_.step_up)
      report("state", "a transaction that is no step-up ends in SUCCESS");
    if (found_.state == state::unauthenticated && !found_.step_up && !found_.factor_first)
      report("state", "UNAUTHENTICATED is a step-up, or begins with a factor", "factorFirst");
  }

  void check_factor() const {
    const bool activation = found_.state == state::mfa_enroll_activate;
    const bool challenge = found_.state == state::mfa_challenge;
    if (has(members_, "challengeType") && !challenge) report("challengeType", "only MFA_CHALLENGE is of a factor type");
    if (!found_.factor) return;
    const std::string type{words_for(found_.factor->kind).type};
    if (!activation && !challenge) {
      report("factor", "there is no factor in question in " + std::string{to_string(found_.state)});
    } else if (!(activation ? authn::is_activated : authn::is_challenged)(found_.factor->kind)) {
      report("factor", "a factor of type " + type + " is never in " + std::string{to_string(found_.state)});
    }
  }

  void check_recovery() const {
    if (found_.recovery_by == authn::recovery_method::email && has(members_, "stateToken"))
      report("stateToken", "the token of a recovery by EMAIL is in the mail");
    if (found_.recovery_by && !found_.recovery) report("recoveryFactor", "there is no recovery without a recoveryType");
    const bool reset = found_.state == state::password_reset;
    const bool asking = found_.state == state::recovery || found_.state == state::recovery_challenge;
    if ((reset && found_.recovery == recovery_kind::unlock) ||
        (asking && found_.recovery == recovery_kind::account_activation))
      report("recoveryType", "a recovery of type " + std::string{to_string(*found_.recovery)} + " is never in " +
                                 std::string{to_string(found_.state)});
  }

 private:
  void need(bool needed, std::string_view key) const {
    if (!needed) return;
    require_keys(from_, {key});
    const json::value* value = members_.if_contains(key);
    if (value != nullptr && value->is_string() && value->get_string().empty()) report(key, "this must not be empty");
  }
  void report(std::string_view key, std::string message, std::string suggestion = {}) const {
    from_.problems.at_value(path{from_.at, key}.pointer(),
                            {"impossible-snapshot", std::move(message), std::move(suggestion)});
  }

  const place& from_;
  const json::object& members_;
  const transaction& found_;
};

void check_fitness(const place& from, const transaction& found) {
  const fitness_check check{from, found};
  check.check_needs();
  check.check_state();
  check.check_factor();
  check.check_recovery();
}

}  // namespace

void read_transaction(const place& from, scenario::document& to) {
  const json::object* object = object_at(from);
  if (object == nullptr || !check_version(from, *object)) return;
  to.transaction = object;
  transaction& made = to.facts.transaction.emplace();
  snapshot source{made, to.kept};
  read_own(from, source, members);
  if (made.factor) made.factor->by_type = has(*object, "challengeType");
  require_keys(from, {"state", "expiresAt"});
  if (source.has_state) check_fitness(from, made);
}

void check_snapshot(const place& at, const transaction& of) {
  const needs of_state = needs_of(of);
  if (of_state.state_token && of.state_token.empty()) report_missing_key(at, "stateToken");
  if (of_state.user_id && of.user_id.empty()) report_missing_key(at, "userId");
}

void check_owner(const place& root, const scenario::document& to) {
  const auto& found = to.facts.transaction;
  if (!found || found->user_id.empty() || to.facts.user.id.empty() || found->user_id == to.facts.user.id) return;
  root.problems.at_value(root.at.pointer() + "/transaction/userId",
                         {"other-user", "the transaction belongs to another user than `account.user`"});
}

}  // namespace interlock::text
