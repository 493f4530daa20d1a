#include "text/json/json_writer.hpp"

#include <array>
#include <limits>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "support.hpp"

using interlock::tests::compact;
using interlock::tests::parsed;
using interlock::text::json_writer;
using interlock::text::layout;

namespace {

std::string as_string(std::string_view value) {
  std::string text;
  json_writer out{text, layout::compact};
  out.string(value);
  return text;
}

}  // namespace

TEST_CASE("writer: two layouts of the same document") {
  for (const auto& [form, expected] :
       {std::pair{layout::compact, R"({"a":[],"b":{},"c":[1,[true,null]],"d":{"e":"f"}})"},
        std::pair{layout::indented,
                  "{\n  \"a\": [],\n  \"b\": {},\n  \"c\": [\n    1,\n    [\n      true,\n      null\n"
                  "    ]\n  ],\n  \"d\": {\n    \"e\": \"f\"\n  }\n}"}}) {
    std::string text;
    json_writer out{text, form};
    out.begin_object();
    out.begin_array("a");
    out.end_array();
    out.begin_object("b");
    out.end_object();
    out.begin_array("c");
    out.number(std::int64_t{1});
    out.begin_array();
    out.boolean(true);
    out.null();
    out.end_array();
    out.end_array();
    out.begin_object("d");
    out.member("e", "f");
    out.end_object();
    out.end_object();
    CHECK(text == expected);
  }
}

TEST_CASE("writer: every character comes back as it was") {
  CHECK(as_string("") == R"("")");
  CHECK(as_string("a\"b\\c/d") == R"("a\"b\\c/d")");
  CHECK(as_string("\b\f\n\r\t") == R"("\b\f\n\r\t")");
  CHECK(as_string(std::string_view{"\0\x01\x1f\x7f", 4}) == "\"\\u0000\\u0001\\u001f\x7f\"");
  CHECK(as_string("Zo\xc3\xab \xf0\x9f\x94\x92") == "\"Zo\xc3\xab \xf0\x9f\x94\x92\"");

  // An escape at every place of texts around the eight characters that are copied at once.
  for (std::size_t length = 0; length < 40; ++length)
    for (std::size_t at = 0; at < length; ++at)
      for (const char special : {'"', '\\', '\n', '\x02', '!', '#', '[', ']', ' '}) {
        std::string text(length, 'x');
        text[at] = special;
        const auto back = parsed(as_string(text));
        REQUIRE(std::string_view{back.get_string().data(), back.get_string().size()} == text);
      }
}

TEST_CASE("writer: a text of several parts is that of them joined") {
  for (const std::string_view special : {"", "\"", "\n\\", "plain", "longer than a word, with a \" in it"}) {
    const std::array<std::string_view, 4> parts{"https://example.okta.com", special, "", special};
    std::string text;
    json_writer out{text, layout::compact};
    out.string(parts);
    CHECK(text == as_string(std::string{parts[0]}.append(special).append(special)));
  }
}

TEST_CASE("writer: numbers keep their value") {
  for (const char* number : {"0", "-1", "9223372036854775807", "-9223372036854775808", "18446744073709551615", "1.5",
                             "-0.25", "1e+30", "0.1", "1e-07", "123456.789"})
    CHECK(compact(parsed(number)) == number);
  CHECK(parsed(compact(parsed("1.7976931348623157e308"))).get_double() == std::numeric_limits<double>::max());
}

TEST_CASE("writer: goes on behind what stands there, however long") {
  std::string text = "> ";
  json_writer out{text, layout::compact};
  out.begin_array();
  std::string expected = "> [";
  for (int i = 0; i < 2000; ++i) {
    out.string("\n");
    expected += i == 0 ? "\"\\n\"" : ",\"\\n\"";
  }
  out.end_array();
  CHECK(text == expected + "]");
}
