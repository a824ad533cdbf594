"""Every verdict on every example explained: its values stand where it says, and what would change it does."""

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from policyengine.engine.explain import explanations
from policyengine.engine.session import Question, Session, with_defaults
from policyengine.explanation import Explanation, Flip, Part
from policyengine.loading.profiles import load_profile, profile_from
from policyengine.loading.yaml.parsing import parse_mapping
from policyengine.location import Location
from policyengine.message import format_value
from policyengine.outputs.explanation.text import explanation_text
from policyengine.outputs.values import fact_text
from policyengine.pipeline import judge
from policyengine.sessions import session_for
from policyengine.verdict import Evidence, Outcome
from policyengine.vocabulary.routes import KEYS
from policyengine.whole_report import check
from tests.golden.transcripts import ROOT
from tests.golden.variants import AS_OF

pytestmark = pytest.mark.slow

EXAMPLES = ROOT / "examples"
QUESTION = Question(AS_OF, passes=True)
REFUSED = ("broken/", "claims-platform/services/payouts/mistyped", "claims-platform/services/travel-desk/")
PATHS = [path.relative_to(EXAMPLES).as_posix() for path in sorted(EXAMPLES.rglob("*llm-profile.yaml"))]
PROFILES = [path for path in PATHS if not path.startswith(REFUSED)]
NAMED_BY_THE_CATALOG = {"option.model.id", "option.provider.id", "option.hardware.gpu", "recipient.id"}
"""What the profile may call by an alias."""


class Explained(NamedTuple):
    """A profile's session, and the explanation of each verdict that a run gives on it."""

    path: str
    session: Session
    verdicts: Counter[tuple[Any, ...]]
    explanations: list[Explanation]


@cache
def explained(name: str) -> Explained:
    """Check a profile of the examples, and explain each rule that it passes or fails, or that is unknown or waived."""
    path = str(EXAMPLES / name)
    report = check([(path, None)], QUESTION)
    assert report.mistakes == ()
    session = session_for(path, QUESTION, {})
    known = {head.id for head in session.policy.all_headers}
    verdicts = [verdict for verdict in report.verdicts if verdict.rule.id in known]
    profile = with_defaults(load_profile(path, report.verdicts[0].subject.profile), session)
    found = [
        one
        for rule in sorted({verdict.rule.id for verdict in verdicts})
        for one in explanations(profile, session, QUESTION, rule)
        if not one.considered
    ]
    keys = Counter((verdict.rule.id, verdict.subject, verdict.outcome) for verdict in verdicts)
    asked = [one for one in found if (one.rule.id, one.subject, one.outcome) in keys]
    return Explained(profile.document.path, session, keys, asked)


def test_every_example_is_explained() -> None:
    """What is left out is what check itself refuses."""
    assert {path for path in PATHS if check([(str(EXAMPLES / path), None)], QUESTION).mistakes} == set(PATHS) - set(
        PROFILES
    )


@pytest.mark.parametrize("name", PROFILES)
def test_each_verdict_has_its_explanation(name: str) -> None:
    """One, with the outcome that check gives."""
    given = explained(name)
    assert Counter((one.rule.id, one.subject, one.outcome) for one in given.explanations) == given.verdicts


def facts_in(part: Part) -> Iterator[tuple[str, Any]]:
    """Yield each fact of a tree with its value."""
    if part.kind == "fact" and part.value is not None:
        yield part.text, part.value
    for child in part.children:
        yield from facts_in(child)


def traced(given: tuple[Evidence, ...]) -> Iterator[Evidence]:
    """Yield evidence with all that it is derived from."""
    for fact in given:
        yield fact
        yield from traced(fact.inputs)


@pytest.mark.parametrize("name", PROFILES)
def test_values_of_a_tree_are_traced(name: str) -> None:
    """Each fact in a tree is listed with this value, and each parameter; one without a value is not listed."""
    for one in explained(name).explanations:
        listed = {fact.path: fact.value for fact in one.facts}
        listed |= {f"params.{parameter.name}": parameter.value for parameter in one.parameters}
        parts = [part for part in (one.when, one.require) if part is not None]
        in_tree = dict(pair for part in parts for pair in facts_in(part))
        assert {path: listed[path] for path in in_tree} == in_tree, one.rule.id
        lines = explanation_text(one).splitlines()
        for fact in one.facts:
            assert [line for line in lines if line.startswith(f"  {fact.path} is {fact_text(fact.value)}")], fact


@pytest.mark.parametrize("name", PROFILES)
def test_values_stand_where_they_are_said_to(name: str) -> None:
    """What the file says at the place of a fact is the fact's value, however deep in a derivation."""
    given = explained(name)
    checked = 0
    for one in given.explanations:
        for fact in traced(one.facts):
            if fact.location is None or fact.path.endswith(".role") or fact.path in NAMED_BY_THE_CATALOG:
                continue
            assert stated_at(fact.location) == plain(fact.value), fact
            checked += 1
        for parameter in one.parameters:
            if parameter.location is not None:
                assert stated_at(parameter.location) == plain(parameter.value), parameter
    assert checked > 0


