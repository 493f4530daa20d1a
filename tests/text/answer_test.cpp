#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "hand_made.hpp"

// Bodies of sign-ins, step-ups and recoveries, and of errors, typed from the reference.

using namespace interlock::authn;
using namespace interlock::tests;

TEST_CASE("answer: a step-up before and after the sign-in") {
  constexpr std::string_view begun = R"(, "transaction": { "version": 2, "state": "UNAUTHENTICATED",
    "type": "SESSION_STEP_UP", "stateToken": "00st", "expiresAt": "2015-11-03T10:10:00Z",
    "target": { "name": "salesforce" }, "authentication": { "protocol": "SAML2.0" } })";
  constexpr std::string_view about = R"("target":{"name":"salesforce"},"authentication":{"protocol":"SAML2.0"})";
  constexpr std::string_view head =
      R"({"stateToken":"00st","type":"SESSION_STEP_UP","expiresAt":"2015-11-03T10:10:00.000Z")";
  CHECK(written_body({.body = R"({ "stateToken": true })", .more = begun},
                     [](decision& made) {
                       wait_in(made, state::unauthenticated, substate::password,
                               {operation::get_state, operation::step_up, operation::cancel});
                       made.response.step_up = true;
                       made.response.with_user = false;
                     }) == std::string{head} + R"(,"status":"UNAUTHENTICATED","_embedded":{)" + std::string{about} +
                               R"(},"_links":{)" + link("next", "authenticate", "/api/v1/authn") + "}}");
  CHECK(written_body({.body = R"({ "stateToken": true, "username": "d", "password": true })", .more = begun},
                     [](decision& made) {
                       wait_in(made, state::success, substate::application, {operation::get_state});
                       made.response.step_up = true;
                     }) == std::string{head} + R"(,"status":"SUCCESS","_embedded":{)" + std::string{user_shown} + "," +
                               std::string{about} + R"(},"_links":{)" +
                               link("next", "original", "/login/step-up/redirect?stateToken=00st", "GET") + "}}");
}

TEST_CASE("answer: a sign-in for an audience shows what the host says of it") {
  const std::string body =
      written_body({.body = R"({ "username": "d", "password": true, "audience": "0oa1" })"}, [](decision& made) {
        wait_in(made, state::success, substate::application, {operation::get_state});
        made.response.step_up = true;
      });
  CHECK(body.find(R"("target":{"type":"APP"},"authentication":{"protocol":"OIDC"}},"_links")") != std::string::npos);
}

TEST_CASE("answer: any factor first, of the classes whose turn it is") {
  constexpr std::string_view factors = R"(, "enrollment": { "factors": [{ "id": "q1", "factorType": "question",
    "profile": { "question": "disliked_food" } }, { "id": "s1", "factorType": "sms" }, { "factorType": "email",
    "status": "PENDING_ACTIVATION" }, { "id": "password", "factorType": "password" }] })";
  const auto shown = [&](factor_classes classes) {
    const std::string body = written_body({.more = factors}, [&](decision& made) {
      wait_in(made, state::unauthenticated, substate::first_factor,
              {operation::get_state, operation::verify_factor, operation::cancel});
      made.response.with_user = false;
      made.response.factors_to_verify = classes;
    });
    return body.substr(body.find("\"_embedded\""));
  };
  const auto factor = [](const std::string& id, const std::string& type, const std::string& profile) {
    return R"({"id":")" + id + R"(","factorType":")" + type + R"(","provider":"OKTA",)" + profile + "\"_links\":{" +
           link("verify", "", "/api/v1/authn/factors/" + id + "/verify") + "}}";
  };
  const std::string question = factor("q1", "question", R"("profile":{"question":"disliked_food"},)");
  const std::string end = "]},\"_links\":{" + cancel_link + "}}";
  const std::string start = R"("_embedded":{"factors":[)";
  CHECK(shown({factor_class::possession}) == start + factor("s1", "sms", "") + end);
  CHECK(shown({factor_class::knowledge}) == start + question + end);
  CHECK(shown({factor_class::possession, factor_class::knowledge, factor_class::password}) ==
        start + question + "," + factor("s1", "sms", "") + "," + factor("password", "password", "") + end);
}

