"""Explanations as text: goldens for what people see, and the shapes that are too small for a file."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from policyengine.case import Subject
from policyengine.explanation import Explanation, Flip, InForce, Part
from policyengine.expressions.checking import check_condition
from policyengine.expressions.parts import explain_parts
from policyengine.location import Location
from policyengine.outputs.explanation.text import explanation_text
from policyengine.outputs.parts import LONGEST_PART, TURNS_SHOWN
from policyengine.severity import Severity
from policyengine.verdict import Evidence, Missing, Outcome
from tests.conftest import Golden
from tests.unit.outputs.verdicts import LLAMA, make_rule

TYPES = {
    "workload.data.classes": "list<string>", "workload.users": "int", "option.hosting": "string",
    "option.external": "bool", "option.memory_gb": "double", "today": "timestamp", "params.hosting": "list<string>",
    "params.overhead": "double", "params.accept": "bool", "recipient.until": "timestamp",
}  # fmt: skip
HERE = Path(__file__).parent
PROFILE, SETTINGS = "services/chat/llm-profile.yaml", "policyengine.yaml"
CHAT = Subject("option", PROFILE, "chat", "primary")


def parts(source: str, facts: dict[str, Any]) -> Part:
    """Judge a condition part by part."""
    return explain_parts(check_condition(source, TYPES).tree, facts)


def at(line: int, column: int, path: str = PROFILE) -> Location:
    """Return a place."""
    return Location(path, line, column, line, column + 4)


def make_explanation(source: str, given: dict[str, Any], **changes: Any) -> Explanation:
    """Explain a rule about the primary option of a workload named chat."""
    plain = Explanation(
        make_rule("a/b"), CHAT, Outcome.FAIL, Severity.ERROR, None, parts(source, given), phase="always in force"
    )
    return plain._replace(**changes)


def tree(source: str, facts: dict[str, Any]) -> list[str]:
    """Return the lines of a requirement."""
    lines = explanation_text(make_explanation(source, facts)).splitlines()
    return lines[lines.index(next(line for line in lines if line.startswith("require:"))) + 1 : -3]


def test_a_failure(golden: Golden) -> None:
    """Everything at once: every kind of part, facts of every origin, parameters, and what would change it."""
    facts = {
        "workload.data.classes": ["phi", "pii"], "workload.users": 700_000_001, "option.hosting": "vendor-api",
        "option.external": True, "option.memory_gb": 141.2, "params.hosting": ["on-premises"], "params.overhead": 1.2,
        "params.accept": False, "today": datetime(2026, 11, 22, tzinfo=UTC),
    }  # fmt: skip
    when = """
        workload.data.classes.exists(c, c in ["phi", "cji"]) && workload.users > 1
        && today < timestamp("2027-01-01T00:00:00Z")
    """
    require = """
        (option.external ? option.hosting in params.hosting : option.memory_gb * params.overhead < 100.0)
        || params.accept
    """
    hosting = Evidence("option.hosting", "vendor-api", "profile", at(31, 16))
    given = make_explanation(
        require, facts,
        when=parts(when, facts),
        facts=(
            hosting,
            Evidence("option.external", True, "derived", None, (hosting,)),
            Evidence("option.memory_gb", 141.2, "catalog", None, (), LLAMA),
            Evidence("workload.users", 700_000_001, "settings", at(4, 9, SETTINGS)),
            Evidence("today", facts["today"], "clock"),
        ),
        parameters=(InForce("accept", False, at(9, 12, SETTINGS)), InForce("overhead", 1.2)),
        flips=(
            Flip("option.hosting", "vendor-api", "on-premises", Outcome.PASS, at(31, 16)),
            Flip("workload.data.classes", ["phi", "pii"], ["pii"], Outcome.NOT_APPLICABLE, at(22, 16)),
        ),
        phase="in force from 2026-01-01, at most warning",
        severity=Severity.WARNING,
        capped="at most a warning, because `option.memory_gb` is unverified",
    )  # fmt: skip
    actual = explanation_text(given)
    golden.assert_equal(HERE / "explained_failure.txt", actual)


def test_an_open_question(golden: Golden) -> None:
    """It is not known whether the rule applies; what is missing is named with what to write where."""
    given = make_explanation(
        "recipient.until >= today", {"today": datetime(2026, 11, 22, tzinfo=UTC)},
        when=parts("option.external && workload.users > 1", {"option.external": True}),
        outcome=Outcome.UNKNOWN,
        missing=(Missing("workload.users", at(12, 3), "`users: …`\n under `workloads.chat`"), Missing("today")),
        flips=(Flip("workload.users", None, 1, Outcome.NOT_APPLICABLE, at(12, 3)),),
    )  # fmt: skip
    actual = explanation_text(given)
    golden.assert_equal(HERE / "explained_unknown.txt", actual)


def test_hostile_texts_cannot_move_the_cursor(golden: Golden) -> None:
    """Values, names and places come from files of strangers."""
    evil = "x\x1b[2J\n\u202eerror"
    rule = make_rule("a/b", title=evil)
    given = make_explanation(
        "option.hosting in params.hosting", {"option.hosting": evil, "params.hosting": [evil]},
        rule=rule, subject=Subject("option", evil, evil, evil), missing=(Missing("p", None, evil),),
        facts=(Evidence("option.hosting", evil, "profile", at(1, 1, evil)),),
        parameters=(InForce("hosting", [evil]),), flips=(Flip("option.hosting", evil, evil, Outcome.PASS),),
    )  # fmt: skip
    text = explanation_text(given)
    assert text.replace("\n", "").isprintable()
    assert text.count("\n") == len(text.splitlines())
    golden.assert_equal(HERE / "explained_hostile.txt", text)


@pytest.mark.parametrize(
    ("source", "facts", "lines"),
    [
        ("option.external", {"option.external": True}, ["* true     option.external"]),
        ("!option.external", {"option.external": True}, ["* false    !option.external  (option.external is true)"]),
        ("option.external || params.accept", {"params.accept": False},
         ["  unknown  any of", "  unknown    option.external", "  false      params.accept"]),
        ("option.external ? params.accept : true", {"option.external": False},
         ["* true     one of two, by the first", "* false      if option.external", "  unknown    then params.accept",
          "* true       else true"]),
        ("option.memory_gb * params.overhead < 1.0", {"option.memory_gb": 141.2, "params.overhead": 1.2},
         [("* false    option.memory_gb * params.overhead < 1.0  (option.memory_gb * params.overhead is 169.44,"
           " option.memory_gb is 141.2, params.overhead is 1.2)")]),
        ("1 / workload.users > 2", {"workload.users": 0},
         ["* broken   1 / workload.users > 2  (1 / workload.users is broken: divide by zero, workload.users is 0)"]),
        ("(option.external ? 1 : 2) > workload.users", {"option.external": True, "workload.users": 3},
         ["* false    (option.external ? 1 : 2) > workload.users  (workload.users is 3)",
          "* value      one of two, by the first  (it is 1)", "* true         if option.external",
          "* value        then 1  (it is 1)", "  value        else 2  (it is 2)"]),
    ],
)  # fmt: skip
def test_parts(source: str, facts: dict[str, Any], lines: list[str]) -> None:
    """A comparison is one line with its sides' values; answers stand below what they belong to."""
    assert tree(source, facts) == lines


