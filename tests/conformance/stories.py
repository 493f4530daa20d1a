"""Stories put together from named parts, and decided by the command.

A story is a scenario without a request and a list of steps. Each step is decided on its own; between two steps the
account, the transaction, the stored factors and the device are kept, as a host keeps them.
"""

import copy
import datetime
import json
import re
import subprocess

import examples

SECONDS = re.compile(r"PT(?:(\d+)M)?(?:(\d+)S)?")
OF_A_REQUEST = ("operation", "body", "query", "application", "scopes")
PLACE = re.compile(r"\{(\w+)\}")
MISSING = object()


class Unusable(Exception):
    """An entry that cannot be run as it stands."""


def merged(base, more):
    """Objects are merged member by member, anything else is replaced."""
    if not isinstance(base, dict) or not isinstance(more, dict):
        return copy.deepcopy(more)
    return {**base, **{name: merged(base.get(name), item) for name, item in more.items()}}


def filled(value, known):
    """`$name` and `{name}` replaced by what was read off the example; members that it does not tell are left out."""
    if isinstance(value, dict):
        members = {name: filled(item, known) for name, item in value.items()}
        return {name: item for name, item in members.items() if item is not MISSING}
    if isinstance(value, list):
        return [item for item in (filled(one, known) for one in value) if item is not MISSING]
    if not isinstance(value, str):
        return value
    if value.startswith("$") and value[1:] in known:
        return MISSING if known[value[1:]] is None else copy.deepcopy(known[value[1:]])
    return PLACE.sub(lambda found: str(known.get(found.group(1), found.group(0))), value)


def named_parts(chosen, vocabulary, what):
    for part in chosen:
        if isinstance(part, str) and part not in vocabulary:
            raise Unusable(f"there is no {what} `{part}`")
        yield vocabulary[part] if isinstance(part, str) else part


def scenario_step(step, known):
    """A step as docs/stories.md writes it: request and the keys that it replaces."""
    documented = known["request"] if step.pop("documented", False) else {}
    step = merged(documented, filled(step, known))
    request = {name: step.pop(name) for name in OF_A_REQUEST if name in step}
    return {"request": request, **step}


def story(entry, vocabulary, known):
    """{"given", "steps"} of one entry."""
    given = filled({"now": "$now", "mint": "$mint", "account": {"user": "$user"}}, known)
    for part in named_parts(entry.get("given", []), vocabulary["given"], "fact"):
        given = merged(given, filled(part, known))
    steps = []
    for step in entry["steps"]:
        step = {"do": step} if isinstance(step, str) else dict(step)
        named = next(named_parts([step.pop("do")], vocabulary["steps"], "step"), {}) if "do" in step else {}
        steps.append(scenario_step(merged(named, step), known))
    return {"given": given, "steps": steps}


def later(now, duration):
    found = SECONDS.fullmatch(duration)
    if not found:
        raise Unusable(f"`{duration}` is no duration")
    minutes, seconds = (int(part or 0) for part in found.groups())
    return examples.text_of(examples.time_of(now) + datetime.timedelta(minutes=minutes, seconds=seconds))


class Host:
    """What a host keeps of one story between two requests."""

    def __init__(self, document):
        self.given = document["given"]
        self.steps = document["steps"]
        self.decisions = []
        self.problem = None

    def scenario(self):
        """The next scenario; None at the end."""
        if self.problem or len(self.decisions) == len(self.steps):
            return None
        step = dict(self.steps[len(self.decisions)])
        self.given["now"] = later(self.given["now"], step.pop("after", "PT0S"))
        return {**{name: item for name, item in self.given.items() if name != "evidence"}, **step}

    def keep(self, decision):
        if "error" in decision:
            refused = decision["error"]
            self.problem = f"step {len(self.decisions) + 1}: {refused['pointer']} {refused['message']}"
            return
        self.decisions.append(decision)
        groups = {name: item for name, item in self.given["account"].items() if name == "groups"}
        self.given["account"] = {**groups, **decision["account"]}
        self.given["transaction"] = decision["transaction"]
        for effect in decision["effects"]:
            if effect["type"] == "STORE_FACTOR":
                self.store(effect["factor"])
            elif effect["type"] == "DEVICE_KNOWN":
                self.given["device"] = {**self.given.get("device", {}), "known": True}

    def answer(self):
        """The last response with its outcome and what is sent, and the operation that it answers."""
        decision = self.decisions[-1]
        sends = [effect["channel"] for effect in decision["effects"] if effect["type"] == "SEND"]
        answer = {**decision["response"], "outcome": decision["outcome"], "sends": sends}
        return answer, self.steps[-1]["request"]["operation"]

    def store(self, factor):
        factors = self.given.setdefault("enrollment", {}).setdefault("factors", [])
        for place, one in enumerate(factors):
            if one.get("id") == factor.get("id"):
                factors[place] = factor
                return
        factors.append(factor)


def decide_all(command, hosts):
    """Runs the stories side by side: every round is one call of the command with the next step of each."""
    while True:
        due = [(host, scenario) for host, scenario in ((host, host.scenario()) for host in hosts) if scenario]
        if not due:
            return
        lines = "".join(json.dumps(scenario, ensure_ascii=False) + "\n" for _, scenario in due)
        done = subprocess.run([command, "decide", "--lines"], input=lines.encode("utf-8"), capture_output=True,
                              check=False)
        answers = done.stdout.decode("utf-8").splitlines()
        if len(answers) != len(due):
            raise Unusable(f"{command}: {len(answers)} answers to {len(due)} requests: {done.stderr.decode()[:400]}")
        for (host, _), answer in zip(due, answers):
            host.keep(json.loads(answer))
