#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include <interlock/authn/worst_attack.hpp>

#include "authn/attack/account_model.hpp"
#include "authn/attack/rate_limits.hpp"

namespace interlock::authn {

/// `count` guesses sent as early as the limits allow; only the last may lock the account.
struct sending {
  attack_pace::moment from;
  bool known_device;
  std::uint64_t count;
};

/// The value of a plan; a better plan compares greater.
struct attack_score {
  std::int64_t worth = 0;  ///< passwords or milliseconds
  bool for_good = false;
  std::uint64_t requests = 0;

  friend bool operator<(const attack_score& one, const attack_score& other) noexcept {
    return std::tie(one.worth, one.for_good, other.requests) < std::tie(other.worth, other.for_good, one.requests);
  }
  attack_score& operator+=(const attack_score& more) noexcept {
    worth += more.worth;
    for_good |= more.for_good;
    requests += more.requests;
    return *this;
  }
};

/// Looks for the best plan among those of docs/attack.md, which are enough: between two changes of what is open to the
/// attacker, guesses come as early as they can, in a few amounts, but for those that lock.
class attack_search {
 public:
  /// @param free_from  from then on no limits hold
  attack_search(const attack_setting& from, attacker who, attack_goal what,
                std::optional<time_point> free_from = std::nullopt);

  [[nodiscard]] attack_score best() { return best_from(first_); }
  /// The guesses of the best plan, at this pace.
  [[nodiscard]] std::vector<sending> best_plan();
  /// Whether the search was complete; call after best().
  [[nodiscard]] bool exact() const noexcept { return exact_; }
  [[nodiscard]] const attack_pace& pace() const noexcept { return pace_; }

 private:
  struct place {
    attack_pace::moment at;
    authn::account account;  ///< settled
  };
  /// From one place to another.
  struct way {
    place to;
    attack_score gained{};
    std::vector<sending> sent{};
  };
  using ways = std::vector<way>;

  /// The next place of the best plan; none if it is over.
  struct choice {
    time_point from;
    attack_score gained;
    std::optional<way> next;
  };
  using key = std::tuple<bool, attack_pace::moment, std::optional<time_point>, std::optional<user_status>, bool,
                         std::uint64_t, std::uint64_t, std::uint64_t>;

  [[nodiscard]] attack_score best_from(const place& here);
  [[nodiscard]] key key_of(const place& here) const;
  [[nodiscard]] bool far_from_end(const place& here) const;
  [[nodiscard]] std::int64_t beyond(const place& here, const attack_score& of) const;
  [[nodiscard]] attack_score of_stopping(const place& here) const;

  [[nodiscard]] ways ways_from(const place& here);
  void add_wait(const place& here, ways& to);
  void add_guesses(const place& here, bool known_device, std::uint64_t count, ways& to);
  void add_late_locks(const place& here, bool known_device, ways& to);
  [[nodiscard]] std::vector<std::uint64_t> amounts(const place& here, bool known_device) const;
  [[nodiscard]] std::vector<time_point> late_times(const place& here, bool known_device, std::uint64_t own,
                                                   std::uint64_t others) const;
  void add_ends(time_point end, std::size_t window, std::vector<time_point>& to) const;

  [[nodiscard]] bool open(const place& here, bool known_device);
  [[nodiscard]] time_point end_at(const place& here) const;
  [[nodiscard]] std::int64_t kept_out(const place& here, time_point until) const;
  bool guess(way& on, bool known_device, std::uint64_t count);
  void wait(way& on, time_point until);

  attacked_account account_;
  attack_pace pace_;
  time_point until_;
  time_point far_until_;  ///< what begins before it is over before the end
  attack_goal goal_;
  std::vector<bool> devices_;
  place first_;
  std::map<key, choice> known_;
  bool exact_ = true;
};

}  // namespace interlock::authn
