"""Ways around the gate through waivers, comments and accepted records that rest on what is no longer so."""

import json
import re
import shutil
from pathlib import Path

from tests.bypasses.gate import Gate
from tests.bypasses.table import bypass
from tests.cli.running import DAY, ROOT, Done, policyengine

RULE = "compliance/hipaa/self-hosting"
PEOPLE = {"owner": "Ann", "reason": "agreed until May", "approved_by": "Bob", "ticket": "RISK-1"}
RELEASED = ROOT / "tests" / "upgrades" / "0.1.0" / "platform"
COPILOT = "services/claims-copilot-nygard"


def _waived(gate: Gate, *arguments: str, rule: str = RULE) -> str:
    """Waive what fails in the profile, as people would, and return its text."""
    folder = gate.profile.parent
    done = policyengine(folder, "waive", rule, "llm-profile.yaml", "--as-of", DAY, *arguments)
    assert done.code == 0, done.err
    text = gate.profile.read_text()
    for key, said in PEOPLE.items():
        text = re.sub(rf"^(    {key}:)$", rf"\1 {said}", text, flags=re.MULTILINE)
    gate.profile.write_text(text)
    assert _check(gate, rule).code == 0
    return text


def _check(gate: Gate, rule: str = RULE) -> Done:
    """Check only the rule that is waived; the waiver stands in the revision that judges, as after a merge."""
    return policyengine(gate.folder, "check", "svc/chat", "--as-of", DAY, "--select", rule)


def _edited(gate: Gate, old: str, new: str) -> Done:
    text = _waived(gate)
    assert old in text
    gate.profile.write_text(text.replace(old, new))
    return _check(gate)


@bypass(
    "waivers", "A waiver stays, and the fact that it excuses becomes another one", code=1, says="was vendor-api and is"
)
def waived_fact_changed(gate: Gate) -> Done:
    """Move the option to another kind of hosting that the rule refuses too."""
    return _edited(gate, "      hosting: vendor-api", "      hosting: managed-open")


def _served_by(gate: Gate, old: str, new: str) -> Done:
    """Change the choice, which comes before the waiver, and leave the waiver as it is."""
    text = _waived(gate)
    gate.profile.write_text(text.replace(old, new, 1))
    return _check(gate)


@bypass(
    "waivers",
    "A waiver stays, and another provider with the same terms takes the place of the one it was approved for",
    code=1,
    says="the provider was openai and is now azure-openai",
)
def provider_replaced_under_a_waiver(gate: Gate) -> Done:
    """Keep the model and every fact that the rule reads."""
    return _served_by(gate, "provider: openai\n      region: us\n", "provider: azure-openai\n      region: US\n")


@bypass(
    "waivers",
    "A waiver stays, and another model takes the place of the one it was approved for",
    code=1,
    says="the model was openai/gpt-4o and is now openai/gpt-4.1",
)
def model_replaced_under_a_waiver(gate: Gate) -> Done:
    """Keep the provider and every fact that the rule reads."""
    return _served_by(gate, "model: openai/gpt-4o\n", "model: openai/gpt-4.1\n")


@bypass(
    "waivers",
    "A waiver stays that was approved for the organisation's own machines, and a provider runs the model now",
    code=1,
    says="the provider was undeclared and is now aws",
)
def provider_added_under_a_waiver(gate: Gate) -> Done:
    """The rule reads neither hosting nor provider."""
    option = "model: LGAI-EXAONE/EXAONE-4.0-32B\n      hosting: on-premises\n"
    text = gate.profile.read_text()
    begin, end = text.index("model: openai/gpt-4o\n"), text.index("      version_pinned")
    gate.profile.write_text(text[:begin] + option + text[end:])
    waived = _waived(gate, rule="license/commercial-use")
    gate.profile.write_text(waived.replace("on-premises\n", "private-cloud\n      provider: aws\n", 1))
    return _check(gate, "license/commercial-use")


@bypass(
    "waivers",
    "A waiver of an unencrypted store stays, and another provider keeps the store",
    code=1,
    says="the provider was aws and is now pinecone",
)
def store_moved_under_a_waiver(gate: Gate) -> Done:
    """The rule reads only what the store holds."""
    store = "{kind: files, name: notes, provider: aws, region: us-east-1, classes: [pii], encrypted: false}"
    gate.edit(gate.profile, "    choice:\n", f"    stores: [{store}]\n    choice:\n")
    waived = _waived(gate, rule="stores/encryption")
    gate.profile.write_text(waived.replace("provider: aws, region: us-east-1", "provider: pinecone, country: US", 1))
    return _check(gate, "stores/encryption")


