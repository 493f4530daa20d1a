#include <interlock/text/book.hpp>
#include <interlock/text/write_table.hpp>

#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "support.hpp"

using namespace test_rules;
namespace text = interlock::text;

namespace {

constexpr std::string_view door = R"({
  "table": "door", "question": "Does the door open?", "hitPolicy": "first",
  "columns": [{"name": "badge", "values": ["NONE", "GUEST", "STAFF"] }, { "name": "hour", "values": ["DAY", "NIGHT"] }],
  "outcomes": ["OPEN", "SHUT"],
  "rules": [
    { "id": "D1", "when": [" NONE ", "-"], "then": "SHUT" },
    { "id": "D2", "when": ["! NONE | STAFF", "NIGHT"], "then": "SHUT", "because": "No guests.", "sources": ["8.1"] },
    { "id": "D3", "when": ["-", "DAY|NIGHT"], "then": "OPEN" },  // the rest
  ]
})";

using lines = std::vector<std::string>;

std::vector<std::string> problems_of(const std::vector<text::source>& sources) {
  auto compiled = text::compile_book(sources);
  std::vector<std::string> all;
  if (!compiled)
    for (const text::diagnostic& problem : std::move(compiled).error())
      all.push_back(problem.pointer + " " + problem.code + " " + to_string(problem));
  return all;
}

std::vector<std::string> problems_of(std::string_view table) { return problems_of({{"t.json", table}}); }

std::string with(std::string_view what, std::string_view instead) {
  std::string changed{door};
  const std::size_t at = changed.find(what);
  REQUIRE(at != std::string::npos);
  return changed.replace(at, what.size(), instead);
}

}  // namespace

TEST_CASE("declarations of inputs are read, and a table is none") {
  const auto read = text::read_inputs(
      {"inputs.json", R"({ "inputs": [{ "name": "hour", "values": ["DAY", "NIGHT"], "means": "By the sun." }] })"});
  REQUIRE(read.has_value());
  REQUIRE(read->size() == 1);
  CHECK(read->front() == rules::input_definition{"hour", {"DAY", "NIGHT"}, "By the sun."});
  CHECK(text::read_inputs({"door.json", door}).error().front().message == "the key `inputs` is missing");
  CHECK(!text::read_inputs({"", R"({ "inputs": 1 })"}).has_value());
}

TEST_CASE("tables: every part of the format is read") {
  auto read = text::read_table({"door.json", door});
  REQUIRE(read.has_value());
  const rules::table_definition expected{
      .name = "door",
      .question = "Does the door open?",
      .policy = rules::hit_policy::first,
      .columns = {{"badge", {"NONE", "GUEST", "STAFF"}, {}}, {"hour", {"DAY", "NIGHT"}, {}}},
      .outcomes = {"OPEN", "SHUT"},
      .rows = {
          {"D1", {is("NONE"), any()}, "SHUT", {}, {}},
          {"D2", {{rules::condition::kind::none_of, {"NONE", "STAFF"}}, is("NIGHT")}, "SHUT", "No guests.", {"8.1"}},
          {"D3", {any(), {rules::condition::kind::one_of, {"DAY", "NIGHT"}}}, "OPEN", {}, {}}}};
  CHECK(*read == expected);
  CHECK(text::compile_book(std::vector<text::source>{{"door.json", door}}).has_value());
}

TEST_CASE("tables: a column that another table feeds takes its name, unless it has its own") {
  const auto named =
      text::read_table({"", with(R"("name": "hour", "values": ["DAY", "NIGHT"])", R"("table": "clock")")});
  REQUIRE(named.has_value());
  CHECK(named->columns[1] == rules::column_definition{"clock", {}, "clock"});
  const auto own = text::read_table({"", with(R"("values": ["DAY", "NIGHT"])", R"("table": "clock")")});
  REQUIRE(own.has_value());
  CHECK(own->columns[1] == rules::column_definition{"hour", {}, "clock"});
}

TEST_CASE("tables: a column that names an input has its name") {
  const auto read = text::read_table({"", with(R"("name": "hour", "values": ["DAY", "NIGHT"])", R"("input": "hour")")});
  REQUIRE(read.has_value());
  CHECK(read->columns[1] == rules::column_definition{"hour", {}, {}, "hour"});
  CHECK(text::write_table(*read).find(R"(    { "input": "hour" })") != std::string::npos);
}

