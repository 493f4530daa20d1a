#!/usr/bin/env python3
"""self_test.py: the runner reports what it has to report. Every check gives it something that is not right."""

import copy
import unittest

import cases
import compare
import examples
import report
import run
import stories

BODY = {
    "stateToken": "one", "expiresAt": "2015-11-03T10:15:57.000Z", "status": "MFA_CHALLENGE",
    "_embedded": {"factors": [{"id": "a", "factorType": "sms"}, {"id": "b", "factorType": "call"}]},
    "_links": {
        "next": {"name": "verify", "href": "https://a/api/v1/authn/factors/x/verify", "hints": {"allow": ["POST"]}},
        "resend": [{"name": "sms", "href": "https://a/api/v1/authn/factors/x/verify/resend"}],
    },
}


def differences(change):
    """What compare says when that is done to the answer."""
    answer = copy.deepcopy(BODY)
    change(answer)
    return compare.compare({"status": 200, "headers": {}, "body": BODY}, {"status": 200, "headers": {}, "body": answer})


class Comparing(unittest.TestCase):
    def test_the_same(self):
        self.assertEqual(differences(lambda body: None), [])

    def test_what_is_put_aside(self):
        def other_run(body):
            body.update(stateToken="two", expiresAt="2016-01-01T00:00:00.000Z")
            body["_links"]["next"]["href"] = "https://b/api/v1/authn/factors/y/verify"
        self.assertEqual(differences(other_run), [])

    def test_a_token_is_put_aside_only_where_there_is_one(self):
        self.assertEqual(differences(lambda body: body.pop("stateToken")), ["missing /stateToken"])
        self.assertEqual(differences(lambda body: body.update(sessionToken="s")), ["extra /sessionToken"])

    def test_links(self):
        links = lambda change: differences(lambda body: change(body["_links"]))
        self.assertEqual(links(lambda of: of.pop("next")), ["missing /_links/next"])
        self.assertEqual(links(lambda of: of.update(cancel={})), ["extra /_links/cancel"])
        self.assertEqual(links(lambda of: of["next"].update(name="poll")),
                         ['other /_links/next/name: "verify" is "poll"'])
        self.assertEqual(links(lambda of: of["next"]["hints"].update(allow=["GET"])),
                         ['other /_links/next/hints/allow/0: "POST" is "GET"'])
        self.assertEqual(links(lambda of: of.update(resend=of["resend"][0]))[0][:20], "other /_links/resend")
        self.assertEqual(links(lambda of: of["next"].update(href="https://a/api/v1/authn/cancel")),
                         ["path /_links/next/href: /api/v1/authn/factors/{id}/verify is /api/v1/authn/cancel"])

    def test_lists(self):
        factors = lambda change: differences(lambda body: change(body["_embedded"]["factors"]))
        self.assertEqual(factors(lambda of: of.reverse()), ["order /_embedded/factors"])
        self.assertEqual(factors(lambda of: of.pop()), ["missing /_embedded/factors/b"])
        self.assertEqual(factors(lambda of: of[1].update(provider="OKTA")), ["extra /_embedded/factors/b/provider"])
        self.assertEqual(factors(lambda of: [one.update(provider="OKTA") for one in of]),
                         ["extra /_embedded/factors/*/provider"])

    def test_values_of_another_type(self):
        self.assertEqual(list(compare.differences(1, True)), [("other", "", "1 is true")])
        self.assertEqual(list(compare.differences({}, [])), [("other", "", "{} is []")])

    def test_null_is_absent(self):
        self.assertEqual(compare.without_nulls({"a": None, "b": {"c": None}, "d": {}}), {"d": {}})

    def test_status_and_headers(self):
        example = {"status": 429, "headers": {"X-Rate-Limit-Limit": "1"}, "body": {}}
        self.assertEqual(compare.compare(example, {"status": 401, "headers": {}, "body": {}}),
                         ["other status: 429 is 401", 'other header X-Rate-Limit-Limit: "1" is null'])


class Listing(unittest.TestCase):
    FOLDER = {"folder": "f", "counts": {"files": 3, "matched": 1, "differs": 1, "not-applicable": 1},
              "matched": {"a": {}}, "differs": {"b": {}}, "not-applicable": {"why": ["c"]}}

    def problems(self, names, **change):
        return run.listing_problems(names, {**self.FOLDER, **change})

    def test_complete(self):
        self.assertEqual(self.problems(["a", "b", "c"]), [])

    def test_a_lost_file(self):
        self.assertEqual(self.problems(["a", "c"]), ["f/b: no such file", "f: 2 files, not 3"])

    def test_a_file_without_an_entry(self):
        self.assertEqual(self.problems(["a", "b", "c", "d"]), ["f/d: no entry", "f: 4 files, not 3"])

    def test_a_lost_entry(self):
        self.assertEqual(self.problems(["a", "b", "c"], matched={}), ["f/a: no entry", "f: 0 matched, not 1"])

    def test_an_entry_of_two_verdicts(self):
        self.assertIn("f/a: stands there twice", self.problems(["a", "b", "c"], differs={"a": {}, "b": {}}))

    def test_differences_without_a_decision(self):
        self.assertEqual(run.entry_problems("f/a", {"differs": {"C0": ["x"]}}, "differs", {}),
                         ["f/a: there is no decision `C0`"])
        self.assertEqual(run.entry_problems("f/a", {}, "differs", {}), ["f/a: states no difference"])
        self.assertEqual(run.entry_problems("f/a", {"differs": {"C0": ["x"]}}, "matched", {"C0": "…"}),
                         ["f/a: matched, but it states differences"])


