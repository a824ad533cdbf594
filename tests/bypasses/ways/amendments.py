"""Ways around the gate through amendments, and through other lines that `record` writes into accepted records."""

from pathlib import Path

from policyengine.records.amendments import with_amendment
from policyengine.records.belonging import follow
from policyengine.records.blocks import generated
from policyengine.records.layout import read_record
from policyengine.records.sections import sealed
from tests.bypasses.gate import Gate
from tests.bypasses.table import bypass
from tests.bypasses.ways.decided_json import accept, amended, check, lint
from tests.cli.running import DAY, Done, policyengine

_PROSE = '## Decision Outcome\n\nChosen option: "GPT-4o at OpenAI", approved by Legal.\n'
_ROW = "| 2026-11-22 | `facts-sha256:{0}` | Longer prompts |\n"
_BLOCK = "### Amendments\n\n| Date | What the rules read | What changed |\n| --- | --- | --- |\n"


def _accepted(gate: Gate, *, layout: str = "", status: str = "") -> Path:
    """Accept a decision on the base branch, perhaps in another layout, or retire it there; return its JSON file."""
    if layout:
        with gate.settings.open("a") as settings:
            settings.write(f"records: {{layout: {layout}}}\n")
    path = accept(gate)
    if status:
        gate.edit(gate.profile, "status: accepted", f"status: {status}")
        assert policyengine(gate.folder, "record", "svc/chat/llm-profile.yaml", "--as-of", DAY).code == 0
        gate.commit()
    gate.git("branch", "-f", "base")
    return path


def _text(path: Path) -> str:
    """Return the text of the record beside a JSON file."""
    return _record(path).read_text()


def _record(path: Path) -> Path:
    return path.with_name(path.name.replace(".decision.json", ".md"))


def _write(gate: Gate, path: Path, text: str) -> None:
    """Write a record, and what its JSON file says of it, as somebody does who computes all digests again."""
    record = _record(path)
    record.write_text(text)
    path.write_text(follow(path.read_text(), record.name, text))
    gate.commit()


@bypass(
    "editions",
    "Another decision is written below a valid row in the amendments of an accepted record, and all digests are "
    "computed again",
    code=1,
    says="it is accepted in `base`, and differs here",
)
def prose_in_amendments(gate: Gate) -> Done:
    """Only the heading and rows are amendments."""
    path = _accepted(gate)
    text = _text(path)
    block = generated(f"{_BLOCK}{_ROW.format('0' * 64)}\n{_PROSE}", "amendments")
    _write(gate, path, f"{text.rstrip()}\n\n{block}")
    return check(gate)


@bypass(
    "editions",
    "A block of amendments with another decision is put above the context, and `records lint` is the check that runs",
    code=1,
    says="it is accepted in `base`, and differs here",
)
def amendments_above(gate: Gate) -> Done:
    """Amendments are at the end."""
    path = _accepted(gate)
    first = "<!-- policyengine:begin id=context"
    _write(gate, path, _text(path).replace(first, f"{generated(_PROSE, 'amendments')}\n{first}", 1))
    return lint(gate, "--base", "base")


@bypass(
    "editions",
    "An accepted record gets an amendment although no fact has changed",
    code=1,
    says="its digest is the one before it, so nothing changed",
)
def amended_for_nothing(gate: Gate) -> Done:
    """A row that says what people like, with the digest of the record itself."""
    path = _accepted(gate)
    text = _text(path)
    _write(gate, path, with_amendment(text, DAY, read_record(text).inputs, "Legal approved PHI"))
    return check(gate)


@bypass(
    "editions",
    "The same behind a row with an invented digest",
    code=1,
    says="with it, the record rests on what it rested on there",
)
def amended_there_and_back(gate: Gate) -> Done:
    """Two rows that end where they began."""
    path = _accepted(gate)
    text = _text(path)
    there = with_amendment(text, DAY, f"facts-sha256:{'0' * 64}", "Legal approved PHI")
    _write(gate, path, with_amendment(there, DAY, read_record(text).inputs, "Legal approved PHI again"))
    return check(gate)


@bypass(
    "editions",
    "A record is amended as of a day that is not here yet",
    code=1,
    says="it is dated after 2026-11-22",
)
def amended_in_future(gate: Gate) -> Done:
    """A true row with another date."""
    path = amended(gate)
    text = _text(path)
    row = read_record(text).amendments[0]
    without = text.partition("<!-- policyengine:begin id=amendments ")[0]
    _write(gate, path, with_amendment(without, "2099-01-01", row.inputs, row.note))
    return check(gate)


@bypass(
    "editions",
    "A record is amended as of a day before its decision",
    code=1,
    says="it is dated before 2026-11-22",
)
def amended_before(gate: Gate) -> Done:
    """A true row with another date."""
    path = amended(gate)
    text = _text(path)
    row = read_record(text).amendments[0]
    without = text.partition("<!-- policyengine:begin id=amendments ")[0]
    _write(gate, path, with_amendment(without, "2026-01-01", row.inputs, row.note))
    return lint(gate, "--base", "base")


