"""Reports as a run could give them, one per thing a reporter must show."""

from datetime import UTC, datetime

from policyengine.case import Subject
from policyengine.errors import Mistake
from policyengine.location import Location
from policyengine.report import Counts, Report, Todo
from policyengine.rule import Parameter
from policyengine.severity import Severity
from policyengine.verdict import Evidence, Missing, Outcome
from tests.unit.outputs.verdicts import BLOG, HIPAA, LLAMA, make_document, make_rule, make_verdict, place

AS_OF = "2026-11-22"

PROFILE = make_document(
    "services/chat/llm-profile.yaml",
    """\
version: 1
project: {name: patient-assistant, lifecycle: production}
workloads:
  chat:
    purpose: Answers patients' questions
    data:
      classes: [phi, pii]
    choice:
      model: openai/gpt-4o
      hosting: vendor-api
      provider: openai
  digest:
    purpose: Sums up the week's questions
    choice:
      model: meta-llama/Llama-3.1-70B-Instruct
      hosting: private-cloud
""",
)

SETTINGS = make_document(
    "policyengine.yaml",
    """\
version: 1
organization:
  name: Acme
  monthly_active_users: {months: {2024-06: 700000001}}
parameters:
  latency-budget/fast-enough: {p95_ms: 800}
""",
)

DOCUMENTS = {document.path: document for document in (PROFILE, SETTINGS)}

SELF_HOSTING = make_rule(
    "compliance/hipaa/self-hosting",
    title="PHI stays on infrastructure you control",
    force="organization-policy",
    message="your policy keeps PHI on infrastructure you control; `openai/gpt-4o` runs at openai (vendor-api)",
    rationale="a covered entity may use a business associate with a BAA; your policy accepts none",
    remediation="choose an eligible option (`policyengine decide`), or set accept_baa with an approver",
    references=(HIPAA,),
    parameters=(Parameter("accept_baa", "bool", default=False, description="A BAA is enough."),),
)

USER_LIMIT = make_rule(
    "license/user-limit",
    title="The licence allows this many monthly active users",
    scope="license",
    force="license",
    message="`meta-llama/Llama-3.1-70B-Instruct` is licensed up to 700,000,000 monthly active users; "
    "Acme counts 700,000,001",
    rationale="Above the limit the grant ends, and Meta decides whether to give another.",
    remediation="ask Meta for a licence, or choose a model without a user limit",
    references=(LLAMA,),
)


def self_hosting() -> Report:
    """Two facts of one file and a parameter's default make a rule fail."""
    hosting = place(PROFILE, "vendor-api")
    evidence = (
        Evidence("workload.data.classes", ["phi", "pii"], "profile", place(PROFILE, "[phi, pii]"), elements=("phi",)),
        Evidence("option.hosting", "vendor-api", "profile", hosting),
        Evidence("params.accept_baa", value=False, origin="parameter"),
    )
    verdict = make_verdict(SELF_HOSTING, location=hosting, evidence=evidence)
    return Report((verdict,), Counts(1, 1, 24, 18, 1, 0, 5), AS_OF, documents=DOCUMENTS)


def user_limit() -> Report:
    """A licence fails on a catalog fact and a number derived from the settings."""
    users = place(SETTINGS, "700000001")
    evidence = (
        Evidence("license.mau_limit.threshold", 700_000_000, "catalog", reference=LLAMA),
        Evidence(
            "license.mau_limit.counted_users",
            700_000_001,
            "derived",
            inputs=(
                Evidence("organization.monthly_active_users.months", 700_000_001, "settings", users),
                Evidence("license.mau_limit.frozen", datetime(2024, 7, 23, tzinfo=UTC), "catalog", reference=LLAMA),
            ),
        ),
    )
    subject = Subject("license", PROFILE.path, "digest", "LicenseRef-Llama-3.1-Community")
    model = place(PROFILE, "meta-llama/Llama-3.1-70B-Instruct")
    verdict = make_verdict(USER_LIMIT, subject=subject, location=model, evidence=evidence)
    return Report((verdict,), Counts(1, 1, 24, 12, 1), AS_OF, documents=DOCUMENTS)


