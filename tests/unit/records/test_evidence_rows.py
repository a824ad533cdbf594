"""A sidecar names each fact once; reading restores what was shared, and a table that was edited cannot do harm."""

import json
import random
from typing import Any

import pytest

from policyengine.records.evidence_rows import TABLE, with_evidence_rows, without_evidence_rows
from policyengine.records.reading import loaded
from policyengine.records.sidecar_form import malformed_key

PATHS = ("option.hosting", "workload.data.classes", "costs.total", "params.limit", "option.role")


def fact(path: str, value: Any = "yes", inputs: tuple[Any, ...] = (), **others: Any) -> dict[str, Any]:
    """Return a fact as reports have it."""
    empty: dict[str, Any] = {"elements": [], "origin": "profile", "location": None, "reference": None, "claim": None}
    return {"path": path, "value": value, **empty, "inputs": list(inputs), **others}


def sidecar(*evidence: list[Any]) -> dict[str, Any]:
    """Return a sidecar with a verdict for each list of evidence, and a workload without needs."""
    return {"verdicts": [{"rule": f"r/{n}", "evidence": one} for n, one in enumerate(evidence)], "workloads": []}


def random_fact(chance: random.Random, depth: int) -> dict[str, Any]:
    """Return one of few facts, at times computed from others."""
    inputs = tuple(random_fact(chance, depth - 1) for _ in range(chance.randrange(3))) if depth else ()
    value = chance.choice([True, 1, 1.5, "x", None, ["a"], []])
    source = {"title": "t", "section": None, "url": "u", "checked": "2026-11-22", "confidence": "primary"}
    return fact(chance.choice(PATHS), value, inputs, reference=chance.choice([None, source]))


@pytest.mark.parametrize("seed", range(50))
def test_reading_restores_what_was_shared(seed: int) -> None:
    """Facts of every kind, also where verdicts and needs have none; each differing fact is there once."""
    chance = random.Random(seed)  # noqa: S311 - not a secret
    lists = [[random_fact(chance, 2) for _ in range(chance.randrange(5))] for _ in range(8)]
    data = sidecar(*lists)
    data["workloads"] = [{"name": "w", "needs": [random_fact(chance, 0)]}, {"name": "v", "needs": []}]
    shared = with_evidence_rows(data)

    assert without_evidence_rows(json.loads(json.dumps(shared))) == data
    ids = [row["id"] for row in shared[TABLE]]
    assert len(ids) == len(set(ids))
    assert all(set(row) <= set(fact("x")) - {"inputs"} | {"id", "from"} for row in shared[TABLE])


def test_the_table_has_a_fact_once() -> None:
    """Two facts of one path that differ have two rows; keys without a value are left out."""
    hosting, role = fact("option.hosting", "cloud"), fact("option.role", "primary")
    derived = fact("option.within_boundary", True, (hosting,), origin="derived")

    assert with_evidence_rows(sidecar([derived, role], [hosting], [fact("option.hosting", "own")])) == {
        "verdicts": [
            {"rule": "r/0", "facts": ["option.within_boundary", "option.role"]},
            {"rule": "r/1", "facts": ["option.hosting"]},
            {"rule": "r/2", "facts": ["option.hosting#2"]},
        ],
        "workloads": [],
        "evidence": [
            {"id": "option.hosting", "path": "option.hosting", "value": "cloud", "origin": "profile"},
            {"id": "option.hosting#2", "path": "option.hosting", "value": "own", "origin": "profile"},
            {"id": "option.role", "path": "option.role", "value": "primary", "origin": "profile"},
            {
                "id": "option.within_boundary",
                "path": "option.within_boundary",
                "value": True,
                "origin": "derived",
                "from": ["option.hosting"],
            },
        ],
    }


def test_a_file_that_holds_its_evidence_stays() -> None:
    """Versions before wrote no table."""
    data = sidecar([fact("option.role")])

    assert without_evidence_rows(data) is data


def doubled(steps: int) -> list[dict[str, Any]]:
    """Return rows of which each names the one before twice."""
    names = [f"f{n}" for n in range(steps)]
    below: list[list[str]] = [[], *([name, name] for name in names)]
    return [
        {"id": name, "path": name, "value": 1, "origin": "derived", "from": inputs}
        for name, inputs in zip(names, below, strict=False)
    ]


def chain(steps: int) -> list[dict[str, Any]]:
    """Return rows of which each names the one before."""
    return [{**row, "from": row["from"][:1]} for row in doubled(steps)]


@pytest.mark.parametrize(
    ("table", "name"),
    [
        ([], "f0"),
        ([3, None, {"id": 3}], "f0"),
        ([{"id": "f0", "path": "f0", "from": ["f0"]}], "f0"),
        ([{"id": "f0", "path": "f0", "from": ["f1"]}, {"id": "f1", "path": "f1", "from": ["f0"]}], "f1"),
        ([{"id": "f0", "path": "f0", "from": 3}], "f0"),
        (doubled(28), "f27"),
        (chain(5000), "f4999"),
        (chain(40), "f39"),
    ],
    ids=("nowhere", "no rows", "itself", "circle", "no list", "many", "far", "a little far"),
)
def test_a_table_that_leads_nowhere_is_a_mismatch(table: list[Any], name: str) -> None:
    """Names in a circle, of nothing, or of more facts than memory holds: the verdicts are not in form, at once."""
    data = {"tool": {"version": "1"}, "rules": [], "not_applicable": [], "to_do": [], "workloads": [], TABLE: table}
    verdict = {"rule": "a/b", "outcome": "pass", "severity": "error", "missing": []}
    verdicts = [{**verdict, "subject": {"scope": "option"}, "facts": names} for names in ([], [name])]

    assert malformed_key(loaded(json.dumps({**data, "verdicts": verdicts}))) == "verdicts"


def test_far_facts_are_far_in_any_order() -> None:
    """A long way to a declared fact is too long also where its parts were restored before."""
    table = chain(40)
    data = {"verdicts": [{"rule": "a/b", "facts": [row["id"]]} for row in table]}

    assert without_evidence_rows({**data, TABLE: table}) == data


@pytest.mark.parametrize(
    "change",
    [
        lambda table: table.insert(0, {**table[0], "value": "other"}),
        lambda table: table.append({"id": "x", "path": "option.baa", "value": True, "origin": "profile"}),
        lambda table: table[0].update(inputs=[]),
        lambda table: table[0].update(id="option.hosting#2"),
        lambda table: table.reverse(),
    ],
    ids=["a second row of one id", "a row that nothing names", "another key", "another id", "another order"],
)
def test_a_table_that_the_program_does_not_write(change: Any) -> None:
    """It is not read, although what it restores might be the same."""
    data = with_evidence_rows(sidecar([fact("option.hosting"), fact("option.role")]))
    change(data[TABLE])

    assert "evidence" not in without_evidence_rows(json.loads(json.dumps(data)))["verdicts"][0]
