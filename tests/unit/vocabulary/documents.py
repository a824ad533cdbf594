"""Makes profiles and settings out of the examples of the fact table, and damages them."""

import copy
import random
from typing import Any

from generators.fact_table import Fact, load_facts

FACTS = load_facts()

ODD: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 3, 5.0, 0.5, 101, 2**53, "", "none", "all", "x", "1", "public", "2026-10-01",
    "2026-02-30", "20261001", "2026-10-01\n", "2026-W01-1",
    "\uff12026-10-01", [], ["x"], ["public"], [None], [1], [True], [1.5], [""],
    {}, {"status": True}, {"status": None}, {"status": True, "checked": "2026-01-01", "by": None}, {"status": "signed"},
    {"evidence": "docs/a.md"}, {"status": True, "evidence": ""}, {"x": 1}, {"2024-06": 1}, {"2024-13": 1}, [[]], [{}],
    {"2024-06": 2.0}, {"2024-06": None},
)  # fmt: skip
"""Values to put in the place of others."""

WAIVER = {
    "rule": "license/user-limit", "workload": "chat", "subject": None, "owner": "Ann", "reason": "x", "ticket": None,
    "granted": "2026-11-22", "expires": "2027-05-01", "facts": "00",
}  # fmt: skip
"""A valid waiver of a profile."""

NAMES = ("a", "a.b-c_1", "", "A", "-a", ".a", "a b", "a\n", "ä", "x/y", "category:cost")
"""Keys to put in the place of others."""


def element(
    root: str, origin: str, chance: random.Random, share: float, without: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Return a mapping with the example of every required fact and of about this share of the others."""
    made: dict[str, Any] = {}
    for fact in FACTS:
        mine = fact.root == root and origin in fact.origins and fact.keys[0] not in without
        if mine and (fact.required or chance.random() < share):
            _put(made, fact, chance)
    return made


def profile(chance: random.Random, share: float = 0.04) -> dict[str, Any]:
    """Return a valid profile."""
    workload = element("workload", "profile", chance, share)
    parts = {
        "choice": element("option", "profile", chance, share, ("role", "share")),
        "supporting": [element("option", "profile", chance, share)],
        "considered": [element("option", "profile", chance, share, ("role", "share"))],
        "recipients": [element("recipient", "profile", chance, share)],
        "tools": [element("tool", "profile", chance, share)],
        "stores": [element("store", "profile", chance, share)],
    }
    workload |= {key: part for key, part in parts.items() if chance.random() < max(share, 0.4)}
    made = {
        "version": 1,
        "project": element("project", "profile", chance, share),
        "team": element("team", "profile", chance, share),
        "workloads": {"chat": workload},
        "decisions": {"chat-serving": element("decision", "profile", chance, share)},
        "waivers": [dict(WAIVER)],
    }
    needed = ("version", "project", "workloads")
    return made if chance.random() < max(share, 0.5) else {key: made[key] for key in needed}


def settings(chance: random.Random, share: float = 0.1) -> dict[str, Any]:
    """Return valid settings."""
    return {
        "version": 1,
        "organization": element("organization", "settings", chance, share),
        "team": element("team", "settings", chance, share),
        "agreements": {"openai": element("recipient", "settings", chance, share), "aws": None},
        "parameters": {"license/user-limit": {"lead": 0.8, "words": ["a"], "on": True, "name": "x", "nothing": None}},
        "severities": {"license/*": "warning", "category:cost": "off"},
        "packs": ["policy/acme"],
        "extends": "../policyengine.yaml",
        "locked": {
            "parameters": {"license/user-limit": "all", "a/b": ["x"], "c/d": None},
            "severities": ["license/*"],
            "waivable": ["force:law"],
            "facts": ["agreements"],
        },
        "catalog": {"models": {"acme/m": {"family": "m"}}, "gpus": None},
        "waivers": [{**WAIVER, "profile": "llm-profile.yaml"}],
        "waivers_max_days": {"error": 90, "note": None},
        "waivers_warn_days": 14,
        "approvers": {"legal": ["Grace Hopper"]},
        "unwaivable": ["force:law"],
        "waivers_need_control": ["category:security"],
        "evidence": {"compliance": {"required": True, "max_age_days": 365}, "license": None},
        "records": {"directory": "docs/decisions"},
    }


def defaults(root: str, chance: random.Random, share: float) -> dict[str, Any]:
    """Return examples of some facts that `defaults` may state for a kind of element."""
    made = element(root, "profile", chance, share, ("role", "share", "model", "hosting"))
    if root == "workload":
        del made["data"]["classes"]
    return made


def environment(fact: Fact, origin: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the smallest valid document in which this fact can be declared, and the mapping it would stand in."""
    chance = random.Random(0)  # noqa: S311 - a repeatable draw
    at = element(fact.root, origin, chance, 0.0)
    if origin == "settings":
        document = {"version": 1, **({"agreements": {"aws": at}} if fact.root == "recipient" else {fact.root: at})}
    else:
        document = profile(chance, share=0.0)
        workload = element("workload", origin, chance, 0.0)
        document["workloads"] = {"chat": workload}
        lists = {"option": "supporting", "recipient": "recipients", "tool": "tools", "store": "stores"}
        if fact.root in lists:
            workload[lists[fact.root]] = [at]
        elif fact.root == "workload":
            document["workloads"] = {"chat": at}
        elif fact.root == "decision":
            document["decisions"] = {"chat-serving": at}
        else:
            document[fact.root] = at
    for key in fact.keys[:-1]:
        at = at.setdefault(key, {})
    return document, at


def damage(document: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Return a copy in which up to three nodes are replaced, removed, renamed or added; it may still be valid."""
    damaged = copy.deepcopy(document)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        containers = list(_containers(damaged))
        holder = chance.choice(containers)
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        move = chance.choice(("replace", "replace", "remove", "rename", "add"))
        odd = copy.deepcopy(chance.choice(ODD))
        if move == "add" or not keys:
            _add(holder, chance, odd)
        elif move == "remove":
            del holder[chance.choice(keys)]
        elif move == "rename" and isinstance(holder, dict):
            holder[chance.choice(NAMES)] = holder.pop(chance.choice(keys))
        else:
            holder[chance.choice(keys)] = odd
    return damaged


def _add(holder: Any, chance: random.Random, odd: Any) -> None:
    if isinstance(holder, dict):
        holder[chance.choice(NAMES)] = odd
    else:
        holder.append(odd)


def _containers(node: Any) -> list[Any]:
    if not isinstance(node, (dict, list)):
        return []
    below = node.values() if isinstance(node, dict) else node
    return [node, *(inner for item in below for inner in _containers(item))]


def _put(made: dict[str, Any], fact: Fact, chance: random.Random) -> None:
    at = made
    for key in fact.keys[:-1]:
        at = at.setdefault(key, {})
    long_form = fact.claim and chance.random() < 0.5
    at[fact.keys[-1]] = {"status": fact.example, "evidence": "docs/a.md"} if long_form else fact.example