@bypass(
    "waivers",
    "Lines are removed from a waiver's `facts:`, so that they cannot change",
    code=1,
    says="a line was edited",
)
def facts_removed(gate: Gate) -> Done:
    """Remove the fact that is going to change."""
    return _edited(gate, "        option.hosting: vendor-api\n", "")


@bypass("waivers", "The values in a waiver's `facts:` are edited to those of today", code=1, says="a line was edited")
def facts_edited(gate: Gate) -> Done:
    """Let the approval say what nobody approved."""
    text = _waived(gate).replace("hosting: vendor-api", "hosting: managed-open")
    gate.profile.write_text(text)
    return _check(gate)


@bypass("waivers", "A waiver's `facts:` is emptied", code=1, says="lacks `facts`")
def facts_emptied(gate: Gate) -> Done:
    """Leave the key and nothing below it."""
    text = _waived(gate)
    gate.profile.write_text(re.sub(r"    facts:\n(?: {6}.*\n?)+", "    facts: {}\n", text))
    return _check(gate)


@bypass("waivers", "A waiver's `facts:` is another waiver's digest", code=1, says="warning[waiver/lapsed]")
def digest_of_another(gate: Gate) -> Done:
    """Take the digest of a waiver that holds elsewhere."""
    digest = re.search(r"facts: ([0-9a-f]{64})", (RELEASED / "policyengine.yaml").read_text())
    assert digest is not None
    text = _waived(gate)
    gate.profile.write_text(re.sub(r"    facts:\n(?: {6}.*\n?)+", f"    facts: {digest[1]}\n", text))
    return _check(gate)


@bypass(
    "waivers", "A waiver is copied to another workload with the same facts", code=1, says="copied from another waiver"
)
def another_workload(gate: Gate) -> Done:
    """Rename the workload, and the one that the waiver names."""
    text = _waived(gate)
    gate.profile.write_text(text.replace("patient-qa", "staff-qa"))
    return _check(gate)


@bypass("waivers", "A waiver is moved to another option of the same workload", code=1, says=f"error[{RULE}]")
def another_element(gate: Gate) -> Done:
    """Let a second option with the same facts be the one that is waived."""
    text = _waived(gate)
    option = (
        "    supporting: [{role: fallback, model: openai/gpt-4o, hosting: vendor-api, provider: openai, region: us}]\n"
    )
    gate.profile.write_text(
        text.replace("waivers:\n", f"{option}waivers:\n").replace("subject: primary", "subject: 'fallback[0]'")
    )
    return _check(gate)


@bypass("waivers", "A waiver has expired", code=1, says="warning[waiver/expired]")
def expired(gate: Gate) -> Done:
    """Let its last day be yesterday."""
    return _edited(gate, "expires: 2027-05-21", "expires: 2026-11-21")


@bypass("waivers", "A waiver runs for longer than the policy allows", code=1, says="warning[waiver/over-long]")
def over_long(gate: Gate) -> Done:
    """Let it end in ten years."""
    return _edited(gate, "expires: 2027-05-21", "expires: 2036-05-21")


@bypass(
    "waivers",
    "A waiver that is granted in the future begins its term later",
    code=1,
    says="warning[waiver/not-yet-granted]",
)
def granted_later(gate: Gate) -> Done:
    """Let it begin tomorrow."""
    return _edited(gate, f"granted: {DAY}", "granted: 2026-11-23")


@bypass("waivers", "The owner of a waiver approves it", code=1, says="warning[waiver/self-approved]")
def self_approved(gate: Gate) -> Done:
    """Use one name for both, spelt otherwise."""
    return _edited(gate, "approved_by: Bob", "approved_by: ' aNN '")


@bypass(
    "waivers",
    "A waiver is approved while a fact is undeclared, and the fact is declared later",
    code=1,
    says="was undecided and is now fail",
)
def undeclared_then_declared(gate: Gate) -> Done:
    """Approve what nobody knows; then declare what makes the rule fail."""
    rule = "vendor/exit-plan"
    folder = gate.profile.parent
    assert policyengine(folder, "waive", rule, "llm-profile.yaml", "--as-of", DAY).code == 0
    text = gate.profile.read_text()
    for key, said in PEOPLE.items():
        text = re.sub(rf"^(    {key}:)$", rf"\1 {said}", text, flags=re.MULTILINE)
    gate.profile.write_text(text.replace("exit: {plan: docs/exit.md}", "exit: {plan: none}"))
    return policyengine(
        gate.folder, "check", "svc/chat", "--as-of", DAY, "--select", rule, "--strict", "--fail-on", "warning"
    )


