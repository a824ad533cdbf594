"""Check that the JSON file beside a record has the form in which `record` writes it, where programs read it back.

Anybody can edit the file. A part of another form is reported, and nothing is read from such a file.
"""

from collections.abc import Callable, Mapping
from typing import Any

_Form = Callable[[Any], bool]


def malformed_key(data: Mapping[str, Any]) -> str:
    """Return the first key of a sidecar whose value has another form than `record` writes; empty if all are well."""
    return next((key for key, form in _FORMS.items() if not form(data.get(key))), "")


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_optional_text(value: Any) -> bool:
    return value is None or isinstance(value, str)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_mapping(value: Any) -> bool:
    return isinstance(value, dict)


def _optional(form: _Form) -> _Form:
    return lambda value: value is None or form(value)


def _rows(**forms: _Form) -> _Form:
    """Return the form of a list of objects whose keys have these forms."""
    is_row = _has(**forms)
    return lambda value: isinstance(value, list) and all(map(is_row, value))


def _has(**forms: _Form) -> _Form:
    """Return the form of an object whose keys have these forms."""
    return lambda value: isinstance(value, dict) and all(form(value.get(key)) for key, form in forms.items())


def _is_evidence(value: Any) -> bool:
    return _EVIDENCE(value)


_EVIDENCE = _rows(
    path=_is_text,
    origin=_is_text,
    elements=_optional(lambda value: isinstance(value, list)),
    inputs=_optional(_is_evidence),
)
_FORMS: dict[str, _Form] = {
    "tool": lambda value: isinstance(value, dict) and _is_text(value.get("version")),
    "rules": _rows(id=_is_text, when=_is_optional_text, require=_is_optional_text),
    "verdicts": _rows(
        rule=_is_text,
        outcome=_is_text,
        severity=_is_text,
        workload=_is_optional_text,
        option=_is_optional_text,
        subject=_has(scope=_is_text, workload=_is_optional_text, element=_is_optional_text),
        evidence=_is_evidence,
        missing=_rows(path=_is_text),
        read=_optional(_is_mapping),
    ),
    "not_applicable": _rows(workload=_is_optional_text, element=_is_optional_text, rules=_is_texts),
    "in_force": _optional(_is_texts),
    "to_do": _rows(path=_is_text),
    "workloads": _rows(
        name=_is_text,
        needs=_rows(path=_is_text),
        options=_rows(title=_is_text, role=_is_text, element=_is_optional_text),
    ),
}
"""By key. What version 0.1.0 did not write yet may be left out."""