def stated_at(place: Location) -> Any:
    """Read what stands between the ends of a place; of a claim, what it states."""
    value = parse_mapping(place.path, f"value: {text_at(ROOT / place.path, place)}\n").value["value"]
    return plain(value["status"] if isinstance(value, dict) and "status" in value else value)


def text_at(path: Path, place: Location) -> str:
    """Cut out what stands at a place, on one line."""
    lines = path.read_text(encoding="utf-8").split("\n")[place.line - 1 : place.end_line]
    lines[-1] = lines[-1][: place.end_column - 1]
    lines[0] = lines[0][place.column - 1 :]
    return " ".join(line.strip() for line in lines)


def plain(value: Any) -> Any:
    """Write days as people do."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


@pytest.mark.parametrize("name", PROFILES)
def test_every_proposed_flip_flips(name: str, tmp_path: Path) -> None:
    """Written into a copy of the example at the place that is named, the change gives the outcome."""
    given = explained(name)
    example = name.partition("/")[0]
    shutil.copytree(EXAMPLES / example, tmp_path / "examples" / example)
    shutil.copy(EXAMPLES / "policyengine.yaml", tmp_path / "examples")
    (tmp_path / ".git").mkdir()
    tried = 0
    for one in given.explanations:
        for flip in one.flips:
            outcomes = outcomes_with(flip, one, given, tmp_path)
            if outcomes is not None:
                expected = [] if flip.outcome is Outcome.NOT_APPLICABLE else [flip.outcome]
                assert outcomes == expected, (one.rule.id, one.subject, flip)
                tried += 1
    assert tried > 0


def outcomes_with(flip: Flip, one: Explanation, given: Explained, folder: Path) -> list[Outcome] | None:
    """Make a change and give what is then said of the subject; None where it would be called otherwise."""
    if flip.path.endswith(".role"):
        return None
    assert flip.location is not None
    file = folder / inside(flip.location.path)
    before = file.read_text(encoding="utf-8")
    after = declared(before, flip, one) if flip.old is None else rewritten(before, flip)
    try:
        file.write_text(after, encoding="utf-8")
        path = str(folder / inside(given.path))
        in_settings = file.name == "policyengine.yaml"
        session = session_for(path, QUESTION, {}) if in_settings else given.session
        text = Path(path).read_text(encoding="utf-8")
        profile = profile_from(parse_mapping(given.path, text), path)
        found = judge(with_defaults(profile, session), session, QUESTION)
    finally:
        file.write_text(before, encoding="utf-8")
    return [v.outcome for v in found.verdicts if (v.rule.id, v.subject) == (one.rule.id, one.subject)]


def inside(path: str) -> Path:
    """Return a path from the repository's root, wherever the tests are run."""
    return (ROOT / path).relative_to(ROOT)


def written(value: Any) -> str:
    """Write a value in the form of YAML."""
    return json.dumps(value if isinstance(value, bool | int | float | str | list) else format_value(value))


def rewritten(text: str, flip: Flip) -> str:
    """Put a new value at the place of the old one."""
    place = flip.location
    assert place is not None
    lines = text.split("\n")
    head, tail = lines[place.line - 1][: place.column - 1], lines[place.end_line - 1][place.end_column - 1 :]
    return "\n".join([*lines[: place.line - 1], f"{head}{written(flip.new)}{tail}", *lines[place.end_line :]])


def declared(text: str, flip: Flip, one: Explanation) -> str:
    """Declare what was not: under the project, the workload, its option, or the agreements with a recipient."""
    data: dict[str, Any] = json.loads(json.dumps(parse_mapping("p", text).value))
    at = holder(data, flip.path.partition(".")[0], one)
    for key in KEYS[flip.path][:-1]:
        at = at.setdefault(key, {})
    at[KEYS[flip.path][-1]] = json.loads(written(flip.new))
    return json.dumps(data)


def holder(data: dict[str, Any], root: str, one: Explanation) -> dict[str, Any]:
    """Return the mapping that holds the facts of a root for the subject."""
    element = one.subject.element.partition(":")[0]
    found: Any = data
    if root == "recipient":
        found = data.setdefault("agreements", {}).setdefault(element, {})
    elif root == "project":
        found = data["project"]
    else:
        found = data["workloads"][one.subject.workload]
        if root == "option" and element == "primary":
            found = found["choice"]
        elif root == "option":
            found = found["supporting"][int(element.partition("[")[2].rstrip("]"))]
    given: dict[str, Any] = found
    return given
