#pragma once

#include <cstdint>
#include <string_view>

#include "shipped_book.hpp"

/// The inputs and tables of the shipped book by the type of their values, so that a sentence of the specification
/// can be typed as `see.is(in::device::unknown)`.
namespace spec {

namespace in = interlock::authn::shipped::in;
namespace out = interlock::authn::shipped::out;
using interlock::authn::shipped::input_id;
using interlock::authn::shipped::inputs_count;
using interlock::authn::shipped::table_id;
using interlock::authn::shipped::tables_count;
using interlock::rules::value_index;

// clang-format off
/// Calls X once for each table.
#define SPEC_TABLES(X)                                                                                           \
  X(activation) X(authentication) X(automatic_unlock) X(destination) X(factor_challenge) X(factor_enrollment)    \
  X(gate) X(lock_disclosure) X(password_attempt) X(password_expiry) X(recovery_method) X(recovery_source)        \
  X(sign_on) X(standing) X(threat) X(threat_log) X(unlock_schedule) X(continuation) X(enrollment_request)        \
  X(entry) X(factor_activation) X(factor_answer) X(factor_turn) X(hold) X(identification) X(onward)              \
  X(password_change) X(recovery_answer) X(recovery_channel) X(recovery_code) X(recovery_link)                    \
  X(recovery_permission) X(recovery_progress) X(recovery_question) X(recovery_start) X(resend)        \
  X(administration) X(account_event)
// clang-format on

/// The name of the input with these values, or of the table with these outcomes, and its index.
template <class Value>
inline constexpr std::string_view name_of = interlock::authn::shipped::words_of<Value>::name;
template <class Value>
inline constexpr auto id_of = interlock::authn::shipped::words_of<Value>::id;

/// Answers observations one at a time, so that whoever asks depends on nothing else.
class observations {
 public:
  virtual value_index value(input_id which) = 0;

  template <class Value>
  bool is(Value wanted) {
    return value(id_of<Value>) == static_cast<value_index>(wanted);
  }

 protected:
  ~observations() = default;
};

/// How many values an observation has in the shipped book.
std::size_t values_of(input_id which);

}  // namespace spec