TEST_CASE("tables: inputs are found in whatever text they stand, and their problems where they stand") {
  const std::string names = with(R"("name": "hour", "values": ["DAY", "NIGHT"])", R"("input": "hour")");
  const std::string_view day = R"({ "inputs": [{ "name": "hour", "values": ["DAY", "NIGHT"] }] })";
  const std::string_view light = R"({ "inputs": [{ "name": "light", "values": ["ON", "OFF"] }] })";
  CHECK(problems_of({{"day.json", day}, {"t.json", names}}).empty());
  CHECK(problems_of({{"t.json", names}, {"day.json", day}}).empty());
  CHECK(problems_of({{"t.json", names}, {"day.json", day}, {"light.json", light}}) ==
        lines{"/inputs/0 unused-input light.json:1:14: no table looks at the input `light`"});
  CHECK(problems_of({{"t.json", names}, {"day.json", day}, {"again.json", day}}) ==
        lines{"/inputs/0/name duplicate-input again.json:1:24: the input `hour` is declared twice"});
  CHECK(problems_of({{"t.json", with(R"("name": "hour", "values": ["DAY", "NIGHT"])", R"("input": "huor")")},
                     {"day.json", day}}) ==
        lines{"/columns/1/input unknown-input t.json:3:84: no input `huor` is declared; did you mean `hour`?"});
  // What cannot be read makes no findings elsewhere.
  CHECK(problems_of({{"t.json", names}, {"day.json", R"({ "inputs": [{ "name": "hour", "value": ["DAY"] }] })"}}) ==
        lines{"/inputs/0/values missing-key day.json:1:14: the key `values` is missing",
              "/inputs/0/value unknown-key day.json:1:32: `value` is not a key here; did you mean `values`?"});
  CHECK(problems_of({{"t.json", with(R"("name": "hour",)", R"("name": "hour", "input": "hour",)")}}).size() == 1);
}

TEST_CASE("tables: what is written can be read again") {
  rng random{12};
  std::size_t tables = 0;
  for (; tables < 300; ++tables) {
    const shape of{.columns = 1 + below(random, 6), .values_min = 1, .values_max = 5, .rows = 1 + below(random, 20)};
    rules::table_definition table = random_table(random, of, static_cast<rules::hit_policy>(below(random, 2)));
    table.question = "\"quoted\", with a tab\t, a / slash, an ä and a \\ backslash";
    if (below(random, 2) == 0) table.columns[0] = {"fed", {}, "elsewhere"};
    if (below(random, 2) == 0) table.columns[0] = {"elsewhere", {}, "elsewhere"};
    for (rules::row_definition& row : table.rows) {
      if (below(random, 2) == 0) row.because = "It is so – always.";
      if (below(random, 2) == 0) row.sources = {"S1", "8.1"};
    }
    const std::string written = text::write_table(table);
    CAPTURE(written);
    const auto read = text::read_table({"", written});
    REQUIRE(read.has_value());
    REQUIRE(*read == table);
  }
  CHECK(tables == 300);
}

TEST_CASE("tables: rules are written one a line, conditions below one another") {
  const auto read = text::read_table({"", door});
  REQUIRE(read.has_value());
  CHECK(text::write_table(*read) == R"({
  "table": "door",
  "question": "Does the door open?",
  "hitPolicy": "first",
  "columns": [
    { "name": "badge", "values": ["NONE", "GUEST", "STAFF"] },
    { "name": "hour", "values": ["DAY", "NIGHT"] }
  ],
  "outcomes": ["OPEN", "SHUT"],
  "rules": [
    { "id": "D1", "when": ["NONE",        "-"         ], "then": "SHUT" },
    { "id": "D2", "when": ["!NONE|STAFF", "NIGHT"     ], "then": "SHUT", "because": "No guests.", "sources": ["8.1"] },
    { "id": "D3", "when": ["-",           "DAY|NIGHT" ], "then": "OPEN" }
  ]
}
)");
}

