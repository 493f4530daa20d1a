#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

// The command as a shell sees it: exit statuses, what goes where, and streams.

namespace {

struct answer {
  int status = -1;
  std::string output;
};

/// Runs a shell line in which `$I` is the command.
answer run(const std::string& line) {
  const char* command = std::getenv("INTERLOCK");
  REQUIRE_MESSAGE(command != nullptr, "INTERLOCK names the command under test");
  const std::string script = "I='" + std::string{command} + "'; cd '" INTERLOCK_SOURCE_DIR "'; " + line;
  std::FILE* pipe = ::popen(script.c_str(), "r");
  REQUIRE(pipe != nullptr);
  answer got;
  std::array<char, 4096> block{};
  for (std::size_t size = 0; (size = std::fread(block.data(), 1, block.size(), pipe)) > 0;)
    got.output.append(block.data(), size);
  const int status = ::pclose(pipe);
  got.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return got;
}

bool has(const answer& got, std::string_view part) { return got.output.find(part) != std::string::npos; }

constexpr const char* known = R"('{"now":"2026-04-02T13:59:06Z","request":{"operation":"GET /api/v1/authn"}}')";
constexpr const char* broken = R"('{"now":"2026-04-02T13:59:06Z","reqest":{}}')";

}  // namespace

TEST_CASE("command: usage") {
  CHECK(run("\"$I\" --version").output.starts_with("interlock "));
  CHECK(run("\"$I\" --version").status == 0);
  for (const char* line :
       {"\"$I\" --help", "\"$I\" decide --help", "\"$I\" check --help", "\"$I\" decide --help a b c"}) {
    const answer got = run(std::string{line} + " 2>/dev/null");
    CHECK(got.status == 0);
    CHECK(got.output.starts_with("usage: interlock "));
    CHECK(got.output.ends_with("\n"));
  }
  CHECK(run("\"$I\" 2>/dev/null").status == 2);
  CHECK(run("\"$I\" 2>/dev/null").output.empty());
  CHECK(has(run("\"$I\" dicide 2>&1"), "unknown command `dicide`; did you mean `decide`?"));
  CHECK(run("\"$I\" dicide 2>&1").status == 2);
  CHECK(has(run("\"$I\" decide --line 2>&1"), "unknown option `--line`; did you mean `--lines`?"));
  CHECK(run("\"$I\" decide --line 2>&1").status == 2);
  CHECK(run("\"$I\" decide --lines=yes 2>&1").status == 2);
  CHECK(has(run("\"$I\" decide a b 2>&1"), "`b` is one operand too many"));
  CHECK(run("\"$I\" decide a b 2>&1").status == 2);
}

TEST_CASE("command: decide from a file, from standard input, and what cannot be read") {
  const answer from_file = run("\"$I\" decide examples/blocked-zone.json");
  CHECK(from_file.status == 0);
  CHECK(from_file.output.starts_with("{\n  \"outcome\": \"AUTHENTICATION_FAILED\",\n"));
  CHECK(from_file.output.ends_with("\n}\n"));
  CHECK(run("\"$I\" decide <examples/blocked-zone.json").output == from_file.output);
  CHECK(run("\"$I\" decide - <examples/blocked-zone.json").output == from_file.output);
  CHECK(run("\"$I\" decide -- examples/blocked-zone.json").output == from_file.output);

  CHECK(run("\"$I\" decide nowhere.json 2>&1").output == "nowhere.json: cannot be read: No such file or directory\n");
  CHECK(run("\"$I\" decide nowhere.json 2>&1").status == 2);
  CHECK(has(run("\"$I\" decide examples 2>&1"), "examples: cannot be read: "));
  CHECK(run("\"$I\" decide examples 2>&1").status == 2);
  CHECK(run("\"$I\" decide </dev/null 2>&1").output == "<stdin>:1:1: the text ends before the document does\n");
}

TEST_CASE("command: diagnostics go to standard error") {
  const std::string decide = "printf %s " + std::string{broken} + " | \"$I\" decide";
  CHECK(run(decide + " 2>/dev/null").output.empty());
  const answer got = run(decide + " 2>&1");
  CHECK(got.status == 2);
  CHECK(got.output ==
        "<stdin>:1:1: the key `request` is missing\n"
        "<stdin>:1:31: there is no key `reqest` here; did you mean `request`?\n");
}

