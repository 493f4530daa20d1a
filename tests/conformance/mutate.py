"""Answers that are not right: every member of an answer taken away, renamed or changed, one at a time.

The runner compares each of them as it compares the answer itself. One that passes shows that the comparison is blind
there. Left alone is what cannot be noticed: values that are not compared, and the inside of a member that the example
does not have.
"""

import copy

import compare

NOWHERE = object()


def counterpart(wanted, value, name):
    """What the example has in the place of one element of a list or object."""
    if isinstance(value, dict):
        return wanted.get(name, NOWHERE) if isinstance(wanted, dict) else NOWHERE
    if not isinstance(wanted, list):
        return NOWHERE
    names = compare.names_of(wanted)
    label = compare.names_of(value)[name]
    return wanted[names.index(label)] if label in names else wanted[name] if name < len(wanted) else NOWHERE


def places(value, wanted, at=()):
    """(path, whether the example has it) of everything below a JSON value, down to where the example ends."""
    if at:
        yield at, wanted is not NOWHERE
    if wanted is NOWHERE:
        return
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, item in items:
        yield from places(item, counterpart(wanted, value, name), (*at, name))


def with_change(body, at, change):
    """A copy of the body in which `change` was done to the object or list that holds the place."""
    changed = holder = copy.deepcopy(body)
    for name in at[:-1]:
        holder = holder[name]
    change(holder, at[-1])
    return changed


def rename(holder, name):
    holder[f"{name}x"] = holder.pop(name)


def altered(name, value):
    """Another value of the same type. In the address of a link the path: the values of parameters are not compared."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    path, *query = value.split("?", 1) if name == "href" else [value]
    return "?".join([f"{path}x", *query])


def alter(holder, name):
    holder[name] = altered(name, holder[name])


def take_away(holder, name):
    del holder[name]


def is_compared(name, value):
    time = isinstance(value, str) and compare.TIME.fullmatch(value)
    return not isinstance(value, (dict, list)) and name not in compare.MINTED and not time


def changes_of_body(body, wanted):
    """Yields (what, changed body)."""
    for at, documented in places(body, wanted):
        pointer = "/" + "/".join(map(str, at))
        value = body
        for name in at:
            value = value[name]
        yield f"{pointer} taken away", with_change(body, at, take_away)
        if documented and isinstance(at[-1], str):
            yield f"{pointer} renamed", with_change(body, at, rename)
        if documented and is_compared(at[-1], value):
            yield f"{pointer} changed", with_change(body, at, alter)
