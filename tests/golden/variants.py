"""Examples with some facts changed, judged in process."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from policyengine.cli.exit_codes import exit_code
from policyengine.engine.session import Question, Session
from policyengine.errors import PolicyEngineError
from policyengine.loading.profiles import profile_from
from policyengine.loading.yaml.parsing import parse_mapping
from policyengine.pipeline import judge
from policyengine.report import Report
from policyengine.sessions import session_for
from policyengine.verdict import Outcome, Verdict
from policyengine.whole_report import check
from tests.golden.transcripts import ROOT

AS_OF = "2026-11-22"
PROFILE, SETTINGS = "llm-profile.yaml", "policyengine.yaml"
FAILING = (Outcome.FAIL, Outcome.UNKNOWN, Outcome.BROKEN)

Change = tuple[str, Any]
"""A place, and what to write there, or None to take it away: `workloads.chat.choice.model`, `….supporting.0.region`.

What begins with `organization`, `agreements`, `parameters` or `severities` is in the settings, all else in the profile.
"""

_OF_SETTINGS = ("organization", "agreements", "parameters", "severities")
_ELEMENTS = frozenset({"choice", "supporting", "considered", "recipients", "tools", "stores", "decisions"})
"""What holds options and third parties: to take one away is another choice, not an undeclared fact."""


class Files(NamedTuple):
    """A profile and its settings, as plain data."""

    profile: dict[str, Any]
    settings: dict[str, Any]


def example(name: str, *changes: Change, profile: str = PROFILE) -> Files:
    """Read an example and change it."""
    folder = ROOT / "examples" / name
    files = Files(*(_read(folder / file) for file in (profile, SETTINGS)))
    del files.settings["edition"]  # every shipped rule counts
    for place, value in changes:
        _write(files.settings if place.startswith(_OF_SETTINGS) else files.profile, _route(place), value)
    return files


def judged(files: Files, folder: Path, **question: Any) -> Report:
    """Write the files into a folder and judge them there; JSON is YAML."""
    for name, data in zip((PROFILE, SETTINGS), files, strict=True):
        (folder / name).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return check([(str(folder / PROFILE), None)], Question(AS_OF, **question))


def failing_rules(variants: Iterable[Files], folder: Path) -> Iterator[set[str] | None]:
    """Yield for each variant the rules that fail as errors, or None for a broken file; equal settings are read once."""
    question = Question(AS_OF)
    sessions: dict[str, Session | PolicyEngineError] = {}
    homes: dict[str, Path] = {}
    for files in variants:
        settings = json.dumps(files.settings)
        home = homes.setdefault(settings, folder / str(len(homes)))
        home.mkdir(exist_ok=True)
        (home / SETTINGS).write_text(settings, encoding="utf-8")
        try:
            session = session_for(str(home / PROFILE), question, sessions)
            profile = profile_from(parse_mapping(PROFILE, json.dumps(files.profile)), PROFILE)
            yield rules_of(judge(profile, session, question).verdicts)
        except PolicyEngineError:
            yield None


def code_of(report: Report) -> int:
    """Return the exit code that `check` would give."""
    return exit_code(report.totals, "error")


def rules_of(verdicts: Iterable[Verdict]) -> set[str]:
    """Return the rules whose verdicts make the exit code 1."""
    return {verdict.rule.id for verdict in verdicts if verdict.outcome in FAILING and verdict.severity == "error"}


def without_one_fact(files: Files) -> Iterator[tuple[str, Files]]:
    """Yield the files once for each declared fact and each group of facts, without it."""
    for index, data in enumerate(files):
        for route in _fact_routes(data):
            copies: list[dict[str, Any]] = [json.loads(json.dumps(original)) for original in files]
            _write(copies[index], route, None)
            yield ".".join(map(str, route)), Files(*copies)


def _fact_routes(node: Any, route: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(node, dict):
        for key, child in node.items():
            here = (*route, key)
            if not (key in _ELEMENTS or (here[0] == "workloads" and len(here) <= 2)):
                yield here
            if key not in ("decisions", "considered"):
                yield from _fact_routes(child, here)
    elif isinstance(node, list):
        for index, child in enumerate(node):
            if isinstance(child, dict):
                yield from _fact_routes(child, (*route, index))


def _read(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = parse_mapping(path.name, path.read_text(encoding="utf-8")).value
    unshared: dict[str, Any] = json.loads(json.dumps(data))
    return unshared


def _route(place: str) -> tuple[str | int, ...]:
    return tuple(int(step) if step.isdigit() else step for step in place.split("."))


def _write(data: Any, route: tuple[Any, ...], value: Any) -> None:
    *above, last = route
    for step in above:
        data = data[step] if isinstance(data, list) else data.setdefault(step, {})
    if value is None:
        del data[last]
    elif isinstance(data, list) and last == len(data):
        data.append(value)
    else:
        data[last] = value
