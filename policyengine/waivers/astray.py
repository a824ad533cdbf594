"""Waivers in the settings that reach no profile: the file does not exist, or other settings apply to it."""

import os.path
from collections.abc import Callable, Iterator, Mapping

from policyengine.case import Subject
from policyengine.document import Document
from policyengine.loading.paths import display_path
from policyengine.loading.settings import Settings
from policyengine.loading.waivers import Waiver
from policyengine.policy.policy import Policy
from policyengine.rule import Rule
from policyengine.verdict import Evidence, Outcome, Verdict
from policyengine.waivers.mistakes import header_of

_HINT = "correct `profile`, which is relative to this file, or remove the waiver"


def astray(
    settings: Settings, policy: Policy, takes_part: Callable[[str], bool], judged: Mapping[str, Settings]
) -> Iterator[tuple[Verdict, Document]]:
    """Yield a verdict, and its file, for each waiver of some settings that cannot excuse anything.

    `judged` are the settings in force for the profiles of this run, by absolute path. Profiles that exist but are not
    part of this run are skipped.
    """
    for waiver in settings.waivers:
        header = header_of(waiver.rule, policy.all_headers, takes_part)
        why = _why(waiver, judged)
        if why and header is not None and takes_part(header.id):
            yield _about(waiver, header.id, why, policy.rule("waiver/unused")), waiver.document


def _why(waiver: Waiver, judged: Mapping[str, Settings]) -> str:
    """Return the reason why a waiver reaches no profile; empty if it may reach one."""
    given = _written(waiver)
    if waiver.profile in judged:
        held = waiver.document.path in [document.path for document in judged[waiver.profile].documents]
        return "" if held else f"`{given}` has other settings, which do not extend this file"
    return "" if os.path.isfile(waiver.profile) else f"there is no file `{given}`"


def _written(waiver: Waiver) -> str:
    key, index = waiver.route
    return str(waiver.document.value[key][index]["profile"])


def _about(waiver: Waiver, rule_id: str, why: str, unused: Rule) -> Verdict:
    rule = unused._replace(remediation=_HINT)
    place = waiver.place("profile")
    return Verdict(
        rule=rule,
        outcome=Outcome.FAIL,
        severity=rule.severity[0][0],
        subject=Subject("profile", display_path(waiver.profile), waiver.workload, waiver.subject),
        message=f"the waiver of `{rule_id}` excuses nothing: {why}",
        location=place,
        evidence=(Evidence("waiver.profile", _written(waiver), "settings", place),),
    )
