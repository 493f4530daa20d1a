#include "text/route.hpp"

#include <string_view>

#include <doctest/doctest.h>

using interlock::text::find_route;
using interlock::text::served;

TEST_CASE("routes: the one that is decided") {
  CHECK(find_route("POST", "/api/v1/authn") == served::decided);
  for (const char* method : {"GET", "PUT", "DELETE"})
    CHECK(find_route(method, "/api/v1/authn") == served::wrong_method);
}

TEST_CASE("routes: every operation of the API is known") {
  for (const std::string_view path : {"/api/v1/authn/credentials/change_password",
                                      "/api/v1/authn/credentials/reset_password",
                                      "/api/v1/authn/factors",
                                      "/api/v1/authn/factors/sms193/lifecycle/activate",
                                      "/api/v1/authn/factors/opf1/lifecycle/activate/poll",
                                      "/api/v1/authn/factors/opf1/lifecycle/activate/email",
                                      "/api/v1/authn/factors/opf1/lifecycle/activate/sms",
                                      "/api/v1/authn/factors/sms193/lifecycle/resend",
                                      "/api/v1/authn/factors/webauthn/verify",
                                      "/api/v1/authn/factors/sms193/verify/resend",
                                      "/api/v1/authn/recovery/password",
                                      "/api/v1/authn/recovery/unlock",
                                      "/api/v1/authn/recovery/factors/SMS/verify",
                                      "/api/v1/authn/recovery/factors/call/verify",
                                      "/api/v1/authn/recovery/factors/sms/resend",
                                      "/api/v1/authn/recovery/token",
                                      "/api/v1/authn/recovery/answer",
                                      "/api/v1/authn/previous",
                                      "/api/v1/authn/skip",
                                      "/api/v1/authn/cancel"}) {
    CAPTURE(path);
    CHECK(find_route("POST", path) == served::not_decided);
    CHECK(find_route("GET", path) == served::wrong_method);
  }
  for (const std::string_view path :
       {"/attack-protection/api/v1/authenticator-settings", "/attack-protection/api/v1/user-lockout-settings"}) {
    CHECK(find_route("GET", path) == served::not_decided);
    CHECK(find_route("PUT", path) == served::not_decided);
    CHECK(find_route("POST", path) == served::wrong_method);
  }
  CHECK(find_route("GET", "/api/v1/threats/configuration") == served::not_decided);
  CHECK(find_route("POST", "/api/v1/threats/configuration") == served::not_decided);
  CHECK(find_route("PUT", "/api/v1/threats/configuration") == served::wrong_method);
}

TEST_CASE("routes: everything else does not exist") {
  for (const std::string_view path :
       {"/", "/api/v1", "/api/v1/authn/", "/api/v1/authn/factor", "/API/v1/authn", "/api/v1/authn/factors/",
        "/api/v1/authn/factors//verify", "/api/v1/authn/factors/sms193", "/api/v1/authn/factors/sms193/verify/",
        "/api/v1/authn/recovery/factors/EMAIL/verify", "/api/v1/authn/recovery/factors/sms", "/api/v1/authnx",
        "//api/v1/authn"}) {
    CAPTURE(path);
    CHECK(find_route("POST", path) == served::unknown_path);
  }
}