TEST_CASE("command: a stream of lines") {
  const std::string lines = "printf '%s\\n\\n   \\n%s\\n%s' " + std::string{known} + " " + broken + " " + known;
  const answer got = run(lines + " | \"$I\" decide --lines 2>/dev/null");
  CHECK(got.status == 2);
  const std::size_t second = got.output.find('\n') + 1;
  const std::size_t third = got.output.find('\n', second) + 1;
  CHECK(got.output.starts_with(R"({"outcome":"NOT_FOUND",)"));
  CHECK(got.output.substr(second, third - second) ==
        R"({"error":{"line":4,"column":1,"pointer":"/request","message":"the key `request` is missing"}})"
        "\n");
  CHECK(got.output.substr(third) == got.output.substr(0, second));
  CHECK(run("printf '%s\\n%s\\n' " + std::string{known} + " " + known + " | \"$I\" decide --lines").status == 0);
  CHECK(run("\"$I\" decide --lines </dev/null").status == 0);
  CHECK(run("\"$I\" decide --lines nowhere.json 2>/dev/null").status == 2);
  CHECK(run("printf '%s\\r\\n\\r\\n' " + std::string{known} + " | \"$I\" decide --lines").status == 0);
}

TEST_CASE("command: an answer comes before the next question") {
  const std::string talk = R"(
    dir=$(mktemp -d) && mkfifo "$dir/in" "$dir/out" && { "$I" decide --lines <"$dir/in" >"$dir/out" & }
    exec 3>"$dir/in" 4<"$dir/out"
    for turn in 1 2; do printf '%s\n' )" +
                           std::string{known} + R"( >&3; read -r line <&4; printf '%.24s\n' "$line"; done
    exec 3>&-; wait; rm -r "$dir")";
  CHECK(run(talk).output == "{\"outcome\":\"NOT_FOUND\",\"\n{\"outcome\":\"NOT_FOUND\",\"\n");
}

TEST_CASE("command: a reader who leaves is no error, a full disk is") {
  const std::string many = "yes " + std::string{known} + " | head -n 2000 | \"$I\" decide --lines";
  CHECK(run("{ " + many + "; echo $? >&2; } 2>&1 >/dev/null | cat").output == "0\n");
  CHECK(run("{ { " + many + "; echo $? >&2; } | head -c 10 >/dev/null; } 2>&1").output == "0\n");
  const answer full = run(many + " 2>&1 >/dev/full");
  CHECK(full.status == 2);
  CHECK(full.output == "interlock: standard output cannot be written: No space left on device\n");
}

TEST_CASE("command: memory does not grow with the stream") {
  CHECK(run("ulimit -v 262144 2>/dev/null; yes " + std::string{known} +
            " | head -n 100000 | \"$I\" decide --lines | wc -l")
            .output == "100000\n");
}

TEST_CASE("command: check") {
  const answer shipped = run("\"$I\" check");
  CHECK(shipped.status == 0);
  CHECK(has(shipped, "no problem found\n"));
  // Schemas are left out, and inputs are no table.
  const answer folder = run("test -f rules/table.schema.json && test -f rules/inputs.json && \"$I\" check rules");
  CHECK(folder.status == 0);
  CHECK(folder.output == shipped.output);
  CHECK(run("\"$I\" check rules/*.json").output == shipped.output);
  CHECK(run("\"$I\" check rules/table.schema.json 2>/dev/null").status == 2);
  CHECK(run("\"$I\" check rules rules/missing.schema.json 2>/dev/null").status == 2);
  CHECK(run("echo '{ \"inputs\": [] }' | \"$I\" check - 2>/dev/null").status == 2);

  const answer finding = run("\"$I\" check tests/rules/bad/13_43_unknown-value.json");
  CHECK(finding.status == 1);
  CHECK(finding.output.starts_with("tests/rules/bad/13_43_unknown-value.json:13:43: "));
  const answer no_table = run("\"$I\" check tests/rules/bad/13_27_wrong-type.json 2>/dev/null");
  CHECK(no_table.status == 2);
  CHECK(no_table.output.empty());
  CHECK(run("\"$I\" check nowhere 2>&1").status == 2);
  CHECK(run("\"$I\" check docs 2>/dev/null").status == 2);
  CHECK(run("\"$I\" check - <rules/gate.json 2>/dev/null").status != 0);  // it needs the tables that feed it
}
