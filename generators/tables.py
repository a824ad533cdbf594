"""Python source of the tables in policyengine/vocabulary/."""

from collections.abc import Iterable, Mapping
from typing import Any

from generators.fact_table import Fact
from generators.json_schema import Schema
from generators.shapes import shape_source

ROOTS = {
    "profile": ("project", "organization", "team", "today"),
    "workload": ("project", "organization", "team", "today", "workload"),
    "option": ("project", "organization", "team", "today", "workload", "option", "primary"),
    "license": ("project", "organization", "team", "today", "workload", "option", "primary", "license"),
    "recipient": ("project", "organization", "team", "today", "workload", "recipient"),
    "tool": ("project", "organization", "team", "today", "workload", "tool"),
    "store": ("project", "organization", "team", "today", "workload", "store"),
}
"""The roots that a rule of each scope may read."""

_HEAD = '"""{}\n\nMade by `python -m generators` from schemas/facts/; do not edit.\n"""\n\n'


_OF_OTHER_OPTIONS = frozenset({"option.weaker_than_primary"})
"""Facts that the primary option never has, because they compare another option with it."""


def readable(facts: Iterable[Fact]) -> dict[str, Fact]:
    """Return the facts that a rule may read, by path: no decision, no map; `primary.*` mirrors `option.*`."""
    plain = [fact for fact in facts if fact.root != "decision" and not fact.type.startswith("map<")]
    own = [fact for fact in plain if fact.root == "option" and fact.path not in _OF_OTHER_OPTIONS]
    mirror = {f"primary.{fact.path.removeprefix('option.')}": fact for fact in own}
    return {fact.path: fact for fact in plain} | mirror


def types_source(facts: tuple[Fact, ...]) -> str:
    """Return policyengine/vocabulary/types.py."""
    types = {path: fact.type for path, fact in readable(facts).items()}
    return (
        _HEAD.format("The type of every fact a rule may read, and which roots a rule of each scope sees.")
        + _table("TYPES", "dict[str, str]", types)
        + _table("ROOTS", "dict[str, tuple[str, ...]]", ROOTS)
    )


def values_source(facts: tuple[Fact, ...]) -> str:
    """Return policyengine/vocabulary/values.py."""
    shared: dict[tuple[str, ...], str] = {}
    lines = []
    for path, fact in readable(facts).items():
        if fact.values:
            source = shared.get(fact.values, repr(fact.values))
            shared.setdefault(fact.values, f"VALUES[{path!r}]")
            lines.append(f"VALUES[{path!r}] = {source}\n")
    head = _HEAD.format("The closed vocabularies: the only texts that these facts, or elements of them, can be.")
    return head + "VALUES: dict[str, tuple[str, ...]] = {}\n" + "".join(lines)


def meant_source(facts: tuple[Fact, ...]) -> str:
    """Return policyengine/vocabulary/meant.py."""
    meant = {fact.path: dict(fact.meant) for fact in facts if fact.meant and not fact.values}
    head = _HEAD.format("What to write for words that people write for names of the catalog, by fact.")
    return head + _table("MEANT", "dict[str, dict[str, str]]", meant)


def routes_source(facts: tuple[Fact, ...]) -> str:
    """Return policyengine/vocabulary/routes.py."""
    # Evidence lists the facts that can be declared, so the maps that feed derived facts have routes, too.
    known = {**readable(facts), **{fact.path: fact for fact in facts if fact.root != "decision"}}
    keys = {path: fact.keys for path, fact in known.items()}
    origins = {path: fact.origins for path, fact in known.items()}
    inputs = {path: _inputs(path, fact) for path, fact in known.items() if fact.inputs}
    required = tuple(path for path, fact in known.items() if fact.required)
    claims = tuple(path for path, fact in known.items() if fact.claim)
    units = {path: fact.unit for path, fact in known.items() if fact.unit}
    return (
        _HEAD.format("Routes of facts inside their element, their origins, and the inputs of derived ones.")
        + _table("KEYS", "dict[str, tuple[str, ...]]", keys)
        + _table("FROM", "dict[str, tuple[str, ...]]", origins)
        + _table("INPUTS", "dict[str, tuple[str, ...]]", inputs)
        + _table("UNITS", "dict[str, str]", units)
        + _set("REQUIRED", required)
        + "\n"
        + _set("CLAIMS", claims)
    )


def past_source(facts: tuple[Fact, ...]) -> str:
    """Return policyengine/vocabulary/past.py."""
    past = [fact.path for fact in facts if fact.past]
    groups = {
        path: _others_in_group(path, facts)
        for path in past
        if path.endswith(".date") and not path.startswith("decision.")
    }
    return (
        _HEAD.format("The dates of past events, and the facts that hold from such a date on.")
        + _set("PAST", past)
        + "\n"
        + _table("SINCE", "dict[str, tuple[str, ...]]", groups)
    )


def _others_in_group(path: str, facts: Iterable[Fact]) -> tuple[str, ...]:
    """Return the facts that a group's `date` refers to: the others of the group."""
    group = path.removesuffix("date")
    return tuple(fact.path for fact in facts if fact.path.startswith(group) and fact.path != path)


def shapes_source(schemas: Mapping[str, Schema]) -> str:
    """Return policyengine/vocabulary/shapes.py: the shape of each file under its name."""
    head = _HEAD.format("The shapes of the files people write, for `policyengine.loading.walk.walk`.")
    shapes = ["\n".join(shape_source(name, schema)) for name, schema in schemas.items()]
    return head + "from typing import Any\n\n" + "\n\n".join(shapes) + "\n"


def _inputs(path: str, fact: Fact) -> tuple[str, ...]:
    if not path.startswith("primary."):
        return fact.inputs
    return tuple(name.replace("option.", "primary.", 1) if name.startswith("option.") else name for name in fact.inputs)


def _set(name: str, words: Iterable[str]) -> str:
    return f"{name} = frozenset(\n    {{\n" + "".join(f"        {word!r},\n" for word in words) + "    }\n)\n"


def _table(name: str, kind: str, rows: Mapping[str, Any]) -> str:
    body = "".join(f"    {key!r}: {value!r},\n" for key, value in rows.items())
    return f"{name}: {kind} = {{\n{body}}}\n\n"
