"""What a record says of its verdicts is what they show."""

import pytest

from policyengine.case import Subject
from policyengine.decision import JudgedOption
from policyengine.errors import PolicyEngineError
from policyengine.records.layout import read_record
from policyengine.records.naming import record_name
from policyengine.records.record import record_text
from policyengine.resources import TEMPLATES
from policyengine.rule import FORCES
from policyengine.severity import Severity
from policyengine.verdict import Claim, Excuse, Outcome, Verdict
from tests.builders import (
    PROFILE,
    make_decision,
    make_evidence,
    make_missing,
    make_option,
    make_place,
    make_reference,
    make_rule,
    make_verdict,
    make_workload,
)

OTHER = make_rule("data/residency", title="Data stays in the declared regions", references=())


def text_of(*options: JudgedOption, verdicts: tuple[Verdict, ...] = ()) -> str:
    """Render a decision about one workload with these options."""
    return record_text(make_decision(workloads=(make_workload(options=options, verdicts=verdicts),)), 1, TEMPLATES)


def considered(*verdicts: Verdict) -> JudgedOption:
    """Make an option considered."""
    return make_option("gpt-4o, vendor-api", role="considered", element="considered[0]", verdicts=verdicts)


PASS, FAIL = make_verdict(), make_verdict(outcome=Outcome.FAIL, message="no BAA")
UNKNOWN = make_verdict(outcome=Outcome.UNKNOWN, missing=(make_missing(),))
OTHER_PASS, OTHER_FAIL = make_verdict(OTHER), make_verdict(OTHER, Outcome.FAIL)


def test_a_supporting_model_that_fails_is_a_failure_of_the_choice() -> None:
    """The choice is the primary option and what works together with it."""
    support = make_option("bge-m3", role="embedding", element="embedding[0]", verdicts=(OTHER_FAIL,))
    text = text_of(make_option(verdicts=(PASS,)), support)

    assert "the choice satisfies 1 and fails `data/residency`" in text
    assert "* `embedding`: BGE m3. Excluded: it fails `data/residency`. Declared as `bge-m3" in text


def test_a_recipient_without_a_contract_is_a_failure_of_the_choice() -> None:
    """Verdicts on the workload count too."""
    verdict = FAIL._replace(subject=Subject("recipient", PROFILE, "patient-qa", "datadog"))

    assert "fails `compliance/hipaa/baa`" in text_of(make_option(), verdicts=(verdict,))
    assert "| recipient `datadog` |" in text_of(make_option(), verdicts=(verdict,))


def test_only_binding_forces_require() -> None:
    """Guidance expects and practice suggests; your policy is called yours."""
    verdicts = tuple(make_verdict(make_rule(f"x/{force}", force=force)) for force in FORCES)
    drivers = text_of(make_option(verdicts=verdicts)).split("### Mandatory rules that apply")[1].split("</details>")[0]

    assert [line.split(": ")[1].split(" (`")[0] for line in drivers.split("\n") if line.startswith("* ")] == [
        "the law requires it",
        "the contract requires it",
        "the licence requires it",
        "official guidance expects it",
        "the framework expects it",
        "good practice suggests it",
        "your policy requires it",
        "the declared facts have to agree",
    ]


def test_evidence_names_its_place_and_its_origin() -> None:
    """A declared fact has a line, a catalog fact a source, a derived one its inputs, a parameter its name."""
    source = make_reference("Model card", "", confidence="unverified")
    evidence = (
        make_evidence("option.hosting", "vendor|api", 17),
        make_evidence("workload.data.classes", ["phi", "pii"], 9, elements=("phi",)),
        make_evidence("option.model.parameters", 70.6, origin="catalog", reference=source),
        make_evidence("option.memory", 8, origin="derived", inputs=(make_evidence("option.gpus", 4, 20),)),
        make_evidence("params.margin", value=True, origin="parameter"),
    )
    text = text_of(make_option(verdicts=(make_verdict(OTHER, Outcome.FAIL, evidence=evidence, message="no"),)))

    assert (
        "* `data/residency`, the choice: "
        r"`option.hosting` = `vendor\|api` (`llm-profile.yaml:17`); "
        "`workload.data.classes` contains `phi` (`llm-profile.yaml:9`); "
        r"`option.model.parameters` = `70.6` (catalog \[1\]); "
        "`option.memory` = `8` (derived from `option.gpus` at `llm-profile.yaml:20`); "
        "`params.margin` = `true` (parameter)\n"
    ) in text
    assert (
        "* Source \\[1\\]: Model card: <https://www.ecfr.gov/current/title-45/section-164.502>, checked 2026-11-22, "
        "not verified\n"
    ) in text


def test_a_fact_names_the_document_behind_it() -> None:
    """Where a person names one: beside the place of a fact, of a need, and of what a derived fact is made of."""
    signed = Claim("contracts/a|b.pdf", "2026-09-02", "legal")
    evidence = (
        make_evidence("recipient.baa.status", "signed", 19, claim=signed),
        make_evidence("recipient.zero_retention", value=True, line=20, claim=Claim("", "2026-09-03", "")),
        make_evidence("x.y", 8, origin="derived", inputs=(make_evidence("x.z", 4, 21, claim=Claim("doc", "", "")),)),
    )
    options = (make_option(verdicts=(make_verdict(OTHER, Outcome.FAIL, evidence=evidence, message="no"),)),)
    needs = (make_evidence("workload.data.minimised", value=True, line=9, claim=Claim("docs/flow.md", "", "privacy")),)
    decision = make_decision(workloads=(make_workload(needs=needs, options=options),))
    text = record_text(decision, 1, TEMPLATES)

    assert (
        "the choice: `recipient.baa.status` = `signed` (`llm-profile.yaml:19`, by `contracts/a\\|b.pdf`, "
        "checked 2026-09-02 by legal); "
        "`recipient.zero_retention` = `true` (`llm-profile.yaml:20`, checked 2026-09-03); "
        "`x.y` = `8` (derived from `x.z` at `llm-profile.yaml:21` (by `doc`))\n"
    ) in text
    row = "| `workload.data.minimised` | `true` | `llm-profile.yaml:9`, by `docs/flow.md`, checked by privacy |\n"
    assert row in text


