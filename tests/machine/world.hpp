#pragma once

#include <span>
#include <string>
#include <string_view>

/// The circumstances that transactions are explored in.
namespace machine {

/// One organization with one user. The text is JSON, as in a scenario; the flags say what the documents ask for here.
struct world {
  std::string name;
  std::string policy;
  std::string user = R"("status":"ACTIVE","passwordChanged":"2026-03-20T12:00:00Z","credentials":{"password":{}})";
  std::string attempts = "{}";
  std::string recovery = R"(["email","sms","call"])";
  std::string factors = "[]";
  std::string application = "PUBLIC";
  std::string sign_in = "{}";     ///< further members of the body of a sign-in
  std::string transaction = "";   ///< begun by an application; empty: none
  std::string evidence = "";      ///< further members, each with a comma behind
  bool recovers = false;          ///< recoveries are started too
  bool factor_due = false;        ///< the sign-on rule asks for a second factor
  bool any_factor_first = false;  ///< the sign-on rule lets any factor come first
  bool password_due = false;      ///< the password has expired, or there is none
  bool question_due = false;      ///< a recovery has to answer the question
  bool session = false;           ///< the application's user has a session
};

/// Every transaction of the API can be had in one of these.
[[nodiscard]] std::span<const world> worlds();

/// The text of a scenario in a world but for `request`, `evidence` and `transaction`, each with a comma in front.
[[nodiscard]] std::string scenario_start(const world& in, std::string_view account, std::string_view factors);
[[nodiscard]] std::string account_of(const world& in);

inline constexpr std::string_view now_text = "2026-04-02T12:00:00.000Z";
inline constexpr std::string_view minute_ago_text = "2026-04-02T11:59:00.000Z";
inline constexpr std::string_view in_five_minutes_text = "2026-04-02T12:05:00.000Z";

}  // namespace machine
