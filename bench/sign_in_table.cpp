#include "sign_in_table.hpp"

#include <cstdio>
#include <cstdlib>

#include <interlock/rules/match.hpp>
#include <interlock/text/book.hpp>

#include "files.hpp"

namespace bench {
namespace {

namespace rules = interlock::rules;
namespace text = interlock::text;

rules::compiled_book compiled() {
  const std::string table = read_file(INTERLOCK_SOURCE_DIR "/bench/sign_in.json");
  const text::source from{"bench/sign_in.json", table};
  auto book = text::compile_book({&from, 1});
  if (book) return *std::move(book);
  for (const text::diagnostic& problem : book.error()) std::fprintf(stderr, "%s\n", text::to_string(problem).c_str());
  std::abort();
}

sign_in random_values(xorshift& random) {
  sign_in made{};
  for (std::size_t column = 0; column < made.size(); ++column)
    made[column] = static_cast<rules::value_index>(random.below(sign_in_table().columns[column].values.size()));
  return made;
}

/// Values by chance within the row, until no earlier one decides.
sign_in random_in_row(rules::row_index row, xorshift& random) {
  for (;;) {
    sign_in made = random_values(random);
    const auto& when = sign_in_table().rows[row].when;
    for (std::size_t column = 0; column < made.size(); ++column)
      while ((when[column] & rules::only(made[column])) == 0)
        made[column] = static_cast<rules::value_index>(random.below(sign_in_table().columns[column].values.size()));
    if (decide_by_hand(made) == row) return made;
  }
}

}  // namespace

const rules::table& sign_in_table() {
  static const rules::compiled_book book = compiled();
  return book.view().tables.front();
}

rules::row_index decide_by_hand(const sign_in& given) noexcept {
  if (given[zone] == 1) return 0;
  if (given[threat_action] == 1 && given[threat_level] == 2) return 1;
  if (given[threat_action] == 1 && given[threat_level] == 1) return 2;
  if (given[body] == 2) return 3;
  if (given[body] == 1 && given[user] != 2) return 4;
  if (given[body] == 1) return 5;
  if (given[user] == 2 || given[user] == 4) return 6;
  if (given[user] == 3 && given[failures] == 0 && given[unlock] == 0 && given[method] == 0) return 7;
  if (given[user] == 3) return 8;
  if (given[device] == 1 && given[block] == 1 && given[failures] == 0 && given[unlock] == 0 && given[method] == 0)
    return 9;
  if (given[device] == 1 && given[block] == 1) return 10;
  if (given[failures] == 0 && given[unlock] == 0 && given[method] == 0 && given[password] == 2) return 11;
  if (given[password] == 2) return 12;
  if (given[password] == 1) return 13;
  if (given[prompt] == 2 && given[factor] == 2) return 14;
  if (given[prompt] == 2 && given[factor] == 0) return 15;
  if (given[device] == 1 && given[prompt] == 1 && given[factor] == 2) return 16;
  if (given[device] == 1 && given[prompt] == 1 && given[factor] == 0) return 17;
  if (given[user] == 1 && given[prompt] == 2) return 18;
  if (given[prompt] == 2 && given[age] == 2) return 19;
  if (given[prompt] == 2) return 20;
  if (given[device] == 1 && given[prompt] == 1) return 21;
  if (given[user] == 1) return 22;
  if (given[age] == 2) return 23;
  if (given[age] == 1) return 24;
  return 25;
}

const std::array<sign_in, inputs_count>& sign_ins() {
  static const auto made = [] {
    xorshift random;
    std::array<sign_in, inputs_count> all{};
    for (sign_in& one : all) {
      one = random_in_row(static_cast<rules::row_index>(random.below(sign_in_rows)), random);
      if (rules::first_match(sign_in_table(), one) != decide_by_hand(one)) std::abort();
    }
    return all;
  }();
  return made;
}

const std::array<std::uint16_t, steps_count>& steps() {
  static const auto made = [] {
    xorshift random;
    std::array<std::uint16_t, steps_count> all{};
    for (std::uint16_t& step : all) step = static_cast<std::uint16_t>(random.below(steps_count));
    return all;
  }();
  return made;
}

}  // namespace bench