def test_a_comment_that_ignores_tells_its_place_and_reason() -> None:
    """It has no row among the waivers."""
    excuse = Excuse("ignore", "the vendor answers in May.", make_place(7))
    text = text_of(make_option(verdicts=(make_verdict(OTHER, Outcome.WAIVED, message="it leaves", excuse=excuse),)))

    assert (
        '* Neutral, because a comment at `llm-profile.yaml:7` ("the vendor answers in May") ignores this: '
        "it leaves (law, `data/residency`)\n"
    ) in text


def test_good_consequences_come_from_binding_rules_that_never_fail() -> None:
    """A rule that passes for one recipient and fails for another is no advantage."""
    practice = make_verdict(make_rule("x/practice", force="practice"))
    text = text_of(make_option(verdicts=(PASS, FAIL, OTHER_PASS, practice)))

    assert {line for line in text.split("\n") if line.startswith("* Good")} == {
        "* Good, because data stays in the declared regions (law, `data/residency`)"
    }
    assert "* Bad, because no BAA (law, `compliance/hipaa/baa`)\n" in text


@pytest.mark.parametrize(
    ("title", "rationale", "part"),
    [
        ("The licence allows it.", "", "the licence allows it"),
        ("PHI stays here", "", "PHI stays here"),
        ("Llama models carry their name", "The licence of Llama asks for it.", "Llama models carry their name"),
        ("Self-hosting pays", "It is cheap. Self-hosting is.", "self-hosting pays"),
    ],
)
def test_a_title_fits_into_a_sentence(title: str, rationale: str, part: str) -> None:
    """Only a name keeps its capital."""
    rule = make_rule(title=title, rationale=rationale)

    assert f"because {part} (law," in text_of(make_option(verdicts=(make_verdict(rule),)))


def test_warnings_are_drawbacks_and_notes_are_neutral() -> None:
    """Loudness decides the word and stands beside the force."""
    warning = make_verdict(OTHER, Outcome.FAIL, severity=Severity.WARNING, message="it is slow")
    note = make_verdict(make_rule("x/y", force="practice"), Outcome.FAIL, severity=Severity.NOTE, message="it is new")
    text = text_of(make_option(verdicts=(warning, note)))

    assert "* Bad, because it is slow (law, warning, `data/residency`)\n" in text
    assert "* Neutral, because it is new (practice, note, `x/y`)\n" in text


def test_many_advantages_are_counted() -> None:
    """Seven rules of law make one bullet."""
    verdicts = tuple(make_verdict(make_rule(f"law/{letter}")) for letter in "abcdefg")

    assert "* Good, because 7 rules pass (law): `law/a`, `law/b`," in text_of(make_option(verdicts=verdicts))


def test_without_a_drawback_none_is_invented() -> None:
    """The record says that it found none, and that this is all it says."""
    assert "* No rule that applies found a drawback. Add drawbacks that rules cannot find" in text_of(make_option())


def test_a_workload_without_a_choice_says_so() -> None:
    """Nothing is chosen, so nothing is claimed."""
    text = text_of()

    assert read_record(text).chosen == ()
    assert "No option is chosen for `patient-qa` yet.\n" in text
    assert "No option is declared.\n" in text


def test_every_place_of_a_need_is_told() -> None:
    """Needs stand with file and line, in a table."""
    need = make_evidence("workload.note", "a|b", location=make_place(7, path="services/chat/llm-profile.yaml"))
    text = record_text(make_decision(workloads=(make_workload(needs=(need,)),)), 1, TEMPLATES)

    assert "| `workload.note` | `a\\|b` | `services/chat/llm-profile.yaml:7` |\n" in text


def test_it_never_says_compliant() -> None:
    """A record says what was checked; the word is not ours to give."""
    assert "complian" not in text_of(make_option(verdicts=(OTHER_PASS,))).lower()


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"status": "provisional"}, "has the unknown status `provisional`"),
        ({"date": "1 October"}, "needs a date like 2026-10-01, not `1 October`"),
    ],
)
def test_a_header_that_no_reader_understands_is_a_mistake(fields: dict[str, str], message: str) -> None:
    """Status and date stand bare in the front matter, so they are held to their forms."""
    with pytest.raises(PolicyEngineError, match=message):
        record_text(make_decision(**fields), 1, TEMPLATES)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Serve the patients' chatbot", "0007-serve-the-patients-chatbot.md"),
        ("Größe & Qualität: 70B!", "0007-groe-qualitat-70b.md"),
        ("模型", "0007-decision.md"),
        ("word " * 30, "0007-word-word-word-word-word-word-word-word-word-word-word-word.md"),
        ("x" * 100, f"0007-{'x' * 60}.md"),
        ("../../etc/passwd", "0007-etc-passwd.md"),
    ],
)
def test_names_are_what_all_readers_list(title: str, name: str) -> None:
    """Four digits, then lower-case words and dashes."""
    assert name == record_name(7, title)
