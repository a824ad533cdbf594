"""The same files give the same report, whatever order they are named in."""

from itertools import permutations
from pathlib import Path

from policyengine.engine.session import Question
from policyengine.errors import Mistake
from policyengine.report import Report
from policyengine.whole_report import check
from tests.unit.engine.judging import AS_OF, LLAMA, OPENAI, make_profile, place


def files(folder: Path) -> list[str]:
    """Write some profiles: failing, undecided, broken, naming an unknown model, under broken settings."""
    fallback = [{"role": "fallback", **OPENAI}]
    failing = make_profile({"model": LLAMA, "hosting": "private-cloud", "provider": "aws"}, supporting=fallback)
    return [
        place(folder / "a", failing),
        place(folder / "b", make_profile()),
        place(folder / "c", "version: 1\nproject: {name: p, lifecycle: production}\nworkload: {}\n"),
        place(folder / "d", make_profile({"model": "nobody/knows", "hosting": "on-device"})),
        place(folder / "e", make_profile(OPENAI), {"severities": {"x/y": "off"}}),
        place(folder / "f", make_profile(OPENAI, data={"classes": ["phi"]})),
    ]


def judged(paths: list[str], mistakes: list[Mistake]) -> Report:
    """Judge files in this order."""
    return check([(path, None) for path in paths], Question(AS_OF, passes=True), mistakes)


def test_the_order_of_paths_does_not_matter(tmp_path: Path) -> None:
    """Verdicts, counts, to-do, notes and mistakes come in one order."""
    paths = files(tmp_path)
    missing = [Mistake("`y`: no such file"), Mistake("`x`: no such file")]
    first = judged(paths, missing)
    assert len(first.verdicts) > 20
    assert len(first.mistakes) > 4
    assert first.notes
    for shuffled in list(permutations(paths))[::97]:
        again = judged(list(shuffled), missing[::-1])
        assert again._replace(documents={}) == first._replace(documents={})
        assert list(again.documents) == list(first.documents)


def test_verdicts_are_sorted(tmp_path: Path) -> None:
    """By file, line, column and rule."""
    found = judged(files(tmp_path), []).verdicts
    keys = [
        (v.subject.profile, *((v.location.line, v.location.column) if v.location else (0, 0)), v.rule.id) for v in found
    ]
    assert keys == sorted(keys)
