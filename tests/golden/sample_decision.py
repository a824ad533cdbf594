"""A rich decision, as a hospital's team might declare it; the golden record is made of it."""

from typing import Any

from policyengine.case import Subject
from policyengine.decision import Decision, Digest, RecordedWaiver
from policyengine.report import Todo
from policyengine.rule import Rule
from policyengine.severity import Severity
from policyengine.verdict import Evidence, Missing, Outcome, Verdict
from tests.builders import (
    PROFILE,
    make_decision,
    make_evidence,
    make_option,
    make_place,
    make_reference,
    make_rule,
    make_verdict,
    make_workload,
)

NOTES = """\
Ada will look at this again when the BAA with Datadog is signed.

# Open questions

* Does the clinic accept 1.5 s at the 95th percentile?
"""
CONTEXT = """\
The patient portal has had a scripted assistant since 2023. It sends two of three questions to a nurse, who needs about
six minutes for each. The board asked for an assistant that answers the simple ones; the privacy office asked that no
patient data leaves our account without a contract.
"""
LLAMA = make_reference(
    "Llama 3.1 Community License", "section 2", url="https://www.llama.com/llama3_1/license/", checked="2026-11-20"
)
PRICES = make_reference(
    "AWS EC2 on-demand prices",
    "p4de.24xlarge",
    url="https://aws.amazon.com/ec2/pricing/on-demand/",
    confidence="secondary",
)
CLOUD = make_reference(
    "HHS guidance on cloud computing",
    "question 2",
    url="https://www.hhs.gov/hipaa/for-professionals/special-topics/health-information-technology/cloud-computing/",
)
BAA = make_rule(references=(make_reference(), CLOUD))
SELF_HOSTING = make_rule(
    "compliance/hipaa/self-hosting",
    title="PHI stays on infrastructure that the organisation controls",
    force="organization-policy",
    scope="option",
    references=(make_reference(section="(e)(1)"),),
)
NO_TRAINING = make_rule(
    "compliance/hipaa/no-training",
    title="No third party trains on PHI",
    references=(
        make_reference("45 CFR 164.504", "(e)(2)(i)", url="https://www.ecfr.gov/current/title-45/section-164.504"),
    ),
)
USERS = make_rule(
    "license/user-limit",
    title="The licence allows this many monthly active users",
    force="license",
    scope="license",
    references=(LLAMA,),
)
MEMORY = make_rule(
    "infrastructure/memory",
    title="The weights and the cache fit into the memory of the hardware",
    force="consistency",
    scope="option",
    references=(),
)
COST = make_rule(
    "cost/break-even",
    title="Self-hosting costs less than an API at this volume",
    force="practice",
    scope="option",
    severity=((Severity.WARNING, None),),
    references=(PRICES,),
)
RESIDENCY = make_rule(
    "data/residency", title="Data stays in the declared regions", force="contract", scope="option", references=()
)
CLASSES = make_evidence("workload.data.classes", ["phi", "pii"], 9, elements=("phi",))


def sample_decision(**fields: Any) -> Decision:
    """Return the decision: a self-hosted model chosen, one API refused, one unsettled."""
    workload = make_workload(
        needs=(
            make_evidence("workload.tasks", ["question-answering"], 8),
            make_evidence("workload.data.classes", ["phi", "pii"], 9),
            make_evidence("workload.data.boundary", "vpc", 10),
            make_evidence("workload.data.residency", ["US"], 11),
            make_evidence("workload.volume.requests_per_day", 50000, 12),
            make_evidence("workload.latency.p95_ms", 1500, 13),
        ),
        verdicts=(_recipient("aws", Outcome.PASS, 40), _recipient("datadog", Outcome.UNKNOWN, 31)),
        options=(
            make_option("meta-llama/Llama-3.1-70B-Instruct, private-cloud at aws us-east-1", verdicts=_chosen()),
            make_option(
                "BAAI/bge-m3, private-cloud at aws us-east-1",
                role="embedding",
                element="embedding[0]",
                location=f"{PROFILE}:24",
                verdicts=(_on(SELF_HOSTING, Outcome.PASS, "embedding[0]", CLASSES, _hosting("private-cloud", 24)),),
            ),
            make_option(
                "openai/gpt-4o, vendor-api at openai",
                role="considered",
                element="considered[0]",
                location=f"{PROFILE}:34",
                verdicts=_refused(),
            ),
            make_option(
                "anthropic/claude-sonnet-4, managed-open at aws-bedrock us-east-1",
                role="considered",
                element="considered[1]",
                location=f"{PROFILE}:35",
                verdicts=_unsettled(),
            ),
        ),
    )
    defaults: dict[str, Any] = {
        "workloads": (workload,),
        "context": CONTEXT,
        "notes": NOTES,
        "todo": (Todo("organization.roles", 41), Todo("team.operations_level", 1)),
        "digests": (
            Digest("profile", PROFILE, "3f" * 32),
            Digest("settings", "policyengine.yaml", "a1" * 32),
            Digest("rules", "", "5c" * 32),
            Digest("catalog", "", "e0" * 32),
        ),
        "inputs": "9b" * 32,
        "informed": ("Platform on-call",),
        "supersedes": "patient-qa-pilot",
    }
    return make_decision(**{**defaults, **fields})


