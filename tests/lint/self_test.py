#!/usr/bin/env python3
"""Each lint script lets right files pass and refuses wrong ones at the right line."""

import pathlib
import sys
import tempfile
import unittest

import banned
import cited
import definitions
import documented
import headers
import inputs
import layers
import lint
import listed
import mapped
import pointers
import sizes
import trace

HERE = pathlib.Path(__file__).parent
COMPILER = sys.argv[1:]


class Tree(unittest.TestCase):
    """A small repository made of `path: text` pairs."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        (self.root / "rules").mkdir()

    def write(self, path, text):
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def places(self, problems):
        return sorted((path.as_posix() if isinstance(path, pathlib.Path) else path, line) for path, line, _ in problems)


class Shared(Tree):
    def test_blanks_comments_and_literals_in_place(self):
        text = 'a("{", \'}\'); // {\n/* {\n */ b(R"x({\n)x"); c(1\'000);\n'
        code = lint.code_only(text)
        self.assertEqual(len(code), len(text))
        self.assertEqual(code.count("\n"), text.count("\n"))
        self.assertNotIn("{", code)
        self.assertNotIn("}", code)
        self.assertIn("c(1'000);", code)


class Layers(Tree):
    def setUp(self):
        super().setUp()
        self.rules = layers.Layers((HERE / "layers.txt").read_text(encoding="utf-8"))

    def refused(self, path, include):
        self.write(path, f"#pragma once\n\n#include {include}\n")
        found = self.places(layers.check(self.root, self.rules))
        (self.root / path).unlink()
        self.assertIn(found, ([], [(path, 3)]))
        return bool(found)

    def test_folders(self):
        self.assertFalse(self.refused("src/rules/evaluate/match.cpp", "<interlock/rules/match.hpp>"))
        self.assertFalse(self.refused("src/rules/evaluate/match.cpp", "<vector>"))
        self.assertTrue(self.refused("src/rules/evaluate/match.cpp", "<interlock/authn/facts.hpp>"))
        self.assertTrue(self.refused("src/rules/evaluate/match.cpp", "<boost/json.hpp>"))
        self.assertTrue(self.refused("src/rules/evaluate/match.cpp", "<unistd.h>"))
        self.assertTrue(self.refused("src/authn/decide/decide.cpp", "<interlock/text/decide.hpp>"))
        self.assertTrue(self.refused("src/authn/decide/decide.cpp", "<boost/json/value.hpp>"))
        self.assertTrue(self.refused("src/authn/decide/decide.cpp", "<boost/msm/back/state_machine.hpp>"))
        self.assertFalse(
            self.refused("src/authn/machine/transaction_machine.cpp", "<boost/msm/back/state_machine.hpp>"))
        self.assertTrue(self.refused("src/authn/machine/transition_table.hpp", "<boost/msm/back/state_machine.hpp>"))
        self.assertFalse(self.refused("src/text/json/json_reader.cpp", "<boost/json.hpp>"))
        self.assertTrue(self.refused("include/interlock/text/book.hpp", "<boost/json.hpp>"))
        self.assertTrue(self.refused("tests/text/book_test.cpp", "<boost/msm/back/state_machine.hpp>"))

    def test_rooms(self):
        self.write("src/authn/model/low.hpp", "#pragma once\n")
        self.write("src/authn/decide/high.hpp", "#pragma once\n")
        self.assertFalse(self.refused("src/authn/decide/decide.cpp", '"authn/model/low.hpp"'))
        self.assertFalse(self.refused("src/authn/decide/decide.cpp", '"authn/decide/high.hpp"'))
        self.assertTrue(self.refused("src/authn/model/evolve.cpp", '"authn/decide/high.hpp"'))
        self.assertTrue(self.refused("src/authn/model/evolve.cpp", '"../decide/high.hpp"'))
        self.write("src/authn/attic/old.cpp", "\n")
        self.assertEqual(self.places(layers.check(self.root, self.rules)), [("src/authn/attic/old.cpp", 1)])

    def test_private_headers(self):
        self.write("src/text/json/pointer.hpp", "#pragma once\n")
        self.assertFalse(self.refused("src/text/json/json_reader.cpp", '"pointer.hpp"'))
        self.assertTrue(self.refused("src/authn/decide/decide.cpp", '"text/json/pointer.hpp"'))
        self.assertTrue(self.refused("src/authn/decide/decide.cpp", '"../../text/json/pointer.hpp"'))

    def test_order_of_public_headers(self):
        self.assertFalse(self.refused("include/interlock/rules/match.hpp", "<interlock/rules/table.hpp>"))
        self.assertTrue(self.refused("include/interlock/rules/table.hpp", "<interlock/rules/match.hpp>"))
        self.write("include/interlock/rules/unlisted.hpp", "#pragma once\n")
        self.assertEqual(self.places(layers.check(self.root, self.rules)),
                         [("include/interlock/rules/unlisted.hpp", 1)])


class Definitions(Tree):
    def refused(self, path, text):
        self.write(path, text)
        return self.places(definitions.check(self.root))

    def test_source_of_the_same_name(self):
        self.write("include/door.hpp", "namespace house {\n\nstruct door {\n  void open();\n};\nvoid knock();\n}\n")
        self.assertEqual(self.refused("src/house/door.cpp", "namespace house {\nvoid door::open() {}\n"
                                                            "void knock() {}\n}\n"), [])
        self.assertEqual(self.refused("src/house/door.cpp", "namespace house {\nvoid door::open() {}\n}\n"), [])
        self.assertEqual(self.refused("src/house/bell.cpp", "namespace house {\nvoid knock() {}\n}\n"),
                         [("include/door.hpp", 6)])

    def test_members(self):
        self.write("src/door.hpp", "struct door {\n  void open();\n  void shut() {}\n};\n")
        self.assertEqual(self.refused("src/lock.cpp", "struct lock {\n  void open();\n};\nvoid lock::open() {}\n"), [])
        self.assertEqual(self.refused("src/hinge.cpp", "void door::open() {}\n"), [("src/door.hpp", 2)])


class Headers(Tree):
    def problems(self, bounds="include/ 100000"):
        return headers.check(self.root, COMPILER, headers.read_bounds(bounds))

    def test_alone(self):
        self.write("include/interlock/good.hpp", "#pragma once\n#include <string>\nstd::string s();\n")
        self.assertEqual(self.problems(), [])
        self.write("include/interlock/bad.hpp", "#pragma once\nstd::string t();\n")
        self.assertEqual(self.places(self.problems()), [("include/interlock/bad.hpp", 1)])

    def test_foreign(self):
        self.write("include/interlock/light.hpp", "#pragma once\n#include <boost/json/fwd.hpp>\n")
        self.assertEqual(self.places(self.problems()), [("include/interlock/light.hpp", 1)])

    def test_lines(self):
        self.write("include/interlock/two.hpp", "#pragma once\nint a();\n\nint b();\n")
        self.write("include/interlock/three.hpp", "#pragma once\n#include <interlock/two.hpp>\nint c();\n")
        self.assertEqual(self.problems("include/ 3"), [])
        self.assertEqual(self.places(self.problems("include/ 2")), [("include/interlock/three.hpp", 1)])
        self.assertEqual(self.problems("include/interlock/three.hpp 3  # with two.hpp\ninclude/ 2"), [])
        self.assertEqual(self.places(self.problems("include/interlock/two.hpp 2")),
                         [("include/interlock/three.hpp", 1)])


class Sizes(Tree):
    def test_limits(self):
        body = "    f();\n" * sizes.FUNCTION_LINES_MAX
        self.write("src/good.cpp", f"namespace a {{\n\nstruct b {{\n  int c() {{\n{body}  }}\n}};\n\n}}\n")
        self.assertEqual(sizes.check(self.root), [])
        self.write("src/long.cpp", f"namespace a {{\n\nvoid c(int x,\n       int y) {{\n{body}}}\n\n}}\n")
        self.write("src/member.cpp", f"struct b {{\n  int c() const {{\n{body}    f();\n  }}\n}};\n")
        wide = "//" + "x" * sizes.COLUMNS_MAX + "\n"
        self.write("src/wide.cpp", f"int a;\n{wide}// clang-format off\n{wide}// clang-format on\n{wide}")
        self.write("src/tall.cpp", "\n" * (sizes.FILE_LINES_MAX + 1))
        self.assertEqual(self.places(sizes.check(self.root)),
                         [("src/long.cpp", 3), ("src/member.cpp", 2), ("src/tall.cpp", sizes.FILE_LINES_MAX + 1),
                          ("src/wide.cpp", 2), ("src/wide.cpp", 6)])


class Listed(Tree):
    def test_named(self):
        self.write("src/meson.build", "sources = files('text/here.cpp', '../tools/far.cpp')\n")
        self.write("tools/far.cpp", "")
        self.write("src/text/here.cpp", "")
        self.write("rules/meson.build", "tables = files('gate.json')\n")
        self.write("rules/gate.json", "{}")
        self.assertEqual(listed.check(self.root), [])
        self.write("src/text/lost.cpp", "")
        self.write("rules/lost.json", "{}")
        self.assertEqual(self.places(listed.check(self.root)), [("rules/lost.json", 1), ("src/text/lost.cpp", 1)])


class Cited(Tree):
    def setUp(self):
        super().setUp()
        self.write("docs/page.md", "# Page\n\n## What it is\n")
        self.write("src/text/here.hpp", "#pragma once\n")

    def refused(self, path, line):
        self.write(path, f"\n{line}\n")
        found = self.places(cited.check(self.root))
        (self.root / path).unlink()
        self.assertIn(found, ([], [(path, 2)]))
        return bool(found)

    def test_comments(self):
        for line in ("// see docs/page.md", "/// docs/page.md#what-it-is.", "int a;  // here.hpp has it",
                     "/* text/here.hpp */", 'auto a = "docs/lost.md";', "// https://example.com/lost.md",
                     "// <vendor/lost.hpp>", "// corpus/NAME.json", "// *.json"):
            self.assertFalse(self.refused("src/text/here.cpp", line), line)
        for line in ("// see docs/lost.md", "/// docs/page.md#lost", "/* lost.hpp */", "int a;  // text/lost.hpp"):
            self.assertTrue(self.refused("src/text/here.cpp", line), line)

    def test_pages(self):
        for line in ("[page](page.md#what-it-is)", "`src/text/here.hpp`", "```sh\ncat lost.json\n```"):
            self.assertFalse(self.refused("docs/other.md", line), line)
        for line in ("[page](lost.md)", "`src/text/lost.hpp`", "[page](page.md#lost)"):
            self.assertTrue(self.refused("docs/other.md", line), line)

    def test_scripts(self):
        self.assertTrue(self.refused("tests/run.sh", "# of lost.json"))
        self.assertTrue(self.refused("src/meson.build", "# lost.hpp"))
        self.assertTrue(self.refused("tests/run.py", '"""Reads lost.json."""'))
        self.assertFalse(self.refused("tests/run.py", 'print("lost.json")  # here.hpp'))


class Mapped(Tree):
    def test_rooms(self):
        self.write("docs/architecture.md", "# Map\n| `src/text/json` | JSON |\n")
        self.write("src/text/json/reader.cpp", "")
        self.write("src/common.hpp", "")
        self.assertEqual(mapped.check(self.root), [])
        self.write("src/text/api/routes.cpp", "")
        self.assertEqual(self.places(mapped.check(self.root)), [("docs/architecture.md", 1)])
        self.write("docs/architecture.md",
                   "# Map\n| `src/text/api` | |\n| `src/text/json` | |\n| `src/text/lost` | |\n")
        self.assertEqual(self.places(mapped.check(self.root)), [("docs/architecture.md", 4)])


class Documented(Tree):
    def refused(self, text):
        self.write("include/interlock/a.hpp", f"#pragma once\n{text}\n")
        return self.places(documented.check(self.root))

    def test_types(self):
        for text in ("/// What it is.\nstruct a {};", "struct a;", "/// A.\ntemplate <class T>\nstruct a {};",
                     "/// A.\nenum class a { b };", "template <>\nstruct words_of<a> {};", "/// A.\nstruct a { };\n",
                     "enum class a : int;", "/// A.\nclass a {\n private:\n  struct b {};\n};",
                     "#define A(b) \\\n  enum class b { }; \\\n", "/// A.\nINTERLOCK_WORDS(a, (b, \"B\"));"):
            self.assertEqual(self.refused(text), [], text)
        for text in ("struct a {};", "// A.\nstruct a {};", "enum class a { b };", "class a final : b {\n};",
                     "union a {};", "/// A.\nstruct a {\n  enum class b { c };\n};"):
            last = [line for line, part in enumerate(text.split("\n"), 2) if "{" in part][-1]
            self.assertEqual(self.refused(text), [("include/interlock/a.hpp", last)], text)
class Pointers(Tree):
    def setUp(self):
        super().setUp()
        self.write(pointers.NAMES,
                   'named_member{token, "token"},\nnamed_member{device_token, "context.deviceToken"},\n')

    def test_authn_names_no_member_of_a_body(self):
        self.write("src/authn/decide/respond.cpp",
                   'f("token");\nf("deviceToken");\nf("deviceToken is text");  // "deviceToken"\n')
        self.write("src/text/decision/write_error.cpp", 'f("deviceToken");\n')
        self.assertEqual(self.places(pointers.check(self.root)), [("src/authn/decide/respond.cpp", 2)])

    def test_authn_names_no_place_in_a_document(self):
        self.write("src/authn/facts/fact_table.cpp",
                   'f("/policy/password");\nf("/api/v1/authn");\nf("a/b");  // "/x"\n')
        self.write("include/interlock/authn/facts.hpp", '\nauto at = "/evidence";\n')
        self.write("src/text/scenario/fact_text.cpp", 'f("/policy/password");\n')
        self.assertEqual(self.places(pointers.check(self.root)),
                         [("include/interlock/authn/facts.hpp", 2), ("src/authn/facts/fact_table.cpp", 1)])


class Banned(Tree):
    def setUp(self):
        super().setUp()
        self.rules = list(banned.read_rules((HERE / "banned.txt").read_text(encoding="utf-8")))

    def refused(self, path, line):
        self.write(path, f"\n{line}\n")
        found = self.places(banned.check(self.root, self.rules))
        (self.root / path).unlink()
        self.assertIn(set(found), (set(), {(path, 2)}))
        return bool(found)

    def test_library(self):
        for line in ("#include <iostream>", "#include <thread>", "auto now = std::chrono::system_clock::now();",
                     'getenv("HOME");', "static int calls = 0;", "  static std::vector<int> cache;",
                     "thread_local int x;", "abort();"):
            self.assertTrue(self.refused("src/authn/decide/decide.cpp", line), line)
            self.assertFalse(self.refused("tests/authn/decide_test.cpp", line), line)
        for line in ("#include <string>", "// the system_clock is the host's", "static int f(int);",
                     "static constexpr int limit = 3;", "static const int limit = 3;", 'word("thread_local");',
                     "  [n]() mutable { return n; };"):
            self.assertFalse(self.refused("src/authn/decide/decide.cpp", line), line)

    def test_everywhere(self):
        for line in ("// TODO: later", "see /home/someone/file", 'path = "/tmp/x"'):
            self.assertTrue(self.refused("docs/page.md", line), line)
            self.assertTrue(self.refused("tests/spec/page_test.cpp", line), line)
        for line in ("POST /api/v1/authn", "${TMPDIR}/x", "PREFIX/home/x"):
            self.assertFalse(self.refused("docs/page.md", line), line)


class Trace(Tree):
    def setUp(self):
        super().setUp()
        self.write("rules/lock.json", '[\n{ "id": "L1" },\n{ "id": "GATE-3" }\n]\n')
        self.write("docs/spec/lock.md", "**L1** One.\n**GATE-3** Three.\n")
        self.write("tests/spec/lock_test.cpp", 'TEST_CASE("L1: one") {}\nrow("GATE-3");\n')

    def test_same_set(self):
        self.assertEqual(trace.check(self.root), [])

    def test_missing(self):
        self.write("rules/more.json", '\n{ "id": "L10" }\n')
        self.assertEqual(self.places(trace.check(self.root)), [("rules/more.json", 2)] * 2)

    def test_left_over(self):
        self.write("docs/spec/more.md", "**L2** Gone. **NOTE** is no id.\n")
        self.write("tests/authn/more_test.cpp", '\nTEST_CASE("GATE-4: gone") {}\nTEST_CASE("HTTP: no id") {}\n')
        self.assertEqual(self.places(trace.check(self.root)),
                         [("docs/spec/more.md", 1), ("tests/authn/more_test.cpp", 2)])

    def test_invariants(self):
        self.write("docs/spec/over_time.md", "**TIME-1** Tested.\n**TIME-2** Not tested.\n")
        self.write("tests/time_test.cpp", 'TEST_CASE("TIME-1: tested") {}\nTEST_CASE("TIME-3: of what?") {}\n')
        self.assertEqual(self.places(trace.check(self.root)),
                         [("docs/spec/over_time.md", 2), ("tests/time_test.cpp", 2)])

    def test_no_rows(self):
        (self.root / "rules/lock.json").unlink()
        self.assertEqual(self.places(trace.check(self.root)), [("rules", 1)])


class Inputs(Tree):
    RIGHT = "| `badge` | `NONE`, `STAFF` | who it is |\n| `hour` | `DAY`, `NIGHT` | `DAY`: the sun shines |\n"

    def setUp(self):
        super().setUp()
        self.write("rules/inputs.json",
                   '{ "inputs": [{ "name": "badge", "values": ["NONE", "STAFF"], "means": "who it is" },'
                   ' { "name": "hour", "values": ["DAY", "NIGHT"], "means": "`DAY`: the sun shines" }] }')

    def refused(self, page):
        self.write(inputs.PAGE, page)
        return self.places(inputs.check(self.root))

    def test_same(self):
        self.assertEqual(self.refused("Prose.\n\n" + self.RIGHT + "\n| a | b |\n"), [])

    def test_different(self):
        self.assertEqual(self.refused("\n" + self.RIGHT.replace("`STAFF`", "`GUEST`")), [(inputs.PAGE, 2)])
        self.assertEqual(self.refused(self.RIGHT.replace("shines", "is up")), [(inputs.PAGE, 2)])
        self.assertEqual(self.refused(self.RIGHT + "| `day` | `MONDAY` | of the week |\n"), [(inputs.PAGE, 3)])
        self.assertEqual(self.refused(self.RIGHT + self.RIGHT.split("\n")[0]), [(inputs.PAGE, 3)])

    def test_missing(self):
        self.assertEqual(self.refused(self.RIGHT.split("\n")[0]), [(inputs.PAGE, 1)])

    def test_order(self):
        self.assertEqual(self.refused("\n".join(reversed(self.RIGHT.split("\n")))), [(inputs.PAGE, 1)])

    def test_write(self):
        self.write(inputs.PAGE, "Prose.\n| `badge` | | |\n| `hour` | | |\n")
        inputs.write(self.root)
        self.assertEqual(lint.read(self.root, inputs.PAGE), "Prose.\n" + self.RIGHT)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
