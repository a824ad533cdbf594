"""Ways to lose a decision record: another text written over its files, and a second record beside a damaged one."""

from tests.bypasses.gate import Gate
from tests.bypasses.table import bypass
from tests.bypasses.ways.exhaustion_records import decided, record
from tests.cli.running import Done, policyengine


def _kept(gate: Gate, output: str, command: str = "check") -> Done:
    """Write a record, and then a report over one of its files; say whether that file is still the same."""
    done = record(gate, decided())
    target = gate.profile.parent / "docs" / "decisions" / output
    before = target.read_bytes() if target.exists() else b""
    path = str(target.relative_to(gate.profile.parent))
    written = policyengine(gate.profile.parent, command, gate.profile.name, "--output-file", path)
    assert done.code == 0
    assert (target.read_bytes() if target.exists() else b"") == before
    return written


@bypass("formats", "`--output-file` names a decision record", code=2, says="is the decision record of the JSON file")
def output_overrecord(gate: Gate) -> Done:
    """An accepted record is never rewritten."""
    return _kept(gate, "0001-t.md")


@bypass(
    "formats",
    "`--output-file` names the JSON file beside a record",
    code=2,
    says="the JSON file beside a",
)
def output_over_sidecar(gate: Gate) -> Done:
    """What people accepted is read from it."""
    return _kept(gate, "0001-t.decision.json")


@bypass("formats", "`--output-file` names a picture of a record", code=2, says="a picture of the decision record")
def output_over_picture(gate: Gate) -> Done:
    """It need not be there."""
    return _kept(gate, "0001-t.w.curve.svg", "cost")


@bypass(
    "formats",
    "`--output-file` names the list of decision records",
    code=2,
    says="a decision record, or the list",
)
def output_over_index(gate: Gate) -> Done:
    """It is written by `record`."""
    return _kept(gate, "index.md")


@bypass("formats", "`--output-file` names a record that was moved elsewhere", code=2, says="is a decision record")
def output_over_movedrecord(gate: Gate) -> Done:
    """Its content says what it is."""
    record(gate, decided())
    (gate.profile.parent / "docs" / "decisions" / "0001-t.md").rename(gate.profile.parent / "adopted.txt")
    return policyengine(gate.profile.parent, "check", gate.profile.name, "--output-file", "adopted.txt")


@bypass("formats", "`--output-file` names a symbolic link to itself", code=2, says="link that leads to itself")
def output_over_loop(gate: Gate) -> Done:
    """It was replaced by a file."""
    link = gate.profile.parent / "loop"
    link.symlink_to("loop")
    done = policyengine(gate.profile.parent, "check", gate.profile.name, "--output-file", "loop")
    assert link.is_symlink()
    return done


def _unreadable(gate: Gate, content: bytes, *options: str, sidecar: bool = True) -> Done:
    """Write a record, damage it, and write or compare it again."""
    record(gate, decided())
    folder = gate.profile.parent / "docs" / "decisions"
    (folder / "0001-t.md").write_bytes(content)
    if not sidecar:
        (folder / "0001-t.decision.json").unlink()
    done = policyengine(gate.profile.parent, "record", gate.profile.name, *options)
    assert not (folder / "0002-t.md").exists()
    return done


@bypass("formats", "An accepted record is emptied, and written again", code=2, says="and cannot be read as one")
def emptiedrecord(gate: Gate) -> Done:
    """The same decision once got a second number."""
    return _unreadable(gate, b"")


@bypass("formats", "An accepted record is saved as UTF-16, and its JSON file deleted", code=2, says="0001-t.md:1:1")
def foreignrecord(gate: Gate) -> Done:
    """The name is the decision's."""
    return _unreadable(gate, "---\nnumber: 1\n---\n".encode("utf-16"), sidecar=False)


@bypass("formats", "An accepted record loses its header, and is compared", code=2, says="and cannot be read as one")
def headlessrecord(gate: Gate) -> Done:
    """It was reported missing."""
    return _unreadable(gate, b"# T\n", "--check")
