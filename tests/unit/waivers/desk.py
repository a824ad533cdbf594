"""Judges profiles in which everything that fails is waived, edit after edit."""

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from policyengine.engine.session import Question, Session
from policyengine.errors import PolicyEngineError
from policyengine.loading.profiles import profile_from
from policyengine.loading.yaml.parsing import parse_mapping
from policyengine.location import Location, Route
from policyengine.pipeline import judge
from policyengine.sessions import session_for
from policyengine.verdict import Evidence, Outcome, Verdict
from policyengine.vocabulary.routes import KEYS
from policyengine.vocabulary.types import TYPES
from policyengine.waivers.approvals import approval_of
from tests.golden.variants import AS_OF, PROFILE, SETTINGS, Files
from tests.unit.waivers.excepting import HUMAN
from tests.unit.waivers.other_values import NEW, everything, others, places_of, put

Key = tuple[str, str, str]
"""A rule, a workload and an element."""

OPEN = (Outcome.FAIL, Outcome.UNKNOWN)
_NOT_FACTS = {"version", "waivers", "waivers_warn_days", "approvers", "decisions", "packs", "records", "catalog"}
_OF = re.compile(r"the waiver of `([^`]+)`")


class Judged(NamedTuple):
    """The verdicts that do not pass by what they are about, and the rules that speak about the waiver of each."""

    verdicts: dict[Key, Verdict]
    told: dict[Key, list[str]]


class Edit(NamedTuple):
    """A place in the profile (0) or the settings (1), what may be written there, and whose verdicts rest on it."""

    file: int
    route: Route
    values: list[object]
    deciding: frozenset[Key]

    def made(self, files: Files, value: object) -> Files:
        """Write one of the values."""
        edited = Files(*copy.deepcopy(files))
        put(edited[self.file], self.route, value)
        return edited


