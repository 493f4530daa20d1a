// A host that stores accounts: typed facts in, the new account stored unless somebody was faster, effects carried out.

#include <chrono>
#include <iostream>
#include <vector>

#include <interlock/authn/decide.hpp>

namespace {

namespace authn = interlock::authn;
namespace effects = interlock::authn::effects;

/// Stands for the row of a database.
class account_row {
 public:
  explicit account_row(const authn::account& first) : stored_{first} {}

  [[nodiscard]] authn::account load() const { return stored_; }

  /// UPDATE ... WHERE version = version_read
  [[nodiscard]] bool store(const authn::account& next, std::uint64_t version_read) {
    if (stored_.version != version_read) return false;
    stored_ = next;
    return true;
  }

 private:
  authn::account stored_;
};

/// Does what a decision asks for. Effects on the account are contained in the account that was stored. There is no
/// catch-all, so a new kind of effect does not compile until somebody has thought of it.
struct carry_out {
  void operator()(const effects::log_event& e) const {
    std::cout << "  log " << e.event_type << ' ' << e.outcome << (e.reason.empty() ? "" : " ") << e.reason << '\n';
  }
  void operator()(const effects::send& e) const { std::cout << "  send " << e.channel << ' ' << e.message << '\n'; }
  void operator()(const effects::issue_token& e) const {
    std::cout << "  issue " << authn::to_string(e.kind) << " token\n";
  }
  void operator()(const effects::revoke_token& e) const {
    std::cout << "  revoke " << authn::to_string(e.kind) << " token\n";
  }
  void operator()(const effects::revoke_sessions&) const { std::cout << "  end the other sessions\n"; }
  void operator()(const effects::store_password&) const { std::cout << "  store the new password\n"; }
  void operator()(const effects::store_factor& e) const { std::cout << "  store the factor " << e.id << '\n'; }
  void operator()(const effects::device_known&) const { std::cout << "  remember that the user knows this device\n"; }
  void operator()(const effects::remember_device&) const { std::cout << "  ask for no factor on this device\n"; }
  void operator()(const effects::unlock_directory&) const { std::cout << "  unlock the account in the directory\n"; }
  void operator()(const effects::update_settings& e) const {
    std::cout << "  store the settings " << authn::to_string(e.to.of) << '\n';
  }

  void operator()(const effects::password_failed&) const {}
  void operator()(const effects::account_locked&) const {}
  void operator()(const effects::unknown_devices_blocked&) const {}
  void operator()(const effects::unlock_scheduled&) const {}
  void operator()(const effects::account_unlocked&) const {}
  void operator()(const effects::counters_reset&) const {}
  void operator()(const effects::factor_failed&) const {}
  void operator()(const effects::recovery_failed&) const {}
  void operator()(const effects::status_changed&) const {}
  void operator()(const effects::password_changed&) const {}
};

/// Everything but the account: the policy, what this request says, what the verifier found.
authn::facts sign_in_with(bool right_password, authn::time_point now) {
  authn::facts facts;
  facts.now = now;
  facts.request.body.shape = authn::request_body::form::object;
  facts.request.body.username = facts.request.body.password = true;
  facts.evidence.password = right_password ? authn::validity::valid : authn::validity::invalid;
  facts.user.id = "00ub0oNGTSWTBKOLGLNR";
  facts.recovery_enrolled = {authn::recovery_method::email};
  auto& password = facts.policy.password;
  password.given = authn::password_policies::form::one;
  auto& settings = password.list.emplace_back().settings;
  settings.max_attempts = 3;
  settings.auto_unlock_minutes = 15;
  settings.show_lockout_failures = true;
  password.rule.emplace().unlock = authn::access::allow;
  return facts;
}

/// Decides until the account that was decided on is still the one in the store.
authn::outcome sign_in(account_row& row, authn::facts facts) {
  for (;;) {
    facts.account = row.load();
    const auto decision = authn::decide(facts);
    if (!decision) {
      std::cerr << "a rule needs evidence that no verifier has stated\n";
      return authn::outcome::authentication_failed;
    }
    if (!row.store(decision->account, facts.account.version)) continue;
    std::cout << to_string(decision->outcome) << ", HTTP " << decision->response.status << '\n';
    for (const authn::effect& effect : decision->effects) std::visit(carry_out{}, effect);
    return decision->outcome;
  }
}

}  // namespace

int main() {
  using namespace std::chrono_literals;
  using enum authn::outcome;
  const authn::time_point noon = std::chrono::sys_days{std::chrono::year{2026} / 4 / 2} + 12h;

  authn::account new_account;
  new_account.status = authn::user_status::active;
  account_row row{new_account};
  std::vector<authn::outcome> found;
  for (const bool right_password : {false, false, false, true})
    found.push_back(sign_in(row, sign_in_with(right_password, noon)));
  found.push_back(sign_in(row, sign_in_with(true, noon + 15min)));
  return found == std::vector{authentication_failed, authentication_failed, locked_out, locked_out, success} ? 0 : 1;
}
