#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "hand_made.hpp"

// Bodies about one factor, typed from the reference.

using namespace interlock::authn;
using namespace interlock::tests;

namespace {

/// The factor and the links of a body that activates it. `activation` is what the factor embeds.
std::string activation_end(std::string_view factor, std::string_view activation, std::string_view links) {
  return std::string{R"("factor":{)"}
      .append(factor)
      .append(activation.empty() ? "" : R"(,"_embedded":{"activation":)")
      .append(activation)
      .append(activation.empty() ? "" : "}")
      .append(R"(}},"_links":{)")
      .append(links)
      .append("}}");
}

std::string from_factor(const std::string& body) { return body.substr(body.find("\"factor\":")); }

}  // namespace

TEST_CASE("answer: a factor that is being enrolled, from what the request says") {
  const auto shown = [](std::string_view sent, factor_kind kind, operations links) {
    return from_factor(written_body({.operation = "/api/v1/authn/factors", .body = sent}, [&](decision& made) {
      wait_in(made, state::mfa_enroll_activate, substate::sent_code, links);
      ask_for(made, {"new1", kind});
    }));
  };
  const std::string path = "/api/v1/authn/factors/new1/lifecycle/";
  const std::string on = link("next", "activate", path + "activate") + "," + cancel_link + "," + prev_link;
  const auto resend = [&](std::string_view name) { return ",\"resend\":[" + link("", name, path + "resend") + "]"; };
  const operations with_resend = with(activation_links, {operation::resend_activation});
  constexpr std::string_view phone = R"({ "profile": { "phoneNumber": "+1-555-415-1337", "phoneExtension": "7" } })";
  CHECK(shown(phone, factor_kind::sms, with_resend) ==
        activation_end(R"("id":"new1","factorType":"sms","provider":"OKTA",)"
                       R"("profile":{"phoneNumber":"+1 XXX-XXX-1337"})",
                       "", on + resend("sms")));
  CHECK(shown(phone, factor_kind::call, with_resend) ==
        activation_end(R"("id":"new1","factorType":"call","provider":"OKTA",)"
                       R"("profile":{"phoneNumber":"+1 XXX-XXX-1337","phoneExtension":"7"})",
                       "", on + resend("call")));
  CHECK(shown("{}", factor_kind::email, with_resend) ==
        activation_end(R"("id":"new1","factorType":"email","provider":"OKTA","vendorName":"OKTA",)"
                       R"("profile":{"email":"d...y@example.com"})",
                       "", on + resend("email")));
  CHECK(shown("{}", factor_kind::google_totp, activation_links) ==
        activation_end(R"("id":"new1","factorType":"token:software:totp","provider":"GOOGLE",)"
                       R"("profile":{"credentialId":"dade@example.com"})",
                       R"({"sharedSecret":"KBMT","_links":{"qrcode":{"href":"/qr"}}})", on));
  CHECK(shown("{}", factor_kind::u2f, activation_links) ==
        activation_end(R"("id":"new1","factorType":"u2f","provider":"FIDO","vendorName":"FIDO")",
                       R"({"sharedSecret":"KBMT","_links":{"qrcode":{"href":"/qr"}}})", on));
}

TEST_CASE("answer: a device that is being enrolled can be sent a link, until its time has passed") {
  const std::string path = "/api/v1/authn/factors/new1/lifecycle/activate";
  const std::string factor = R"("id":"new1","factorType":"push","provider":"OKTA")";
  const auto shown = [](const setting& given, factor_result result, const operations& links) {
    return from_factor(written_body(given, [&](decision& made) {
      wait_in(made, state::mfa_enroll_activate, substate::push, links);
      ask_for(made, {"new1", factor_kind::push}, result);
      made.transaction->activation_expires_at = ten_past;
    }));
  };
  const operations waiting = with(without(activation_links, operation::activate_factor),
                                  {operation::poll_activation, operation::send_activation_link});
  const auto links = [&](std::string_view kept) {
    return R"({"expiresAt":"2015-11-03T10:10:00.000Z",)" + std::string{kept} + R"("send":[)" +
           link("", "email", path + "/email") + "," + link("", "sms", path + "/sms") + "]}}";
  };
  const std::string polling = link("next", "poll", path + "/poll") + "," + cancel_link + "," + prev_link;
  CHECK(shown({.operation = "/api/v1/authn/factors"}, factor_result::waiting, waiting) ==
        activation_end(factor, links(R"("sharedSecret":"KBMT","_links":{"qrcode":{"href":"/qr"},)"), polling));

  // Later the host does not know more than the snapshot does.
  constexpr std::string_view kept = R"(, "transaction": { "version": 2, "state": "MFA_ENROLL_ACTIVATE",
    "stateToken": "00st", "expiresAt": "2015-11-03T10:10:00Z", "userId": "00u1", "factorResult": "WAITING",
    "factor": { "id": "new1", "factorType": "push", "provider": "OKTA" },
    "activation": { "expiresAt": "2015-11-03T10:10:00Z", "x": 1 } })";
  const setting polls{.operation = "/api/v1/authn/factors/new1/lifecycle/activate/poll", .more = kept};
  CHECK(shown(polls, factor_result::waiting, waiting) == activation_end(factor, links(R"("x":1,"_links":{)"), polling));
  CHECK(shown(polls, factor_result::timeout, activation_links) ==
        activation_end(factor, "", link("next", "activate", path) + "," + cancel_link + "," + prev_link));
}

