"""Terms of several settings files joined, such as those of waivers: of two values, the stricter one holds."""

from typing import Any

from policyengine.loading.tightness import is_as_tight
from policyengine.location import Route

DEPTHS = {"edition": 0, "waivers_max_days": 1, "approvers": 1, "evidence": 2, "waivers_warn_days": 0}
"""The terms that can be locked, with the number of keys between a term and its values."""

_TIGHTER = {
    "edition": "higher",
    "waivers_warn_days": "higher",
    "error": "lower",
    "warning": "lower",
    "note": "lower",
    "legal": "fewer people",
    "required": "true",
    "max_age_days": "lower",
    "unwaivable": "more",
    "waivers_need_control": "more",
}


def direction_of(route: Route) -> str:
    """Return which values of a term are stricter, by the last word of its route, such as `("approvers", "legal")`."""
    return _TIGHTER[str(route[-1])]


def tightest(upper: dict[str, Any], lower: dict[str, Any]) -> dict[str, Any]:
    """Join the terms of two files by value: that of the lower file counts where it is as strict or stricter."""
    joined = dict(upper)
    for key, given in lower.items():
        above = joined.get(key)
        if isinstance(given, dict):
            joined[key] = tightest(above or {}, given)
        elif given is not None and (above is None or is_as_tight(given, above, direction_of((key,)))):
            joined[key] = given
    return joined
