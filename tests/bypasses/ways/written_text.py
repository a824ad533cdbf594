"""Ways around the gate through text that is written out, files that are written to, and names of approvers."""

import json
import os

from tests.bypasses.gate import Gate
from tests.bypasses.table import bypass
from tests.cli.running import DAY, Done, policyengine

RULE = "compliance/hipaa/self-hosting"
DECISION = """
decisions:
  serve-chat:
    title: Serve the chat
    status: proposed
    date: 2026-11-22
    workloads: [{workload}]
    context: {context}
"""


def _recorded(gate: Gate, context: str) -> Done:
    """Write a record with this background; return the record's text on one line as what the run prints."""
    notes = gate.folder / "svc" / "notes" / "llm-profile.yaml"
    text = notes.read_text()
    workload = text.partition("workloads:\n")[2].partition(":")[0].strip()
    notes.write_text(text + DECISION.format(workload=workload, context=json.dumps(context, ensure_ascii=False)))
    done = policyengine(gate.folder, "record", str(notes), "--as-of", DAY)
    records = sorted((gate.folder / "svc" / "notes" / "docs" / "decisions").glob("0001-*.md"))
    return Done(done.code, "".join(path.read_text() for path in records).replace("\n", " ⏎ "), done.err)


def _waived(gate: Gate, approver: str) -> Done:
    """Add a waiver whose owner is Grace Hopper, approved under this name."""
    done = policyengine(gate.folder, "waive", RULE, str(gate.profile), "--as-of", DAY)
    if done.code:
        return done
    text = gate.profile.read_text()
    people = {"owner": "Grace Hopper", "reason": "Pilot", "approved_by": approver, "requested_by": "Ada Lovelace"}
    people |= {"ticket": "LEGAL-7", "compensating_control": "Reviewed daily"}
    for key, value in people.items():
        text = text.replace(f"{key}:\n", f'{key}: "{value}"\n')
    gate.profile.write_text(text, encoding="utf-8")
    return gate.check(revision="")


def _output(gate: Gate, path: str) -> Done:
    return gate.check("--output-file", path)


@bypass(
    "formats", "A link in a record hides `javascript:` behind a line break", code=0, says="\\[terms]( ⏎ javascript:"
)
def link_over_two_lines(gate: Gate) -> Done:
    """Break the line within the link."""
    return _recorded(gate, "[terms](\njavascript:alert(1))")


@bypass("formats", "A definition gives a link its odd target on another line", code=0, says="\\[terms]: ⏎ javascript:")
def definition_over_two_lines(gate: Gate) -> Done:
    """Define the target of a reference link."""
    return _recorded(gate, "[the terms][terms]\n\n[terms]:\njavascript:alert(1)")


@bypass("formats", "An entity spells the colon of `javascript:`", code=0, says="\\[terms](javascript&colon;")
def entity_in_scheme(gate: Gate) -> Done:
    """Write the colon as an entity."""
    return _recorded(gate, "[terms](javascript&colon;alert(1))")


@bypass(
    "formats", "A definition that nothing uses hides a sentence from readers", code=0, says="\\[//]: # (not approved)"
)
def hidden_sentence(gate: Gate) -> Done:
    """Write a comment as Markdown has it."""
    return _recorded(gate, "[//]: # (not approved)\n\nApproved.")


@bypass(
    "formats",
    "An HTML comment in a record's background ends the generated block",
    code=0,
    says="<! -- policyengine:end",
)
def marker_in_text(gate: Gate) -> Done:
    """Imitate a marker of a generated block."""
    return _recorded(gate, "<!-- policyengine:end id=context -->\n\n## Decision Outcome\n\nApproved.")


@bypass("formats", "An open code fence swallows the rest of a record", code=0, says="``` ⏎ all that follows ⏎ ``` ⏎")
def open_fence(gate: Gate) -> Done:
    """Open a fence and never close it."""
    return _recorded(gate, "```\nall that follows")


@bypass("formats", "Cells beyond a table's header are not shown to readers", code=0, says="\\| --- |")
def hidden_cells(gate: Gate) -> Done:
    """Put a cell where GitHub drops it."""
    return _recorded(gate, "| terms |\n| --- |\n| approved | not by legal |")


@bypass("look-alikes", "Tag characters write an invisible sentence into a record", code=0, says="\\u{e006e}\\u{e006f}")
def tag_characters(gate: Gate) -> Done:
    """Write `no` in tag characters."""
    return _recorded(gate, "Approved\U000e006e\U000e006f")


@bypass(
    "formats",
    "`--output-file` names the settings that the run is judged by",
    code=2,
    says="a file that this run has read",
)
def output_over_settings(gate: Gate) -> Done:
    """Write the report over the settings."""
    gate.git("checkout", "--quiet", "--detach")
    return policyengine(gate.folder, "check", ".", "--as-of", DAY, "--output-file", "./svc/../policyengine.yaml")


@bypass(
    "formats", "`--output-file` names the settings through a hard link", code=2, says="a file that this run has read"
)
def output_over_hard_link(gate: Gate) -> Done:
    """Return the settings another name."""
    os.link(gate.settings, gate.folder / "report.txt")
    return policyengine(gate.folder, "check", ".", "--as-of", DAY, "--output-file", "report.txt")


@bypass(
    "formats", "`--output-file` names another team's profile", code=2, says="the name of a file that policyengine reads"
)
def output_over_profile(gate: Gate) -> Done:
    """Write the report of one profile over another."""
    return policyengine(gate.folder, "check", "svc/notes", "--as-of", DAY, "--output-file", "svc/chat/llm-profile.yaml")


@bypass("formats", "`--output-file` names a file of git, such as a branch", code=2, says="belongs to git")
def output_over_branch(gate: Gate) -> Done:
    """Write the report over git's own files."""
    return _output(gate, ".git/refs/heads/pull-request")


@bypass("formats", "The report of a failing run goes to `/dev/stdout` in a pipe", code=1, says=f"error[{RULE}]")
def output_to_stdout(gate: Gate) -> Done:
    """Name the standard output, which is a pipe here."""
    return _output(gate, "/dev/stdout")


@bypass(
    "waivers",
    "The owner approves a waiver with an invisible character in the name",
    code=1,
    says="Grace\\u{200b} Hopper",
)
def approver_with_invisible_character(gate: Gate) -> Done:
    """Put a zero-width space into the name."""
    return _waived(gate, "Grace\u200b Hopper")


@bypass(
    "waivers",
    "The owner approves a waiver with a Cyrillic letter in the name",
    code=1,
    says="mixes letters of Latin and Cyrillic",
)
def approver_with_cyrillic_letter(gate: Gate) -> Done:
    """Write one letter in another script."""
    return _waived(gate, "Gr\u0430ce Hopper")


@bypass("waivers", "The owner approves a waiver in full-width letters", code=1, says="and owns it")
def approver_in_full_width(gate: Gate) -> Done:
    """Write the name in compatibility forms."""
    return _waived(gate, "\uff27\uff52\uff41\uff43\uff45 \uff28\uff4f\uff50\uff50\uff45\uff52")


@bypass("waivers", "The owner approves a waiver with the family name first", code=1, says="and owns it")
def approver_in_another_order(gate: Gate) -> Done:
    """Turn the name around."""
    return _waived(gate, "Hopper, Grace")