@bypass(
    "editions",
    "A deprecated record is amended",
    code=1,
    says="it is deprecated in `base`, and only accepted records of a decision are amended",
)
def amended_deprecated(gate: Gate) -> Done:
    """`record --amend` refuses this."""
    path = _accepted(gate, status="deprecated")
    _write(gate, path, with_amendment(_text(path), DAY, f"facts-sha256:{'0' * 64}", "Legal approved PHI"))
    return check(gate)


@bypass(
    "editions",
    "In the layout `madr2`, the links of an accepted record get the item `Amended` with any sentence and no digest",
    code=1,
    says="it is accepted in `base`, and differs here",
)
def item_without_digest(gate: Gate) -> Done:
    """The section is sealed again."""
    path = _accepted(gate, layout="madr2")
    _write(gate, path, sealed(f"{_text(path).rstrip()}\n* Amended {DAY}: Legal approved PHI for all vendors.\n"))
    return check(gate)


@bypass(
    "editions",
    "The status of an accepted record goes on: `status: accepted for all vendors`",
    code=1,
    says="it is accepted in `base`, and differs here",
)
def status_with_more(gate: Gate) -> Done:
    """Its first word stays."""
    path = _accepted(gate)
    _write(gate, path, _text(path).replace("Status: accepted\n", "Status: accepted for all vendors, says Legal\n"))
    return check(gate)


@bypass(
    "editions",
    "A sentence is written behind a comment that begins like a marker, in a block whose digest is computed again",
    code=1,
    says="it is accepted in `base`, and differs here",
)
def prose_behind_marker(gate: Gate) -> Done:
    """Only whole markers may have other digests."""
    path = _accepted(gate)
    text = _text(path)
    block = next(block for block in read_record(text).blocks.blocks if block.name == "outcome")
    edited = generated(f"{block.text}\n<!-- policyengine:begin --> Legal approved GPT-4o.\n", "outcome")
    begin = text.index("<!-- policyengine:begin id=outcome")
    end = text.index("<!-- policyengine:end id=outcome -->\n") + len("<!-- policyengine:end id=outcome -->\n")
    _write(gate, path, text[:begin] + edited + text[end:])
    return check(gate)


@bypass(
    "editions",
    "The JSON file of a deprecated record is deleted",
    code=1,
    says="is there in `base`, and gone here",
)
def retired_json_deleted(gate: Gate) -> Done:
    """The first of two steps."""
    _accepted(gate, status="deprecated").unlink()
    gate.commit()
    return check(gate)


@bypass(
    "editions",
    "A deprecated record without a JSON file gets one",
    code=1,
    says="and `record` writes none for a record that is deprecated",
)
def retired_json_added(gate: Gate) -> Done:
    """The second step, where nothing stopped the first."""
    path = _accepted(gate, status="deprecated")
    text = path.read_text()
    path.unlink()
    gate.commit()
    gate.git("branch", "-f", "base")
    path.write_text(text.replace('"message": "', '"message": "Legal approved this: '))
    gate.commit()
    return lint(gate, "--base", "base")


@bypass(
    "editions",
    "A record is amended and deprecated in one pull request, and a message in its JSON file is edited",
    code=1,
    says="it was amended since `base`, and differs from what the program writes",
)
def amended_and_deprecated(gate: Gate) -> Done:
    """An amended file is compared with what the program writes, whatever becomes of the record."""
    path = amended(gate)
    gate.edit(gate.profile, "status: accepted", "status: deprecated")
    done = policyengine(gate.folder, "record", "svc/chat/llm-profile.yaml", "--as-of", DAY)
    gate.commit()
    checked = check(gate)
    assert (done.code, checked.code) == (0, 0), done.out + checked.out + checked.err
    path.write_text(path.read_text().replace('"message": "', '"message": "Legal approved this: ', 1))
    gate.commit()
    return check(gate)


@bypass(
    "editions",
    "A record is amended, and the version in its JSON file becomes a sentence",
    code=1,
    says="it was amended since `base`, and differs from what the program writes",
)
def amended_version(gate: Gate) -> Done:
    """Versions of the program may differ, within their form."""
    path = amended(gate)
    path.write_text(path.read_text().replace('"version": "', '"version": "approved by Legal, ', 1))
    gate.commit()
    return check(gate)


@bypass(
    "editions",
    "A record is amended, its folder moves, and a message in its JSON file is edited",
    code=1,
    says="it was amended since `base`, and differs from what the program writes",
)
def amended_and_moved(gate: Gate) -> Done:
    """A file that moves is compared as well."""
    path = amended(gate)
    gate.git("mv", "svc/chat", "svc/talk")
    gate.commit()
    checked = check(gate)
    assert checked.code == 0, checked.out + checked.err
    moved = gate.folder / "svc" / "talk" / path.relative_to(gate.profile.parent)
    moved.write_text(moved.read_text().replace('"message": "', '"message": "Legal approved this: ', 1))
    gate.commit()
    return check(gate)