def _recipient(name: str, outcome: Outcome, line: int) -> Verdict:
    known = outcome == Outcome.PASS
    signed = make_place(line, path="policyengine.yaml")
    baa = make_evidence("recipient.baa.signed", value=True, origin="settings", location=signed)
    return make_verdict(
        BAA,
        outcome,
        subject=Subject("recipient", PROFILE, "patient-qa", name),
        message=f"`{name}` handles PHI without a BAA",
        evidence=(CLASSES, baa) if known else (CLASSES,),
        missing=() if known else (Missing("recipient.baa.signed", make_place(line)),),
    )


def _hosting(value: str, line: int) -> Evidence:
    return make_evidence("option.hosting", value, line)


def _on(rule: Rule, outcome: Outcome, element: str, *evidence: Evidence, **fields: Any) -> Verdict:
    return make_verdict(
        rule, outcome, subject=Subject("option", PROFILE, "patient-qa", element), evidence=evidence, **fields
    )


def _chosen() -> tuple[Verdict, ...]:
    users = make_evidence(
        "license.mau_limit.counted_users",
        1200000,
        origin="derived",
        inputs=(
            make_evidence(
                "organization.monthly_active_users", 1200000, location=make_place(6, path="policyengine.yaml")
            ),
        ),
    )
    limit = make_evidence("license.mau_limit.threshold", 700000000, origin="catalog", reference=LLAMA)
    share = make_evidence("option.cost.share_of_api", 1.18, origin="derived")
    return (
        _on(SELF_HOSTING, Outcome.PASS, "primary", CLASSES, _hosting("private-cloud", 17)),
        _on(MEMORY, Outcome.PASS, "primary", make_evidence("option.hardware.gpu", "A100-80GB", 21)),
        _on(RESIDENCY, Outcome.NOT_APPLICABLE, "primary"),
        make_verdict(
            USERS,
            subject=Subject("license", PROFILE, "patient-qa", "LicenseRef-Llama-3.1-Community"),
            evidence=(users, limit),
        ),
        _on(
            COST,
            Outcome.FAIL,
            "primary",
            share,
            make_evidence("params.margin", 1.1, origin="parameter"),
            message="at 50,000 requests per day, self-hosting costs 1.18 times what `openai/gpt-4o` would",
            capped="secondary source",
        ),
    )


def _refused() -> tuple[Verdict, ...]:
    return (
        _on(
            SELF_HOSTING,
            Outcome.FAIL,
            "considered[0]",
            CLASSES,
            _hosting("vendor-api", 34),
            message="your policy keeps PHI on infrastructure you control; `openai/gpt-4o` runs at openai (vendor-api)",
        ),
        _on(NO_TRAINING, Outcome.PASS, "considered[0]", CLASSES),
    )


def _unsettled() -> tuple[Verdict, ...]:
    return (
        _on(
            NO_TRAINING,
            Outcome.UNKNOWN,
            "considered[1]",
            CLASSES,
            missing=(Missing("option.provider.trains_on_inputs", make_place(35)),),
            message="`aws-bedrock` may train on PHI",
        ),
        _on(SELF_HOSTING, Outcome.PASS, "considered[1]", CLASSES, _hosting("managed-open", 35)),
    )


def several_workloads() -> Decision:
    """Return a decision about two workloads: one whose choice fails a rule and has a waiver, one without a choice."""
    limit = make_rule(
        "operations/on-call",
        title="Somebody is on call for a model that patients depend on",
        force="practice",
        scope="workload",
        references=(),
    )
    broken = make_rule("custom/latency", title="The model answers in time", force="guidance", references=())
    subject = Subject("workload", PROFILE, "triage", "")
    triage = make_workload(
        "triage",
        purpose="Sorts incoming messages by urgency.",
        needs=(make_evidence("workload.tasks", ["classification"], 50),),
        verdicts=(
            make_verdict(limit, Outcome.WAIVED, subject=subject, message="nobody is on call for `triage`"),
            make_verdict(broken, Outcome.BROKEN, subject=subject),
        ),
        options=(
            make_option(
                "openai/gpt-4o, vendor-api at openai",
                workload="triage",
                location=f"{PROFILE}:55",
                verdicts=(
                    *_refused(),
                    _on(
                        COST,
                        Outcome.FAIL,
                        "primary",
                        message="one provider serves every workload",
                        severity=Severity.NOTE,
                    ),
                ),
            ),
        ),
    )
    letters = make_workload("letters", purpose="", needs=(), options=())
    return sample_decision(
        workloads=(triage, letters),
        title="Serve triage from a vendor, and letters later",
        key="triage-serving",
        status="accepted",
        context="",
        notes="",
        todo=(),
        supersedes="",
        tags=(),
        not_asked=2,
        waivers=(
            RecordedWaiver(
                limit.id,
                "triage",
                "a nurse reads every message within the hour",
                "Ada Lovelace",
                "Grace Hopper",
                "OPS-17",
                "2027-03-31",
                "active",
                "the queue is watched by the ward",
                make_place(62),
            ),
        ),
    )
