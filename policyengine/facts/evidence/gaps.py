"""Facts to declare for absent ones, and the lines to write in the settings if the catalog lacks them."""

from collections.abc import Iterable
from typing import Any

from policyengine.case import Case
from policyengine.facts.environment import Environment, Facts
from policyengine.facts.evidence.writing import line_to_write
from policyengine.facts.licenses import AFFILIATES, MONTHS, PRODUCT, RELEASE, declared_users, users_path
from policyengine.location import Route
from policyengine.policy.on_demand import GROUPS
from policyengine.vocabulary.routes import KEYS

OF_CATALOG = "of the catalog"
"""Replaces the hint of a fact that profiles cannot declare."""


def wanted_first(absent: Iterable[str], facts: Facts, environment: Environment) -> list[str]:
    """Remove, of absent facts, those of groups that have no computed fact: no rule could use them yet.

    Once the others are declared, the next run lists the facts that these still need.
    """
    idle = GROUPS.keys() - environment.groups_demanded(facts)
    beginnings = tuple(beginning for group in idle for beginning in GROUPS[group])
    paths = list(absent)
    return [path for path in paths if not path.startswith(beginnings)] or paths


def entry_of(path: str, facts: Facts) -> tuple[str, str] | None:
    """Return the kind and id of the catalog entry that would state a fact, or None if the case names none."""
    root, _, rest = path.partition(".")
    name, kind = {
        "license": (facts.get("license.id"), "licenses"),
        "recipient": (facts.get("recipient.id"), "services"),
        "option": (facts.get("option.model.id"), "models"),
        "primary": (facts.get("primary.model.id"), "models"),
    }.get(root, (None, ""))
    if rest.startswith("hardware."):
        name, kind = facts.get(f"{root}.hardware.gpu"), "gpus"
    if rest.startswith("provider."):
        name, kind = facts.get(f"{root}.provider.id"), "services"
    return (kind, name) if name else None


def overlay_hint(path: str, facts: Facts, settings: Any) -> str:
    """Return the line to write in the settings so that a fact becomes known."""
    entry = entry_of(path, facts)
    if entry is None:
        return "add it to `catalog:` in policyengine.yaml"
    route: Route = ("catalog", *entry, *_keys(path, facts))
    return f"add {line_to_write(settings, route)} in policyengine.yaml"


def _keys(path: str, facts: Facts) -> Route:
    """Return the keys of a fact in its entry; none if entries do not state it under separate keys."""
    root, _, rest = path.partition(".")
    if rest in ("retires", "retirement_firm"):
        return ("retirements", facts.get(f"{root}.provider.id", "…"), "date" if rest == "retires" else "firm")
    if rest.endswith("put_modalities"):
        return ("modalities", rest.removeprefix("model.").removesuffix("_modalities"))
    keys = KEYS.get(path, ())
    return keys[1:] if root in ("option", "primary") else keys


def wanted_users(case: Case) -> list[tuple[str, str]]:
    """Return the undeclared facts for counting users, each with a hint."""
    if declared_users(case.facts) is not None:
        return [(AFFILIATES, "include the users of affiliates, and set this fact in policyengine.yaml")]
    wanted = users_path(case.facts)
    if wanted == PRODUCT:
        return [(PRODUCT, "")]
    if wanted == RELEASE:
        return [(RELEASE, OF_CATALOG)]
    month = ", in the month before the release" if wanted.startswith(MONTHS) else ""
    return [(wanted, f"monthly active users, affiliates included{month}, in policyengine.yaml")]