@bypass("waivers", "An ignore comment stands where a waiver is needed", code=1, says="ignore/takes-a-waiver")
def comment_for_an_error(gate: Gate) -> Done:
    """Ignore the failing rule in a comment."""
    gate.edit(
        gate.profile,
        "      hosting: vendor-api\n",
        f"      # policyengine: ignore[{RULE}] it is fine\n      hosting: vendor-api\n",
    )
    return _check(gate)


def _platform(gate: Gate) -> Path:
    """Put files of version 0.1.0 into the repository, with an accepted record."""
    folder = gate.folder / "platform"
    shutil.copytree(RELEASED, folder)
    assert _record(folder).code == 0
    return folder


def _record(folder: Path) -> Done:
    return policyengine(folder / COPILOT, "record", "--check", "llm-profile.yaml", "--as-of", DAY)


def _file(folder: Path, ending: str) -> Path:
    (path,) = folder.joinpath(COPILOT, "docs", "decisions").glob(f"0*{ending}")
    return path


@bypass(
    "editions",
    "A fact that decided an accepted record changes, and the record of version 0.1.0 stays",
    code=1,
    says="error[inputs-changed]",
)
def decided_fact_changed(gate: Gate) -> Done:
    """Put other data into the workload."""
    folder = _platform(gate)
    profile = folder / COPILOT / "llm-profile.yaml"
    profile.write_text(profile.read_text().replace("classes: [pii, health]", "classes: [pii]"))
    return _record(folder)


@bypass("editions", "The file beside an accepted record loses the verdict that would change", code=1, says="is now")
def verdicts_removed(gate: Gate) -> Done:
    """Remove the verdicts of rules that rest on a fact, and change the fact."""
    folder = _platform(gate)
    path = _file(folder, ".decision.json")
    data = json.loads(path.read_text())
    data["verdicts"] = [row for row in data["verdicts"] if row["rule"] != "latency/target"]
    path.write_text(json.dumps(data))
    profile = folder / COPILOT / "llm-profile.yaml"
    profile.write_text(profile.read_text().replace("measured_p95_ms: 9200", "measured_p95_ms: 7000"))
    return _record(folder)


@bypass(
    "editions",
    "The JSON file beside an accepted record is deleted",
    code=1,
    says="the JSON file beside it, which would name them, is missing or altered",
)
def sidecar_deleted(gate: Gate) -> Done:
    """Delete what says on which facts people decided."""
    folder = _platform(gate)
    _file(folder, ".decision.json").unlink()
    return _record(folder)


@bypass("editions", "The text of an accepted record is edited", code=1, says="error[hand-edited]")
def record_edited(gate: Gate) -> Done:
    """Let it say something else."""
    folder = _platform(gate)
    path = _file(folder, ".md")
    path.write_text(path.read_text().replace("Which model serves", "What model serves"))
    return _record(folder)


@bypass(
    "editions",
    "The digest of an accepted record and of the file beside it are edited alike",
    code=1,
    says="sidecar-mismatch",
)
def digests_edited(gate: Gate) -> Done:
    """Write a record with this version, then change what it rests on in the file beside it."""
    folder = gate.folder / "svc" / "notes"
    profile = folder / "llm-profile.yaml"
    with profile.open("a") as file:
        file.write(
            f"\ndecisions: {{d: {{workloads: [{_workload(profile)}], status: accepted, because: x, date: {DAY}}}}}\n"
        )
    assert policyengine(folder, "record", "llm-profile.yaml").code == 0
    (path,) = folder.joinpath("docs", "decisions").glob("0*.decision.json")
    data = json.loads(path.read_text())
    data["verdicts"] = data["verdicts"][1:]
    path.write_text(json.dumps(data))
    return policyengine(folder, "record", "--check", "llm-profile.yaml", "--as-of", DAY)


def _workload(profile: Path) -> str:
    found = re.search(r"^workloads:\n  ([\w-]+):", profile.read_text(), re.MULTILINE)
    assert found is not None
    return found[1]
