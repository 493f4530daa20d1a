#include "text/play/story_state.hpp"

#include <algorithm>
#include <utility>

#include <interlock/authn/apply_decision.hpp>

#include "text/decision/write_account.hpp"
#include "text/decision/write_factors.hpp"
#include "text/decision/write_settings.hpp"
#include "text/decision/write_snapshot.hpp"
#include "text/scenario/read_snapshot.hpp"
#include "text/scenario/scenario_members.hpp"

namespace interlock::text {
namespace {

namespace effects = authn::effects;

const json::value* groups_in(const json::object& given) {
  const json::object* account = object_in(&given, "account");
  return account != nullptr ? account->if_contains("groups") : nullptr;
}

/// Whether a decision asks for something of that type.
template <class Effect>
bool has_effect(const authn::decision& made) {
  return std::ranges::any_of(made.effects,
                             [](const authn::effect& each) { return std::holds_alternative<Effect>(each); });
}

/// Whether the next transaction is the one before but for times and counts: then the body of a request means what it
/// meant before.
bool goes_on(const std::optional<authn::transaction>& before, std::optional<authn::transaction> next) {
  if (before && next) {
    next->expires_at = before->expires_at;
    next->failures = before->failures;
    next->sent = before->sent;
  }
  return next == before;
}

}  // namespace

bool story_state::read_given(const place& given) {
  groups_ = groups_in(given_);
  return read_scenario_members(given, now_);
}

bool story_state::make_scenario(step_scenario& to, const place& given, const story_step& step,
                                authn::time_point clock) const {
  const bool up_to_date = to.document != nullptr && to.edition == edition_;
  if (!up_to_date) to = read_scenario(given, step);
  if (to.document == nullptr) return false;
  authn::facts& facts = to.document->facts;
  if (up_to_date && !to.gives_account) facts.account = now_.facts.account;
  if (up_to_date && !to.gives_transaction) {
    facts.transaction = now_.facts.transaction;
    to.document->transaction = now_.transaction;
    to.document->kept = now_.kept;
  }
  if (!to.gives_now) facts.now = clock;
  if (!to.gives_device) {
    facts.device_known = now_.facts.device_known;
    facts.device_remembered = remembered_until_ ? clock < *remembered_until_ : now_.facts.device_remembered;
  }
  return true;
}

/// @return no document after a problem
step_scenario story_state::read_scenario(const place& given, const story_step& step) const {
  step_scenario read{std::make_unique<scenario::document>(0),
                     edition_,
                     step.gives("now"),
                     step.gives("account"),
                     step.gives("transaction"),
                     step.gives("device")};
  const path top;
  const path given_by_story{top, "given"};
  const path transaction{given_by_story, "transaction"};
  const bool made_before = now_.facts.transaction && now_.transaction == nullptr;
  if (made_before && !read.gives_transaction)
    check_snapshot({given.problems, given.value, transaction}, *now_.facts.transaction);
  const bool right = read_scenario_members(given, *read.document, &now_);
  if (!right || !given.problems.empty()) read.document.reset();
  return read;
}

void story_state::apply(const authn::decision& made, const step_scenario& from, const story_step& step,
                        authn::time_point clock) {
  const scenario::document& before = *from.document;
  decided_ = true;
  replaced_.clear();
  now_.facts.now = clock;
  if (from.gives_account) {
    copy_scenario_member("account", before, now_);
    groups_ = groups_in(step.given.get_object());
  }
  if (step.event) {
    if (from.gives_transaction) copy_scenario_member("transaction", before, now_);
    authn::apply_event_decision(now_.facts, made);
  } else {
    const bool same_body = from.gives_transaction || goes_on(before.facts.transaction, made.transaction);
    if (!same_body) ++edition_;
    now_.kept = parts_after(before, made);
    now_.transaction = nullptr;
    authn::apply_decision(now_.facts, made);
    if (before.body) own_text();
  }
  apply_to_json(made, before);
}

void story_state::apply_to_json(const authn::decision& made, const scenario::document& from) {
  const authn::account& before = from.facts.account;
  if (from.user != nullptr &&
      (made.account.status != before.status || made.account.password_changed != before.password_changed)) {
    now_.user = &replace(user_, user_after(*from.user, before, made.account)).get_object();
  }
  for (const authn::effect& each : made.effects) {
    if (const auto* remembers = std::get_if<effects::remember_device>(&each)) {
      remembered_until_ = remembers->until.value_or(authn::time_max);
    } else if (const auto* stores = std::get_if<effects::store_factor>(&each)) {
      store(*stores, from);
    } else if (const auto* changes = std::get_if<effects::update_settings>(&each)) {
      change(*changes, from);
    }
  }
}

const json::value& story_state::replace(part& old, json::value with) {
  if (old != nullptr) replaced_.push_back(std::move(old));
  old = std::make_unique<const json::value>(std::move(with));
  ++edition_;
  return *old;
}

void story_state::store(const effects::store_factor& effect, const scenario::document& from) {
  json::array held = now_.factors != nullptr ? *now_.factors : json::array{};
  const std::size_t index = std::ranges::find(now_.facts.factors, effect.id, &authn::factor::id)->source;
  if (index < held.size()) {
    held[index] = stored_factor(from, effect);
  } else {
    held.push_back(stored_factor(from, effect));
  }
  now_.factors = &replace(factors_, std::move(held)).get_array();
}

void story_state::change(const effects::update_settings& effect, const scenario::document& from) {
  json::object value = stored_settings(from, effect.to);
  changed_settings_[to_string(effect.to.of)] = value;
  if (effect.to.of == authn::managed_object::threat_insight) {
    now_.threat_insight = &replace(threat_insight_, std::move(value)).get_object();
  } else {
    ++edition_;
  }
}

/// A body that was given as text is not part of the story. What is left of it is kept here.
void story_state::own_text() {
  const auto own = [&](std::string_view& text) { text = *texts_.emplace(text).first; };
  auto& transaction = now_.facts.transaction;
  if (transaction && transaction->relay_state) own(*transaction->relay_state);
  for (std::string_view& zone : now_.facts.policy.threat_excluded_zones) own(zone);
}

}  // namespace interlock::text
