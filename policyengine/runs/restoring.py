"""The mandatory rules that pass only because declarations of a revision were removed."""

from collections.abc import Iterator

from policyengine.document import Document
from policyengine.engine.judging import judged
from policyengine.engine.session import Question, Session, check_profile, with_defaults
from policyengine.errors import PolicyEngineError
from policyengine.facts.cases import profile_cases
from policyengine.loading.profiles import MARKER, Profile, profile_from
from policyengine.runs.declarations import with_declarations
from policyengine.runs.excuses import with_excuses_of
from policyengine.runs.removals import Removal
from policyengine.severity import Severity
from policyengine.words.lists import coded


def excused_by(removal: Removal, document: Document, path: str, session: Session, question: Question) -> str:
    """Return which mandatory rules pass only without the removed declarations, as the end of a sentence; empty if none.

    `document` is the profile at `path` without them. It is judged once as it is, and once with them.
    """
    try:
        now = with_defaults(profile_from(document, path), session)
        passing = set(_failing(now, session, question))
    except PolicyEngineError:
        return ""  # the profile cannot be judged, which is reported
    try:
        before = with_defaults(profile_from(_restored(removal, document, now), path), session)
        rules = {rule for rule, _ in set(_failing(before, session, question)) - passing}
    except PolicyEngineError:
        return "with it, the profile could not be judged"
    return f"with it, {coded(sorted(rules))} would not pass" if rules else ""


def _restored(removal: Removal, document: Document, now: Profile) -> Document:
    """Return a profile's document with the removed declarations; other facts of that workload are as judged now."""
    value = {**document.value}
    if removal.workload:
        content = now.document.value["workloads"][removal.workload]
        restored = with_declarations(content, removal.dropped, removal.former)
        value["workloads"] = {**value["workloads"], removal.workload: restored}
    else:
        value["project"] = with_declarations(value["project"], removal.dropped, None)
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