def test_long_things_are_shortened() -> None:
    """A loop shows its first turns and counts the others; a long part ends in dots."""
    classes = [f"c{number}" for number in range(TURNS_SHOWN + 3)]
    lines = tree(f"workload.data.classes.all(c, c != '{'x' * 200}')", {"workload.data.classes": classes})
    assert len(lines) == 1 + TURNS_SHOWN + 1
    assert lines[0].startswith("* true     workload.data.classes.all(e, e != ")
    assert f"{'x' * (LONGEST_PART - 46)} ...  (workload.data.classes is [c0," in lines[0]
    assert lines[-1] == "             ... 3 more elements"


def test_a_profile_is_named_by_its_file() -> None:
    """A case without workload and element."""
    text = explanation_text(make_explanation("true", {}, subject=Subject("profile", PROFILE)))
    assert text.splitlines()[0] == f"a/b {PROFILE}: fail"


def test_what_was_only_considered_says_so() -> None:
    """Its role reads as that of the choice, so a line says why."""
    facts = {"option.hosting": "vendor-api"}
    subject = CHAT._replace(element="considered[0]")
    given = make_explanation("option.hosting == 'on-premises'", facts, subject=subject, considered=True)
    assert explanation_text(given).splitlines()[:4] == [
        "a/b chat, considered[0]: fail",
        "  Something holds",
        "  error when it fails; always in force",
        "  considered only; evaluated as if it were the choice",
    ]
