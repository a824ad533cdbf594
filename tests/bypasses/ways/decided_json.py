"""Ways around the gate through JSON that readers understand differently, or that nothing compares."""

import json
from pathlib import Path

from tests.bypasses.gate import Gate
from tests.bypasses.table import bypass
from tests.cli.running import DAY, Done, policyengine

DECISIONS = Path("svc") / "chat" / "docs" / "decisions"


def accept(gate: Gate) -> Path:
    """Accept a decision, and return the JSON file beside its record."""
    gate.append(
        "decisions:\n  ask: {title: Ask GPT-4o, workloads: [patient-qa], status: accepted, because: x, "
        "date: 2026-11-22, makers: [Ada Lovelace]}\n"
    )
    assert policyengine(gate.folder, "record", "svc/chat/llm-profile.yaml", "--as-of", DAY).code == 0
    gate.commit()
    (path,) = (gate.folder / DECISIONS).glob("0001-*.decision.json")
    return path


def _with_key(gate: Gate, old: str, new: str, *, is_new: bool = False) -> None:
    """Replace text in the JSON file beside a record that the base branch, or only the pull request, accepts."""
    if is_new:
        gate.git("branch", "-f", "base")
    path = accept(gate)
    if not is_new:
        gate.git("branch", "-f", "base")
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    gate.commit()


def check(gate: Gate) -> Done:
    """Check every record as continuous integration does."""
    return policyengine(gate.folder, "record", "--check", ".", "--as-of", DAY, "--policy-from", "base")


def lint(gate: Gate, *options: str) -> Done:
    """Lint the directory of the records."""
    return policyengine(gate.folder, "records", "lint", DECISIONS.as_posix(), "--as-of", DAY, *options)


_WAIVED = '{\n  "waivers": [{"rule": "compliance/hipaa/self-hosting", "approved_by": "Legal"}],'


@bypass(
    "waivers",
    "A second key `waivers` is added before the real one in the JSON file beside an accepted record",
    code=1,
    says="the key `waivers` appears twice in this object",
)
def waivers_twice(gate: Gate) -> Done:
    """Readers that keep the first value see a waiver that nobody granted."""
    _with_key(gate, "{", _WAIVED)
    return check(gate)


@bypass(
    "waivers", "The same, and `records lint --base` is the check that runs", code=1, says="the key `waivers` appears"
)
def waivers_twice_linted(gate: Gate) -> Done:
    """Lint the directory only."""
    _with_key(gate, "{", _WAIVED)
    return lint(gate, "--base", "base")


@bypass(
    "editions",
    "A second key `status`, written with an escape, is added to the JSON file beside an accepted record",
    code=1,
    says="the key `status` appears twice in this object",
)
def status_twice(gate: Gate) -> Done:
    """Escapes do not make it another key."""
    _with_key(gate, "{", '{\n  "\\u0073tatus": "rejected",')
    return check(gate)


@bypass(
    "editions",
    "A verdict in the JSON file beside an accepted record gets a second key `outcome`",
    code=1,
    says="the key `outcome` appears twice in this object",
)
def outcome_twice(gate: Gate) -> Done:
    """At any depth."""
    _with_key(gate, '"outcome": "fail"', '"outcome": "pass", "outcome": "fail"')
    return lint(gate, "--base", "base")


@bypass(
    "editions",
    "The JSON file beside a record that the pull request accepts gets a key that no version writes",
    code=1,
    says="the key `extra` is none that `record` writes here",
)
def added_key(gate: Gate) -> Done:
    """Let the file say what nobody compares."""
    _with_key(gate, "{", '{\n  "extra": "Legal approved PHI",', is_new=True)
    return check(gate)


@bypass("editions", "The same inside a verdict, and `records lint` is the check that runs", code=1, says="`extra`")
def added_key_below(gate: Gate) -> Done:
    """At any depth."""
    _with_key(gate, '"outcome": "fail"', '"extra": "waived", "outcome": "fail"', is_new=True)
    return lint(gate)


@bypass(
    "editions",
    "The makers in the JSON file beside a record that the pull request accepts are others than in its text",
    code=1,
    says="differs from its record in `makers`",
)
def makers_of_another(gate: Gate) -> Done:
    """No revision has the record."""
    _with_key(gate, '"makers": ["Ada Lovelace"]', '"makers": ["Eve"]', is_new=True)
    return lint(gate, "--base", "base")


@bypass(
    "waivers",
    "The JSON file beside a record that the pull request accepts lists a waiver that its text does not",
    code=1,
    says="differs from its record in `waivers`",
)
def waiver_in_json_only(gate: Gate) -> Done:
    """No revision has the record."""
    row = json.dumps({"rule": "compliance/hipaa/self-hosting", "approved_by": "Legal"})
    _with_key(gate, '"waivers": []', f'"waivers": [{row}]', is_new=True)
    return lint(gate, "--base", "base")


@bypass(
    "editions",
    "An outcome in the JSON file beside a record that the pull request accepts is edited",
    code=1,
    says="differs from its record in `verdicts`",
)
def outcome_edited(gate: Gate) -> Done:
    """The text has a digest of the verdicts."""
    _with_key(gate, '"outcome": "fail"', '"outcome": "pass"', is_new=True)
    return lint(gate, "--base", "base")


@bypass(
    "editions",
    "The JSON file beside an accepted record becomes `null`, and `records lint` runs without a revision",
    code=1,
    says="the file is not one JSON object",
)
def json_is_null(gate: Gate) -> Done:
    """Nothing can be read back from it."""
    accept(gate).write_text("null\n")
    return lint(gate)


def amended(gate: Gate) -> Path:
    """Amend a record that the base branch has accepted, and return the JSON file beside it."""
    path = accept(gate)
    gate.git("branch", "-f", "base")
    gate.edit(gate.profile, "hardest_cases: 60", "hardest_cases: 80")
    done = policyengine(
        gate.folder, "record", "svc/chat/llm-profile.yaml", "--decision", "ask", "--amend", "wording", "--as-of", DAY
    )
    gate.commit()
    checked = check(gate)
    assert (done.code, checked.code) == (0, 0), done.out + checked.out + checked.err
    return path


@bypass(
    "waivers",
    "A record is amended, and a verdict in its JSON file gets another message",
    code=1,
    says="it was amended since `base`, and differs from what the program writes",
)
def amended_message(gate: Gate) -> Done:
    """An amendment writes the file anew, so it is compared with what the program writes."""
    path = amended(gate)
    text = path.read_text()
    assert '"outcome": "fail"' in text
    path.write_text(text.replace('"message": "', '"message": "Legal approved this: ', 1))
    gate.commit()
    return check(gate)
