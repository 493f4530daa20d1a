"""One file of the corpus with a story: what its last answer should be, and what is wrong with it."""

import json

import compare
import examples
import mutate
import stories


def operation_difference(documented, operation):
    """The reference names the operation of each exchange; the other folders show only the answers."""
    if documented is None or documented.endswith("**") or examples.is_operation(documented, operation):
        return []
    return [f"other operation: {documented} is {operation}"]


def links_of(body):
    """`cancel`, `next:verify`, `resend[sms]`: relations with their names."""
    written = []
    for relation, link in sorted(body.get("_links", {}).items()):
        if isinstance(link, list):
            written.append(f"{relation}[{','.join(one['name'] for one in link)}]")
        else:
            written.append(f"{relation}:{link['name']}" if link.get("name", relation) != relation else relation)
    return written


def unexpected(expected, answer):
    """In what an answer is not what the documents say where no response is documented."""
    given = {"status": answer["status"], "outcome": answer["outcome"], "sends": answer["sends"],
             "links": links_of(answer["body"]), "members": sorted(answer["body"])}
    found = [f"{name}: {compare.shown(expected[name])} is {compare.shown(given[name])}"
             for name in given if name in expected and expected[name] != given[name]]
    return found + [f"{kind} {at}: {detail}" for kind, at, detail
                    in compare.differences(expected.get("body", {}), answer["body"]) if kind != "extra"]


class Case:
    """@param entry  as README.md describes it"""

    def __init__(self, name, path, entry, vocabulary):
        self.name = name
        self.entry = entry
        self.example = examples.load(path)
        known = examples.facts(self.example, entry.get("factor", {}))
        entries = [entry]
        if "each" in entry:
            entries = [{**entry, "steps": [*entry["steps"][:-1], {**entry["steps"][-1], "operation": operation}]}
                    for operation in entry["each"]]
        self.hosts = [stories.Host(stories.story(one, vocabulary, known)) for one in entries]

    def stated(self, kind):
        return [sentence for group in self.entry.get(kind, {}).values() for sentence in group]

    def found(self, answer, operation):
        """In what an answer differs: (everything but paths, paths of links)."""
        if "expect" in self.entry:
            return unexpected(self.entry["expect"], answer), []
        sentences = operation_difference(self.example["operation"], operation) + compare.compare(self.example, answer)
        return ([one for one in sentences if not one.startswith("path ")],
                [one for one in sentences if one.startswith("path ")])

    def problems(self):
        """Differences that the entry does not state, and those that it states and are none."""
        for host in self.hosts:
            if host.problem:
                yield f"{self.name}: {host.problem}"
                continue
            for kind, sentences in zip(("differs", "otherPaths"), self.found(*host.answer())):
                yield from (f"{self.name}: {one}" for one in sentences if one not in self.stated(kind))
                yield from (f"{self.name}: not so: {one}" for one in self.stated(kind) if one not in sentences)

    def wrong_answers(self):
        """Yields (what, answer, operation): the answer with one thing changed."""
        answer, operation = self.hosts[0].answer()
        if self.example["status"] is not None or "expect" in self.entry:
            yield "another status", {**answer, "status": answer["status"] + 1}, operation
        wanted = compare.one_factor(compare.without_nulls(self.example["body"]))[0]
        if "expect" in self.entry:  # only relations are compared there
            wanted = {"_links": dict.fromkeys(answer["body"].get("_links", {}), mutate.NOWHERE)}
        for what, body in mutate.changes_of_body(answer["body"], wanted):
            if "expect" not in self.entry or what.startswith("/_links"):
                yield what, {**answer, "body": body}, operation

    def unnoticed(self):
        """(what was changed without being noticed, how many changes were tried)"""
        if self.hosts[0].problem:
            return [], 0
        right = self.found(*self.hosts[0].answer())
        tried = [(what, self.found(answer, operation)) for what, answer, operation in self.wrong_answers()]
        return [f"{self.name}: not noticed: {what}" for what, found in tried if found == right], len(tried)

    def show(self, decisions):
        """Prints what was asked, what was answered, and in what that is not the example."""
        print(f"== {self.name}")
        for host in self.hosts:
            for number, step in enumerate(host.steps):
                made = host.decisions[number]["outcome"] if number < len(host.decisions) else host.problem
                print(f"{number + 1}. {json.dumps(step, ensure_ascii=False)}\n   -> {made}")
            if not host.problem:
                print("answer:  " + json.dumps(host.answer()[0], ensure_ascii=False))
        print("example: " + json.dumps({name: self.example[name] for name in ("status", "body")}, ensure_ascii=False))
        for kind in ("differs", "otherPaths"):
            for decision, sentences in self.entry.get(kind, {}).items():
                print(f"{kind}: {decisions.get(decision)}", *sentences, sep="\n    ")
