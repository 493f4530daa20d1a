#include <interlock/rules/compile.hpp>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "rules/compile/message_words.hpp"
#include "rules/compile/resolve_names.hpp"
#include "rules/compile/table_storage.hpp"
#include "rules/compile/verify.hpp"

namespace interlock::rules {
namespace {

// The order of a place in the text of its table.
std::array<std::uint32_t, 5> document_order(const place& at) {
  using part = place::part;
  std::uint32_t section = 0;
  if (at.what == part::question) section = 1;
  if (at.what >= part::column && at.what <= part::column_input) section = 2;
  if (at.what == part::outcome) section = 3;
  if (at.what >= part::row) section = 4;
  const auto after_none = [](std::uint32_t number) { return number + 1; };  // `none` becomes 0: the whole comes first
  return {at.table, section, after_none(at.item),
          section == 4 ? static_cast<std::uint32_t>(at.what) : after_none(at.cell),
          section == 4 ? after_none(at.cell) * 65'536 + after_none(at.word) : 0};
}

void sort_findings(findings& found) {
  std::ranges::stable_sort(found, {}, [](const finding& f) { return document_order(f.at); });
}

std::vector<std::uint16_t> ranks(const checked_book& words) {
  std::vector<std::uint16_t> rank(words.tables.size());
  for (std::uint16_t position = 0; position < words.order.size(); ++position) rank[words.order[position]] = position;
  return rank;
}

// Builds every table whose words are right, in the order in which they feed one another.
void build(checked_book& words, compiled_book::storage& memory) {
  const std::vector<std::uint16_t> rank = ranks(words);
  memory.parts.resize(memory.definitions.size());
  memory.tables.resize(memory.definitions.size());
  for (const std::uint16_t number : words.order) {
    checked_table& table = words.tables[number];
    if (!table.sound) continue;
    std::vector<std::uint16_t> sources;
    for (const checked_column& column : table.columns)
      sources.push_back(column.fed ? rank[column.source] : column.source);
    memory.tables[rank[number]] = build_table(memory.definitions[number], table, sources, memory.parts[number]);
  }
  memory.input_values.reserve(words.inputs.size());
  for (const checked_input& from : words.inputs) {
    const auto& values = memory.input_values.emplace_back(from.values.begin(), from.values.end());
    memory.inputs.push_back({from.name, values});
  }
  memory.view = {memory.inputs, memory.tables};
}

// The definitions that no column of any table names.
void find_unused(const checked_book& words, std::span<const input_definition> inputs, findings& found) {
  for (std::uint32_t number = 0; number < inputs.size(); ++number)
    if (std::ranges::find(words.inputs, inputs[number].name, &checked_input::name) == words.inputs.end())
      found.push_back({finding_code::unused_input,
                       {.what = place::part::input, .table = place::none, .item = number},
                       "no table looks at the input " + quoted(inputs[number].name),
                       inputs[number].name,
                       {},
                       {}});
}

void prove(const checked_book& words, const compiled_book::storage& memory, std::uint64_t steps, findings& found) {
  if (found.empty()) find_unused(words, memory.declared, found);
  const std::vector<std::uint16_t> rank = ranks(words);
  std::vector<proved_table> proved(words.tables.size());
  for (std::uint32_t number = 0; number < words.tables.size(); ++number)
    if (words.tables[number].sound) proved[number] = prove_table(memory.tables[rank[number]], number, steps, found);
  if (std::ranges::all_of(proved, &proved_table::sound))
    prove_vocabularies(words, memory.definitions, proved, steps, found);
}

}  // namespace

compiled_book::compiled_book(const storage* owned) noexcept : storage_{owned} {}
compiled_book::compiled_book(compiled_book&& other) noexcept : storage_{std::exchange(other.storage_, nullptr)} {}
compiled_book& compiled_book::operator=(compiled_book&& other) noexcept {
  std::swap(storage_, other.storage_);
  return *this;
}
compiled_book::~compiled_book() { delete storage_; }

const book& compiled_book::view() const noexcept { return storage_->view; }

result<compiled_book, findings> compile(std::span<const table_definition> tables,
                                        std::span<const input_definition> inputs, compile_options options) {
  findings found;
  auto memory = std::make_unique<compiled_book::storage>();
  memory->definitions.assign(tables.begin(), tables.end());
  memory->declared.assign(inputs.begin(), inputs.end());
  checked_book words = check_words(memory->definitions, memory->declared, options, found);
  build(words, *memory);
  if (options.analyse) prove(words, *memory, options.analysis_steps, found);
  if (found.empty()) return compiled_book{memory.release()};
  sort_findings(found);
  return found;
}

}  // namespace interlock::rules
