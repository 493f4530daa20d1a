#include "authn/facts/fact_choices.hpp"

#include <algorithm>
#include <bit>

#include <interlock/authn/factor_traits.hpp>

#include "authn/facts/policy_location.hpp"
#include "authn/model/limits.hpp"
#include "authn/observe/observe.hpp"
#include "authn/observe/request_meaning.hpp"

namespace interlock::authn {
namespace {

using values = fact_values;

std::uint64_t distance(std::uint64_t one, std::uint64_t other) noexcept {
  return one < other ? other - one : one - other;
}

values numbers(std::vector<std::uint64_t> all, std::uint64_t present) {
  std::erase_if(all, [&](std::uint64_t n) { return n == present || n > attempts::count_max; });
  std::ranges::sort(all, {}, [&](std::uint64_t n) { return std::pair{distance(n, present), n}; });
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return {all.begin(), all.end()};
}

values times(std::vector<time_point> all, std::optional<time_point> present) {
  const time_point from = present.value_or(time_point{});
  std::erase_if(all, [&](time_point t) { return t == present || t < time_min || t > time_max; });
  std::ranges::sort(all, {}, [&](time_point t) { return std::pair{t < from ? from - t : t - from, t}; });
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return {all.begin(), all.end()};
}

constexpr std::uint64_t whole_days(duration span) noexcept {
  return span < duration::zero() ? 0 : static_cast<std::uint64_t>(std::chrono::floor<std::chrono::days>(span).count());
}

/// Of a password whose change is not known: that of one changed now.
std::uint64_t password_age_in_days(const facts& in) noexcept {
  return whole_days(in.now - in.account.password_changed.value_or(in.now));
}

/// Before and after a transaction, a factor that is being set up, or the pause after a message ends.
void add_moments_of(const transaction& running, std::vector<time_point>& to) {
  std::vector<time_point> ends{running.expires_at};
  if (running.activation_expires_at) ends.push_back(*running.activation_expires_at);
  if (running.sent)
    for (const int seconds : {5, 30}) ends.push_back(later(running.sent->at, std::chrono::seconds{seconds}));
  for (const time_point end : ends) to.insert(to.end(), {end, later(end, duration{-1})});
}

bool starts_recovery(const facts& in) noexcept {
  return in.request.operation == operation::forgot_password || in.request.operation == operation::unlock_account;
}

bool asks_question(operation what) noexcept {
  return what == operation::verify_recovery_factor || what == operation::verify_recovery_token;
}

}  // namespace

fact_values attempt_limits(const facts& in) {
  std::vector<std::uint64_t> limits{0};
  for (const std::uint64_t failures :
       {std::uint64_t{0}, in.account.attempts.failed, in.account.attempts.failed_from_unknown_devices})
    limits.insert(limits.end(), {failures + 1, failures + 2});
  return numbers(limits, password_settings_in(in).max_attempts);
}

fact_values failure_counts(const facts& in, std::uint64_t present) {
  const std::uint64_t limit = select_password(in).settings->max_attempts;
  std::vector<std::uint64_t> counts{0};
  if (limit > 0) counts.push_back(limit - 1);
  if (limit > 1) counts.push_back(limit - 2);
  return numbers(counts, present);
}

fact_values wrong_answer_counts(std::uint64_t present) {
  return numbers({0, wrong_answers_max - 2, wrong_answers_max - 1, wrong_answers_max}, present);
}

fact_values age_limits(const facts& in) {
  const password_settings& now = *select_password(in).settings;
  const std::uint64_t age = password_age_in_days(in);
  const std::uint64_t warn = now.expire_warn_days;
  std::vector<std::uint64_t> limits{0, age, age + 1, age + warn, age + warn + 1};
  if (age > 1) limits.push_back(age - 1);
  return numbers(limits, now.max_age_days);
}

fact_values warning_days(const facts& in) {
  const password_settings& now = *select_password(in).settings;
  const std::uint64_t age = password_age_in_days(in);
  std::vector<std::uint64_t> days{0, 1};
  if (now.max_age_days >= age) days.insert(days.end(), {now.max_age_days - age, now.max_age_days - age + 1});
  if (now.max_age_days > age) days.push_back(now.max_age_days - age - 1);
  return numbers(days, now.expire_warn_days);
}

fact_values least_ages(const facts& in) {
  using std::chrono::minutes;
  const duration age = in.now - in.account.password_changed.value_or(in.now);
  const auto whole = age < duration::zero() ? 0 : std::chrono::floor<minutes>(age).count();
  const auto minutes_old = static_cast<std::uint64_t>(whole);
  return numbers({0, minutes_old, minutes_old + 1}, select_password(in).settings->min_age_minutes);
}

fact_values moments(const facts& in) {
  const password_settings& rule = *select_password(in).settings;
  std::vector<time_point> found;
  if (const auto& job = in.account.attempts.auto_unlock_at)
    found.insert(found.end(), {*job, later(*job, duration{-1})});
  if (const auto& changed = in.account.password_changed; changed && rule.max_age_days > 0) {
    const time_point end = later(*changed, at_most<std::chrono::days>(rule.max_age_days));
    const time_point warning = later(end, -at_most<std::chrono::days>(rule.expire_warn_days));
    found.insert(found.end(), {*changed, end, later(end, duration{1}), later(end, duration{-1}), warning,
                               later(warning, duration{-1})});
  }
  if (in.transaction) add_moments_of(*in.transaction, found);
  if (const auto& changed = in.account.password_changed; changed && starts_recovery(in)) {
    const time_point old_enough = later(*changed, at_most<std::chrono::minutes>(rule.min_age_minutes));
    found.insert(found.end(), {old_enough, later(old_enough, duration{-1})});
  }
  return times(found, in.now);
}

fact_values unlock_times(const facts& in) {
  const auto& job = in.account.attempts.auto_unlock_at;
  if (job && *job <= in.now) return {std::monostate{}};
  return {fact_value{in.now}};
}

fact_values changes_of_password(const facts& in) {
  const password_settings& rule = *select_password(in).settings;
  const duration limit = at_most<std::chrono::days>(rule.max_age_days);
  const duration warn = at_most<std::chrono::days>(rule.expire_warn_days);
  const time_point end = later(in.now, -limit);
  std::vector<time_point> moments{in.now,
                                  end,
                                  later(end, duration{-1}),
                                  later(end, duration{1}),
                                  later(end, warn),
                                  later(later(end, warn), duration{1})};
  if (starts_recovery(in)) {
    const time_point old_enough = later(in.now, -at_most<std::chrono::minutes>(rule.min_age_minutes));
    moments.insert(moments.end(), {old_enough, later(old_enough, duration{1})});
  }
  values found = times(moments, in.account.password_changed.value_or(in.now));
  if (!in.account.password_changed) found.insert(found.begin(), fact_value{in.now});
  return found;
}

fact_values method_choices(const std::optional<recovery_methods>& present) {
  constexpr std::array choices{recovery_method::email, recovery_method::sms, recovery_method::call,
                               recovery_method::push, recovery_method::otp};
  struct choice {
    int differing;
    unsigned order;
    recovery_methods methods;
  };
  std::vector<choice> all;
  for (unsigned flipped_bits = present ? 1 : 0; flipped_bits < (1U << choices.size()); ++flipped_bits) {
    recovery_methods methods = present.value_or(recovery_methods{});
    for (std::size_t i = 0; i < choices.size(); ++i)
      if ((flipped_bits >> i & 1U) != 0)
        methods.contains(choices[i]) ? methods.erase(choices[i]) : methods.insert(choices[i]);
    all.push_back({std::popcount(flipped_bits), flipped_bits, methods});
  }
  std::ranges::sort(all, {}, [](const choice& c) { return std::pair{c.differing, c.order}; });
  values found;
  for (const choice& c : all) found.emplace_back(c.methods);
  if (present) found.emplace_back(std::monostate{});
  return found;
}

fact_values enrolled_choices(const facts& in) {
  values found = method_choices(in.recovery_enrolled);
  found.pop_back();  // an absent list is an empty one
  if (!asks_question(in.request.operation)) return found;
  recovery_methods other = in.recovery_enrolled;
  constexpr auto question = recovery_method::question;
  other.contains(question) ? other.erase(question) : other.insert(question);
  values with_other = method_choices(other);
  with_other.pop_back();
  found.insert(found.begin(), other);
  found.insert(found.end(), with_other.begin(), with_other.end());
  return found;
}

fact_values factor_choices(const facts& in) {
  const auto offers = factors_on_offer(decision_context{in});
  std::vector<factor_kind> single, missing, required;
  for (const offered_factor& offer : offers) {
    if (offer.enrolled) continue;
    missing.push_back(offer.kind);
    if (offer.required) required.push_back(offer.kind);
  }
  single = missing;
  for (const factor_kind offered : offered_kinds)
    if (std::ranges::find(single, offered) == single.end()) single.push_back(offered);
  values found;
  for (const factor_kind kind : single) found.emplace_back(factors_choice{false, {kind}});
  if (required.size() > 1) found.emplace_back(factors_choice{false, required});
  if (missing.size() > 1 && missing != required) found.emplace_back(factors_choice{false, missing});
  if (!in.factors.empty()) found.emplace_back(factors_choice{true, {}});
  if (const factor* named =
          in.request.operation == operation::verify_factor ? request_meaning{in}.factor_in_path() : nullptr)
    found.insert(found.begin(), factors_choice{false, {}, !named->active});
  return found;
}

}  // namespace interlock::authn
