"""Why a document does not fit its schema, in words."""

from typing import Any

import pytest

from policyengine.loading.schema import explain
from policyengine.loading.yaml.parsing import parse

SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["version"],
    "properties": {
        "version": {"const": 1},
        "owner": {"type": ["string", "null"], "pattern": "^[a-z-]+$", "description": "Lower-case letters."},
        "count": {"type": ["integer", "null"], "minimum": 0, "maximum": 100000},
        "share": {"type": ["number", "null"], "exclusiveMinimum": 0},
        "public": {"type": ["boolean", "null"]},
        "hosting": {"enum": ["vendor-api", "on-premises", None]},
        "since": {"type": ["string", "null"], "format": "date"},
        "tasks": {"type": ["array", "null"], "items": {"type": "string"}, "minItems": 1, "uniqueItems": True},
        "choice": {"$ref": "#/$defs/choice"},
        "workloads": {
            "type": "object",
            "propertyNames": {"pattern": "^[a-z]+$", "description": "Names are lower-case."},
            "additionalProperties": {"$ref": "#/$defs/workload"},
        },
    },
    "x-source": "tests",
    "$defs": {
        "workload": {
            "type": "object",
            "additionalProperties": False,
            "properties": {"model": {"type": "string"}, "gpu": {"type": "string"}, "memory": {"type": "integer"}},
        },
        "choice": {
            "type": ["object", "null"],
            "additionalProperties": False,
            "required": ["model"],
            "properties": {"model": {"type": "string", "description": "The model's name."}, "gpu": {"type": "string"}},
        },
    },
}

CASES = {
    "verzion: 1": ["1:1 unknown key `verzion` (did you mean `version`?)"],
    "verzion: 2": ["1:1 unknown key `verzion` (did you mean `version`?)", "1:10 expected `1`, found `2` (write `1`)"],
    "gpu: a": ["2:1 unknown key `gpu` (it belongs under `choice`)"],
    "memory: 1": ["2:1 unknown key `memory` (it belongs in an entry of `workloads`)"],
    "count: yes": ["2:8 expected a whole number, found text `yes` (write it in digits)"],
    "count: 5,000": ["2:8 expected a whole number, found text `5,000` (write `5000`, without separators)"],
    "count: 5k": ["2:8 expected a whole number, found text `5k` (write `5000`)"],
    "count: 1.5M": ["2:8 expected a whole number, found text `1.5M` (write `1500000`)"],
    "count: 300 ms": ["2:8 expected a whole number, found text `300 ms` (write `300`, without a unit)"],
    "count: '7'": ["2:8 expected a whole number, found text `7` (remove the quotes)"],
    "owner: 1.10": ['2:8 expected text, found `1.10` (quote it: "1.10")'],
    "owner: 3E001": ['2:8 expected text, found `3E001` (quote it: "3E001")'],
    "owner: &x 0x10": ['2:8 expected text, found `0x10` (quote it: "0x10")'],
    "owner: True": ['2:8 expected text, found `True` (quote it: "True")'],
    "tasks: 007": ["2:8 expected a list, found `007` (write a list: [007])"],
    "hosting: 1.50": ["2:10 `1.50` is not a known value (one of `vendor-api`, `on-premises`)"],
    "count: -1e3": ["2:8 must be at least 0, found `-1e3`"],
    "count: 1.5": ["2:8 expected a whole number, found `1.5`"],
    "count: 50.000": ["2:8 expected a whole number, found `50.000` (write `50000`, without separators)"],
    "count: -1.000": [
        "2:8 expected a whole number, found `-1.000` (write `-1000`, without separators)",
        "2:8 must be at least 0, found `-1.000`",
    ],
    "count: 1.500": ["2:8 expected a whole number, found `1.500` (write `1500`, without separators)"],
    "count: 1.500.000": [
        "2:8 expected a whole number, found text `1.500.000` (write `1500000`, without separators)"
    ],
    "count: 50'000": ["2:8 expected a whole number, found text `50'000` (write `50000`, without separators)"],
    "count: 5.0": [],
    "count: 1000.000": [],
    "share: 50.000": [],
    "share: 1.500.000": ["2:8 expected a number, found text `1.500.000` (write `1500000`, without separators)"],
    "count: [1]": ["2:8 expected a whole number, found a list"],
    "count: true": ["2:8 expected a whole number, found `true`"],
    "count: -1": ["2:8 must be at least 0, found `-1`"],
    "count: 100001": ["2:8 must be at most 100000, found `100001`"],
    "share: 0": ["2:8 must be more than 0, found `0`"],
    "share: half": ["2:8 expected a number, found text `half`"],
    "share: 5%": ["2:8 expected a number, found text `5%` (write `5`, without a unit)"],
    "public: yes": ["2:9 expected true or false, found text `yes` (write `true`)"],
    "public: Off": ["2:9 expected true or false, found text `Off` (write `false`)"],
    "public: perhaps": ["2:9 expected true or false, found text `perhaps` (write `true` or `false`)"],
    "public: 1": ["2:9 expected true or false, found `1`"],
    "owner: 5": ['2:8 expected text, found `5` (quote it: "5")'],
    "owner: true": ['2:8 expected text, found `true` (quote it: "true")'],
    "owner: ML": ["2:8 `ML` does not have the right form (Lower-case letters)"],
    "hosting: vendor_api": [
        "2:10 `vendor_api` is not a known value (write `vendor-api`)"
    ],
    "hosting: vendor-apo": [
        "2:10 `vendor-apo` is not a known value (did you mean `vendor-api`? Else one of `vendor-api`, `on-premises`)"
    ],
    "hosting: [a]": ["2:10 expected one of 2 words, found a list (one of `vendor-api`, `on-premises`)"],
    "since: 2026-02-30": ["2:8 the date `2026-02-30` does not exist (check the month and the day)"],
    "since: 20260201": ["2:8 `20260201` is not a date (write `2026-02-01`)"],
    "since: 1.2.2026": ["2:8 `1.2.2026` is not a date (write `2026-02-01`)"],
    "since: '20260201'": ["2:8 `20260201` is not a date (write `2026-02-01`)"],
    "tasks: chat": ["2:8 expected a list, found text `chat` (write a list: [chat])"],
    "tasks: []": ["2:8 must be a list of at least 1 item, found `[]`"],
    "tasks: [a, b, a]": ["2:15 `a` is listed twice (name each once)"],
    "tasks: [a, 1]": ['2:12 expected text, found `1` (quote it: "1")'],
    "choice: {gpu: a}": ["2:1 missing key `model` in `choice` (add `model: …` (The model's name))"],
    "choice: a": ["2:9 expected a mapping, found text `a` (write a mapping of `model`, `gpu`)"],
    "workloads: {Chat: {model: a}}": ["2:13 `Chat` cannot be a name here (Names are lower-case)"],
    "workloads:\n  chat:\n    model: a\n    modle: b\n    gpu:\n      - a": [
        "5:5 unknown key `modle` (did you mean `model`?)", "7:7 expected text, found a list"
    ],
    "workload: {chat: {modl: [a], memory: 8 GB}}": [
        "2:1 unknown key `workload` (did you mean `workloads`?)",
        "2:19 unknown key `modl` (did you mean `model`?)",
        "2:25 expected text, found a list",
        "2:38 expected a whole number, found text `8 GB` (write `8`, without a unit)",
    ],
    "workload: {chat: {gpu: [a]}}\nworkloadz: {chat: {gpu: [a]}}": [
        "2:1 unknown key `workload` (did you mean `workloads`?)",
        "2:24 expected text, found a list",
        "3:1 unknown key `workloadz` (did you mean `workloads`?)",
    ],
}  # fmt: skip


