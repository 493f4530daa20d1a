#include "text/decision/write_decision.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <string>

#include <interlock/authn/decide.hpp>

#include "text/decision/write_account.hpp"
#include "text/decision/write_body.hpp"
#include "text/decision/write_effects.hpp"
#include "text/decision/write_snapshot.hpp"

namespace interlock::text {
namespace {

void write_header(json_writer& out, std::string_view name, const std::optional<std::int64_t>& value) {
  if (value) out.member(name, std::to_string(*value));
}

/// Which scope an access token lacks; RFC 6750, section 3.
void write_challenge(json_writer& out, authn::scope missing) {
  const std::array<std::string_view, 3> challenge{"Bearer scope=\"", to_string(missing),
                                                  "\", error=\"insufficient_scope\""};
  out.key("WWW-Authenticate");
  out.string(challenge);
}

/// While too many requests are under way, nothing is left of any limit; docs/reference.md#the-decision.
void write_headers(json_writer& out, const authn::rate_limit& rate, const std::optional<authn::scope>& missing_scope) {
  const bool concurrency = rate.violated == authn::rate_limit_kind::concurrency;
  const auto shown = [&](const std::optional<std::int64_t>& given) {
    return given && concurrency ? std::optional<std::int64_t>{0} : given;
  };
  out.begin_object("headers");
  write_header(out, "X-Rate-Limit-Limit", shown(rate.limit));
  write_header(out, "X-Rate-Limit-Remaining", shown(rate.remaining));
  write_header(out, "X-Rate-Limit-Reset", rate.reset);
  if (missing_scope) write_challenge(out, *missing_scope);
  out.end_object();
}

const rules::table& table_of(authn::rule_reference rule) { return authn::shipped_book().tables[rule.table]; }

/// The word that stood in a column when the table was consulted.
std::string_view word_in(const rules::column& column, const authn::decision& made) {
  rules::value_index value = rules::no_value;
  if (!column.fed) {
    value = made.observed[column.source];
  } else {
    for (const authn::consulted_table& earlier : made.trace)
      if (earlier.rule.table == column.source) value = table_of(earlier.rule).rows[earlier.rule.row].outcome;
  }
  return value < column.values.size() ? column.values[value] : std::string_view{};
}

}  // namespace

void write_trace(json_writer& out, const authn::decision& made) {
  out.begin_array("trace");
  for (const authn::consulted_table& consulted : made.trace) {
    const rules::table& table = table_of(consulted.rule);
    out.begin_object();
    out.member("table", table.name);
    out.member("rule", table.rows[consulted.rule.row].id);
    out.begin_object("inputs");
    for (rules::column_set left = consulted.columns; left != 0; left &= left - 1) {
      const rules::column& column = table.columns[static_cast<std::size_t>(std::countr_zero(left))];
      out.member(column.name, word_in(column, made));
    }
    out.end_object();
    out.end_object();
  }
  out.end_array();
}

void write_rule_named(json_writer& out, std::string_view key, authn::rule_reference rule) {
  const rules::row& row = table_of(rule).rows[rule.row];
  out.begin_object(key);
  out.member("table", table_of(rule).name);
  out.member("rule", row.id);
  out.member("because", row.because);
  out.begin_array("sources");
  for (const std::string_view source : row.sources) out.string(source);
  out.end_array();
  out.end_object();
}

void write_stored_transaction(json_writer& out, const std::optional<authn::transaction>& of, const shown_parts& parts) {
  out.key("transaction");
  if (of) {
    write_snapshot(out, *of, parts);
  } else {
    out.null();
  }
}

void write_decision(json_writer& out, const scenario::document& from, const authn::decision& made) {
  const shown_parts parts = parts_after(from, made);
  out.member("outcome", to_string(made.outcome));
  out.begin_object("response");
  out.member("status", std::uint64_t{made.response.status});
  write_headers(out, from.facts.rate, made.response.missing_scope);
  out.key("body");
  write_body(out, from, made, parts);
  out.end_object();
  write_effects(out, from, made.effects);
  write_account(out, from, made.account);
  write_stored_transaction(out, made.transaction, parts);
  write_rule_named(out, "decidedBy", made.decided_by);
  write_trace(out, made);
}

}  // namespace interlock::text
