"""A decision of a profile: its workloads judged as of its date, with chosen and considered options."""

import os.path
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from policyengine.case import Case, Subject, option_cases
from policyengine.decision import Decision, Exceptions, JudgedOption, JudgedWorkload
from policyengine.engine.costs import costs_of
from policyengine.engine.digests import digests_of, inputs_digest
from policyengine.engine.future_dates import verdicts_on_dates
from policyengine.engine.judging import Judged, Wanted, judged
from policyengine.engine.session import Question, Session
from policyengine.engine.settling import settle
from policyengine.facts.cases import profile_cases
from policyengine.facts.environment import Facts
from policyengine.facts.evidence.origins import Origins
from policyengine.facts.sizes.options import option_sizes
from policyengine.loading.profiles import Profile
from policyengine.option import Option
from policyengine.policy.answers import NOT_APPLICABLE, NOT_ASKED, PASSED
from policyengine.report import todo_of
from policyengine.sizes.report import OptionSize
from policyengine.sizes.report import Wanted as WantedSizes
from policyengine.verdict import Evidence, Outcome, Verdict
from policyengine.vocabulary.routes import INPUTS


def decision_question(declared: Facts, day: str = "") -> Question:
    """Return the question of a decision: as of its date, with all verdicts kept.

    Events up to the `day` of the run count as past, so that a review renewed after the decision is not a future date.
    """
    return Question(declared["decision.date"].date().isoformat(), passes=True, considered=True, happened_by=day)


def decide(profile: Profile, key: str, session: Session, question: Question) -> Decision:
    """Judge the workloads of `decisions.<key>` of a profile; the session is that of the question's day."""
    declared = profile.decisions[key]
    names = declared["decision.workloads"]
    every = profile_cases(profile, session.environment, considered=True)
    cases = [case for case in every if case.subject.workload in ("", *names)]
    found = judged(cases, profile, session, question, Wanted((PASSED, NOT_APPLICABLE), workloads=names))
    settled, verdicts = found.settled, found.settled.verdicts
    counted = [*verdicts, *settled.waivers, *verdicts_on_dates(profile, session, decisions=False)]
    results = _results(cases, counted, verdicts, profile, session)
    workloads = tuple(_workload(name, profile, results) for name in names)
    return Decision(
        key=key,
        project=profile.facts["project.name"],
        profile=profile.document.path,
        title=declared.get("decision.title") or _title(workloads),
        status=declared["decision.status"],
        date=question.as_of,
        makers=_names(declared, "makers"),
        consulted=_names(declared, "consulted"),
        informed=_names(declared, "informed"),
        tags=_names(declared, "tags"),
        context=_text(declared, "context"),
        notes=_text(declared, "notes"),
        because=_text(declared, "because"),
        workloads=workloads,
        todo=todo_of(found.waiting),
        digests=digests_of(profile, session),
        inputs=inputs_digest(cases, verdicts, session),
        supersedes=declared.get("decision.supersedes", ""),
        not_asked=found.answers[NOT_ASKED],
        waivers=settled.recorded(),
        in_force=tuple(sorted(session.active.names())),
        costs=costs_of(cases, session, variants=False) if question.costs else None,
        exceptions=exceptions_on(found, profile, session, question, names),
        aliases=frozenset(aliases_of(cases, session)),
        edition=session.environment.settings.edition,
        packs=tuple(os.path.basename(directory) for directory in session.environment.settings.packs),
    )


class _Results(NamedTuple):
    """The result of judging a profile, the facts that rules read, and the sizes by workload and element."""

    cases: Sequence[Case]
    verdicts: Sequence[Verdict]
    origins: Origins
    read: frozenset[str]
    sizes: Mapping[tuple[str, str], OptionSize]


def _results(
    cases: Sequence[Case],
    counted: Sequence[Verdict],
    verdicts: Sequence[Verdict],
    profile: Profile,
    session: Session,
) -> _Results:
    """Return the verdicts to count, and the other parts of a decision; `verdicts` are those of rules."""
    environment = session.environment
    sizes = {(size.workload, size.element): size for size in option_sizes(cases, WantedSizes(), environment)}
    return _Results(cases, counted, Origins(profile.document, environment), _facts_read(verdicts), sizes)


