"""`policyengine waive`: write a waiver into a profile, complete except for what only people can decide."""

import os.path
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import click

from policyengine.cli.arguments import as_of_option, day_of, edition_option, latest_day, policy_from_option
from policyengine.cli.exit_codes import CLEAN
from policyengine.cli.output import write_error, write_output
from policyengine.cli.profiles import refuse_swapped, sole_profile
from policyengine.cli.rules import known_rule
from policyengine.cli.usage import A_PATH, Command
from policyengine.engine.session import Question
from policyengine.errors import Mistake, UsageError
from policyengine.facts.dates import moved
from policyengine.loading.paths import display_path, link_mistakes
from policyengine.loading.profiles import load_profile
from policyengine.location import Location
from policyengine.policy.selection import is_preview
from policyengine.rule import Rule
from policyengine.sessions import session_for
from policyengine.verdict import Outcome, Verdict
from policyengine.waivers.approvals import approval_of, in_flow
from policyengine.waivers.limits import WARN_DAYS, Limits, human_parts, limits_of
from policyengine.waivers.meant import COVERED
from policyengine.waivers.mistakes import header_of, is_waivable
from policyengine.whole_report import check
from policyengine.words.lists import cut


@click.command(
    name="waive", cls=Command, epilog="Example: policyengine waive license/user-limit llm-profile.yaml --workload chat"
)
@click.argument("rule_id", metavar="RULE")
@click.argument("profile_path", metavar="PROFILE", type=A_PATH)
@click.option("--workload", metavar="NAME", help="The workload; needed where the rule has verdicts for several.")
@click.option(
    "--subject", metavar="NAME", help="The element, such as `primary` or `openai`; needed where there are several."
)
@as_of_option("Grant it from this day on instead of today")
@policy_from_option
@edition_option
def command(  # noqa: PLR0913, PLR0917 - one parameter for each option
    rule_id: str,
    profile_path: str,
    workload: str | None,
    subject: str | None,
    as_of: str | None,
    policy_from: str,
    edition: str,
) -> int:
    """Add a waiver of RULE to PROFILE for people to complete: owner, reason, approvers and ticket.

    Until they complete it, it excuses nothing. It applies only to today's facts, for as long as the settings allow. A
    waiver that has expired or expires soon stays, and the new one is added beside it.
    """
    refuse_swapped("policyengine waive", rule_id, (profile_path,))
    profile_path = sole_profile(profile_path, "waive")
    day = day_of(as_of)
    question = Question(day, policy_from=policy_from, edition=edition, happened_by=latest_day(as_of))
    session = session_for(profile_path, question, {})
    limits = limits_of(session.environment.settings, day)
    header = header_of(rule_id, session.policy.all_headers, session.active.takes_part)
    rule = known_rule(session.policy, header.id if header else rule_id)
    report = check([(profile_path, None)], question)
    if report.mistakes:
        raise UsageError(*report.mistakes)
    verdicts = (*report.verdicts, *(report.preview.verdicts if report.preview else ()))
    if header is None or not is_waivable(header, session.policy, limits.unwaivable):
        raise UsageError(_not_waivable(rule, verdicts))
    verdict = _one(rule, verdicts, _Asked(workload, subject, limits))
    missing = human_parts(header, limits)
    beside = _write(profile_path, _item(verdict, missing, limits), day, verdict.excuse and verdict.excuse.location)
    what = f"a waiver of {rule.id} to {display_path(profile_path)}{beside}"
    write_output(f"added {what}; to be completed: {', '.join(missing)}\n")
    edition = session.environment.settings.edition
    if is_preview(header, edition):
        later = "the waiver counts once the edition is raised"
        write_error(f"note: `{rule.id}` is newer than edition {edition}, which is in force here: {later}\n")
    return CLEAN


def _not_waivable(rule: Rule, verdicts: Sequence[Verdict]) -> Mistake:
    """Return that a rule cannot be waived, and what to do: declare the facts it waits for, or correct what fails."""
    about = [verdict for verdict in verdicts if verdict.rule.id == rule.id and verdict.outcome in COVERED]
    gaps = dict.fromkeys(f"`{gap.key or gap.path}`" for verdict in about for gap in verdict.missing)
    if gaps and all(verdict.is_undecided for verdict in about):
        hint = f"the rule is undecided; declare {cut([*gaps], _MOST_NAMED)}"
    else:
        hint = " ".join(rule.remediation.split())
    return Mistake(f"`{rule.id}` cannot be waived", hint=hint)


def _item(verdict: Verdict, missing: Sequence[str], limits: Limits) -> dict[str, Any]:
    """Return a waiver of a verdict as the profile has it, with the parts that people fill in left empty."""
    last = moved(date.fromisoformat(limits.day), limits.max_days[verdict.severity])
    return {
        "rule": verdict.rule.id,
        **({"workload": verdict.subject.workload} if verdict.subject.workload else {}),
        **({"subject": verdict.subject.element} if verdict.subject.element else {}),
        **dict.fromkeys(missing),
        "granted": limits.day,
        "expires": last.isoformat(),
        "facts": approval_of(verdict.rule.id, verdict.subject.element, [verdict]),
    }


