#include <interlock/text/export_markdown.hpp>

#include <algorithm>
#include <bit>
#include <vector>

namespace interlock::text {
namespace {

/// A word as code; a bar would end the cell of a table, even there.
std::string code(std::string_view word) {
  const std::string_view fence = word.find('`') == std::string_view::npos ? "`" : "``";
  std::string text{fence};
  if (fence.size() > 1) text += ' ';
  for (const char c : word) text.append(c == '|' ? "\\" : "").append(1, c);
  if (fence.size() > 1) text += ' ';
  return text.append(fence);
}

std::string prose(std::string_view sentence) {
  constexpr std::string_view special = "\\`*_[]<>|#";
  std::string text;
  for (const char c : sentence) text.append(special.find(c) == std::string_view::npos ? "" : "\\").append(1, c);
  return text;
}

std::string link_to(const rules::table& of) { return "[" + code(of.name) + "](#" + std::string{of.name} + ")"; }

std::string joined(const std::vector<std::string>& parts, std::string_view between, std::string_view last) {
  std::string text;
  for (std::size_t at = 0; at < parts.size(); ++at) {
    if (at > 0) text += at + 1 == parts.size() ? last : between;
    text += parts[at];
  }
  return text;
}

std::vector<std::string> words(rules::value_set of, std::span<const std::string_view> values) {
  std::vector<std::string> found;
  for (; of != 0; of &= of - 1) found.push_back(code(values[static_cast<std::size_t>(std::countr_zero(of))]));
  return found;
}

/// The shorter of two lists: the values that a row admits, or those that it does not.
std::string condition(const rules::column& on, rules::value_set admitted) {
  const rules::value_set refused = rules::all_values(on.values.size()) & ~admitted;
  const bool negated = std::popcount(refused) < std::popcount(admitted);
  return code(on.name) + (negated ? " is not " : " is ") +
         joined(words(negated ? refused : admitted, on.values), ", ", negated ? " nor " : " or ");
}

std::string conditions(const rules::table& of, const rules::row& row) {
  if (row.conditioned == 0) return of.policy == rules::hit_policy::first ? "in every other case" : "always";
  std::vector<std::string> parts;
  for (rules::column_set left = row.conditioned; left != 0; left &= left - 1) {
    const auto column = static_cast<std::size_t>(std::countr_zero(left));
    parts.push_back(condition(of.columns[column], row.when[column]));
  }
  return joined(parts, "<br>", "<br>");
}

/// The order of reading: a table, then those that feed it, column by column; first the one with the most below it.
class reading_order {
 public:
  explicit reading_order(const rules::book& of) : book_{of}, listed_(of.tables.size(), false) {
    std::vector<std::vector<std::size_t>> below;
    std::vector<bool> feeds(of.tables.size(), false);
    for (const rules::table& table : of.tables)
      for (const rules::column& column : table.columns)
        if (column.fed) feeds[column.source] = true;
    for (std::size_t table = 0; table < of.tables.size(); ++table)
      if (!feeds[table]) below.push_back(with_feeders(table));
    std::ranges::stable_sort(below, std::ranges::greater{}, &std::vector<std::size_t>::size);
    for (const auto& group : below)
      for (const std::size_t table : group) add(table);
  }

  [[nodiscard]] const std::vector<std::size_t>& tables() const { return order_; }

 private:
  [[nodiscard]] std::vector<std::size_t> with_feeders(std::size_t table) const {
    std::vector<std::size_t> found{table};
    for (const rules::column& column : book_.tables[table].columns) {
      if (!column.fed) continue;
      for (const std::size_t below : with_feeders(column.source))
        if (std::ranges::find(found, below) == found.end()) found.push_back(below);
    }
    return found;
  }

  void add(std::size_t table) {
    if (!listed_[table]) order_.push_back(table);
    listed_[table] = true;
  }

  const rules::book& book_;
  std::vector<bool> listed_;
  std::vector<std::size_t> order_;
};

std::string columns_text(const rules::book& book, const rules::table& of) {
  std::string text = "| Column | Values |\n|---|---|\n";
  for (const rules::column& column : of.columns) {
    text += "| " + code(column.name) + " | " +
            joined(words(rules::all_values(column.values.size()), column.values), ", ", ", ");
    if (column.fed) text += ", the answer of " + link_to(book.tables[column.source]);
    text += " |\n";
  }
  return text;
}

std::string rules_text(const rules::table& of) {
  std::string text = "| Rule | When | Then | Because | Sources |\n|---|---|---|---|---|\n";
  for (const rules::row& row : of.rows) {
    std::vector<std::string> sources;
    for (const std::string_view source : row.sources) sources.push_back(prose(source));
    text += "| " + prose(row.id) + " | " + conditions(of, row) + " | " + code(of.outcomes[row.outcome]) + " | " +
            prose(row.because) + " | " + joined(sources, ", ", ", ") + " |\n";
  }
  return text;
}

std::string feeds_text(const rules::book& book, std::size_t table_index) {
  std::vector<std::string> fed;
  for (const rules::table& table : book.tables)
    if (std::ranges::any_of(table.columns, [&](const rules::column& c) { return c.fed && c.source == table_index; }))
      fed.push_back(link_to(table));
  return fed.empty() ? "" : " Its answer is a column of " + joined(fed, ", ", " and ") + ".";
}

std::string table_text(const rules::book& book, std::size_t table_index) {
  const rules::table& of = book.tables[table_index];
  std::string text = "\n## " + prose(of.name) + "\n\n**" + prose(of.question) + "**\n\n";
  text += of.policy == rules::hit_policy::first ? "The first rule that fits decides." : "Exactly one rule fits.";
  return text + feeds_text(book, table_index) + "\n\n" + columns_text(book, of) + "\n" + rules_text(of);
}

}  // namespace

std::string export_markdown(const rules::book& of) {
  const reading_order order{of};
  std::string text =
      "# Rule tables\n\n"
      "Written by `interlock export --format markdown`: each table with its question, its columns and its rules, "
      "followed\n"
      "by the tables that feed it. A rule fits when all its conditions hold.\n\n"
      "| Table | Question | Rules |\n|---|---|---|\n";
  for (const std::size_t table : order.tables()) {
    const rules::table& shown = of.tables[table];
    text += "| " + link_to(shown) + " | " + prose(shown.question) + " | " + std::to_string(shown.rows.size()) + " |\n";
  }
  for (const std::size_t table : order.tables()) text += table_text(of, table);
  return text;
}

}  // namespace interlock::text