def _workload(name: str, profile: Profile, results: _Results) -> JudgedWorkload:
    cases = [case for case in results.cases if case.subject.workload == name]
    (case,) = (case for case in cases if case.subject.scope == "workload")
    options = [*option_cases(cases)]
    about = {option.element: frozenset(c.subject for c in cases if c.is_of(option)) for _, option in options}
    theirs = frozenset(subject for subjects in about.values() for subject in subjects)
    return JudgedWorkload(
        name=name,
        purpose=profile.workloads[name].get("workload.purpose", ""),
        needs=_needs(case, results.origins, results.read),
        verdicts=tuple(
            verdict
            for verdict in results.verdicts
            if verdict.subject.workload in ("", name) and (verdict.subject not in theirs or _is_about_a_waiver(verdict))
        ),
        options=tuple(_option(case, option, about[option.element], results) for case, option in options),
    )


def _is_about_a_waiver(verdict: Verdict) -> bool:
    """Return whether a verdict is about a waiver; such verdicts belong to the workload, whatever the waiver excuses."""
    return verdict.rule.id.startswith("waiver/")


def _facts_read(verdicts: Iterable[Verdict]) -> frozenset[str]:
    """Return the facts that applicable rules read, and the inputs of derived facts among them."""
    pending = {
        path
        for verdict in verdicts
        if verdict.outcome is not Outcome.NOT_APPLICABLE
        for condition in (verdict.rule.when, verdict.rule.require)
        if condition is not None
        for path in condition.reads
    }
    read = {"workload.review_by"}  # the record prints the review date, whether or not a rule reads it
    while pending:
        path = pending.pop()
        read.add(path)
        pending.update(given for given in INPUTS.get(path, ()) if given not in read)
    return frozenset(read)


def _needs(case: Case, origins: Origins, read: frozenset[str]) -> tuple[Evidence, ...]:
    """Return the declared facts of a workload that rules read, in the order of the file."""
    declared = [
        origins.evidence(case, path)
        for path in case.facts
        if path.startswith("workload.") and path in read and path not in ("workload.name", "workload.purpose")
    ]
    stated = [given for given in declared if given.origin == "profile" and given.location is not None]
    return tuple(sorted(stated, key=lambda given: (given.location or ())[1:3]))


def _option(case: Case, option: Option, about: frozenset[Subject], results: _Results) -> JudgedOption:
    return JudgedOption(
        option=option,
        location=str(results.origins.subject_place(case)),
        verdicts=tuple(v for v in results.verdicts if v.subject in about and not _is_about_a_waiver(v)),
        size=results.sizes.get((option.workload, option.element)),
    )


def _title(workloads: Sequence[JudgedWorkload]) -> str:
    parts = []
    for workload in workloads:
        primary = next((option for option in workload.options if option.role == "primary"), None)
        parts.append(f"{workload.name} with {primary.title}" if primary else workload.name)
    return "Serve " + " and ".join(parts)


def _text(declared: Facts, key: str) -> str:
    text: str = declared.get(f"decision.{key}", "")
    return text


def _names(declared: Facts, key: str) -> tuple[str, ...]:
    return tuple(declared.get(f"decision.{key}") or ())


_NAMED = (("option.model.id", "models"), ("option.provider.id", "services"), ("option.hardware.gpu", "gpus"))


def exceptions_on(
    found: Judged, profile: Profile, session: Session, question: Question, workloads: Collection[str]
) -> Exceptions:
    """Return the verdicts that waivers cover on the day of the run, with waivers renewed since the decision."""
    if question.happened_by <= question.as_of or not found.settled.judged:
        return Exceptions()
    settled = settle(found.unsettled, profile, session, question.happened_by, workloads)
    waived = [verdict for verdict in settled.verdicts if verdict.excuse and verdict.excuse.kind == "waiver"]
    unused = [waiver.location for waiver in settled.recorded() if waiver.state == "unused" and waiver.location]
    return Exceptions(frozenset((verdict.rule.id, verdict.subject) for verdict in waived), frozenset(unused))


def aliases_of(cases: Iterable[Case], session: Session) -> Iterator[tuple[str, str, str]]:
    """Yield the facts that name entries of the catalog, each alias of an entry in use, and its id."""
    for case in cases:
        for path, kind in _NAMED:
            name = case.facts.get(path)
            entry = session.environment.catalog.find(kind, name) if isinstance(name, str) else None
            if entry is not None:
                yield from ((path, alias, entry.id) for alias in entry.aliases)
