"""Texts that once took time that grows with the square of their length: comments, titles, records and messages."""

import shutil

from tests.bypasses.gate import Gate
from tests.bypasses.table import bypass
from tests.bypasses.ways.exhaustion import RULE
from tests.cli.running import DAY, ROOT, Done, policyengine

SMALLEST = ROOT / "examples" / "smallest" / "llm-profile.yaml"
DECISION = (
    '\ndecisions:\n  one: {{title: "{title}", workloads: [{workload}], status: accepted, because: x, date: 2026-10-01, '
    'makers: [Ada], context: "{context}"}}\n'
)


def _recorded(gate: Gate, title: str = "T", context: str = "C") -> Done:
    """Write the record of a decision about the smallest example."""
    profile = gate.folder / "llm-profile.yaml"
    text = SMALLEST.read_text()
    workload = text.partition("workloads:\n")[2].split(":")[0].strip()
    profile.write_text(text + DECISION.format(title=title, workload=workload, context=context))
    return policyengine(gate.folder, "record", "llm-profile.yaml", "--as-of", DAY)


@bypass("exhaustion", "An ignore comment with 900,000 blanks", code=1, says="1 profile")
def blanks_in_a_comment(gate: Gate) -> Done:
    """Each blank could be the last one of the comment."""
    with gate.profile.open("a") as file:
        file.write(f"# policyengine: ignore[a/b] x{' ' * 900_000}y\n")
    return gate.check("svc/chat", revision="")


@bypass("exhaustion", "A title of 9,000 `#`", code=0, says="written: docs/decisions/0001-")
def marks_in_a_title(gate: Gate) -> Done:
    """Each mark could begin those that close a heading."""
    return _recorded(gate, title=f"T {'#' * 9_000}x")


@bypass(
    "exhaustion",
    "`records lint` reads a record with 90,000 brackets added by hand",
    code=1,
    says="error[ADR013]",
)
def brackets_in_a_record(gate: Gate) -> Done:
    """Each bracket could begin a link."""
    assert _recorded(gate).code == 0
    (record,) = (gate.folder / "docs" / "decisions").glob("0001-*.md")
    with record.open("a") as file:
        file.write("[" * 90_000)
    return policyengine(gate.folder, "records", "lint", "docs/decisions")


@bypass(
    "exhaustion", "`records lint` reads a record with 190,000 lines added by hand", code=1, says="more of this kind"
)
def lines_in_a_record(gate: Gate) -> Done:
    """Each line is a fault of its own."""
    assert _recorded(gate).code == 0
    (record,) = (gate.folder / "docs" / "decisions").glob("0001-*.md")
    with record.open("a") as file:
        file.write("## a\n" * 190_000)
    return policyengine(gate.folder, "records", "lint", "docs/decisions")


@bypass("exhaustion", "The index of records has 20,000 places for its list, none of which ends", code=0, says="fresh: ")
def marks_in_an_index(gate: Gate) -> Done:
    """Each place could be the one that ends."""
    assert _recorded(gate).code == 0
    (gate.folder / "docs" / "decisions" / "index.md").write_text("<!-- adrlog -->" * 20_000)
    return policyengine(gate.folder, "record", "--check", "llm-profile.yaml", "--as-of", DAY)


@bypass(
    "exhaustion",
    "The message of a rule in a pack has 600 placeholders",
    code=2,
    says="the message has 9,000 characters, at most 4,096",
)
def placeholders_in_a_message(gate: Gate) -> Done:
    """Each placeholder is located in the file."""
    folder = gate.folder / "own" / "rules" / "a"
    folder.mkdir(parents=True)
    text = RULE.format(pattern="b").replace("message: m", f'message: "{"{workload.name}" * 600}"')
    (folder / "b.yaml").write_text(text)
    shutil.copy(ROOT / "examples" / "failing" / "policyengine.yaml", gate.settings)
    with gate.settings.open("a") as file:
        file.write("\npacks: [own]\n")
    return gate.check("svc/chat", revision="")


@bypass("exhaustion", "A fact is a text of a million characters", code=2, says="at most 10,000 are read")
def long_text(gate: Gate) -> Done:
    """Workloads could share it by an alias, rules search it again, and reports repeat it for each verdict."""
    gate.edit(gate.profile, "    purpose: Answers", f"    purpose: {'a' * 1_000_000} Answers")
    return gate.check("svc/chat", revision="")


@bypass("exhaustion", "A path in the settings has half a million parts", code=2, says="at most 4,096 are read")
def long_path(gate: Gate) -> Done:
    """Each part is looked up on disk, from the first one on."""
    gate.settings.write_text(f"version: 1\nextends: {'p/' * 500_000}x.yaml\n")
    return gate.check("svc/chat", revision="")
