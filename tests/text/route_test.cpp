#include "text/api/routes.hpp"

#include <array>
#include <string_view>

#include <doctest/doctest.h>

using interlock::authn::operation;
using interlock::authn::recovery_method;
using interlock::text::find_route;
using interlock::text::found_route;
using interlock::text::served;

namespace {

struct expectation {
  std::string_view path;
  operation asked;
  std::string_view factor = {};
};

// docs/reference.md#the-operations: every operation is a POST.
constexpr std::array expectations{
    expectation{"/api/v1/authn", operation::authenticate},
    expectation{"/api/v1/authn/credentials/change_password", operation::change_password},
    expectation{"/api/v1/authn/credentials/reset_password", operation::reset_password},
    expectation{"/api/v1/authn/factors", operation::enroll_factor},
    expectation{"/api/v1/authn/factors/sms193/lifecycle/activate", operation::activate_factor, "sms193"},
    expectation{"/api/v1/authn/factors/opf1/lifecycle/activate/poll", operation::poll_activation, "opf1"},
    expectation{"/api/v1/authn/factors/opf1/lifecycle/activate/email", operation::send_activation_link, "opf1"},
    expectation{"/api/v1/authn/factors/opf1/lifecycle/activate/sms", operation::send_activation_link, "opf1"},
    expectation{"/api/v1/authn/factors/sms193/lifecycle/resend", operation::resend_activation, "sms193"},
    expectation{"/api/v1/authn/factors/sms193/verify", operation::verify_factor, "sms193"},
    expectation{"/api/v1/authn/factors/token:software:totp/verify", operation::verify_factor, "token:software:totp"},
    expectation{"/api/v1/authn/factors/sms193/verify/resend", operation::resend_challenge, "sms193"},
    expectation{"/api/v1/authn/recovery/password", operation::forgot_password},
    expectation{"/api/v1/authn/recovery/unlock", operation::unlock_account},
    expectation{"/api/v1/authn/recovery/factors/SMS/verify", operation::verify_recovery_factor},
    expectation{"/api/v1/authn/recovery/factors/sms/resend", operation::resend_recovery},
    expectation{"/api/v1/authn/recovery/token", operation::verify_recovery_token},
    expectation{"/api/v1/authn/recovery/answer", operation::answer_question},
    expectation{"/api/v1/authn/previous", operation::previous},
    expectation{"/api/v1/authn/skip", operation::skip},
    expectation{"/api/v1/authn/cancel", operation::cancel},
};

}  // namespace

TEST_CASE("routes: every operation of a transaction, by POST alone") {
  for (const expectation& expected : expectations) {
    CAPTURE(expected.path);
    const found_route found = find_route("POST", expected.path);
    CHECK(found.how == served::decided);
    CHECK(found.operation == expected.asked);
    CHECK(found.factor == expected.factor);
    for (const char* method : {"GET", "PUT", "DELETE"})
      CHECK(find_route(method, expected.path).how == served::wrong_method);
  }
}

TEST_CASE("routes: what the path says besides") {
  const auto recovery_by = [](std::string_view path) { return find_route("POST", path).recovery_by; };
  CHECK(recovery_by("/api/v1/authn/recovery/factors/SMS/verify") == recovery_method::sms);
  CHECK(recovery_by("/api/v1/authn/recovery/factors/Sms/resend") == recovery_method::sms);
  CHECK(recovery_by("/api/v1/authn/recovery/factors/call/verify") == recovery_method::call);
  CHECK(recovery_by("/api/v1/authn/recovery/factors/CALL/resend") == recovery_method::call);
  CHECK(!recovery_by("/api/v1/authn/factors/sms/verify"));

  const auto link_by = [](std::string_view path) { return find_route("POST", path).link_by; };
  CHECK(link_by("/api/v1/authn/factors/opf1/lifecycle/activate/email") == recovery_method::email);
  CHECK(link_by("/api/v1/authn/factors/opf1/lifecycle/activate/sms") == recovery_method::sms);
  CHECK(!link_by("/api/v1/authn/factors/opf1/lifecycle/activate/poll"));
}

TEST_CASE("routes: what administrators ask for, each object by its own methods") {
  struct administrative {
    std::string_view path;
    operation shown;
    std::string_view replaced_by;
    operation replaced;
  };
  // docs/reference.md#operations-of-administrators.
  for (const administrative& expected :
       {administrative{"/attack-protection/api/v1/authenticator-settings", operation::get_authenticator_settings, "PUT",
                       operation::replace_authenticator_settings},
        administrative{"/attack-protection/api/v1/user-lockout-settings", operation::get_lockout_settings, "PUT",
                       operation::replace_lockout_settings},
        administrative{"/api/v1/threats/configuration", operation::get_threat_configuration, "POST",
                       operation::replace_threat_configuration}}) {
    CAPTURE(expected.path);
    CHECK(find_route("GET", expected.path).operation == expected.shown);
    CHECK(find_route(expected.replaced_by, expected.path).operation == expected.replaced);
    for (const std::string_view method : {"GET", "POST", "PUT", "PATCH", "DELETE"}) {
      const bool known = method == "GET" || method == expected.replaced_by;
      CHECK(find_route(method, expected.path).how == (known ? served::decided : served::wrong_method));
    }
  }
  const found_route blocks = find_route("GET", "/api/v1/users/00u1/blocks");
  CHECK(blocks.how == served::decided);
  CHECK(blocks.operation == operation::list_blocks);
  CHECK(find_route("POST", "/api/v1/users/00u1/blocks").how == served::wrong_method);
  CHECK(find_route("GET", "/api/v1/users//blocks").how == served::unknown_path);
}

TEST_CASE("routes: everything else does not exist") {
  for (const std::string_view path :
       {"/", "/api/v1", "/api/v1/authn/", "/api/v1/authn/factor", "/API/v1/authn", "/api/v1/authn/factors/",
        "/api/v1/authn/factors//verify", "/api/v1/authn/factors/sms193", "/api/v1/authn/factors/sms193/verify/",
        "/api/v1/authn/factors/opf1/lifecycle/activate/call", "/api/v1/authn/factors/opf1/lifecycle/activate/SMS",
        "/api/v1/authn/recovery/factors/EMAIL/verify", "/api/v1/authn/recovery/factors/sms", "/api/v1/authnx",
        "//api/v1/authn"}) {
    CAPTURE(path);
    CHECK(find_route("POST", path).how == served::unknown_path);
  }
}