TEST_CASE("answer: a recovery begins by mail, SMS or call") {
  CHECK(
      written_body({.operation = "/api/v1/authn/recovery/unlock"}, [](decision& made) {
        made.response.state = state::recovery_challenge;
        made.response.substate = substate::mail;
        made.response.recovery = recovery_kind::unlock;
        made.response.recovery_by = recovery_method::email;
        made.response.result = factor_result::waiting;
      }) == R"({"status":"RECOVERY_CHALLENGE","factorResult":"WAITING","factorType":"EMAIL","recoveryType":"UNLOCK"})");
  for (const recovery_method by : {recovery_method::sms, recovery_method::call}) {
    const std::string word = by == recovery_method::sms ? "SMS" : "CALL";
    const std::string name = by == recovery_method::sms ? "sms" : "call";
    const std::string path = "/api/v1/authn/recovery/factors/" + word;
    CHECK(written_body({.operation = "/api/v1/authn/recovery/password"},
                       [&](decision& made) {
                         wait_in(made, state::recovery_challenge, substate::sent_code,
                                 {operation::verify_recovery_factor, operation::resend_recovery, operation::get_state,
                                  operation::cancel});
                         made.response.with_user = false;
                         made.response.recovery = recovery_kind::password;
                         made.response.recovery_by = by;
                         made.response.relay_state = "/deep";
                       }) ==
          waiting_body("RECOVERY_CHALLENGE",
                       R"(,"relayState":"/deep","factorType":")" + word + R"(","recoveryType":"PASSWORD")", "",
                       link("next", "verify", path + "/verify") + "," + cancel_link + "," +
                           link("resend", name, path + "/resend")));
  }
}

TEST_CASE("answer: a recovery token for a trusted application, and the question") {
  CHECK(
      written_body({.operation = "/api/v1/authn/recovery/password"},
                   [](decision& made) {
                     wait_in(made, state::recovery, substate::recovery_token, {operation::verify_recovery_token});
                     made.response.state_token = {};
                     made.response.recovery_token = "VBQ0";
                     made.response.recovery = recovery_kind::password;
                   }) ==
      R"({"expiresAt":"2015-11-03T10:10:00.000Z","status":"RECOVERY","recoveryToken":"VBQ0","recoveryType":"PASSWORD",)"
      R"("_embedded":{)" +
          std::string{user_shown} + R"(},"_links":{)" + link("next", "recovery", "/api/v1/authn/recovery/token") + "," +
          cancel_link + "}}");
  CHECK(written_body({.operation = "/api/v1/authn/recovery/token"},
                     [](decision& made) {
                       wait_in(made, state::recovery, substate::answer,
                               {operation::answer_question, operation::get_state, operation::cancel});
                       made.response.recovery = recovery_kind::unlock;
                       made.response.with_question = true;
                     }) == waiting_body("RECOVERY", R"(,"recoveryType":"UNLOCK")",
                                        R"("user":{"id":"00u1","profile":{"login":"dade@example.com"},)"
                                        R"("recovery_question":{"question":"Who?"}})",
                                        link("next", "answer", "/api/v1/authn/recovery/answer") + "," + cancel_link));
  CHECK(written_body({.operation = "/api/v1/authn/recovery/answer"},
                     [](decision& made) {
                       made.response.state = state::success;
                       made.response.recovery = recovery_kind::unlock;
                       made.response.expires_at = ten_past;
                       made.response.with_user = true;
                     }) ==
        R"({"expiresAt":"2015-11-03T10:10:00.000Z","status":"SUCCESS","recoveryType":"UNLOCK","_embedded":{)" +
            std::string{user_shown} + "}}");
}

TEST_CASE("answer: what is left of a transaction that was cancelled") {
  CHECK(written_body({.operation = "/api/v1/authn/cancel"},
                     [](decision& made) { made.outcome = outcome::cancelled; }) == "{}");
  CHECK(written_body({.operation = "/api/v1/authn/cancel"}, [](decision& made) { made.response.relay_state = ""; }) ==
        R"({"relayState":""})");
}

