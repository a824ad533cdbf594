"""Ways around the gate with the date of an event that has not happened yet."""

from tests.bypasses.gate import Gate
from tests.bypasses.table import bypass
from tests.cli.running import Done

REFUSED = "error[consistency/date-in-future]"
BAA = "baa: {status: signed, date: 2099-01-01, expires: 2199-01-01}"
DATA = "    data: {classes: [internal]}\n"


def _dated(gate: Gate, more: str = "", *, data: str = DATA, settings: str = "", top: str = "") -> Done:
    """Judge a profile that passes but for its dates, with settings of its own where there are any."""
    folder = gate.folder / "svc" / "dated"
    folder.mkdir()
    (folder / "llm-profile.yaml").write_text(
        "version: 1\nproject: {name: dated, owner: docs, lifecycle: prototype}\n"
        f"{top}workloads:\n  draft:\n    purpose: Drafts release notes\n    tasks: [summarization]\n{data}{more}"
    )
    if settings:
        (folder / "policyengine.yaml").write_text(f"version: 1\nextends: ../../policyengine.yaml\n{settings}")
    return gate.check("svc/dated", revision="")


@bypass(
    "waivers",
    "The exit plan is tested next century",
    code=1,
    says=f"{REFUSED}: `operations.exit.tested` is 2099-01-01, after the evaluation date 2026-11-22",
)
def exit_tested_later(gate: Gate) -> Done:
    """Declare the test before it is made."""
    return _dated(gate, "    operations: {exit: {plan: docs/exit.md, tested: 2099-01-01}}\n")


@bypass("waivers", "An assessment is dated next century", code=1, says=f"{REFUSED}: `assessments.dpia.date`")
def assessed_later(gate: Gate) -> Done:
    """Declare the assessment before it is made."""
    return _dated(gate, "    assessments: {dpia: {date: 2099-01-01, reference: docs/dpia.md, covers_change: true}}\n")


@bypass(
    "waivers", "A recipient's agreement is signed next century", code=1, says=f"{REFUSED}: `recipients[0].baa.date`"
)
def signed_later(gate: Gate) -> Done:
    """Declare an agreement as signed that nobody has signed yet."""
    return _dated(gate, f"    recipients: [{{provider: datadog, role: observability, {BAA}}}]\n")


@bypass(
    "waivers",
    "The agreement in the settings is signed next century",
    code=1,
    says=f"{REFUSED}: `agreements.openai.baa.date` is 2099-01-01",
)
def signed_later_in_settings(gate: Gate) -> Done:
    """Declare it for the company."""
    return _dated(gate, settings=f"agreements: {{openai: {{{BAA}}}}}\n")


@bypass(
    "waivers",
    "A claim is checked next century, so that it is never too old",
    code=1,
    says=f"{REFUSED}: `data.minimised.checked` is 2099-01-01",
)
def checked_later(gate: Gate) -> Done:
    """Name a document, and a day on which nobody has looked at it yet."""
    claim = "{status: true, evidence: docs/flow.md, checked: 2099-01-01, by: ada}"
    settings = "evidence: {compliance: {required: true, max_age_days: 30}}\n"
    return _dated(gate, data=f"    data: {{classes: [internal], minimised: {claim}}}\n", settings=settings)


@bypass(
    "waivers",
    "A decision is accepted next century, so that its record is judged by what will be",
    code=1,
    says=f"{REFUSED}: `decisions.draft-model.date` is 2099-01-01",
)
def decided_later(gate: Gate) -> Done:
    """Date the decision ahead."""
    decision = "{workloads: [draft], status: accepted, because: x, date: 2099-01-01}"
    return _dated(gate, top=f"decisions: {{draft-model: {decision}}}\n")


@bypass(
    "overlays",
    "The organisation's own prices are of the next century, and never too old",
    code=1,
    says=f"{REFUSED}: `catalog.prices.acme.as_of` is 2099-01-01",
)
def priced_later(gate: Gate) -> Done:
    """Date a price set ahead."""
    row = "{model: openai/gpt-4o, service: openai, input: 2, output: 8}"
    return _dated(gate, settings=f"catalog: {{prices: {{acme: {{as_of: 2099-01-01, tokens: [{row}]}}}}}}\n")


@bypass("waivers", "A comment ignores the date that lies ahead", code=1, says=REFUSED)
def comment_on_the_date(gate: Gate) -> Done:
    """Ask for silence at the line."""
    comment = "# policyengine: ignore[consistency/date-in-future] ours"
    return _dated(gate, f"    security: {{last_test: 2099-01-01}} {comment}\n")


@bypass(
    "waivers",
    "A waiver excuses the date that lies ahead",
    code=2,
    says="the waiver names no rule: `consistency/date-in-future`",
)
def waiver_of_the_date(gate: Gate) -> Done:
    """Name the rule in a waiver."""
    waiver = "{rule: consistency/date-in-future, workload: draft, owner: a, reason: b, expires: 2027-01-01}"
    return _dated(gate, "    security: {last_test: 2099-01-01}\n", top=f"waivers: [{waiver}]\n")


@bypass(
    "waivers",
    "Settings switch off the rule about dates that lie ahead",
    code=2,
    says="no rule matches `consistency/date-in-future`",
)
def severity_of_the_date(gate: Gate) -> Done:
    """Set its severity to off."""
    return _dated(
        gate, "    security: {last_test: 2099-01-01}\n", settings="severities: {consistency/date-in-future: off}\n"
    )


@bypass("waivers", "The run selects other rules than that about dates", code=1, says=REFUSED)
def others_selected(gate: Gate) -> Done:
    """Select one category."""
    _dated(gate, "    security: {last_test: 2099-01-01}\n")
    return gate.check("svc/dated", "--select", "license/*", revision="")
