#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "text/attack/attack_findings.hpp"
#include "text/json/json_writer.hpp"

namespace interlock::text {

/// A story of more steps is not written, repetitions aside.
inline constexpr std::uint64_t attack_steps_max = 10'000;
[[nodiscard]] bool has_story(const authn::attack_plan& plan);

/// The story of a plan, which `play` plays. @pre `has_story`
void write_attack_story(json_writer& out, const attack_findings& in, const authn::attack_plan& plan);

/// The time between two requests, on average over the whole attack; none: there is no request.
[[nodiscard]] std::optional<authn::duration> mean_interval(const attack_findings& in, const authn::attack_plan& plan);

/// An ISO 8601 duration of days and what is shorter, e.g. `P1DT30M` or `PT0.25S`. @pre it is not negative
[[nodiscard]] std::string iso_duration(authn::duration of);

}  // namespace interlock::text
