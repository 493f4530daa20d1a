#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "documented.hpp"
#include "world.hpp"

/// What callers can do: every operation with every kind of answer.
namespace machine {

/// What the host's verifiers find, all of them at once.
enum class finding : std::uint8_t { good, bad, half, replayed, outside };
inline constexpr std::size_t findings_count = 5;
[[nodiscard]] std::string_view evidence_of(finding what) noexcept;

struct factor_name {
  std::string id, type, provider;
};
/// One a kind that this API can enroll, with the id that it gets.
[[nodiscard]] const std::vector<factor_name>& factors_to_enroll();

struct move {
  std::string what = {};  ///< for people
  operation by = operation::authenticate;
  finding found = finding::good;
  std::string method_and_path = {}, body = {};
  std::string mint_factor = "none";  ///< id of a factor that is enrolled
  std::string factor = {};           ///< id in the path
  std::string type = {};             ///< of that factor, or of the one to enroll
  bool answered = false;             ///< something that proves was sent

  [[nodiscard]] std::string request(const world& in) const;
  [[nodiscard]] std::string mint() const;
};

/// Moves that need no factor, and those that start a transaction.
[[nodiscard]] std::vector<move> moves_without_factor(const world& in);
[[nodiscard]] std::vector<move> starting_moves(const world& in);
/// Verifying, activating and resending one factor.
[[nodiscard]] std::vector<move> moves_with(const factor_name& of);

}  // namespace machine
