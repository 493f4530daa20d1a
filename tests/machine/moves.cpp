#include "moves.hpp"

#include <array>
#include <initializer_list>
#include <utility>

namespace machine {
namespace {

using enum finding;

constexpr std::initializer_list<finding> right_or_wrong{good, bad};
constexpr std::initializer_list<finding> any_finding{good, bad, half, replayed, outside};

constexpr std::string_view authn_path = "POST /api/v1/authn";

/// The body with a state token, and `more` members.
std::string with_token(std::string_view more = {}) {
  std::string text = R"({"stateToken":true)";
  if (!more.empty()) text.append(",").append(more);
  return text + "}";
}

struct details {
  std::string factor = {}, type = {}, mint_factor = "none";
  bool answered = false;
};

class catalogue {
 public:
  void add(operation by, std::initializer_list<finding> findings, std::string_view path, const std::string& body,
           const details& more = {}) {
    for (const finding found : findings) {
      std::string method_and_path{authn_path};
      method_and_path.append(path);
      std::string what = method_and_path + " " + body + " " + std::to_string(static_cast<int>(found));
      made_.push_back({std::move(what), by, found, std::move(method_and_path), body, more.mint_factor, more.factor,
                       more.type, more.answered});
    }
  }
  [[nodiscard]] std::vector<move> take() { return std::move(made_); }

 private:
  std::vector<move> made_;
};

std::string merged(std::string_view members, std::string_view object) {
  std::string text = "{";
  text.append(members);
  const std::string_view inner = object.substr(1, object.size() - 2);
  if (!inner.empty()) text.append(",").append(inner);
  return text + "}";
}

/// What the body of an enrollment has to say of a factor.
std::string enrollment_of(const factor_name& of, bool complete) {
  std::string text = R"("factorType":")" + of.type + R"(","provider":")" + of.provider + "\"";
  if (!complete) return text;
  if (of.type == "question") return text + R"(,"profile":{"question":"disliked_food","answer":true})";
  if (of.type == "sms" || of.type == "call") return text + R"(,"profile":{"phoneNumber":"+1-555-415-1337"})";
  if (of.type.starts_with("token") && of.type != "token:software:totp")
    return text + R"(,"passCode":true,"nextPassCode":true)";
  return text;
}

bool is_proven_when_enrolled(const factor_name& of) noexcept {
  return of.type == "question" || of.type == "token" || of.type == "token:hardware";
}

void add_enrollments(catalogue& to) {
  constexpr std::string_view path = "/factors";
  for (const factor_name& each : factors_to_enroll()) {
    const bool proves = is_proven_when_enrolled(each);
    const details of{{}, each.type, each.id, proves};
    to.add(operation::enroll_factor, right_or_wrong, path, with_token(enrollment_of(each, true)), of);
    to.add(operation::enroll_factor, {good}, path, with_token(enrollment_of(each, false)), {{}, each.type, each.id});
  }
  to.add(operation::enroll_factor, {good}, path, with_token(R"("factorType":"nothing","provider":"OKTA")"));
}

void add_recoveries(catalogue& to) {
  for (const std::string_view by : {"SMS", "CALL"}) {
    const std::string path = std::string{"/recovery/factors/"}.append(by);
    to.add(operation::verify_recovery_factor, right_or_wrong, path + "/verify", with_token(R"("passCode":true)"),
           {.answered = true});
    to.add(operation::resend_recovery, {good}, path + "/resend", with_token());
  }
  to.add(operation::answer_question, right_or_wrong, "/recovery/answer", with_token(R"("answer":true)"),
         {.answered = true});
}

}  // namespace

std::string_view evidence_of(finding what) noexcept {
  constexpr std::string_view all_good =
      R"("password":"VALID","oldPassword":"VALID","answer":"VALID","newPassword":"ACCEPTED","token":"VALID",)"
      R"("passCode":"VALID","push":"APPROVED")";
  constexpr std::string_view all_bad =
      R"("password":"INVALID","oldPassword":"INVALID","answer":"INVALID","newPassword":"REJECTED","token":"INVALID",)"
      R"("passCode":"INVALID","push":"REJECTED")";
  constexpr std::string_view half_good =
      R"("password":"VALID","oldPassword":"VALID","answer":"VALID","newPassword":"REJECTED","token":"VALID",)"
      R"("passCode":"VALID","push":"WAITING")";
  constexpr std::string_view code_replayed =
      R"("password":"INVALID","oldPassword":"INVALID","answer":"INVALID","newPassword":"ACCEPTED","token":"INVALID",)"
      R"("passCode":"REPLAYED","push":"TIMEOUT")";
  constexpr std::string_view code_outside =
      R"("password":"INVALID","oldPassword":"INVALID","answer":"INVALID","newPassword":"ACCEPTED","token":"INVALID",)"
      R"("passCode":"OUTSIDE_WINDOW","push":"WAITING")";
  constexpr std::array<std::string_view, findings_count> all{all_good, all_bad, half_good, code_replayed, code_outside};
  return all[static_cast<std::size_t>(what)];
}

