"""What a record says of the choice, its standing, drawbacks, waivers and review: each as the verdicts show it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from policyengine.costs.ranges import Range
from policyengine.decision import JudgedOption, RecordedWaiver
from policyengine.option import Option
from policyengine.records.layout import read_record
from policyengine.records.layouts import LAYOUTS
from policyengine.records.record import record_text
from policyengine.resources import TEMPLATES
from policyengine.severity import Severity
from policyengine.sizes.report import OptionSize, Serving
from policyengine.verdict import Missing, Outcome, Verdict
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
TOO_SMALL = OptionSize(
    CHOSEN.option,
    Serving("bf16", 8192, 32, "A10G", 1),
    need_gb=Range(33.2, 36.0),
    usable_gb=Range(21.6, 22.1),
)
"""A copy that needs more memory than its GPU has."""

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


@pytest.mark.parametrize(
    ("options", "told", "forced"),
    [
        ((CHOSEN,), "No other option is declared, so no rule forced the choice.", ()),
        ((rival(FAIL),), "Nothing is chosen, so nothing was forced.", ()),
        (
            (CHOSEN._replace(verdicts=(PASS,)), rival(FAIL)),
            "Each other option is excluded by a rule that does not exclude the choice.",
            ("data/residency",),
        ),
        (
            (CHOSEN._replace(verdicts=(FAIL,)), rival(FAIL)),
            'No mandatory rule sets "theirs 0" apart from the choice. There, people decide and not rules.',
            (),
        ),
        (
            (CHOSEN._replace(verdicts=(PASS,)), rival(OPEN)),
            'It is undecided whether a rule excludes "theirs 0". There, people decide and not rules.',
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
        ((PASS,), "is satisfied by the choice"),
        ((WAIVED,), "is waived for the choice"),
        ((OPEN,), "is undecided for the choice"),
        ((), "does not apply to the choice"),
    ],
)
def test_what_forced_it_says_what_the_rule_finds_of_the_choice(verdicts: tuple[Verdict, ...], words: str) -> None:
    """Under a waiver the choice passes no rule."""
    text = text_of(CHOSEN._replace(verdicts=verdicts), rival(FAIL))

    assert f'* `data/residency` (contract) excludes "theirs 0" and {words}\n' in text


ALL = "The workload and its choice satisfy all 2 mandatory rules."
FREE = "so no rule forces the choice."


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ((CHOSEN,), "No mandatory rule applies to the choice. No other option is declared."),
        (
            (CHOSEN._replace(verdicts=(PASS,)), rival(PASS)),
            f"The workload and its choice satisfy the one mandatory rule. The other option is eligible too, {FREE}",
        ),
        ((CHOSEN._replace(verdicts=(PASS, make_verdict())), rival(FAIL)), f"{ALL} The other option is excluded."),
        (
            (CHOSEN._replace(verdicts=(PASS, make_verdict())), rival(OPEN)),
            f"{ALL} The other option is undecided, {FREE}",
        ),
        (
            (CHOSEN._replace(verdicts=(PASS, make_verdict())), rival(FAIL), rival(FAIL, index=1), rival(OPEN, index=2)),
            f"{ALL} Of 3 other options, 1 is undecided and 2 are excluded; no rule forces the choice.",
        ),
        (
            (CHOSEN._replace(verdicts=(WAIVED, make_verdict())),),
            "Of 2 mandatory rules that apply, the choice satisfies 1 and rests on a waiver for `data/residency`.",
        ),
        (
            (CHOSEN._replace(verdicts=(FAIL,)),),
            "Of 1 mandatory rule that applies, the choice satisfies 0 and fails `data/residency`.",
        ),
        (
            (CHOSEN._replace(verdicts=(OPEN,)),),
            "Of 1 mandatory rule that applies, the choice satisfies 0; `data/residency` is undecided.",
        ),
        (
            (CHOSEN._replace(size=TOO_SMALL), rival(FAIL)),
            (
                "However, the choice is excluded: its hardware needs 33.2 GB per copy for 32 declared requests of "
                "8,192 tokens at once, and may use 22.1 GB. "
                "The other option is excluded."
            ),
        ),
    ],
)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_the_rules_find_is_counted(options: tuple[JudgedOption, ...], told: str, layout: str) -> None:
    """One is not many, an undecided option is not eligible, and one that does not fit is excluded."""
    assert told in text_of(*options, layout=layout)


def row_of(text: str, title: str) -> list[str]:
    """Return the cells of an option's row after its title."""
    line = next(line for line in text.split("\n") if line.startswith((f"| {title} |", f"| **{title}** |")))
    return [part.strip() for part in line.split("|")[2:-1]]


