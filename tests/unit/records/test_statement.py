"""The decision in one sentence, what forced it, and the waivers: each says what the verdicts show."""

import pytest

from policyengine.decision import JudgedOption, RecordedWaiver
from policyengine.records.layout import read_record
from policyengine.records.layouts import LAYOUTS
from policyengine.records.record import record_text
from policyengine.resources import TEMPLATES
from policyengine.verdict import Outcome, Verdict
from tests.builders import (
    make_decision,
    make_evidence,
    make_missing,
    make_option,
    make_place,
    make_rule,
    make_verdict,
    make_workload,
)

RESIDENCY = make_rule("data/residency", title="Data stays in the declared regions", force="contract", references=())
PASS = make_verdict(RESIDENCY)
FAIL = make_verdict(
    RESIDENCY, Outcome.FAIL, message="data leaves", evidence=(make_evidence("workload.regions", ["US"]),)
)
OPEN = make_verdict(RESIDENCY, Outcome.UNKNOWN, missing=(make_missing("option.region", 3),))
WAIVED = make_verdict(RESIDENCY, Outcome.WAIVED, message="data leaves")
CHOSEN = make_option("ours, on-premises")
WAIVER = RecordedWaiver(
    "data/residency", "patient-qa", "the | region opens\nin May", "Ada", "Bo", "OPS-7", "2027-05-31", "active",
    "# logs are *masked*", make_place(60),
)  # fmt: skip


def rival(*verdicts: Verdict, index: int = 0) -> JudgedOption:
    """Make an option considered."""
    return make_option(f"theirs {index}", role="considered", element=f"considered[{index}]", verdicts=verdicts)


def text_of(*options: JudgedOption, status: str = "accepted", layout: str = "madr4") -> str:
    """Render a decision with these options."""
    decision = make_decision(workloads=(make_workload(options=options),), status=status)
    return record_text(decision, 1, TEMPLATES, layout)


def statement(*options: JudgedOption, status: str = "accepted") -> str:
    """Return the sentence."""
    text = text_of(*options, status=status)
    return next(line[2:] for line in text.split("\n") if line.startswith("> "))


CONTEXT = "In the context of `patient-qa` (Answers patients' questions about medication), facing"
RULES = "1 rule of severity error (contract)"
GOAL = "to achieve that data stays in the declared regions (`data/residency`)"


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (
            (CHOSEN,),
            (
                f'{CONTEXT} no rule of severity error, we decided for "ours, on-premises" and against no other option, '
                "as none is declared, to achieve what no rule asked can show, accepting no drawback that a rule found."
            ),
        ),
        (
            (CHOSEN._replace(verdicts=(PASS,)), rival(FAIL)),
            (
                f'{CONTEXT} `workload.regions` = `[US]` and {RULES}, we decided for "ours, on-premises" and against '
                f'"theirs 0" (refused by `data/residency`), {GOAL}, accepting no drawback that a rule found.'
            ),
        ),
        (
            (CHOSEN._replace(verdicts=(FAIL,)), rival(PASS), rival(index=1)),
            (
                f'{CONTEXT} {RULES}, we decided for "ours, on-premises" and against "theirs 0" (eligible) and '
                '"theirs 1" (not judged), to achieve what no rule asked can show, accepting that `data/residency` '
                "fails (data leaves)."
            ),
        ),
        (
            (CHOSEN._replace(verdicts=(WAIVED,)), rival(OPEN)),
            (
                f'{CONTEXT} {RULES}, we decided for "ours, on-premises" and against "theirs 0" (`data/residency` '
                "cannot be settled), to achieve what no rule asked can show, accepting a waiver of `data/residency`."
            ),
        ),
    ],
)
def test_the_sentence_says_what_the_verdicts_show(options: tuple[JudgedOption, ...], sentence: str) -> None:
    """Each slot is filled from rules and facts, or says that there is nothing to fill it with."""
    assert statement(*options) == sentence


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("draft", 'the draft decides for "ours'),
        ("proposed", 'we propose to decide for "ours'),
        ("rejected", 'we decided against "ours, on-premises", considered beside "theirs 0" (refused'),
        ("deprecated", 'we had decided for "ours'),
        ("superseded", 'we had decided for "ours'),
    ],
)
def test_the_sentence_says_who_decided(status: str, words: str) -> None:
    """A proposal decides nothing yet."""
    assert words in statement(CHOSEN._replace(verdicts=(PASS,)), rival(FAIL), status=status)


def test_many_drawbacks_are_counted() -> None:
    """The sentence stays a sentence; the section has them all."""
    rules = [make_rule(f"x/{letter}") for letter in "abcde"]
    failing = tuple(make_verdict(rule, Outcome.FAIL, message="no") for rule in rules)

    assert statement(CHOSEN._replace(verdicts=failing)).endswith(
        "accepting that `x/a` fails (no), that `x/b` fails (no), that `x/c` fails (no) and 2 more drawbacks."
    )


