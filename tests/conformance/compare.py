"""What an answer has in common with a documented one, and what it has not.

The comparison covers everything that a client can rely on: the HTTP status, the names of all members at every depth,
every value, the links with their names and methods, and the order of lists. Put aside are only the values that two
runs of one server would not share: tokens, error ids, times, and the host in front of a path.
"""

import json
import re

MINTED = {"stateToken", "sessionToken", "recoveryToken", "errorId"}
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
HOST = re.compile(r"^(https?://[^/]*|<%= uri %>)")
VALUE = re.compile(r"=[^&]*")  # of a query parameter
OF_AN_OBJECT = re.compile(r"/(factors|users)/(?!(?:SMS|CALL|questions)\b)[^/]+")


def shown(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def path_of(href):
    """A path as the API defines it: host, ids and the values of parameters are not part of it."""
    path, *query = HOST.sub("", href).split("?", 1)
    return "?".join([OF_AN_OBJECT.sub(r"/\1/{id}", path), *(VALUE.sub("", one) for one in query)])


def names_of(items):
    """What tells the elements of a list apart: id, name or kind of factor; the place where these do not do."""
    names = []
    for place, item in enumerate(items):
        name = None
        if isinstance(item, dict):
            name = item.get("id") or item.get("name")
            if name is None and "factorType" in item:
                name = "-".join(filter(None, [item["factorType"], item.get("provider")]))
        names.append(name or str(place))
    return names if len(set(names)) == len(names) else [str(place) for place in range(len(items))]


def list_differences(wanted, given):
    wanted_names, given_names = names_of(wanted), names_of(given)
    if not set(wanted_names) & set(given_names):
        wanted_names, given_names = list(map(str, range(len(wanted)))), list(map(str, range(len(given))))
    in_wanted, in_given = dict(zip(wanted_names, wanted)), dict(zip(given_names, given))
    both = [name for name in wanted_names if name in in_given]
    if both != [name for name in given_names if name in in_wanted]:
        yield "order", "", ""
    within = {name: list(differences(in_wanted[name], in_given[name])) for name in both}
    everywhere = within[both[0]] if len(both) > 1 else []
    everywhere = [one for one in everywhere if all(one in found for found in within.values())]
    for kind, at, detail in everywhere:
        yield kind, "/*" + at, detail
    for name in both:
        for kind, at, detail in within[name]:
            if (kind, at, detail) not in everywhere:
                yield kind, f"/{name}{at}", detail
    for name in wanted_names:
        if name not in in_given:
            yield "missing", "/" + name, ""
    for name in given_names:
        if name not in in_wanted:
            yield "extra", "/" + name, ""


def member_differences(wanted, given):
    for name in wanted:
        if name not in given:
            yield "missing", "/" + name, ""
        elif name not in MINTED:
            kind = "path" if name == "href" else None
            for found_kind, at, detail in differences(wanted[name], given[name], kind):
                yield found_kind, f"/{name}{at}", detail
    for name in given:
        if name not in wanted:
            yield "extra", "/" + name, ""


def differences(wanted, given, kind=None):
    """Yields (kind, pointer, detail) for everything in which two JSON values differ.

    `missing` is documented and not given, `extra` given and not documented, `other` another value, `path` a link that
    leads to another path, `order` a list in another order. `*` stands for every element of a list.
    """
    if isinstance(wanted, dict) and isinstance(given, dict):
        yield from member_differences(wanted, given)
    elif isinstance(wanted, list) and isinstance(given, list):
        yield from list_differences(wanted, given)
    elif kind == "path" and isinstance(wanted, str) and isinstance(given, str):
        if path_of(wanted) != path_of(given):
            yield "path", "", f"{path_of(wanted)} is {path_of(given)}"
    elif not same_scalar(wanted, given):
        yield "other", "", f"{shown(wanted)} is {shown(given)}"


def same_scalar(wanted, given):
    if type(wanted) is not type(given):
        return False
    if isinstance(wanted, str) and TIME.fullmatch(wanted):
        return TIME.fullmatch(given) is not None
    return wanted == given


def without_nulls(value):
    """`null` means absent, and so does an object that holds nothing but `null`."""
    if isinstance(value, list):
        return [without_nulls(item) for item in value]
    if not isinstance(value, dict):
        return value
    kept = {name: without_nulls(item) for name, item in value.items() if item is not None}
    return {name: item for name, item in kept.items() if item != {} or value[name] == {}}


def compare(example, answer):
    """The sentences that say in what an answer differs from a documented one, in a fixed order.

    @param example  {"status", "headers", "body"}; without a status, or without a body, that is not compared
    @param answer   the same, of a decision
    """
    found = []
    if example["status"] is not None and example["status"] != answer["status"]:
        found.append(f"other status: {example['status']} is {answer['status']}")
    for name, value in example["headers"].items():
        if answer["headers"].get(name) != value:
            found.append(f"other header {name}: {shown(value)} is {shown(answer['headers'].get(name))}")
    body, renamed = one_factor(without_nulls(example["body"]))
    found += renamed
    for kind, at, detail in differences(body, answer["body"]):
        found.append(f"{kind} {at}" + (f": {detail}" if detail else ""))
    return found


def one_factor(body):
    """The samples of push name the one factor `factors`; what is in it can be compared nevertheless."""
    embedded = body.get("_embedded") if isinstance(body, dict) else None
    if not embedded or not isinstance(embedded.get("factors"), dict):
        return body, []
    renamed = {("factor" if name == "factors" else name): item for name, item in embedded.items()}
    return {**body, "_embedded": renamed}, ["other name /_embedded/factors: factors is factor"]
