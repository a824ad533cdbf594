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
    """Return removals of declarations from one profile, each with the mandatory rules that pass only without them.

    `document` is the profile at `path` without them. It is judged once as it is and once with all of them, so a removal
    is not split: each one counts for its own workload, and those of the project count for every workload. Elements may
    cease to exist, so their removal has no consequences.
    """
    words = [one for one in removed if without_elements(one.dropped)]
    if not words:
        return [*removed]
    them = "it" if len(words) == 1 else "all that is gone"
    try:
        now = with_defaults(profile_from(document, path), session)
        failing = set(_failing(now, session, question))
    except PolicyEngineError:
        return [*removed]  # the profile cannot be judged, which is reported
    try:
        before = with_defaults(profile_from(_restored(words, document, now), path), session)
        excused = set(_failing(before, session, question)) - failing
    except PolicyEngineError:
        why = f"with {them}, the profile could not be judged"
        return [one._replace(excused=why if one in words else "") for one in removed]
    found = []
    for one in removed:
        rules = {rule for rule, workload in excused if not one.workload or workload in ("", one.workload)}
        is_cause = bool(rules) and one in words
        found.append(one._replace(excused=f"with {them}, {coded(sorted(rules))} would not pass" if is_cause else ""))
    return found


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