@pytest.mark.parametrize(
    ("option", "cells"),
    [
        (rival(PASS), ["eligible", "unknown", ""]),
        (rival(WAIVED), ["eligible under a waiver", "unknown", "waived: `data/residency`"]),
        (rival(OPEN), ["undecided", "unknown", "`data/residency`"]),
        (rival(FAIL), ["excluded", "unknown", "fails `data/residency`"]),
        (
            rival(FAIL, make_verdict(outcome=Outcome.FAIL)),
            ["excluded", "unknown", "fails `compliance/hipaa/baa` and 1 more"],
        ),
        (rival(), ["not judged", "unknown", ""]),
        (
            rival(PASS)._replace(size=TOO_SMALL),
            [
                "excluded",
                "unknown",
                "needs 33.2 GB per copy for 32 declared requests of 8,192 tokens at once, and may use 22.1 GB",
            ],
        ),
    ],
)
def test_the_table_says_where_an_option_stands(option: JudgedOption, cells: list[str]) -> None:
    """In one word, and why in at most 80 characters."""
    assert row_of(text_of(CHOSEN._replace(verdicts=(PASS,)), option), "theirs 0") == cells


def test_an_option_that_also_supports_the_choice_is_told_by_its_role() -> None:
    """The option considered keeps its plain title."""
    support = make_option("theirs 0", role="escalation", element="escalation[0]")
    text = text_of(CHOSEN, support, rival())

    assert 'Chosen option: "Ours on our premises", together with "theirs 0 (escalation)".\n' in text
    assert row_of(text, "theirs 0 (escalation)") == ["chosen (escalation)", "unknown", ""]
    assert row_of(text, "theirs 0") == ["not judged", "unknown", ""]
    assert read_record(text).options == ("Ours on our premises", "theirs 0")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "**Because** nurses rated 92 of 100 answers as correct. *(Ada Lovelace, Bo Chen)*"),
        ({"makers": ()}, "**Because** nurses rated 92 of 100 answers as correct.\n"),
        ({"because": ""}, "No reason is stated yet: `because` of decision `patient-qa-serving` is missing"),
        ({"status": "rejected"}, "The decision-makers rejected this proposal.\n"),
    ],
)
def test_the_reason_is_that_of_the_makers(fields: dict[str, Any], told: str) -> None:
    """A record never invents one."""
    given = {"because": "nurses rated 92 of 100 answers as correct.", **fields}

    assert told in record_text(make_decision(**given), 1, TEMPLATES)


def test_each_rule_that_fails_is_told_once() -> None:
    """However many elements fail it; warnings beyond the first few are only named."""
    rules = [make_rule(f"x/{letter}", severity=((Severity.WARNING, None),)) for letter in "abcdefgh"]
    failing = [make_verdict(rule, Outcome.FAIL, message="it is slow") for rule in rules]
    text = text_of(CHOSEN._replace(verdicts=(FAIL, FAIL._replace(message="data leaks"), *failing)))

    assert "* **Mandatory rule failed.** Data leaves (`data/residency`, and 1 more case).\n" in text
    assert "* **Warning.** It is slow (`x/f`).\n* **Warning.** Also: `x/g` and `x/h`.\n" in text


def test_an_undecided_mandatory_rule_is_a_drawback_and_says_what_is_missing() -> None:
    """Those that are not mandatory share one line."""
    lesser = [
        make_verdict(
            make_rule(f"x/{name}", title=f"It is {name}.", severity=((Severity.WARNING, None),)), Outcome.UNKNOWN
        )
        for name in ("calm", "dry", "even", "fast", "good")
    ]
    text = text_of(CHOSEN._replace(verdicts=(OPEN, *lesser)))

    assert (
        "* **Undecided.** Whether data stays in the declared regions (`data/residency`). "
        "Not declared: `option.region`.\n"
    ) in text
    assert (
        "\nUndecided, not mandatory: whether it is calm (`x/calm`); whether it is dry (`x/dry`); "
        "whether it is even (`x/even`); "
        "whether it is fast (`x/fast`); 1 more rule.\n"
    ) in text


def test_a_missing_fact_has_the_key_of_its_file() -> None:
    """As `check` prints it, not the path that rules read."""
    key = "agreements.amazon.dpa.status (policyengine.yaml)"
    gaps = (make_missing("recipient.dpa.status")._replace(key=key), Missing("option.retires", of_catalog=True))
    text = text_of(CHOSEN._replace(verdicts=(OPEN._replace(missing=gaps),)))

    assert f" (`data/residency`). Not declared: `{key}`. The catalog does not know `option.retires`.\n" in text
    assert f"because `{key}` is not declared and the catalog does not know `option.retires`" in text
    assert "recipient.dpa.status" not in text.partition("## Confirmation")[0]


