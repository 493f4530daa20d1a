#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <interlock/text/attack.hpp>

namespace json = boost::json;
namespace text = interlock::text;
namespace fs = std::filesystem;

namespace {

const fs::path root{INTERLOCK_SOURCE_DIR};

std::string read(const fs::path& file) {
  std::ifstream from{file, std::ios::binary};
  REQUIRE_MESSAGE(from.is_open(), file.string());
  return {std::istreambuf_iterator<char>{from}, {}};
}

/// The policy of an example with a fresh account of its user; null if it gives no password policy.
json::value fresh(const json::value& example) {
  const json::object& whole = example.as_object();
  const json::value* given = whole.if_contains("given");
  const json::object& scenario = given == nullptr ? whole : given->as_object();
  const json::value* policy = scenario.if_contains("policy");
  if (policy == nullptr || !policy->as_object().contains("password")) return nullptr;
  json::object user{{"id", "user"}};
  json::object account;
  if (const json::value* held = scenario.if_contains("account"); held != nullptr) {
    account = held->as_object();
    if (const json::value* known = account.if_contains("user"); known != nullptr && known->is_object())
      user = known->as_object();
  }
  user["status"] = "ACTIVE";
  account["user"] = user;
  account.erase("attempts");
  json::object made{{"now", scenario.at("now")}, {"policy", *policy}, {"account", account}};
  made["policy"].as_object()["threatInsight"] = {{"action", "none"}};
  return made;
}

std::string shown(const json::value& failures) { return failures.is_null() ? "no limit" : json::serialize(failures); }

/// A line of docs/attack.md.
std::string row_of(const std::string& name, const json::value& scenario) {
  const auto found = text::attack(json::serialize(scenario), {.within = "PT1M", .as_json = true}, name);
  REQUIRE_MESSAGE(found.has_value(), text::to_string(found.error().front()));
  std::string row = "| [" + name + "](../examples/" + name + ") |";
  bool holds = true;
  const json::value document = json::parse(*found);
  for (const json::value& each : document.at("ever").as_array()) {
    row.append(" ").append(shown(each.at("consecutiveFailures"))).append(" |");
    holds = holds && each.at("belowCeiling").as_bool();
  }
  return row.append(holds ? " yes |" : " no |");
}

std::vector<std::string> rows_of_examples() {
  std::vector<std::string> rows;
  for (const auto& entry : fs::recursive_directory_iterator{root / "examples"}) {
    const fs::path name = entry.path().lexically_relative(root / "examples");
    if (name.extension() != ".json" || *name.begin() == "tables") continue;
    const json::value scenario = fresh(json::parse(read(entry.path())));
    if (!scenario.is_null()) rows.push_back(row_of(name.generic_string(), scenario));
  }
  std::ranges::sort(rows);
  return rows;
}

std::vector<std::string> rows_of_page() {
  std::vector<std::string> rows;
  const std::string page = read(root / "docs" / "attack.md");
  for (std::size_t at = page.find("\n| ["); at != std::string::npos; at = page.find("\n| [", at + 1))
    rows.push_back(page.substr(at + 1, page.find('\n', at + 1) - at - 1));
  return rows;
}

}  // namespace

TEST_CASE("attack: the page says of every policy example whether the ceiling holds") {
  const std::vector<std::string> rows = rows_of_examples();
  std::string table;
  for (const std::string& row : rows) table.append(row).append("\n");
  CHECK(rows.size() > 20);
  CHECK_MESSAGE(rows_of_page() == rows, "docs/attack.md should have:\n" << table);
}