TEST_CASE("tables: all problems at once, in the order of the text and of the files") {
  const std::string bad = with(R"("table": "door",)", R"("tabel": "door",)") + " ";
  std::string worse = with(R"("NIGHT"], "then": "SHUT",)", R"("NIHGT"], "then": true,)");
  worse.replace(worse.find("\"first\""), 7, "\"frist\"");
  for (const char* id : {"D1", "D2", "D3"}) worse[worse.find(id)] = 'E';
  const std::vector<std::string> problems = problems_of({{"bad.json", bad}, {"worse.json", worse}});
  const std::vector<std::string> expected{
      "/table missing-key bad.json:1:1: the key `table` is missing",
      "/tabel unknown-key bad.json:2:3: `tabel` is not a key here; did you mean `table`?",
      "/hitPolicy unknown-word worse.json:2:68: a hit policy is `unique` or `first`; did you mean `first`?",
      "/rules/1/then wrong-type worse.json:7:64: expected a string, found a truth value"};
  CHECK(problems == expected);
}

TEST_CASE("tables: what could not be read is not blamed on what depends on it") {
  CHECK(problems_of(with(R"("outcomes": ["OPEN", "SHUT"])", R"("outcomes": "OPEN")")) ==
        std::vector<std::string>{"/outcomes wrong-type t.json:4:15: expected an array, found a string"});
  CHECK(problems_of(with(R"("columns": [)", R"("columns": [ 7, )")) ==
        std::vector<std::string>{"/columns/0 wrong-type t.json:3:16: expected an object, found a number"});
  CHECK(problems_of({{"a.json", "{"}, {"t.json", door}}) ==
        std::vector<std::string>{" syntax a.json:1:2: the text ends before the document does"});
}

TEST_CASE("tables: a word is found within its condition, also behind blanks") {
  CHECK(problems_of(with("! NONE | STAFF", "! NONE |  STAF")) ==
        std::vector<std::string>{"/rules/1/when/0 unknown-value t.json:7:39: `STAF` is not a value of the column "
                                 "`badge`; did you mean `STAFF`?"});
  // Behind an escape the string as a whole is the place.
  CHECK(problems_of(with("! NONE | STAFF", R"(\u0021NONE|STAF)")) ==
        std::vector<std::string>{"/rules/1/when/0 unknown-value t.json:7:28: `STAF` is not a value of the column "
                                 "`badge`; did you mean `STAFF`?"});
}

TEST_CASE("tables: keys with slashes and tildes are escaped in pointers, duplicates found wherever they are") {
  const std::string odd = with(R"("table": "door",)", R"("table": "door", "a/b~c": [ { "x": 1, /* y */ "x": 2 } ],)");
  CHECK(problems_of(odd) == std::vector<std::string>{"/a~1b~0c unknown-key t.json:2:20: `a/b~c` is not a key here",
                                                     "/a~1b~0c/0/x duplicate-key t.json:2:49: the key stands in this "
                                                     "object before"});
}

TEST_CASE("tables: texts that are no tables end in problems, never in crashes") {
  std::size_t texts = 0;
  const std::string whole{door};
  for (std::size_t cut = 0; cut < whole.size(); ++cut, ++texts) {
    CAPTURE(cut);
    CHECK(!text::read_table({"", whole.substr(0, cut)}).has_value());
  }
  for (const char* bad :
       {"", " ", "null", "[]", "7", "\"x\"", "{}", "{}{}", "//", "/*", "\xff", "{\"table\":\"\xff\"}"}) {
    CAPTURE(bad);
    CHECK(!text::read_table({"", bad}).has_value());
    ++texts;
  }
  const std::string deep(100'000, '[');
  CHECK(problems_of(deep) ==
        std::vector<std::string>{" syntax t.json:1:65: objects and arrays are nested more than 64 deep"});
  CHECK(texts == whole.size() + 12);
}

TEST_CASE("diagnostics: found texts are short and whole characters") {
  const std::string longest = with(R"("Does the door open?")", "[\"" + std::string(100, 'x') + "\"]");
  auto read = text::read_table({"", longest});
  REQUIRE(!read.has_value());
  const text::diagnostics problems = std::move(read).error();
  CHECK(problems.front().found.size() == 80);
  CHECK(problems.front().found.ends_with("x..."));
  std::string wide = "[\"";
  for (int times = 0; times < 50; ++times) wide += "ä";
  auto other = text::read_table({"", with(R"("Does the door open?")", wide + "\"]")});
  REQUIRE(!other.has_value());
  const text::diagnostics others = std::move(other).error();
  CHECK(others.front().found.ends_with("ä..."));
  CHECK(others.front().found.size() <= 80);
}
