#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <interlock/authn/account_event.hpp>
#include <interlock/authn/blocks.hpp>
#include <interlock/authn/decide.hpp>

#include "step_arrangements.hpp"

/// Section 8.5: `GET /api/v1/users/{id}/blocks` lists whom a user's lock and block keep out.
namespace spec::blocks {
namespace {

using authn::account_event;
using authn::user_status;
using std::chrono::minutes;
using words = std::vector<std::string>;

authn::decision decided(const facts& from) {
  const auto made = authn::decide(from);
  REQUIRE(made.has_value());
  return *made;
}

/// What an administrator is shown.
words listed(facts from) {
  administer(from, operation::list_blocks);
  const authn::decision made = decided(from);
  CHECK(made.outcome == authn::outcome::ok);
  CHECK(made.response.status == 200);
  REQUIRE(made.response.blocks.has_value());
  words found;
  for (const authn::blocked_devices each : *made.response.blocks) found.emplace_back(to_string(each));
  return found;
}

const words none;
const words any_devices{"ANY_DEVICES"};
const words unknown_devices{"UNKNOWN_DEVICES"};
const words both{"ANY_DEVICES", "UNKNOWN_DEVICES"};

/// Whether a right password is refused because of a lock.
bool kept_out(facts from, bool known_device) {
  from.device_known = known_device;
  const authn::decision made = decided(from);
  for (const authn::effect& each : made.effects) {
    const auto* logged = std::get_if<authn::effects::log_event>(&each);
    if (logged != nullptr && logged->reason == "LOCKED_OUT") return true;
  }
  return false;
}

/// The fifth wrong password from unknown devices has blocked them.
facts blocked() {
  facts from = under_policy_p();
  come_from_unknown_device(from);
  send_fifth_wrong_password(from);
  from.account = decided(from).account;
  from.evidence.password = validity::valid;
  return from;
}

facts locked_and_blocked() {
  facts from = blocked();
  from.account.status = user_status::locked_out;
  return from;
}

void happens(facts& from, account_event what) { from.account = authn::decide_event(from, what).account; }

}  // namespace

TEST_CASE("blocks: what is listed is what is refused") {
  std::size_t listing_any = 0, listing_unknown = 0;
  for (const user_status status : {user_status::active, user_status::password_expired, user_status::locked_out})
    for (const bool setting : {false, true})
      for (const bool flag : {false, true}) {
        facts from = under_policy_p();
        from.account.status = status;
        from.account.attempts.unknown_devices_blocked = flag;
        from.policy.prevent_lockout_from_unknown_devices = setting;
        const words found = listed(from);
        const bool any = found == any_devices || found == both;
        const bool unknown = found == unknown_devices || found == both;
        CHECK(kept_out(from, true) == any);
        CHECK(kept_out(from, false) == (any || unknown));
        CHECK(unknown == (setting && flag));
        listing_any += any ? 1 : 0;
        listing_unknown += unknown ? 1 : 0;
      }
  CHECK(listing_any == 4);
  CHECK(listing_unknown == 3);
}

TEST_CASE("blocks: counters alone block nobody") {
  facts from = under_policy_p();
  come_from_unknown_device(from);
  from.account.attempts.failed = from.account.attempts.failed_from_unknown_devices = 1000;
  CHECK(listed(from) == none);
}

TEST_CASE("blocks: unknown devices are listed as soon as they are blocked, and any devices with a lock") {
  CHECK(listed(under_policy_p()) == none);
  CHECK(listed(blocked()) == unknown_devices);
  CHECK(listed(locked_and_blocked()) == both);
  facts from = under_policy_p();
  send_fifth_wrong_password(from);
  from.account = decided(from).account;
  CHECK(listed(from) == any_devices);
}

TEST_CASE("blocks: every way in which the block ends") {
  SUBCASE("time") {
    facts from = blocked();
    from.now += minutes{60} - authn::duration{1};
    CHECK(listed(from) == unknown_devices);
    from.now += authn::duration{1};
    CHECK(listed(from) == none);  // the job runs before anything is listed
  }
  SUBCASE("an administrator unlocks") {
    facts from = locked_and_blocked();
    happens(from, account_event::admin_unlock);
    CHECK(listed(from) == none);
  }
  SUBCASE("an administrator allows unknown devices") {
    facts from = locked_and_blocked();
    happens(from, account_event::allow_unknown_devices);
    CHECK(listed(from) == any_devices);
  }
  SUBCASE("the user unlocks by self-service") {
    facts from = blocked();
    const authn::account before = from.account;
    enter_code(from, recovery_kind::unlock, code_check::valid);
    from.account = before;
    from.account = decided(from).account;
    CHECK(listed(from) == none);
  }
  SUBCASE("the setting is turned off") {
    facts from = locked_and_blocked();
    from.policy.prevent_lockout_from_unknown_devices = false;
    CHECK(listed(from) == any_devices);
  }
}

TEST_CASE("blocks: a known device that signs in leaves the block to the others") {
  facts from = blocked();
  from.device_known = true;
  const authn::decision made = decided(from);
  CHECK(made.outcome == authn::outcome::success);
  from.account = made.account;
  CHECK(listed(from) == unknown_devices);
}

TEST_CASE("blocks: a device becomes known by a sign-in that is complete, so never while it is blocked") {
  const auto becomes_known = [](const facts& from) {
    return std::ranges::any_of(decided(from).effects, [](const authn::effect& each) {
      return std::holds_alternative<authn::effects::device_known>(each);
    });
  };
  CHECK_FALSE(becomes_known(blocked()));
  facts from = under_policy_p();
  come_from_unknown_device(from);
  CHECK(becomes_known(from));
  require_factor(from);
  enroll_factor(from, factor_kind::okta_totp);
  CHECK_FALSE(becomes_known(from));  // the password alone is not enough
  verify_rightly(from);
  CHECK(becomes_known(from));
}

}  // namespace spec::blocks
