"""What the product promises, on real profiles and the shipped rules: lines are named, and no fact left out helps."""

from pathlib import Path

import pytest

from policyengine.engine.session import Question
from policyengine.report import Report
from policyengine.verdict import Evidence, Outcome, Verdict
from policyengine.whole_report import check
from tests.golden.transcripts import ROOT
from tests.golden.variants import (
    AS_OF,
    PROFILE,
    Change,
    code_of,
    example,
    failing_rules,
    judged,
    rules_of,
    without_one_fact,
)

USER_LIMIT = "license/user-limit"
SELF_HOSTING = "compliance/hipaa/self-hosting"
BAA = "compliance/hipaa/business-associate-agreement"
PROCESSOR = "compliance/gdpr/processor-agreement"
USERS = "organization.monthly_active_users"

JURISDICTION = "license/excluded-jurisdiction"
TRAINING = "license/output-training"

CHATBOT, TOOLS, SUPPORT = "patient-chatbot", "productivity-tools", "customer-support"
QA, REVIEW, TICKETS = "workloads.patient-qa", "workloads.code-review", "workloads.ticket-triage"
CARDS = ["phi", "card-authentication"]
LLAMA_4 = "meta-llama/Llama-4-Scout-17B-16E-Instruct"
COMMAND_R = "CohereLabs/c4ai-command-r-08-2024"
SONNET_3_7 = "anthropic/claude-3-7-sonnet-20250219"
OPENAI = {"model": "openai/gpt-4o", "hosting": "vendor-api", "provider": "openai"}
FALLBACK = {"role": "fallback", **OPENAI}
NOT_FOR_SALE = ((f"{TICKETS}.choice.model", COMMAND_R), (f"{TICKETS}.choice.separate_license", False))
TAUGHT = ((f"{TICKETS}.fine_tune.teacher", "openai/gpt-4o"), ("project.contains_training_of_others", True))

VARIANTS: dict[str, tuple[str, str, tuple[Change, ...]]] = {
    "a vendor serves the chatbot": (SELF_HOSTING, CHATBOT, ((f"{QA}.choice", OPENAI),)),
    "a vendor is outside the boundary": ("compliance/data-boundary", CHATBOT, ((f"{QA}.choice", OPENAI),)),
    "no agreement with the cloud host": (BAA, CHATBOT, (("agreements.amazon.baa.status", "none"),)),
    "the agreement ended yesterday": (BAA, CHATBOT, (("agreements.amazon.baa.expires", "2026-11-21"),)),
    "patients' data abroad": ("compliance/residency", CHATBOT, ((f"{QA}.choice.region", "eu-west-1"),)),
    "a fallback that leaks": ("hybrid/fallback-boundary", CHATBOT, ((f"{QA}.supporting", [FALLBACK]),)),
    "card codes in the chat": ("compliance/pci/authentication-data", CHATBOT, ((f"{QA}.data.classes", CARDS),)),
    "one user too many": (USER_LIMIT, CHATBOT, ((f"{USERS}.months", {"2024-06": 700_000_001}),)),
    "nobody sees that it is Llama": ("license/attribution", CHATBOT, ((f"{QA}.use.brand_shown", False),)),
    "a use that Llama excludes": ("license/excluded-use", CHATBOT, ((f"{QA}.use.purposes", ["military"]),)),
    "no contract with the processor": (PROCESSOR, SUPPORT, (("agreements.openai.dpa.status", "none"),)),
    "no contract with the cloud host": (PROCESSOR, SUPPORT, (("agreements.amazon.dpa.status", "none"),)),
    "customers' data abroad": ("compliance/residency", SUPPORT, ((f"{TICKETS}.supporting.0.region", "us"),)),
    "too little memory": ("operations/gpu-memory", SUPPORT, ((f"{TICKETS}.choice.model", LLAMA_4),)),
    "a place that Llama 4 excludes": (JURISDICTION, SUPPORT, ((f"{TICKETS}.choice.model", LLAMA_4),)),
    "a model not for sale": ("license/commercial-use", SUPPORT, NOT_FOR_SALE),
    "a closed model as teacher": ("license/teacher-outputs", SUPPORT, TAUGHT),
    "a competitor trained on outputs": (TRAINING, TOOLS, ((f"{REVIEW}.use.outputs_train", "competing"),)),
    "a model that is gone": (
        "lifecycle/retirement",
        TOOLS,
        ((f"{REVIEW}.choice.model", SONNET_3_7), (f"{REVIEW}.choice.version", SONNET_3_7.rpartition("/")[2])),
    ),
}
"""A rule, an example that has no errors, and what is changed in it so that the rule fails as an error."""

SWEEPS = {
    "chatbot at a vendor": ["a vendor serves the chatbot", "a vendor is outside the boundary"],
    "chatbot with many mistakes": [
        "no agreement with the cloud host",
        "patients' data abroad",
        "a fallback that leaks",
        "card codes in the chat",
        "one user too many",
        "nobody sees that it is Llama",
        "a use that Llama excludes",
    ],
    "support with many mistakes": [
        "no contract with the processor",
        "no contract with the cloud host",
        "customers' data abroad",
        "too little memory",
        "a closed model as teacher",
    ],
    "support on a model not for sale": ["a model not for sale"],
    "tools with many mistakes": ["a competitor trained on outputs", "a model that is gone"],
}
"""Variants made at once, so that each fact is taken away once for many failing rules."""