TEST_CASE("answer: what may be skipped") {
  CHECK(written_body({},
                     [](decision& made) {
                       wait_in(made, state::mfa_enroll, substate::optional_factor,
                               {operation::enroll_factor, operation::skip, operation::cancel});
                     }) == waiting_body("MFA_ENROLL", "", std::string{user_shown} + R"(,"factors":[])",
                                        link("skip", "", "/api/v1/authn/skip") + "," + cancel_link));
}

TEST_CASE("answer: every error of a transaction, with its summary") {
  const auto error = [](error_code code, std::string_view summary, std::string_view causes = {}) {
    const std::string word{to_string(code)};
    return R"({"errorCode":")" + word + R"(","errorSummary":")" + std::string{summary} + R"(","errorLink":")" + word +
           R"(","errorId":"oae1","errorCauses":[)" + std::string{causes} + "]}";
  };
  const auto shown = [](
                         error_code code, const made_by& more = [](decision& /*made*/) {}) {
    return written_body({}, [&](decision& made) {
      made.response.error = code;
      more(made);
    });
  };
  using enum error_code;
  for (const auto& [code, summary] : std::initializer_list<std::pair<error_code, std::string_view>>{
           {E0000003, "The request body was not well-formed."},
           {E0000004, "Authentication failed"},
           {E0000006, "You do not have permission to perform the requested action"},
           {E0000011, "Invalid token provided"},
           {E0000014, "Update of credentials failed"},
           {E0000022, "The endpoint does not support the provided HTTP method"},
           {E0000032, "Unlock is not allowed for this user."},
           {E0000034, "Forgot password not allowed on specified user."},
           {E0000035, "Change password not allowed on specified user."},
           {E0000047, "API call exceeded rate limit due to too many requests."},
           {E0000068, "Invalid Passcode/Answer"},
           {E0000069, "User Locked"},
           {E0000079, "This operation is not allowed in the current authentication state."},
           {E0000087, "The recovery question answer did not match our records."},
           {E0000095, "Recovery not allowed for unknown user."},
           {E0000097, "There is no verified phone number on file."},
           {E0000098, "This phone number is invalid."},
           {E0000109, "An SMS message was recently sent. Please wait 30 seconds before trying again."},
           {E0000118, "An email was recently sent. Please wait 5 seconds before trying again."},
           {E0000119, "Your account is locked. Please contact your administrator."},
           {E0000133, "A phone call was recently made. Please wait 30 seconds before trying again."},
           {E0000180, "Factor id is currently not active."}})
    CHECK(shown(code) == error(code, summary));
  CHECK(shown(E0000007, [](decision& made) { made.response.error_subject = "sms193"; }) ==
        error(E0000007, "Not found: sms193"));
  CHECK(shown(E0000001,
              [](decision& made) {
                made.response.error_subject = "authRequest";
                made.response.error_cause = "Invalid or unknown audience";
                made.response.error_cause_subject = "0oa1";
              }) == error(E0000001, "Api validation failed: authRequest",
                          R"({"errorSummary":"Invalid or unknown audience '0oa1'."})"));
}

TEST_CASE("answer: a new password that is refused lists what it needs") {
  const auto causes = [](const password_settings& settings) {
    const std::string body = written_body({}, [&](decision& made) {
      made.response.error = error_code::E0000014;
      made.response.password = &settings;
    });
    return body.substr(body.find("\"errorCauses\""));
  };
  password_settings settings;
  settings.min_symbol = 0;
  CHECK(causes(settings) == R"("errorCauses":[{"errorSummary":"Passwords must have at least 8 characters, )"
                            R"(a lowercase letter, an uppercase letter, a number, no parts of your username"}]})");
  settings = {};
  settings.min_length = 12;
  settings.min_lower_case = settings.min_upper_case = settings.min_number = 0;
  settings.exclude_username = false;
  CHECK(causes(settings) ==
        R"("errorCauses":[{"errorSummary":"Passwords must have at least 12 characters, a symbol"}]})");
}
