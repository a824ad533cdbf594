"""Invalid waivers: for an unknown rule, or for an unknown workload."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from policyengine.document import Document
from policyengine.errors import Mistake
from policyengine.loading.profiles import Profile
from policyengine.loading.settings import Settings
from policyengine.loading.suggestion import did_you_mean
from policyengine.loading.waivers import Waiver
from policyengine.policy.policy import Policy
from policyengine.policy.selection import RuleHeader, matches, names, unmatched

_MOST_LISTED = 12


def header_of(
    name: str, headers: Iterable[RuleHeader], takes_part: Callable[[str], bool] | None = None
) -> RuleHeader | None:
    """Return the rule with this current or former id, or None.

    If a rule and its successor have the id, the active one is returned, and otherwise the one whose current id it is.
    """
    found = [header for header in headers if names(name, header)]
    if len(found) > 1 and takes_part is not None:
        found = [header for header in found if takes_part(header.id)] or found
    return min(found, key=lambda header: header.id != name, default=None)


def is_waivable(header: RuleHeader, policy: Policy, unwaivable: Sequence[str]) -> bool:
    """Return whether a waiver can excuse a rule, according to the rule and the settings."""
    return policy.rule(header.id).waivable and not any(matches(selector, header) for selector in unwaivable)


def waiver_mistakes(waivers: Iterable[Waiver], policy: Policy) -> Iterator[Mistake]:
    """Yield a mistake for each waiver of an unknown rule, or without the workload that its rule requires."""
    headers = policy.all_headers
    for waiver in waivers:
        header = header_of(waiver.rule, headers)
        if header is None:
            hint = did_you_mean(waiver.rule, [known.id for known in headers]) or "`policyengine rules list` names them"
            yield _mistake(waiver, "rule", f"the waiver names no rule: `{waiver.rule}`", hint)
        elif not waiver.workload and policy.rule(header.id).scope != "profile":
            yield _mistake(waiver, "rule", f"the waiver of `{header.id}` names no workload", "add `workload: …`")


def workload_mistakes(waivers: Iterable[Waiver], profile: Profile) -> Iterator[Mistake]:
    """Yield a mistake for each waiver of a workload that the profile does not have."""
    known = list(profile.workloads)
    for waiver in waivers:
        if waiver.workload and waiver.workload not in profile.workloads:
            hint = did_you_mean(waiver.workload, known) or f"the profile has {', '.join(known[:_MOST_LISTED])}"
            yield _mistake(waiver, "workload", f"the profile has no workload `{waiver.workload}`", hint)


def terms_mistakes(settings: Settings, policy: Policy) -> Iterator[Mistake]:
    """Yield mistakes in the settings' waivers and terms: unknown rules and categories."""
    for file in settings.files:
        if file.document is not None:
            yield from _unnamed(file.terms, file.document, policy.all_headers)
    yield from waiver_mistakes(settings.waivers, policy)


def _unnamed(terms: Mapping[str, Any], document: Document, headers: Sequence[RuleHeader]) -> Iterator[Mistake]:
    for term in ("unwaivable", "waivers_need_control"):
        given = terms.get(term) or ()
        for word in unmatched(given, headers):
            place = document.locate_value((term, list(given).index(word)))
            hint = did_you_mean(word, [header.id for header in headers])
            yield document.mistake(f"no rule matches `{word}`", place, hint)
    categories = sorted({header.category for header in headers})
    for name in terms.get("evidence") or {}:
        if name not in categories:
            hint = did_you_mean(name, categories) or f"the categories are {', '.join(categories)}"
            yield document.mistake(f"no rule has the category `{name}`", document.locate_key(("evidence", name)), hint)


def _mistake(waiver: Waiver, key: str, message: str, hint: str) -> Mistake:
    return waiver.document.mistake(message, waiver.place(key), hint)