def told(text: str, schema: dict[str, Any] = SCHEMA) -> list[str]:
    """Return each mistake as one line."""
    mistakes = explain(parse("x.yaml", text), schema, "profile")
    return [
        f"{mistake.location.line}:{mistake.location.column} {mistake.message}"
        + f" ({mistake.hint})" * bool(mistake.hint)
        for mistake in mistakes
        if mistake.location
    ]


@pytest.mark.parametrize("text", CASES)
def test_explanation(text: str) -> None:
    """Each mistake has its place, its words and a way out."""
    head = "" if "verzion" in text else "version: 1\n"
    assert told(f"{head}{text}\n") == CASES[text]


@pytest.mark.parametrize("key", ["owner", "count", "share", "public", "hosting", "since", "tasks", "choice"])
def test_nothing_declared(key: str) -> None:
    """An empty value is undeclared, which is no mistake."""
    assert told(f"version: 1\n{key}:\n") == []


def test_wrong_top() -> None:
    """A document that is no mapping is told at its first line."""
    assert told("- a\n") == ["1:1 expected a mapping, found a list; a profile is a mapping of keys"]


def test_order() -> None:
    """Mistakes come in the order of the text."""
    lines = [line.split(":")[0] for line in told("version: 1\npublic: 3\ncount: x\nsince: y\nzz: 1\n")]
    assert lines == ["2", "3", "4", "5"]


def test_known_keys_are_listed() -> None:
    """Where no known key is like an unknown one, a short list of known keys helps."""
    schema = {"type": "object", "additionalProperties": False, "properties": {"a": {}, "b": {}}}
    assert told("elephant: 1\n", schema) == ["1:1 unknown key `elephant` (known here: `a`, `b`)"]


def test_hostile_size() -> None:
    """A huge list of different items is compared in linear time, and only the first 100 mistakes are told."""
    items = ", ".join(f"a{n}, {n}" for n in range(20_000))
    assert len(told(f"version: 1\ntasks: [{items}]\n")) == 100