class Reporting(unittest.TestCase):
    EXPECTED = [{"folder": "f", "counts": {"files": 4, "matched": 1, "differs": 1, "not-applicable": 2},
                 "matched": {"a": {"expect": {}, "otherPaths": {"C9": ["path /x: /a is /b"]}}},
                 "differs": {"b": {"differs": {"C0": ["extra /x"]}}}, "not-applicable": {"why": ["c", "d"]}}]

    def test_the_table(self):
        self.assertEqual(report.rows_of(self.EXPECTED), [("f", 4, 1, 1, 1, 2), ("total", 4, 1, 1, 1, 2)])

    def test_every_difference_is_on_the_page(self):
        page = report.page(self.EXPECTED, {"C0": "Zero.", "C9": "Nine."})
        self.assertIn("\nZero.\n\n- `f/b`\n  - `extra /x`\n", page)
        self.assertIn("\nNine.\n\n- `f/a`\n  - `path /x: /a is /b`\n", page)
        self.assertIn("\nIn f: why.\n\n- `c`\n- `d`\n", page)


class Deciding(unittest.TestCase):
    """A case whose answer is made up."""

    FILE = "authn-reference/004-primary-authentication-with-public-application-invalid-credentials.json"

    def case(self, change=lambda answer: None, **entry):
        path = run.CORPUS / self.FILE
        entry = {"steps": [{"operation": "POST /api/v1/authn"}], **entry}
        case = cases.Case("f/a", path, entry, {"given": {}, "steps": {}})
        answer = {"status": 401, "headers": {}, "body": copy.deepcopy(examples.load(path)["body"])}
        change(answer)
        case.hosts[0].decisions = [{"response": answer, "outcome": "AUTHENTICATION_FAILED", "effects": [
            {"type": "LOG_EVENT"}, {"type": "SEND", "channel": "EMAIL"}]}]
        return case

    def test_as_documented(self):
        self.assertEqual(list(self.case().problems()), [])

    def test_not_as_documented(self):
        self.assertEqual(list(self.case(lambda answer: answer.update(status=200)).problems()),
                         ["f/a: other status: 401 is 200"])
        self.assertEqual(list(self.case(lambda answer: answer["body"].update(x=1)).problems()), ["f/a: extra /x"])

    def test_a_stated_difference(self):
        spoilt = lambda answer: answer["body"].update(x=1)
        self.assertEqual(list(self.case(spoilt, differs={"C0": ["extra /x"]}).problems()), [])
        self.assertEqual(list(self.case(differs={"C0": ["extra /x"]}).problems()), ["f/a: not so: extra /x"])

    def test_another_operation(self):
        self.assertEqual(list(self.case(steps=[{"operation": "POST /api/v1/authn/skip"}]).problems()),
                         ["f/a: other operation: POST /api/v1/authn is POST /api/v1/authn/skip"])

    def test_a_refused_scenario(self):
        case = self.case()
        case.hosts[0].keep({"error": {"pointer": "/x", "message": "no"}})
        self.assertEqual(list(case.problems()), ["f/a: step 2: /x no"])

    def test_spoilt_answers_are_noticed(self):
        unnoticed, tried = self.case().unnoticed()
        self.assertEqual(unnoticed, [])
        self.assertGreater(tried, 10)

    def test_a_blind_comparison_is_noticed(self):
        case = self.case()
        case.found = lambda answer, operation: ([], [])
        unnoticed, tried = case.unnoticed()
        self.assertEqual(len(unnoticed), tried)

    def test_what_is_expected_of_an_input(self):
        expected = {"status": 401, "outcome": "AUTHENTICATION_FAILED", "sends": ["EMAIL"], "links": []}
        self.assertEqual(list(self.case(expect=expected).problems()), [])
        self.assertEqual(list(self.case(expect={**expected, "outcome": "SUCCESS"}).problems()),
                         ['f/a: outcome: "SUCCESS" is "AUTHENTICATION_FAILED"'])
        self.assertEqual(list(self.case(expect={**expected, "sends": []}).problems()), ['f/a: sends: [] is ["EMAIL"]'])
        self.assertEqual(list(self.case(expect={**expected, "body": {"y": 1}}).problems()), ["f/a: missing /y: "])


class Telling(unittest.TestCase):
    def test_names_that_are_not_there(self):
        with self.assertRaises(stories.Unusable):
            stories.story({"given": ["x"], "steps": []}, {"given": {}, "steps": {}}, {})

    def test_a_host_keeps_what_was_decided(self):
        document = {"given": {"now": "2020-01-01T00:00:00.000Z", "account": {"groups": ["g"]}},
                "steps": [{"request": 1}, {"request": 2, "after": "PT31S"}]}
        host = stories.Host(document)
        self.assertEqual(host.scenario()["request"], 1)
        host.keep({"account": {"version": 1}, "transaction": {"state": "x"}, "effects": [
            {"type": "STORE_FACTOR", "factor": {"id": "f"}}, {"type": "DEVICE_KNOWN"}]})
        self.assertEqual(host.scenario(), {
            "now": "2020-01-01T00:00:31.000Z", "account": {"groups": ["g"], "version": 1},
            "transaction": {"state": "x"}, "enrollment": {"factors": [{"id": "f"}]}, "device": {"known": True},
            "request": 2})


if __name__ == "__main__":
    unittest.main()
