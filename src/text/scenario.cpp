#include <interlock/text/scenario.hpp>

#include <algorithm>
#include <array>
#include <utility>

#include "scenario_document.hpp"

namespace interlock::text {
namespace {

using document = scenario::document;
using authn::facts;

// Evidence for operations that are not decided yet: the words are checked all the same.
constexpr std::array<std::string_view, 2> verdicts{"ACCEPTED", "REJECTED"};
constexpr std::array<std::string_view, 4> code_verdicts{"VALID", "INVALID", "REPLAYED", "OUTSIDE_WINDOW"};
constexpr std::array<std::string_view, 4> push_states{"WAITING", "APPROVED", "REJECTED", "TIMEOUT"};

template <const auto& Words>
constexpr auto checked_word = [](const place& from, auto& /*to*/) { read_word(from, Words); };

constexpr std::array evidence_members{
    member<authn::evidence>{"password", into<&authn::evidence::password>},
    member<authn::evidence>{"oldPassword", checked_word<authn::words_of<authn::validity>::value>},
    member<authn::evidence>{"answer", checked_word<authn::words_of<authn::validity>::value>},
    member<authn::evidence>{"newPassword", checked_word<verdicts>},
    member<authn::evidence>{"token", into<&authn::evidence::token>},
    member<authn::evidence>{"passCode", checked_word<code_verdicts>},
    member<authn::evidence>{"push", checked_word<push_states>},
};

constexpr std::array device_members{
    member<facts>{"known", into<&facts::device_known>},
    member<facts>{"remembered", into<&facts::device_remembered>},
};

constexpr std::array network_members{
    member<facts>{"zone", into<&facts::zone>},
    member<facts>{"zones", into<&facts::zones>},
    member<facts>{"threat", into<&facts::threat>},
    member<facts>{"exempt", into<&facts::threat_exempt>},
};

void read_header_number(const place& from, std::optional<std::int64_t>& to) {
  std::uint64_t number = 0;
  read(from, number);
  to = static_cast<std::int64_t>(number);
}

constexpr std::array rate_limit_members{
    member<authn::rate_limit>{"violated", into<&authn::rate_limit::violated>},
    member<authn::rate_limit>{"limit", [](const place& from, auto& to) { read_header_number(from, to.limit); }},
    member<authn::rate_limit>{"remaining", [](const place& from, auto& to) { read_header_number(from, to.remaining); }},
    member<authn::rate_limit>{"reset", [](const place& from, auto& to) { read_header_number(from, to.reset); }},
};

void read_base_url(const place& from, authn::mint& to) {
  read(from, to.base_url);
  while (to.base_url.ends_with('/')) to.base_url.remove_suffix(1);
}

constexpr std::array mint_members{
    member<authn::mint>{"stateToken", into<&authn::mint::state_token>},
    member<authn::mint>{"sessionToken", into<&authn::mint::session_token>},
    member<authn::mint>{"recoveryToken", into<&authn::mint::recovery_token>},
    member<authn::mint>{"errorId", into<&authn::mint::error_id>},
    member<authn::mint>{"baseUrl", read_base_url},
};

constexpr std::array scenario_members{
    member<document>{"now", [](const place& from, document& to) { read(from, to.facts.now); }},
    member<document>{"request", read_request},
    member<document>{"evidence",
                     [](const place& from, document& to) { read_own(from, to.facts.evidence, evidence_members); }},
    // The snapshot of a transaction is opaque here: what is decided starts a new one and never touches another.
    member<document>{"transaction", [](const place& from, document& /*to*/) { static_cast<void>(object_at(from)); }},
    member<document>{"policy", read_policy},
    member<document>{"account", read_account},
    member<document>{"enrollment", read_enrollment},
    member<document>{"device", [](const place& from, document& to) { read_own(from, to.facts, device_members); }},
    member<document>{"network", [](const place& from, document& to) { read_own(from, to.facts, network_members); }},
    member<document>{"rateLimit",
                     [](const place& from, document& to) { read_own(from, to.facts.rate, rate_limit_members); }},
    member<document>{"mint", [](const place& from, document& to) { read_own(from, to.facts.mint, mint_members); }},
};

bool has(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  return value != nullptr && !value->is_null();
}

}  // namespace

scenario::scenario(std::unique_ptr<const document> owned) noexcept : document_{std::move(owned)} {}
scenario::scenario(scenario&&) noexcept = default;
scenario& scenario::operator=(scenario&&) noexcept = default;
scenario::~scenario() = default;

const authn::facts& scenario::facts() const noexcept { return document_->facts; }

result<scenario> read_scenario(std::string_view text, std::string_view name) {
  problem_list problems{name, text};
  auto document = std::make_unique<scenario::document>(text.size());
  std::optional<json::value> parsed = parse_json(problems, strict_json(), &document->memory);
  if (!parsed) return std::move(problems).take();
  document->root = *std::move(parsed);

  const path top;
  const place root{problems, document->root, top};
  read_own(root, *document, scenario_members);
  if (const json::object* members = document->root.if_object())
    for (const std::string_view needed : {"now", "request"})
      if (!has(*members, needed)) report_missing_key(root, needed);
  if (!problems.empty()) return std::move(problems).take();
  return scenario{std::move(document)};
}

}  // namespace interlock::text
