"""The mandatory rules that pass only because declarations of a revision were removed."""

from collections.abc import Iterator, Sequence

from policyengine.document import Document
from policyengine.engine.judging import judged
from policyengine.engine.session import Question, Session, check_profile, with_defaults
from policyengine.errors import PolicyEngineError
from policyengine.facts.cases import profile_cases
from policyengine.loading.profiles import MARKER, Profile, profile_from
from policyengine.runs.declarations import with_declarations, without_elements
from policyengine.runs.excuses import with_excuses_of
from policyengine.runs.removals import Removal
from policyengine.severity import Severity
from policyengine.words.lists import coded


def with_consequences(
    removed: Sequence[Removal], document: Document, path: str, session: Session, question: Question
) -> list[Removal]:
    """Return removals of declarations from one profile, each with the mandatory rules that pass only without it.

    `document` is the profile at `path` without them. It is judged with each of them and, if none makes a difference by
    itself, with all of them. Elements may cease to exist, so their removal has no consequences.
    """
    found = [one._replace(excused=_excused_by([one], document, path, session, question)) for one in removed]
    if len(found) < 2 or any(one.excused for one in found):  # noqa: PLR2004 - two removals, which may act together
        return found
    together = _excused_by(found, document, path, session, question)
    return [one._replace(excused=together if without_elements(one.dropped) else "") for one in found]


def _excused_by(removed: Sequence[Removal], document: Document, path: str, session: Session, question: Question) -> str:
    """Return which mandatory rules pass only without some declarations, as the end of a sentence; empty if none."""
    if not any(without_elements(one.dropped) for one in removed):
        return ""
    try:
        now = with_defaults(profile_from(document, path), session)
        passing = set(_failing(now, session, question))
    except PolicyEngineError:
        return ""  # the profile cannot be judged, which is reported
    them = "it" if len(removed) == 1 else "all that is gone"
    try:
        before = with_defaults(profile_from(_restored(removed, document, now), path), session)
        rules = {rule for rule, _ in set(_failing(before, session, question)) - passing}
    except PolicyEngineError:
        return f"with {them}, the profile could not be judged"
    return f"with {them}, {coded(sorted(rules))} would not pass" if rules else ""


def _restored(removed: Sequence[Removal], document: Document, now: Profile) -> Document:
    """Return a profile's document with the removed declarations; other facts of those workloads are as judged now."""
    value = {**document.value}
    for one in removed:
        dropped = without_elements(one.dropped)
        if one.workload:
            content = now.document.value["workloads"][one.workload]
            restored = with_declarations(content, dropped, one.former)
            value["workloads"] = {**value["workloads"], one.workload: restored}
        else:
            value["project"] = with_declarations(value["project"], dropped, None)
    return document._replace(value=value)


def _failing(profile: Profile, session: Session, question: Question) -> Iterator[tuple[str, str]]:
    """Yield the id and the workload of each mandatory rule that fails or is undecided."""
    check_profile(profile, session)
    if profile.waivers or MARKER in profile.document.text:
        profile, _ = with_excuses_of(profile, question.policy_from)
    cases = profile_cases(profile, session.environment)
    for verdict in judged(cases, profile, session, question).shown(passes=False):
        if verdict.needs_attention and verdict.severity is Severity.ERROR:
            yield verdict.rule.id, verdict.subject.workload