const std::vector<factor_name>& factors_to_enroll() {
  static const std::vector<factor_name> all{
      {"new-question", "question", "OKTA"},
      {"new-sms", "sms", "OKTA"},
      {"new-call", "call", "OKTA"},
      {"new-email", "email", "OKTA"},
      {"new-totp", "token:software:totp", "OKTA"},
      {"new-google", "token:software:totp", "GOOGLE"},
      {"new-push", "push", "OKTA"},
      {"new-rsa", "token", "RSA"},
      {"new-symantec", "token", "SYMANTEC"},
      {"new-yubikey", "token:hardware", "YUBICO"},
      {"new-duo", "web", "DUO"},
      {"new-u2f", "u2f", "FIDO"},
      {"new-webauthn", "webauthn", "FIDO"},
  };
  return all;
}

std::string move::request(const world& in) const {
  std::string text = R"({"operation":")";
  text.append(method_and_path).append(R"(","application":")").append(in.application);
  return text.append(R"(","body":)").append(body).append("}");
}

std::string move::mint() const {
  std::string text = R"({"stateToken":"st","sessionToken":"session","recoveryToken":"recovery","errorId":"oae1",)";
  text.append(R"("factorId":")").append(mint_factor).append(R"(","activation":{"expiresAt":")");
  return text.append(in_five_minutes_text).append(R"("}})");
}

std::vector<move> starting_moves(const world& in) {
  catalogue to;
  to.add(operation::authenticate, right_or_wrong, "", merged(R"("username":"dade","password":true)", in.sign_in),
         {.answered = true});
  to.add(operation::authenticate, right_or_wrong, "", merged(R"("token":true)", in.sign_in), {.answered = true});
  to.add(operation::authenticate, {good}, "", merged(R"("username":"dade")", in.sign_in));
  if (!in.recovers) return to.take();
  for (const auto& [by, path] : {std::pair{operation::forgot_password, "/recovery/password"},
                                 std::pair{operation::unlock_account, "/recovery/unlock"}}) {
    for (const std::string_view channel : {"EMAIL", "SMS", "CALL"})
      to.add(by, {good}, path, std::string{R"({"username":"dade","factorType":")"}.append(channel).append(R"("})"));
    to.add(by, {good}, path, R"({"username":"dade"})");
  }
  return to.take();
}

std::vector<move> moves_without_factor(const world& in) {
  catalogue to;
  to.add(operation::get_state, {good}, "", with_token());
  to.add(operation::step_up, right_or_wrong, "",
         merged(R"("username":"dade","password":true,"stateToken":true)", in.sign_in), {.answered = true});
  to.add(operation::change_password, {good, bad, half, replayed}, "/credentials/change_password",
         with_token(R"("oldPassword":true,"newPassword":true)"), {.answered = true});
  to.add(operation::reset_password, right_or_wrong, "/credentials/reset_password",
         with_token(R"("newPassword":true,"revokeSessions":true)"), {.answered = true});
  to.add(operation::verify_recovery_token, right_or_wrong, "/recovery/token", R"({"recoveryToken":true})",
         {.answered = true});
  to.add(operation::previous, {good}, "/previous", with_token());
  to.add(operation::skip, {good}, "/skip", with_token());
  to.add(operation::cancel, {good}, "/cancel", with_token());
  add_recoveries(to);
  add_enrollments(to);
  return to.take();
}

std::vector<move> moves_with(const factor_name& of) {
  catalogue to;
  const std::string path = "/factors/" + of.id;
  const std::string answer = of.type == "question"   ? R"("answer":true)"
                             : of.type == "password" ? R"("password":true)"
                                                     : R"("passCode":true)";
  const details named{of.id, of.type};
  const details answering{of.id, of.type, "none", true};
  to.add(operation::verify_factor, any_finding, path + "/verify", with_token(), named);
  to.add(operation::verify_factor, any_finding, path + "/verify", with_token(answer), answering);
  to.add(operation::resend_challenge, {good}, path + "/verify/resend", with_token(), named);
  to.add(operation::activate_factor, any_finding, path + "/lifecycle/activate", with_token(), named);
  to.add(operation::activate_factor, any_finding, path + "/lifecycle/activate", with_token(answer), answering);
  to.add(operation::poll_activation, any_finding, path + "/lifecycle/activate/poll", with_token(), named);
  to.add(operation::resend_activation, {good}, path + "/lifecycle/resend", with_token(enrollment_of(of, false)), named);
  for (const std::string_view by : {"email", "sms"})
    to.add(operation::send_activation_link, {good}, std::string{path}.append("/lifecycle/activate/").append(by),
           with_token(R"("profile":{"phoneNumber":"+1-555-415-1337"})"), named);
  return to.take();
}

}  // namespace machine
