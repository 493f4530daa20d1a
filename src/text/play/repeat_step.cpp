#include "text/play/repeat_step.hpp"

#include <algorithm>

#include <interlock/authn/apply_decision.hpp>

namespace interlock::text {
namespace {

namespace effects = authn::effects;

/// The facts that change from one time to the next.
struct changing_facts {
  authn::time_point now;
  authn::account account;
  std::optional<authn::transaction> transaction;
  bool device_known, device_remembered;

  explicit changing_facts(const authn::facts& from)
      : now{from.now},
        account{from.account},
        transaction{from.transaction},
        device_known{from.device_known},
        device_remembered{from.device_remembered} {}

  void put_into(authn::facts& to) const {
    to.now = now;
    to.account = account;
    to.transaction = transaction;
    to.device_known = device_known;
    to.device_remembered = device_remembered;
  }
};

/// What the step gives, it gives each time.
struct given_keys {
  bool now, account, transaction, device;

  explicit given_keys(const json::object& step)
      : now{step.contains("now")},
        account{step.contains("account")},
        transaction{step.contains("transaction")},
        device{step.contains("device")} {}
};

/// Whether the next transaction is the one before but for times and counts: then all that text says of it in other
/// places, its tokens in a body and what a factor shows, is said as before.
bool goes_on(const std::optional<authn::transaction>& before, std::optional<authn::transaction> next) {
  if (before && next) {
    next->expires_at = before->expires_at;
    next->failures = before->failures;
    next->sent = before->sent;
  }
  return next == before;
}

/// Whether a decision leaves something behind that the text of a scenario says and its typed facts do not.
bool needs_text(const authn::facts& before, const authn::decision& made, const given_keys& given, bool event) {
  const bool stored = std::ranges::any_of(made.effects, [](const authn::effect& each) {
    return std::holds_alternative<effects::store_factor>(each) ||
           std::holds_alternative<effects::remember_device>(each) ||
           std::holds_alternative<effects::update_settings>(each);
  });
  const bool user_changed =
      made.account.status != before.account.status || made.account.password_changed != before.account.password_changed;
  return stored || user_changed || (!event && !given.transaction && !goes_on(before.transaction, made.transaction));
}

/// Goes on to the next time.
void carry_over(authn::facts& to, const changing_facts& before, const authn::decision& made, const repetition& of,
                const given_keys& given, authn::time_point clock) {
  if (of.step.event) {
    authn::carry_over_event(to, made);
  } else {
    authn::carry_over(to, made);
  }
  if (!given.now) to.now = clock;
  if (given.account) to.account = before.account;
  if (given.transaction) to.transaction = before.transaction;
  if (given.device) {
    to.device_known = before.device_known;
    to.device_remembered = before.device_remembered;
  } else if (of.remembered_until) {
    to.device_remembered = clock < *of.remembered_until;
  }
}

}  // namespace

decision_kind::decision_kind(const authn::decision& made) noexcept
    : outcome_{made.outcome}, table_{made.decided_by.table}, row_{made.decided_by.row} {
  std::ranges::transform(made.effects, effects_.begin(),
                         [](const authn::effect& each) { return static_cast<std::uint8_t>(1 + each.index()); });
}

decision_or_gap decide_step(const authn::facts& from, const story_step& step) noexcept {
  if (step.event) return authn::decide_event(from, *step.event);
  return authn::decide(from);
}

interlock::result<alike_run, authn::missing_evidence> play_run(authn::facts& from, const repetition& of) {
  const given_keys given{of.step.given};
  alike_run run{0, from.now, from.now, of.clock, std::nullopt};
  std::optional<changing_facts> before;
  for (;;) {
    const auto made = decide_step(from, of.step);
    if (!made) return made.error();
    const decision_kind kind{*made};
    if (before && kind != run.kind) {
      before->put_into(from);
      return run;
    }
    run.kind = kind;
    ++run.count;
    run.until = from.now;
    run.next = later(run.next, of.step.between).value_or(run.next);
    if (run.count == of.left || needs_text(from, *made, given, of.step.event.has_value())) return run;
    before.emplace(from);
    carry_over(from, *before, *made, of, given, run.next);
  }
}

}  // namespace interlock::text
