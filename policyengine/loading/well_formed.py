"""Read the well-formed parts of a malformed profile or settings file, whose names one run also looks up."""

from typing import Any

from policyengine.document import Document
from policyengine.loading.defaults import readable_defaults
from policyengine.loading.profiles import MALFORMED, Facts, Profile
from policyengine.loading.settings import TERMS, Settings, no_settings
from policyengine.loading.walk import CHECKS, CLAIM, ELEMENT, GROUP, LIST, MAP, WORDS, Shape
from policyengine.vocabulary.shapes import PROFILE, SETTINGS


def well_formed_part(document: Document, path: str, *, inherits: bool) -> Profile:
    """Return a profile of the parts that have the right form; others, and missing ones, are left out.

    Elements keep their positions in lists, so routes lead to the same places. Facts of an element are not complete:
    what it `inherits` from settings, or from the profile itself, is missing.
    """
    facts: Facts = {}
    _collect(document.value, PROFILE, facts)
    workloads = facts.pop("workloads", None) or {}
    if inherits or document.holds(("defaults",)):
        for workload in workloads.values():
            options = [workload.get("choice"), *(workload.get("supporting") or ()), *(workload.get("considered") or ())]
            for option in options:
                if option is not None:
                    option[MALFORMED] = True
    return Profile(document, facts, workloads, facts.pop("decisions", None) or {}, path)


def well_formed_settings(document: Document, directory: str) -> Settings | None:
    """Return settings of the parts that have the right form, without waivers.

    None for settings with packs, which can bring names, or whose `catalog` cannot be read.
    """
    facts: Facts = {}
    _collect(document.value, SETTINGS, facts)
    overlay = facts.get("catalog") or {}
    is_known = MALFORMED not in overlay and bool(overlay) == document.holds(("catalog",))
    if not is_known or (document.holds(("extends",)) and not facts.get("extends")) or document.holds(("packs",)):
        return None
    locked = facts.pop("locked", None)
    facts = _without_gaps({key: value for key, value in facts.items() if key != "catalog"})
    return no_settings(directory)._replace(
        document=document,
        facts={path: fact for path, fact in facts.items() if path.partition(".")[0] in ("organization", "team")},
        agreements=facts.get("agreements") or {},
        parameters={rule: given or {} for rule, given in (facts.get("parameters") or {}).items()},
        severities=facts.get("severities") or {},
        overlay=overlay,
        locked={kind: words for kind, words in (locked or {}).items() if kind != MALFORMED and "" not in words},
        defaults=readable_defaults(document) if document.holds(("defaults",)) else (),
        terms={key: facts[key] for key in TERMS if key in facts},
        extends=facts.get("extends") or "",
        prices=tuple(facts.get("prices") or ()),
    )


def _without_gaps(value: Any) -> Any:
    """Return values without the marks and empty words that stand for malformed ones."""
    if isinstance(value, dict):
        return {key: _without_gaps(item) for key, item in value.items() if key != MALFORMED}
    return [_without_gaps(item) for item in value if item != ""] if isinstance(value, list) else value


def _collect(value: Any, shape: Shape, out: Facts) -> None:
    """Put the well-formed facts of a mapping into `out`, as `walk` does, and mark that others were left out."""
    entries, required = shape
    if not isinstance(value, dict):
        out[MALFORMED] = True
        return
    if required is not None and not required <= value.keys():
        out[MALFORMED] = True
    for key, item in value.items():
        kind, name, constraint, _ = entries.get(key, (CLAIM, "", None, False))
        if not name and key not in entries:
            out[MALFORMED] = True
        elif item is None:
            continue
        elif kind == GROUP:
            _collect(item, constraint, out)
        elif kind != CLAIM:  # claims name nothing that the catalog has
            found = _value(kind, item, constraint)
            out.update({MALFORMED: True} if found is None else {name: found})


def _value(kind: int, item: Any, constraint: Any) -> Any:
    """Return a well-formed value, or None; lists and mappings of elements keep what is well-formed in each element.

    Elements of a mapping without a name, whose key is a number, are left out.
    """
    if kind == MAP and isinstance(item, dict):
        item = {key: one for key, one in item.items() if isinstance(key, str)}
    if kind == ELEMENT:
        return _element(item, constraint)
    if kind == LIST and isinstance(item, list) and constraint[0] == ELEMENT:
        return [_element(one, constraint[1]) for one in item]
    if kind == MAP and isinstance(item, dict) and constraint[2][0] == ELEMENT:
        return {key: _element(one, constraint[2][2]) for key, one in item.items()}
    if kind == MAP and isinstance(item, dict):
        found = {key: _value(constraint[2][0], one, constraint[2][2]) for key, one in item.items()}
        return {key: one for key, one in found.items() if one is not None}
    if kind == WORDS and isinstance(item, list):
        return [one if isinstance(one, str) else "" for one in item]
    return CHECKS[kind](item, constraint)


def _element(item: Any, shape: Shape) -> Facts:
    out: Facts = {}
    _collect(item, shape, out)
    return out
