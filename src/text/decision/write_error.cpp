#include "text/decision/write_error.hpp"

#include <string>

#include "text/api/body_members.hpp"

/// Errors; docs/reference.md#errors.
namespace interlock::text {
namespace {

/// One for each `authn::error_code`, in its order.
constexpr std::array<std::string_view, authn::words_of<authn::error_code>::value.size()> summaries{
    "Api validation failed: ",
    "The request body was not well-formed.",
    "Authentication failed",
    "You do not have permission to perform the requested action",
    "Not found: ",
    "Invalid token provided",
    "Update of credentials failed",
    "The endpoint does not support the provided HTTP method",
    "Unlock is not allowed for this user.",
    "Forgot password not allowed on specified user.",
    "Change password not allowed on specified user.",
    "API call exceeded rate limit due to too many requests.",
    "Invalid Passcode/Answer",
    "User Locked",
    "This operation is not allowed in the current authentication state.",
    "The recovery question answer did not match our records.",
    "Recovery not allowed for unknown user.",
    "There is no verified phone number on file.",
    "This phone number is invalid.",
    "An SMS message was recently sent. Please wait 30 seconds before trying again.",
    "An email was recently sent. Please wait 5 seconds before trying again.",
    "Your account is locked. Please contact your administrator.",
    "A phone call was recently made. Please wait 30 seconds before trying again.",
    "Factor id is currently not active.",
};
static_assert(!summaries.back().empty());

void write_cause(json_writer& out, std::string_view summary) {
  out.begin_object();
  out.member("errorSummary", summary);
  out.end_object();
}

bool refuses_new_password(const authn::response& answer) noexcept {
  return answer.error == authn::error_code::E0000014 && answer.password != nullptr;
}

/// The requirements for a new password, as a sentence.
std::string requirements(const authn::password_settings& of) {
  std::string text = "Passwords must have at least " + std::to_string(of.min_length) + " characters";
  if (of.min_lower_case > 0) text += ", a lowercase letter";
  if (of.min_upper_case > 0) text += ", an uppercase letter";
  if (of.min_number > 0) text += ", a number";
  if (of.min_symbol > 0) text += ", a symbol";
  if (of.exclude_username) text += ", no parts of your username";
  return text;
}

void write_causes(json_writer& out, const authn::response& answer) {
  out.begin_array("errorCauses");
  if (!answer.error_cause.empty()) {
    std::string cause{answer.error_cause};
    if (!answer.error_cause_subject.empty()) cause.append(" '").append(answer.error_cause_subject).append("'.");
    write_cause(out, cause);
  }
  if (answer.missing_member)
    write_cause(out, std::string{member_name(*answer.missing_member)} + ": The field cannot be left blank");
  if (answer.invalid_member)
    write_cause(
        out, std::string{member_name(*answer.invalid_member)} + ": The field has a value of the wrong type or length.");
  if (refuses_new_password(answer)) write_cause(out, requirements(*answer.password));
  out.end_array();
}

}  // namespace

void write_error_body(json_writer& out, const authn::response& answer, const authn::mint& mint) {
  const std::string_view code = to_string(*answer.error);
  std::string summary{answer.error_summary};
  if (summary.empty()) summary = summaries[static_cast<std::size_t>(*answer.error)];
  summary.append(answer.member_at_fault ? member_name(*answer.member_at_fault) : answer.error_subject);
  out.begin_object();
  out.member("errorCode", code);
  out.member("errorSummary", summary);
  out.member("errorLink", code);
  out.member("errorId", mint.error_id);
  write_causes(out, answer);
  out.end_object();
}

}  // namespace interlock::text