def verdict_of(report: Report, rule: str) -> Verdict:
    """Return the one verdict of a rule."""
    (found,) = [verdict for verdict in report.verdicts if verdict.rule.id == rule]
    return found


def lines_of(evidence: tuple[Evidence, ...]) -> dict[str, int]:
    """Return the line of each declared fact in a chain of evidence, by path."""
    lines = {}
    for given in evidence:
        if given.location is not None:
            lines[given.path] = given.location.line
        lines.update(lines_of(given.inputs))
    return lines


def test_a_vendor_is_named_with_its_lines(tmp_path: Path) -> None:
    """The chatbot as decided has no errors; at OpenAI the HIPAA rule names `hosting:` and `classes:`."""
    assert code_of(judged(example(CHATBOT), tmp_path)) == 0

    path = ROOT / "examples" / "failing" / PROFILE
    report = check([(str(path), None)], Question(AS_OF))
    found = verdict_of(report, SELF_HOSTING)
    lines = path.read_text(encoding="utf-8").splitlines()
    expected = {
        "option.hosting": 1 + next(i for i, line in enumerate(lines) if line.strip().startswith("hosting:")),
        "workload.data.classes": 1 + next(i for i, line in enumerate(lines) if line.strip().startswith("classes:")),
    }
    assert code_of(report) == 1
    assert (found.outcome, lines_of(found.evidence)) == (Outcome.FAIL, expected)
    assert found.location is not None
    assert found.location.line == expected["option.hosting"]


@pytest.mark.parametrize(
    ("current", "then", "outcome", "code"),
    [
        (700_000_000, 700_000_000, Outcome.PASS, 0),
        (700_000_000, 700_000_001, Outcome.FAIL, 1),
        (800_000_000, 600_000_000, Outcome.PASS, 0),
        (600_000_000, 800_000_000, Outcome.FAIL, 1),
        (600_000_000, None, Outcome.UNKNOWN, 1),
    ],
)
def test_llama_users(tmp_path: Path, current: int, then: int | None, outcome: Outcome, code: int) -> None:
    """Llama 3.1 counts the users of June 2024, today's never; when they are not declared, it says what to declare."""
    months = {} if then is None else {"2024-06": then}
    files = example(CHATBOT, (f"{USERS}.current", current), (f"{USERS}.months", months))
    report = judged(files, tmp_path, select=(USER_LIMIT,), passes=True)
    found = verdict_of(report, USER_LIMIT)
    assert (found.outcome, code_of(report)) == (outcome, code)
    wanted = [f"{USERS}.months.2024-06"] if then is None else []
    assert [missing.path for missing in found.missing] == wanted


def test_llama_users_without_any(tmp_path: Path) -> None:
    """A company that declares no number of users at all is told which one the licence counts."""
    report = judged(example(CHATBOT, (USERS, None)), tmp_path, select=(USER_LIMIT,))
    found = verdict_of(report, USER_LIMIT)
    assert (found.outcome, code_of(report)) == (Outcome.UNKNOWN, 1)
    assert [missing.path for missing in found.missing] == [f"{USERS}.months.2024-06"]


@pytest.mark.parametrize("name", VARIANTS)
def test_variant_fails(name: str, tmp_path: Path) -> None:
    """One change of an example that passes makes the rule fail, as an error."""
    rule, base, changes = VARIANTS[name]
    report = judged(example(base, *changes), tmp_path)
    assert (rule in rules_of(report.verdicts), code_of(report)) == (True, 1)


@pytest.mark.slow
@pytest.mark.parametrize("name", SWEEPS)
def test_deleting_a_fact_never_helps(name: str, tmp_path: Path) -> None:
    """Taking away any one declared fact, or group of facts, leaves each failure of a production profile an error.

    A file without a fact that the schema requires is broken, which is no success either. A rule that is unknown for
    want of one fact may not be asked for want of a second: what was never known to fail is not held here.
    """
    files = example(VARIANTS[SWEEPS[name][0]][1], *(change for part in SWEEPS[name] for change in VARIANTS[part][2]))
    report = judged(files, tmp_path)
    rules = rules_of(verdict for verdict in report.verdicts if verdict.outcome is Outcome.FAIL)
    assert files.profile["project"]["lifecycle"] == "production"
    assert rules >= {VARIANTS[part][0] for part in SWEEPS[name]}
    facts, fewer = zip(*without_one_fact(files), strict=True)
    silenced = [
        f"{rule} without {fact}"
        for fact, failing in zip(facts, failing_rules(fewer, tmp_path), strict=True)
        if failing is not None
        for rule in sorted(rules - failing)
    ]
    assert silenced == []


def test_deletions_include_the_evidence(tmp_path: Path) -> None:
    """The facts taken away are at least those on which the verdicts rest."""
    files = example(CHATBOT, (f"{QA}.choice", OPENAI))
    report = judged(files, tmp_path)
    removed = {fact for fact, _ in without_one_fact(files)}
    assert {f"{QA}.data.classes", f"{QA}.data.boundary", "agreements.amazon.baa"} <= removed
    assert rules_of(report.verdicts)
