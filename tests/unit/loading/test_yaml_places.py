"""Where values, keys and characters of a value stand."""

import pytest

from policyengine.loading.yaml.parsing import parse
from policyengine.location import Location, Route

TEXT = """\
version: 1
project: {name: "chat", owner: ml}
workloads:
  triage:
    tasks: [chat, search]   # two
    purpose: |
      Answers
        questions

    data:
    choice:
      - model: a
        hosting: b
      # the end

  # nothing more
other: last
"""


@pytest.fixture(params=[False, True], ids=["libyaml", "pure"])
def pure(request: pytest.FixtureRequest) -> bool:
    """Return which parser to use."""
    return bool(request.param)


@pytest.mark.parametrize(
    ("route", "span"),
    [
        ((), (1, 1, 17, 12)),
        (("version",), (1, 10, 1, 11)),
        (("project",), (2, 10, 2, 35)),
        (("project", "name"), (2, 17, 2, 23)),
        (("workloads", "triage", "tasks", 1), (5, 19, 5, 25)),
        (("workloads", "triage", "purpose"), (6, 14, 8, 18)),
        (("workloads", "triage", "data"), (10, 5, 10, 9)),
        (("workloads", "triage", "choice"), (12, 7, 13, 19)),
        (("workloads", "triage", "choice", 0), (12, 9, 13, 19)),
        (("workloads", "triage"), (5, 5, 13, 19)),
    ],
)
def test_value(route: Route, span: tuple[int, int, int, int], *, pure: bool) -> None:
    """A value's span ends with its last content; `key:` with nothing behind it has the key's span."""
    assert parse("x.yaml", TEXT, pure=pure).locate_value(route) == Location("x.yaml", *span)


@pytest.mark.parametrize(
    ("route", "span"),
    [
        ((), (1, 1, 1, 8)),
        (("nothing",), (1, 1, 1, 8)),
        (("project", "name"), (2, 11, 2, 15)),
        (("project", "nothing", "below"), (2, 1, 2, 8)),
        (("version", "below", 0), (1, 1, 1, 8)),
        (("workloads", "triage", "tasks", 7), (5, 5, 5, 10)),
        (("workloads", "triage", "tasks", 0), (5, 13, 5, 17)),
        (("workloads", "triage", "data", "classes"), (10, 5, 10, 9)),
        (("workloads", "triage", "choice", 0, "region"), (12, 9, 12, 17)),
    ],
)
def test_key(route: Route, span: tuple[int, int, int, int], *, pure: bool) -> None:
    """A missing key has its nearest ancestor's key; an item has its first line; the top has the first key."""
    document = parse("x.yaml", TEXT, pure=pure)
    assert document.locate_key(route) == Location("x.yaml", *span)


CONTENT = """\
plain: one two
folded: one
  two

  three
literal: |
  one
    two

  three
kept: &anchor |2+

    x
quoted: "as it is"
single: 'as it is'
escaped: "a\\tb"
block: >
  one
anchored: &b é = 1
"""


@pytest.mark.parametrize(
    ("key", "needle", "place"),
    [
        ("plain", "two", (1, 12)),
        ("folded", "two", (3, 3)),
        ("folded", "three", (5, 3)),
        ("folded", " two", (2, 12)),
        ("literal", "one", (7, 3)),
        ("literal", "two", (8, 5)),
        ("literal", "three", (10, 3)),
        ("kept", "x", (13, 5)),
        ("quoted", "it", (14, 13)),
        ("single", "it", (15, 13)),
        ("escaped", "b", (16, 10)),
        ("block", "one", (17, 8)),
        ("anchored", "=", (19, 16)),
    ],
)
def test_content(key: str, needle: str, place: tuple[int, int], *, pure: bool) -> None:
    """A character of a value is found in the file, or the value's start where the file writes it otherwise."""
    document = parse("x.yaml", CONTENT, pure=pure)
    actual = document.locate_content((key,), document.value[key].index(needle))
    assert actual == Location("x.yaml", *place, place[0], place[1] + 1)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_line_ends(line_end: str, *, pure: bool) -> None:
    """Lines end with LF or CR LF; `Document.line` gives them."""
    document = parse("x.yaml", line_end.join(["\ufeffa: 1", "b: |", "  é", "  two", "c: x", ""]), pure=pure)
    assert document.locate_value(("c",)) == Location("x.yaml", 5, 4, 5, 5)
    assert document.locate_content(("b",), 2) == Location("x.yaml", 4, 3, 4, 4)
    assert (document.line(5), document.line(6), document.line(0)) == ("c: x", "", "")
    assert document.locate_key(("a",)) == Location("x.yaml", 1, 1, 1, 2)


def test_alias() -> None:
    """The value of an alias stands where it is written out; a block that ends with one ends there."""
    document = parse("x.yaml", "a: &a [1, 2]\nb:\n  c: *a  # again\n\nd: 1\n")
    assert document.locate_value(("b", "c", 1)) == Location("x.yaml", 1, 11, 1, 12)
    assert document.locate_value(("b",)) == Location("x.yaml", 3, 3, 3, 8)