class Desk:
    """A folder to judge in; settings are read again only where they changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings = ""
        self.session: Session | None = None

    def judged(self, files: Files) -> Judged | None:
        """Judge files; None where something in them is wrong."""
        try:
            found = self._verdicts(files)
        except PolicyEngineError:
            return None
        told: dict[Key, list[str]] = {}
        for verdict in found:
            if verdict.rule.id.startswith("waiver/"):
                of = _OF.search(verdict.message)
                assert of is not None
                told.setdefault((of[1], *verdict.subject[2:4]), []).append(verdict.rule.id)
        verdicts = {key_of(verdict): verdict for verdict in found if not verdict.rule.id.startswith("waiver/")}
        return Judged(verdicts, told)

    def _verdicts(self, files: Files) -> list[Verdict]:
        text = json.dumps(files.settings, indent=1)
        path = str(self.folder / PROFILE)
        if text != self.settings or self.session is None:
            (self.folder / SETTINGS).write_text(text)
            self.settings, self.session = "", session_for(path, Question(AS_OF), {})
            self.settings = text
        profile = profile_from(parse_mapping(PROFILE, json.dumps(files.profile, indent=1)), path)
        return judge(profile, self.session, Question(AS_OF)).verdicts

    def waived(self, files: Files) -> tuple[Files, Judged]:
        """Waive whatever fails or cannot be settled, and can be waived; give the files, and what they say then."""
        files = Files(*copy.deepcopy(files))
        files.settings.update({"approvers": {"legal": [HUMAN["approved_by"]]}, "waivers_warn_days": 0})
        found = self.judged(files)
        assert found is not None
        files.profile["waivers"] = [
            {
                "rule": key[0],
                **{name: said for name, said in zip(("workload", "subject"), key[1:], strict=True) if said},
                **HUMAN,
                "compensating_control": "names are removed by hand",
                "granted": AS_OF,
                "expires": "2026-12-20",
                "facts": approval_of(key[0], key[2], [verdict]),
            }
            for key, verdict in found.verdicts.items()
            if verdict.outcome in OPEN and verdict.rule.waivable
        ]
        waived = self.judged(files)
        assert waived is not None
        return files, waived

    def edits(self, files: Files, judged: Judged) -> Iterator[Edit]:
        """Yield an edit for each value declared, each parameter in force and each fact missing."""
        assert self.session is not None
        settings = self.session.environment.settings.document
        assert settings is not None
        documents = (parse_mapping(PROFILE, json.dumps(files.profile, indent=1)), settings)
        waived = {key: verdict for key, verdict in judged.verdicts.items() if verdict.outcome is Outcome.WAIVED}
        resting: dict[Location, dict[Key, str]] = {}
        for key, verdict in waived.items():
            for fact in everything(verdict.evidence):
                if fact.location is not None and not is_list_parameter(fact):
                    resting.setdefault(fact.location, {})[key] = fact.path
        for file, document in enumerate(documents):
            for route, places in places_of(document).items():
                if route[0] in _NOT_FACTS or "considered" in route:
                    continue
                keys = {key: path for place in places for key, path in resting.get(place, {}).items()}
                path = next(iter(keys.values()), _path(route))
                yield Edit(file, route, others(path, _at(document.value, route)), frozenset(keys))
        yield from self._set(waived)

    def _set(self, waived: dict[Key, Verdict]) -> Iterator[Edit]:
        """Yield an edit for each default of a parameter, and for each fact missing, that decided."""
        wanted: dict[tuple[int, Route], tuple[list[object], set[Key]]] = {}
        for key, verdict in waived.items():
            for fact in everything(verdict.evidence):
                if fact.origin == "parameter" and not is_list_parameter(fact):
                    place = (1, ("parameters", key[0], fact.path.removeprefix("params.")))
                    wanted.setdefault(place, (others(fact.path, fact.value), set()))[1].add(key)
            for gap in verdict.missing:
                route = _route(gap.path, key)
                if route is not None:
                    new = NEW[TYPES[gap.path]]
                    values = [*others(gap.path, new), new] if TYPES[gap.path] != "bool" else [True, False]
                    wanted.setdefault((0, route), (values, set()))[1].add(key)
        for (file, route), (values, keys) in wanted.items():
            yield Edit(file, route, values, frozenset(keys))


def key_of(verdict: Verdict) -> Key:
    """Name what a verdict is about."""
    return verdict.rule.id, verdict.subject.workload, verdict.subject.element


def rests_on(verdict: Verdict) -> tuple[list[str], list[str], dict[str, str]]:
    """Return the facts that a verdict rests on, without the clock, those that are missing, and the model and provider.

    Of a list that a parameter holds, only the members count that a fact names or that decided.
    """
    facts = [fact for fact in everything(verdict.evidence) if not _ticks(fact)]
    said = [value for fact in facts if not fact.path.startswith("params.") for value in _members(fact.value)]
    said += [value for path, given in verdict.read if not path.startswith("params.") for value in _members(given)]
    lines = {
        f"{fact.path}={sorted(v for v in fact.value if v in said or v in fact.elements)!r}"
        if is_list_parameter(fact)
        else f"{fact.path}={fact.value!r}"
        for fact in facts
    }
    return sorted(lines), sorted(gap.path for gap in verdict.missing), dict(verdict.served_by)


def is_list_parameter(fact: Evidence) -> bool:
    """Return whether a fact is a list of the policy, of which not every member need decide."""
    return fact.path.startswith("params.") and isinstance(fact.value, list | tuple)


def _members(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _ticks(fact: Evidence) -> bool:
    return any(given.origin == "clock" for given in everything((fact,)))


def _at(node: Any, route: Route) -> Any:
    for key in route:
        node = node[key]
    return node


_PATHS = {(path.partition(".")[0], keys): path for path, keys in KEYS.items()}


def _path(route: Route) -> str:
    """Name the fact declared at a route; empty where that is none of a workload's or the project's."""
    if route[0] == "workloads":
        inside = route[2:]
        root = {"choice": ("option", 1), "supporting": ("option", 2), "recipients": ("recipient", 2)}.get(
            str(inside[0]), ("workload", 0)
        )
        return _PATHS.get((root[0], tuple(map(str, inside[root[1] :]))), "")
    return ".".join(map(str, route))


def _route(path: str, key: Key) -> Route | None:
    """Return where a profile would declare a missing fact of a workload or of its primary option."""
    root = path.partition(".")[0]
    if root == "workload" and path in KEYS:
        return ("workloads", key[1], *KEYS[path])
    if root == "option" and key[2] == "primary" and path in KEYS:
        return ("workloads", key[1], "choice", *KEYS[path])
    return None
