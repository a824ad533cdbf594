"""What a decision has to know so that its record can be compared with it: today's exceptions, and names of entries."""

from collections.abc import Collection, Iterable, Iterator

from policyengine.case import Case
from policyengine.decision import Exceptions
from policyengine.engine.bench import Bench, Question
from policyengine.engine.settling import settle
from policyengine.loading.profiles import Profile
from policyengine.verdict import Verdict

_NAMED = (("option.model.id", "models"), ("option.provider.id", "services"), ("option.hardware.gpu", "gpus"))


def exceptions_on(
    explained: list[Verdict], profile: Profile, bench: Bench, question: Question, workloads: Collection[str]
) -> Exceptions:
    """Return what waivers cover on the day of the run: one that was renewed since the decision's day covers it then."""
    if question.happened_by <= question.as_of:
        return Exceptions()
    settled = settle(explained, profile, bench, question.happened_by, workloads)
    waived = [verdict for verdict in settled.verdicts if verdict.excuse and verdict.excuse.kind == "waiver"]
    unused = [waiver.location for waiver in settled.recorded() if waiver.state == "unused" and waiver.location]
    return Exceptions(frozenset((verdict.rule.id, verdict.subject) for verdict in waived), frozenset(unused))


def aliases_of(cases: Iterable[Case], bench: Bench) -> Iterator[tuple[str, str, str]]:
    """Yield the facts that name entries of the catalog, each other name of an entry in use, and its id."""
    for case in cases:
        for path, kind in _NAMED:
            name = case.facts.get(path)
            entry = bench.around.catalog.find(kind, name) if isinstance(name, str) else None
            if entry is not None:
                yield from ((path, alias, entry.id) for alias in entry.aliases)
