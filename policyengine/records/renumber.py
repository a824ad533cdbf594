"""Change the number of a record: in its file name, its header, links to it, the files beside it, and the index."""

import os
import re

from policyengine.errors import Mistake, PolicyEngineError
from policyengine.records.belonging import follow
from policyengine.records.beside import read_sidecar
from policyengine.records.blocks import begin_line, read_blocks
from policyengine.records.directory import Directory, Entry, read_directory
from policyengine.records.index import INDEX, index_text
from policyengine.records.layout import read_record
from policyengine.records.marker import find_marker
from policyengine.records.naming import sidecar_name
from policyengine.records.picture_files import pictures_of_record, read_picture
from policyengine.records.picture_links import with_pictures_renamed
from policyengine.records.replacing import replace_files
from policyengine.records.sections import read_sections, sealed

_LAST = 9999


def renumber_record(directory: str, name: str, number: int = 0) -> tuple[str, ...]:
    """Return the record in file `name` (with or without `.md`) a number, the next free one by default.

    Two branches may have given one number to two records; this is the repair, and the one change of a final record's
    body that is allowed: links to the record, with the digests of the blocks that contain them, and no block that was
    edited by hand. Returns the names of the files written. Raises PolicyEngineError where the record does not exist or
    the number is taken.
    """
    records = read_directory(directory)
    entry = _entry(records, name)
    number = number or records.next_number
    _check(records, entry, number)
    new_name = f"{number:04}{entry.name[4:]}"
    old_text = records.text(entry.name)
    pictures = {name: f"{number:04}{name[4:]}" for name in pictures_of_record(old_text, entry.stem)}
    others = records._replace(entries=tuple(other for other in records.entries if other.name != entry.name))
    numbered = _numbered(old_text, entry.number, number)
    texts = {new_name: _redigested(numbered, with_pictures_renamed(numbered, pictures))}
    for other in others.entries:
        if not os.path.islink(os.path.join(records.path, other.name)):
            old = records.text(other.name)
            new = _relinked(old, entry.stem, new_name.removesuffix(".md"))
            texts |= {other.name: new} if new != old and other.name != INDEX else {}
    index = index_text(others, texts)
    for changed, text in tuple(texts.items()):
        sidecar = read_sidecar(records, entry.name if changed == new_name else changed)
        texts |= {sidecar_name(changed): follow(sidecar, changed, text)} if sidecar else {}
    texts |= {} if index is None else {INDEX: index}
    texts |= {new: svg for old, new in pictures.items() if (svg := read_picture(records.path, old))}
    gone = [entry.name, sidecar_name(entry.name), *pictures]
    replace_files(records.path, texts, [file for file in gone if os.path.exists(os.path.join(records.path, file))])
    return tuple(sorted(texts))


def _entry(records: Directory, name: str) -> Entry:
    found = next((entry for entry in records.entries if name in (entry.name, entry.stem) and entry.number), None)
    if found is None:
        hint = "name its file, as in `0007-serve-the-chatbot.md`"
        raise PolicyEngineError(Mistake(f"there is no record `{name}` in `{records.path}`", hint=hint))
    return found


def _check(records: Directory, entry: Entry, number: int) -> None:
    taken = next((other.name for other in records.entries if other.number == number), "")
    if taken or not 0 < number <= _LAST:
        message = f"`{taken}` has the number {number} already" if taken else f"a record cannot have the number {number}"
        raise PolicyEngineError(
            Mistake(message, records.place(entry.name), hint="leave the number out to get a free one")
        )


def _numbered(text: str, old: int, new: int) -> str:
    """Change the number where the layout tells it: in the front matter, in the title, in the marker."""
    lines = text.split("\n")
    marker, at = find_marker(lines)
    if lines[0] == "---":
        first = next((index for index, line in enumerate(lines) if line.startswith("number: ")), 0)
        lines[first] = f"number: {new}" if first else lines[first]
    elif marker:
        lines[at] = marker._replace(number=new).line()
    lines[0] = re.sub(rf"^# 0*{old}\. ", f"# {new}. ", lines[0])
    return "\n".join(lines)


def _relinked(text: str, old: str, new: str) -> str:
    """Let every link to a record follow it, and renew the digests of blocks that no hand had changed."""
    named = re.compile(rf"(?<![\w-]){re.escape(old)}(?![\w-])")
    changed = named.sub(new, text)
    if read_record(text).superseded_by == old:
        changed = re.sub(rf"^(status: superseded by ADR-){old[:4]}$", rf"\g<1>{new[:4]}", changed, flags=re.MULTILINE)
    return changed if changed == text else _redigested(text, changed)


def _redigested(old: str, new: str) -> str:
    before, lines = old.split("\n"), new.split("\n")
    marker, _ = find_marker(before)
    if marker and marker.layout == "madr2":
        return new if read_sections(before).edits else sealed(new)
    intact = {block.name for block in read_blocks(before).blocks if block.is_intact}
    for block in read_blocks(lines).blocks:
        if block.name in intact:
            lines[block.line - 1] = begin_line(block.name, block.text)
    return "\n".join(lines)