@pytest.mark.parametrize(
    ("options", "told", "forced"),
    [
        ((CHOSEN,), "No other option is declared, so no rule forced the choice.", ()),
        ((rival(FAIL),), "Nothing is chosen, so nothing was forced.", ()),
        (
            (CHOSEN._replace(verdicts=(PASS,)), rival(FAIL)),
            "Each other option considered is refused by a rule that does not refuse the choice.",
            ("data/residency",),
        ),
        (
            (CHOSEN._replace(verdicts=(FAIL,)), rival(FAIL)),
            'No rule of severity error sets "theirs 0" apart from the choice. There people decide, not rules.',
            (),
        ),
        (
            (CHOSEN._replace(verdicts=(PASS,)), rival(OPEN)),
            'Whether a rule refuses "theirs 0" is not settled. There people decide, not rules.',
            (),
        ),
    ],
)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_forced_it_is_what_tells_the_options_apart(
    options: tuple[JudgedOption, ...], told: str, forced: tuple[str, ...], layout: str
) -> None:
    """A rule that the choice fails too forced nothing."""
    text = text_of(*options, layout=layout)

    assert f"\n{told}\n" in text
    assert read_record(text).forced == forced


@pytest.mark.parametrize(
    ("verdicts", "words"),
    [
        ((PASS,), "passes for the choice"),
        ((WAIVED,), "is waived for the choice"),
        ((OPEN,), "cannot be settled for the choice"),
        ((), "does not apply to the choice"),
    ],
)
def test_what_forced_it_says_what_the_rule_finds_of_the_choice(verdicts: tuple[Verdict, ...], words: str) -> None:
    """Under a waiver the choice passes no rule."""
    text = text_of(CHOSEN._replace(verdicts=verdicts), rival(FAIL))

    assert f'* `data/residency` (contract) refuses "theirs 0" and {words}\n' in text


PASSES = "All 2 rules of severity error that applied pass."


@pytest.mark.parametrize(
    ("options", "support"),
    [
        ((CHOSEN,), "No rule of severity error applied to it."),
        ((CHOSEN._replace(verdicts=(PASS,)),), "The one rule of severity error that applied passes."),
        (
            (CHOSEN._replace(verdicts=(PASS, make_verdict())), rival(FAIL)),
            f"{PASSES} The other option considered is refused.",
        ),
        (
            (CHOSEN._replace(verdicts=(PASS, make_verdict())), rival(FAIL), rival(FAIL, index=1), rival(OPEN, index=2)),
            f"{PASSES} Of 3 other options considered, 2 are refused and 1 is not settled.",
        ),
        (
            (CHOSEN._replace(verdicts=(WAIVED, make_verdict())),),
            "Of 2 rules of severity error that applied, 1 passes and 1 is waived.",
        ),
        (
            (CHOSEN._replace(verdicts=(FAIL,)),),
            "Of 1 rule of severity error that applied, 0 pass and `data/residency` fails.",
        ),
    ],
)
def test_the_support_is_counted(options: tuple[JudgedOption, ...], support: str) -> None:
    """One is not many, and all is not a share."""
    assert text_of(*options).split("\n>\n> ")[1].partition("\n")[0] == support


def test_an_option_that_also_supports_the_choice_is_told_by_its_role() -> None:
    """The option considered keeps its plain title."""
    support = make_option("theirs 0", role="escalation", element="escalation[0]")

    assert '"ours, on-premises" together with "theirs 0 (escalation)" and against "theirs 0" (not judged)' in statement(
        CHOSEN, support, rival()
    )


@pytest.mark.parametrize("layout", LAYOUTS)
def test_waivers_stand_in_a_table(layout: str) -> None:
    """Who allowed what, until when, for which compensation; whatever people wrote stays in its cell."""
    text = record_text(make_decision(waivers=(WAIVER,)), 1, TEMPLATES, layout)

    assert "### Waivers\n" in text
    assert (
        r"| `data/residency` | patient-qa | the \| region opens in May | owned by Ada, approved by Bo | 2027-05-31 "
        r"| active | \# logs are \*masked\* | OPS-7 | `llm-profile.yaml:60` |"
    ) in text


def test_what_a_waiver_lacks_is_told() -> None:
    """No owner, no approver, no end and no place are said, not left blank."""
    bare = RecordedWaiver("data/residency", "", "", "", "", "", "", "unused", "", None)
    text = record_text(make_decision(waivers=(bare,)), 1, TEMPLATES)

    assert "| `data/residency` | none | none | nobody | no end | unused | none | none | not in a file |" in text


@pytest.mark.parametrize("layout", LAYOUTS)
def test_without_waivers_there_is_no_section(layout: str) -> None:
    """Nothing is said of nothing."""
    assert "Waivers" not in record_text(make_decision(), 1, TEMPLATES, layout)


def test_what_could_not_be_asked_is_counted() -> None:
    """A rule of which nobody knows whether it applies is no pass."""
    some, one = (record_text(make_decision(not_asked=number), 1, TEMPLATES) for number in (3, 1))

    assert "\nIn 3 cases nobody can say whether a rule applies, because facts are not declared:\n" in some
    assert "\nIn 1 case nobody can say whether a rule applies, because facts are not declared:\n" in one


def test_a_review_is_told() -> None:
    """The day by which people want to look again stands with its place."""
    need = make_evidence("workload.review_by", "2027-06-30", 14)
    text = record_text(make_decision(workloads=(make_workload(needs=(need,)),)), 1, TEMPLATES)

    assert "* The choice for `patient-qa` is to be reviewed by 2027-06-30 (`llm-profile.yaml:14`).\n" in text