TEST_CASE("answer: a code is sent to a factor") {
  constexpr std::string_view held = R"(, "enrollment": { "factors": [{ "id": "s1", "factorType": "sms",
    "provider": "OKTA", "profile": { "phoneNumber": "+15554151337" } }] })";
  CHECK(written_body({.operation = "/api/v1/authn/factors/s1/verify", .more = held},
                     [](decision& made) {
                       wait_in(made, state::mfa_challenge, substate::sent_code,
                               with(challenge_links, {operation::resend_challenge}));
                       ask_for(made, {"s1", factor_kind::sms});
                     }) ==
        waiting_body("MFA_CHALLENGE", "",
                     std::string{user_shown} + R"(,"factor":{"id":"s1","factorType":"sms","provider":"OKTA",)"
                                               R"("profile":{"phoneNumber":"+1 XXX-XXX-1337"}})",
                     link("next", "verify", "/api/v1/authn/factors/s1/verify") + "," + cancel_link + "," + prev_link +
                         ",\"resend\":[" + link("", "sms", "/api/v1/authn/factors/s1/verify/resend") + "]"));
}

TEST_CASE("answer: a push waits, and is refused") {
  const auto shown = [](factor_result result, substate what, const operations& links) {
    return from_factor(written_body({.operation = "/api/v1/authn/factors/opf1/verify"}, [&](decision& made) {
      wait_in(made, state::mfa_challenge, what, with(links, {operation::resend_challenge}));
      ask_for(made, {"opf1", factor_kind::push}, result);
    }));
  };
  const std::string factor = R"("factor":{"id":"opf1","factorType":"push","provider":"OKTA","vendorName":"OKTA")";
  const std::string path = "/api/v1/authn/factors/opf1/verify";
  const std::string rest =
      "," + cancel_link + "," + prev_link + ",\"resend\":[" + link("", "push", path + "/resend") + "]}}";
  CHECK(shown(factor_result::waiting, substate::push,
              with(without(challenge_links, operation::verify_factor), {operation::poll_verification})) ==
        factor + R"(,"_embedded":{"challenge":{"nonce":"fresh"}}}},"_links":{)" + link("next", "poll", path) + rest);
  CHECK(shown(factor_result::rejected, substate::push_again, challenge_links) ==
        factor + "}},\"_links\":{" + link("next", "verify", path) + rest);
}

TEST_CASE("answer: Duo calls it a verification") {
  CHECK(from_factor(written_body({.operation = "/api/v1/authn/factors/dsf1/verify"},
                                 [](decision& made) {
                                   wait_in(made, state::mfa_challenge, substate::callback,
                                           with(without(challenge_links, operation::verify_factor),
                                                {operation::poll_verification}));
                                   ask_for(made, {"dsf1", factor_kind::duo}, factor_result::waiting);
                                 })) ==
        R"("factor":{"id":"dsf1","factorType":"web","provider":"DUO","vendorName":"DUO",)"
        R"("_embedded":{"verification":{"nonce":"fresh"}}}},"_links":{)" +
            link("next", "poll", "/api/v1/authn/factors/dsf1/verify") + "," + cancel_link + "," + prev_link + "}}");
}

TEST_CASE("answer: all authenticators of a type") {
  constexpr std::string_view held = R"(, "enrollment": { "factors": [{ "id": "f1", "factorType": "webauthn" },
    { "id": "s1", "factorType": "sms" }, { "id": "f2", "factorType": "webauthn", "provider": "FIDO" }] })";
  const auto factor = [](const std::string& id) {
    return R"({"id":")" + id + R"(","factorType":"webauthn","provider":"FIDO"})";
  };
  CHECK(written_body({.operation = "/api/v1/authn/factors/webauthn/verify", .more = held},
                     [](decision& made) {
                       wait_in(made, state::mfa_challenge, substate::response, challenge_links);
                       ask_for(made, {"f1", factor_kind::webauthn, true}, factor_result::challenge);
                     }) ==
        waiting_body(
            "MFA_CHALLENGE", R"(,"factorResult":"CHALLENGE","challengeType":"FACTOR_TYPE","factorType":"webauthn")",
            std::string{user_shown} + R"(,"challenge":{"nonce":"fresh"},"factors":[)" + factor("f1") + "," +
                factor("f2") + "]",
            link("next", "verify", "/api/v1/authn/factors/webauthn/verify") + "," + cancel_link + "," + prev_link));
}

TEST_CASE("answer: an identity provider is asked for, without an id of its own too") {
  const auto links = [](const factor_in_question& factor) {
    const std::string body = written_body({.operation = "/api/v1/authn/factors/x/verify"}, [&](decision& made) {
      wait_in(made, state::mfa_challenge, substate::provider, challenge_links);
      ask_for(made, factor);
    });
    return body.substr(body.find("\"_links\""));
  };
  const auto redirect = [](const std::string& path) {
    return "\"_links\":{" + link("next", "redirect", path, "GET") + "," + cancel_link + "," + prev_link + "}}";
  };
  CHECK(links({"idp1", factor_kind::saml_idp}) == redirect("/sso/idps/idp1?stateToken=00st"));
  CHECK(links({"", factor_kind::claims_provider}) == redirect("/sso/idps/claims_provider?stateToken=00st"));
}
