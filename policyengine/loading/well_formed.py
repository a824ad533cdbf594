"""Read the well-formed parts of a malformed profile, so that one run also reports unknown names in these."""

from typing import Any

from policyengine.document import Document
from policyengine.loading.profiles import MALFORMED, Facts, Profile
from policyengine.loading.walk import CHECKS, CLAIM, ELEMENT, GROUP, LIST, MAP, WORDS, Shape
from policyengine.vocabulary.shapes import PROFILE


def well_formed_part(document: Document, path: str) -> Profile:
    """Return a profile of the parts that have the right form; others, and missing ones, are left out.

    Elements keep their positions in lists, so routes lead to the same places. Facts of an element are not complete.
    """
    facts: Facts = {}
    _collect(document.value, PROFILE, facts)
    workloads = facts.pop("workloads", None) or {}
    return Profile(document, facts, workloads, facts.pop("decisions", None) or {}, path)


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
    """Return a well-formed value, or None; lists and mappings of elements keep what is well-formed in each element."""
    if kind == ELEMENT:
        return _element(item, constraint)
    if kind == LIST and isinstance(item, list) and constraint[0] == ELEMENT:
        return [_element(one, constraint[1]) for one in item]
    if kind == MAP and isinstance(item, dict) and constraint[2][0] == ELEMENT:
        return {key: _element(one, constraint[2][2]) for key, one in item.items()}
    if kind == WORDS and isinstance(item, list):
        return [one if isinstance(one, str) else "" for one in item]
    return CHECKS[kind](item, constraint)


def _element(item: Any, shape: Shape) -> Facts:
    out: Facts = {}
    _collect(item, shape, out)
    return out