class _Asked(NamedTuple):
    """Which verdict is to be excused, and what its waiver must fulfil."""

    workload: str | None
    subject: str | None
    limits: Limits

    def means(self, verdict: Verdict) -> bool:
        """Return whether a verdict may be the one."""
        subject = verdict.subject
        return self.workload in (None, subject.workload) and self.subject in (None, subject.element)


def _one(rule: Rule, verdicts: Sequence[Verdict], asked: _Asked) -> Verdict:
    """Return the verdict to excuse, as its rule returned it; raises UsageError where there is none or more than one.

    A verdict that is not waived comes before one whose waiver ends soon.
    """
    about = [verdict for verdict in verdicts if verdict.rule.id == rule.id]
    open_ones = [verdict for verdict in about if verdict.outcome in COVERED]
    waived = [verdict for verdict in about if verdict.outcome is Outcome.WAIVED and asked.means(verdict)]
    found = [verdict for verdict in open_ones if asked.means(verdict)]
    found = found or [_unexcused(verdict) for verdict in waived if _ends_soon(verdict, asked.limits)]
    if not found:
        if waived:
            raise UsageError(_too_early(rule, waived[0], asked.limits))
        named = ", ".join(dict.fromkeys(_named(verdict) for verdict in open_ones))
        hint = f"it does for {named}" if named else "a waiver excuses a rule that fails or is undecided"
        message = f"there is nothing to waive: `{rule.id}` neither fails nor is undecided there"
        raise UsageError(Mistake(message, hint=hint))
    if len(found) > 1:
        named = ", ".join(_named(verdict) for verdict in found)
        hint = f"choose one with --workload and --subject: {named}"
        message = f"`{rule.id}` has {len(found)} verdicts to waive, and a waiver excuses one"
        raise UsageError(Mistake(message, hint=hint))
    return found[0]


def _unexcused(verdict: Verdict) -> Verdict:
    return verdict._replace(outcome=Outcome.UNKNOWN if verdict.missing else Outcome.FAIL)


def _ends_soon(verdict: Verdict, limits: Limits) -> bool:
    return bool(verdict.excuse and verdict.excuse.expires) and limits.day >= _renewable_from(verdict, limits)


def _renewable_from(verdict: Verdict, limits: Limits) -> str:
    """Return the first day on which the waiver that covers a verdict can be renewed; empty if none does."""
    expires = verdict.excuse.expires if verdict.excuse else ""
    days = max(limits.warn_days, WARN_DAYS)
    return moved(date.fromisoformat(expires), -days).isoformat() if expires else ""


def _too_early(rule: Rule, verdict: Verdict, limits: Limits) -> Mistake:
    if not verdict.excuse or not verdict.excuse.expires:
        place = verdict.excuse.location if verdict.excuse else None
        return Mistake(f"a comment ignores `{rule.id}` there", place, hint="remove the comment, then waive the rule")
    day = _renewable_from(verdict, limits)
    message = f"`{rule.id}` is waived there until {verdict.excuse.expires}"
    return Mistake(message, verdict.excuse.location, hint=f"the waiver can be renewed from {day} on")


def _named(verdict: Verdict) -> str:
    subject = verdict.subject
    return f"`{' / '.join(part for part in (subject.workload, subject.element) if part) or 'the profile'}`"


_MOST_NAMED = 4
"""How many undeclared facts a message names."""

_IDENTITY = ("rule", "workload", "subject")


def _write(profile_path: str, item: dict[str, Any], day: str, renewed: Location | None) -> str:
    """Write a waiver into a profile, and return beside which one; raises UsageError where one is to be corrected.

    One that has expired or ends soon stays: with `--policy-from`, the new one counts only where it has been merged.
    """
    from policyengine.loading.files import has_mark
    from policyengine.loading.yaml.writing import with_item
    from policyengine.records.replacing import replace_file

    profile = load_profile(profile_path, display_path(profile_path))
    identity = tuple(item.get(key) or "" for key in _IDENTITY)
    others = [one for one in profile.waivers if (one.rule, one.workload, one.subject) == identity]
    for waiver in others:
        if waiver.expires >= day and waiver.location != renewed:
            message = f"a waiver of `{waiver.rule}` for this exists already"
            hint = f"correct that waiver: today's facts are `facts: {in_flow(item['facts'])}`"
            raise UsageError(waiver.document.mistake(message, waiver.location, hint))
    if wrong := link_mistakes(profile_path):
        raise UsageError(*wrong)
    path = os.path.realpath(profile_path)  # a link keeps pointing at the file
    mark = "\ufeff" if has_mark(path) else ""
    replace_file(*os.path.split(path), mark + with_item(profile.document.own, "waivers", item))
    return f", beside the one until {max(one.expires for one in others)}" if others else ""