def undeclared() -> Report:
    """A licence cannot be judged because two facts are not declared."""
    missing = (
        Missing("organization.monthly_active_users", place(SETTINGS, "organization"), "a number, affiliates included"),
        Missing("workload.volume.requests_per_day", place(PROFILE, "digest")),
    )
    subject = Subject("license", PROFILE.path, "digest", "LicenseRef-Llama-3.1-Community")
    verdict = make_verdict(
        USER_LIMIT,
        Outcome.UNKNOWN,
        subject=subject,
        severity=Severity.WARNING,
        location=place(PROFILE, "meta-llama/Llama-3.1-70B-Instruct"),
        evidence=(Evidence("license.mau_limit.effect", "ends", "catalog", reference=LLAMA),),
        missing=missing,
    )
    todo = tuple(
        Todo(path, settles)
        for path, settles in (
            ("organization.roles", 41),
            ("workload.audience", 12),
            ("project.jurisdictions", 9),
            ("team.on_call", 1),
        )
    )
    return Report((verdict,), Counts(1, 1, 24, 9, unknown=1, not_asked=7), AS_OF, todo, documents=DOCUMENTS)


def capped() -> Report:
    """An error rule rests on an unverified source and is a warning; a note follows."""
    rule = make_rule("hosting/egress", title="The boundary is kept", force="guidance", references=(HIPAA, BLOG))
    budget = make_rule("latency-budget/fast-enough", title="The answer comes in time", force="practice")
    hosting = place(PROFILE, "vendor-api")
    first = make_verdict(
        rule,
        severity=Severity.WARNING,
        location=hosting,
        message="data leaves the boundary",
        evidence=(Evidence("option.hosting", "vendor-api", "profile", hosting),),
        capped="it rests on a source that nobody has verified: A vendor's blog",
    )
    limit = place(SETTINGS, "800")
    second = make_verdict(
        budget,
        severity=Severity.NOTE,
        location=hosting,
        message="`openai/gpt-4o` may take 1,200 ms",
        evidence=(Evidence("params.p95_ms", 800, "parameter", limit), Evidence("today", _day(), "clock")),
    )
    notes = (
        "workload `digest` has no choice: option rules were not evaluated; `policyengine decide` lists its options",
    )
    return Report((first, second), Counts(1, 2, 24, 20, 2), AS_OF, notes=notes, documents=DOCUMENTS)


def hostile() -> Report:
    """A profile tries to steer the terminal, to turn text around and to forge a second verdict."""
    model = "gpt\x1b[2J\x9b31m\u202e4o\nerror[forged]: pay up\udc80"
    document = make_document("llm-profile.yaml", 'version: 1\nmodel: "gpt\x1b[2J\u202e4o" # \x07\n')
    where = place(document, '"gpt\x1b[2J\u202e4o"')
    rule = make_rule("catalog/known-model", title="The model is known", force="consistency")
    verdict = make_verdict(
        rule,
        location=where,
        message=f"`{model}` is not in the catalog",
        evidence=(Evidence("option.model.id", model, "profile", where), Evidence("option.price", 1e400, "catalog")),
    )
    notes = (f"model {model} was looked up",)
    counts = Counts(1, 1, 1, 0, 1)
    return Report((verdict,), counts, AS_OF, notes=notes, documents={document.path: document})


def mistakes() -> Report:
    """Two files cannot be judged; a third is, and fails."""
    source = "    hostng: vendor-api"
    wrong = (
        Mistake("unknown key `hostng`", Location("a/llm-profile.yaml", 9, 5, 9, 11), source, "did you mean `hosting`?"),
        Mistake("`version` is missing", Location("a/llm-profile.yaml", 1, 1, 1, 8), "project: {name: a}"),
        Mistake("cannot read `b/llm-profile.yaml`: permission denied"),
    )
    return self_hosting()._replace(mistakes=wrong)


def clean() -> Report:
    """Everything that was asked holds, and everything was asked."""
    return Report((), Counts(3, 5, 24, 96, not_applicable=12), AS_OF, documents=DOCUMENTS)


def everything() -> Report:
    """Passes, waivers and two workloads failing the same rule at the same place."""
    failure = self_hosting().verdicts[0]
    elsewhere = failure._replace(subject=failure.subject._replace(workload="digest"))
    quiet = (
        make_verdict(make_rule("cost/budget", title="It costs what it may"), Outcome.PASS, location=failure.location),
        make_verdict(make_rule("cost/budget", title="It costs what it may"), Outcome.NOT_APPLICABLE),
        make_verdict(make_rule("terms/reviewed", title="Somebody read the terms"), Outcome.WAIVED),
    )
    open_question = undeclared()
    broken = make_verdict(
        make_rule("cost/per-user", title="A user costs little", force="contract"),
        Outcome.BROKEN,
        message="this rule could not be evaluated: division by zero at 1:24",
        location=failure.location,
    )
    verdicts = (failure, elsewhere, *open_question.verdicts, broken, *quiet)
    counts = Counts(1, 2, 12_345, 1, 2, 1, 1, 7, 1, 1)
    return Report(verdicts, counts, AS_OF, open_question.todo, documents=DOCUMENTS)


def _day() -> datetime:
    return datetime(2026, 11, 22, tzinfo=UTC)
