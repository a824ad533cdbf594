"""The edition of the shipped rules that an organisation has adopted, and what newer rules would find."""

from collections.abc import Iterable, Iterator, Sequence

from policyengine.case import Case
from policyengine.engine.asking import ask
from policyengine.engine.bench import Bench, Question
from policyengine.engine.findings import verdict_order
from policyengine.errors import Mistake
from policyengine.loading.profiles import Profile
from policyengine.loading.settings import Settings
from policyengine.report import Preview
from policyengine.verdict import Verdict


def edition_mistakes(settings: Settings, known: Sequence[str]) -> Iterator[Mistake]:
    """Return a mistake for each settings file whose `edition` is none of the known ones."""
    for file in settings.files:
        stated = file.edition
        if file.document is not None and stated and stated not in known:
            place = file.document.locate_value(("edition",))
            if stated > known[-1]:
                hint = (
                    f"the newest edition of this version is {known[-1]}: install a newer version, or pin that edition"
                )
            else:
                hint = f"the editions are {', '.join(known)}"
            yield file.document.mistake(f"there is no edition `{stated}` of the shipped rules", place, hint)


def preview_of(benches: Iterable[Bench], verdicts: Iterable[Verdict]) -> Preview | None:
    """Return what the rules newer than the editions in force found, or None where there are no newer rules."""
    editions: set[str] = set()
    rules: set[str] = set()
    for bench in benches:
        if bench.board.preview is not None:
            editions.add(bench.around.settings.edition)
            rules.update(bench.board.preview.names())
    return (
        Preview(tuple(sorted(editions)), tuple(sorted(rules)), tuple(sorted(verdicts, key=verdict_order)))
        if rules
        else None
    )


def previewed(profile: Profile, cases: Sequence[Case], bench: Bench, question: Question) -> list[Verdict]:
    """Return the verdicts of the rules that are newer than the edition in force: what fails or is undecided by them.

    They count for nothing; they show what raising `edition` would change.
    """
    preview = bench.board.preview
    if preview is None:
        return []
    from policyengine.engine.explaining import explain_open
    from policyengine.policy.answers import NOT_ASKED

    asked = ask(preview, cases)
    waiting = [item for item in asked.open if item.answer != NOT_ASKED]
    return explain_open(waiting, profile, bench, question)[0] if waiting else []