def test_a_drawback_of_one_of_several_options_in_use_names_it() -> None:
    """The same rule may warn of one and be undecided for another; what concerns all needs no name."""
    slow = make_rule("latency/target", severity=((Severity.WARNING, None),))
    warning = make_verdict(slow, Outcome.FAIL, message="it is slow")
    fallback = make_option("theirs 0", role="fallback", element="fallback[0]")
    text = text_of(
        CHOSEN._replace(verdicts=(OPEN, warning)),
        fallback._replace(verdicts=(FAIL, warning)),
    )

    assert text.partition("Drawbacks to accept:\n\n")[2].partition("\n\n")[0].split("\n") == [
        "* **Mandatory rule failed.** theirs 0: Data leaves (`data/residency`).",
        (
            "* **Undecided.** Ours on our premises: whether data stays in the declared regions (`data/residency`). "
            "Not declared: `option.region`."
        ),
        "* **Warning.** It is slow (`latency/target`).",
    ]


def test_a_title_within_a_sentence_has_no_capital_of_its_own() -> None:
    """A message that begins with the same word makes no name of it."""
    rule = make_rule(
        title="Self-hosting starts at a volume", message="Self-hosting is dear", rationale="", remediation=""
    )
    text = text_of(CHOSEN._replace(verdicts=(make_verdict(rule, Outcome.UNKNOWN),)))

    assert "it is undecided whether self-hosting starts at a volume (law, `compliance/hipaa/baa`)" in text


def test_a_waiver_is_a_drawback_with_its_end() -> None:
    """So is a comment that ignores a verdict."""
    chosen = CHOSEN._replace(verdicts=(WAIVED,))
    decision = make_decision(workloads=(make_workload(options=(chosen,)),), waivers=(WAIVER,))
    text = record_text(decision, 1, TEMPLATES)

    assert (
        "* **Waiver until 2027-05-31.** Data leaves (`data/residency`). Reason: the \\| region opens in May.\n"
    ) in text


def retiring(day: str) -> JudgedOption:
    """Return a choice that its provider retires."""
    facts = {
        "option.model.id": "ours",
        "option.hosting": "vendor-api",
        "option.provider.id": "them",
        "option.retires": datetime.fromisoformat(day).replace(tzinfo=UTC),
    }
    option = Option("patient-qa", "primary", ("workloads", "patient-qa", "choice"), facts, facts)
    return make_option()._replace(option=option)


@pytest.mark.parametrize(
    ("review_by", "retires", "told"),
    [
        ("", "", "No review date is declared: add `review_by` to the workload."),
        ("2027-06-30", "", "Review by 2027-06-30."),
        ("2027-01-01", "2027-01-14", "Review by 2027-01-01. The first known end is 2027-01-14: Them retires Ours."),
        (
            "2027-06-30",
            "2027-01-14",
            (
                "Review by 2026-12-31, before Them retires Ours on 2027-01-14; "
                "the declared `review_by`, 2027-06-30, is later."
            ),
        ),
        ("", "2026-10-05", "Review by 2026-10-01, before Them retires Ours on 2026-10-05."),
    ],
)
def test_the_review_comes_before_the_first_known_end(review_by: str, retires: str, told: str) -> None:
    """And never before the decision."""
    needs = (make_evidence("workload.review_by", review_by, 14),) if review_by else ()
    options = (retiring(retires) if retires else make_option(),)
    text = record_text(make_decision(workloads=(make_workload(needs=needs, options=options),)), 1, TEMPLATES)

    assert f"\n{told}\n" in text


@pytest.mark.parametrize("layout", LAYOUTS)
def test_waivers_stand_in_a_table(layout: str) -> None:
    """Who allowed what, until when; whatever people wrote stays in its cell, and longer words stand below."""
    text = record_text(make_decision(waivers=(WAIVER,)), 1, TEMPLATES, layout)

    assert "### Waivers\n" in text
    assert "| `data/residency` | patient-qa | owned by Ada, approved by Bo | 2027-05-31 |\n" in text
    assert (
        r"* `data/residency`, active: the | region opens in May. Compensating control: \# logs are \*masked\*. "
        "Ticket: OPS-7. Place: `llm-profile.yaml:60`\n"
    ).replace("the |", "the \\|") in text


def test_what_a_waiver_lacks_is_told() -> None:
    """No owner, no approver, no end and no place are said, not left blank."""
    bare = RecordedWaiver("data/residency", "", "", "", "", "", "", "unused", "", None)
    text = record_text(make_decision(waivers=(bare,)), 1, TEMPLATES)

    assert "| `data/residency` | none | nobody | no end |\n" in text
    assert "unused: no reason. Compensating control: none. Ticket: none. Place: not in a file\n" in text


@pytest.mark.parametrize("layout", LAYOUTS)
def test_without_waivers_there_is_no_section(layout: str) -> None:
    """Nothing is said of nothing."""
    assert "Waivers" not in record_text(make_decision(), 1, TEMPLATES, layout)


def test_what_could_not_be_asked_is_counted() -> None:
    """A rule of which nobody knows whether it applies is no pass."""
    some, one = (record_text(make_decision(not_asked=number), 1, TEMPLATES) for number in (3, 1))

    assert "\nIn 3 cases facts are missing to tell whether a rule applies.\n" in some
    assert "\nIn 1 case facts are missing to tell whether a rule applies.\n" in one
