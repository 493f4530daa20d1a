#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include <interlock/rules/finding.hpp>
#include <interlock/text/book.hpp>

namespace {

namespace text = interlock::text;

struct expectation {
  text::position at;
  std::string code;
};

// LINE_COLUMN_code.json
expectation expected_of(const std::string& name) {
  const std::size_t column = name.find('_') + 1;
  const std::size_t code = name.find('_', column) + 1;
  return {{static_cast<std::uint32_t>(std::stoul(name)), static_cast<std::uint32_t>(std::stoul(name.substr(column)))},
          name.substr(code, name.size() - code - std::string{".json"}.size())};
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

}  // namespace

TEST_CASE("bad tables: each file has exactly the problem that its name says, where it says") {
  std::set<std::string> codes;
  for (const auto& entry :
       std::filesystem::directory_iterator{std::filesystem::path{INTERLOCK_TESTS_DIR} / "rules/bad"}) {
    const std::string name = entry.path().filename().string();
    const std::string content = read_file(entry.path());
    const text::source source{name, content};
    const auto compiled = text::compile_book({&source, 1}, {.require_reasons = true});
    CAPTURE(name);
    REQUIRE(!compiled.has_value());
    const expectation expected = expected_of(name);
    codes.insert(expected.code);
    const text::diagnostics problems = compiled.error();
    std::string all;
    for (const text::diagnostic& problem : problems) all += text::to_string(problem) + "\n";
    CAPTURE(all);
    CHECK(problems.size() == 1);
    const text::diagnostic& problem = problems.front();
    CHECK(problem.code == expected.code);
    CHECK(problem.at.line == expected.at.line);
    CHECK(problem.at.column == expected.at.column);
    CHECK(problem.file == name);
    CHECK(!problem.message.empty());
    CHECK(text::to_string(problem) == name + ":" + std::to_string(expected.at.line) + ":" +
                                          std::to_string(expected.at.column) + ": " + problem.message);
  }

  // Every code has a file, but for those that one text cannot show.
  std::set<std::string> without_file;
  for (int code = 0; code <= static_cast<int>(interlock::rules::finding_code::undecided); ++code)
    without_file.emplace(to_string(static_cast<interlock::rules::finding_code>(code)));
  for (const std::string& code : codes) without_file.erase(code);
  CHECK(without_file == std::set<std::string>{"duplicate-table", "undecided", "vocabulary-mismatch"});
  for (const char* code :
       {"syntax", "duplicate-key", "unknown-key", "missing-key", "wrong-type", "unknown-word", "bad-word"})
    CHECK(codes.contains(code));
}
