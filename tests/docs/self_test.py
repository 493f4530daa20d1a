#!/usr/bin/env python3
"""check_docs.py runs what pages show, and notices what is wrong."""

import pathlib
import tempfile
import unittest

import check_docs


class Page(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        (self.root / "build/tools").mkdir(parents=True)
        dev = self.root / "dev"
        dev.write_text("#!/bin/sh\necho './dev build   builds'\n", encoding="utf-8")
        dev.chmod(0o755)

    def problems(self, text):
        page = self.root / "page.md"
        page.write_text(text, encoding="utf-8")
        return check_docs.check_page(page, self.root, self.root / "build", update=False)

    def assert_wrong(self, text, message):
        found = self.problems(text)
        self.assertEqual(len(found), 1, found)
        self.assertIn(message, found[0])

    def test_output(self):
        self.assertEqual(self.problems("```console\n$ echo a; echo b\na\nb\n$ false\n```\n"), [])
        self.assert_wrong("```console\n$ echo a\nb\n```\n", "now it is `a`")

    def test_exit_status(self):
        self.assert_wrong("```console\n$ exit 2\n```\n", "exit status 2")
        self.assert_wrong("```console\n$ sh -c 'exit 2' | cat\n```\n", "exit status 2")
        self.assert_wrong("```console\n$ (echo a; exit 2) | head -n 1\na\n```\n", "exit status 2")
        self.assertEqual(self.problems('```console\n$ sh -c "exit 2"; echo "exit status $?"\nexit status 2\n```\n'), [])
        self.assertEqual(self.problems("```console\n$ yes | head -n 1\ny\n```\n"), [])

    def test_commands(self):
        shown = "true   # does nothing\necho a \\\n  b\n./dev build\nvalgrind x"
        self.assertEqual(self.problems(f"```sh\n{shown}\n```\n"), [])
        self.assert_wrong("```sh\nno-such-command\n```\n", "exit status 127")
        self.assert_wrong("```sh\n./dev bild\n```\n", "not a command of ./dev")

    def test_inline(self):
        self.assert_wrong("See `build/tools/interlock check`.\n", "exit status 127")
        self.assert_wrong("See `./dev bild`.\n", "not a command of ./dev")
        self.assertEqual(self.problems("See `./dev build`, `interlock check [PATH ...]`.\n"), [])


if __name__ == "__main__":
    unittest.main()
