"""The records of a directory: which file holds which decision, and which number is free."""

import codecs
import os
import re
import shlex
from collections.abc import Iterator
from typing import NamedTuple

from policyengine.errors import Mistake, PolicyEngineError
from policyengine.loading.files import cannot_read, names_in
from policyengine.loading.paths import display_path
from policyengine.location import Location
from policyengine.records.header import read_header
from policyengine.records.naming import RECORD_NAME
from policyengine.words.numbers import full

RECORD_LIMIT = 1 << 20
"""The longest record that is read, in bytes."""

_HEAD = 1 << 16
_OURS = b"<!-- policyengine:"


class Entry(NamedTuple):
    """A Markdown file of the directory; `number` is 0 and `key` empty if it has none."""

    name: str
    number: int
    key: str

    @property
    def stem(self) -> str:
        """Return the name without `.md`."""
        return self.name.removesuffix(".md")


class Disorder(NamedTuple):
    """A conflict between files and records: `number-duplicate`, `key-duplicate` or `number-mismatch`."""

    code: str
    mistake: Mistake


class Directory(NamedTuple):
    """The Markdown files of a directory of records, by name; `path` is as it was given, with forward slashes."""

    path: str
    entries: tuple[Entry, ...]
    disorder: tuple[Disorder, ...] = ()

    def place(self, name: str, line: int = 1, column: int = 1) -> Location:
        """Return a place in one of its files."""
        return Location(os.path.join(self.path, name).replace(os.sep, "/"), line, column, line, column)

    def find(self, key: str) -> Entry | None:
        """Return the file that holds a decision."""
        return next((entry for entry in self.entries if entry.key == key), None)

    def stem(self, reference: str) -> str:
        """Return the name, without `.md`, of the record that a decision's key or a record's own name refers to."""
        known = (entry.stem for entry in self.entries if reference in (entry.key, entry.stem, entry.name))
        return next(known, "")

    def text(self, name: str) -> str:
        """Read one of its files; raises PolicyEngineError as `read_text` does."""
        return read_text(os.path.join(self.path, name))

    @property
    def next_number(self) -> int:
        """Return the number of the next record: one more than the greatest."""
        return max((entry.number for entry in self.entries), default=0) + 1


def orderly_directory(path: str) -> Directory:
    """List a directory's records as `read_directory` does; raises PolicyEngineError where there is any disorder."""
    directory = read_directory(path)
    if directory.disorder:
        raise PolicyEngineError(*(disorder.mistake for disorder in directory.disorder))
    return directory


def read_directory(path: str) -> Directory:
    """List a directory's records; one that does not exist is empty.

    Symbolic links keep their number but are not read. Two files with one number or one decision, and a record whose
    text has another number than its name, are its disorder. Raises PolicyEngineError where the path is a file, and
    where the system refuses to read.
    """
    if os.path.lexists(path) and not os.path.isdir(path):
        raise PolicyEngineError(Mistake(f"`{path}` is not a directory", hint="records have a directory of their own"))
    found = [_entry(path, name) for name in names_in(path) if name.endswith(".md")]
    directory = Directory(path.replace(os.sep, "/"), tuple(entry for entry, _ in found))
    return directory._replace(disorder=tuple(_disorder(directory, found)))


def read_text(path: str) -> str:
    """Read a record; line ends are unified. Raises PolicyEngineError for anything but a short, plain file in UTF-8.

    A file that is not there is a FileNotFoundError.
    """
    name = os.path.basename(path)
    if os.path.islink(path):
        raise PolicyEngineError(Mistake(f"`{name}` is a symbolic link; a record is a plain file"))
    if os.path.exists(path) and not os.path.isfile(path):  # reading a pipe might never end
        kind = "directory" if os.path.isdir(path) else "pipe or a device"
        raise PolicyEngineError(Mistake(f"`{path}` is a {kind}; a record is a plain file", hint="move it away"))
    content = read_bytes(path, RECORD_LIMIT + 1)
    if len(content) > RECORD_LIMIT:
        raise PolicyEngineError(Mistake(f"`{name}` is longer than {full(RECORD_LIMIT)} bytes"))
    if content.startswith(codecs.BOM_UTF8) and _OURS in content:  # records of other programs may have one
        place, hint = Location(display_path(path), 1, 1, 1, 1), "save the file as UTF-8 without a BOM"
        raise PolicyEngineError(Mistake(f"`{name}` starts with a byte order mark (BOM)", place, hint=hint))
    try:
        return re.sub(r"\r\n?", "\n", content.decode())
    except UnicodeDecodeError as error:
        raise PolicyEngineError(Mistake(f"`{name}` is not UTF-8")) from error


def read_bytes(path: str, limit: int = -1) -> bytes:
    """Read the first bytes of a file, or all; raises PolicyEngineError where the system refuses.

    A file that is not there is a FileNotFoundError.
    """
    try:
        with open(path, "rb") as file:
            return file.read(limit)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise cannot_read(path, display_path(path), error) from None


def _front(path: str) -> dict[str, object]:
    head = read_bytes(path, _HEAD).removeprefix(codecs.BOM_UTF8).decode(errors="replace")
    lines = re.sub(r"\r\n?", "\n", head).split("\n")
    return read_header(lines, len(lines)).front


def _entry(path: str, name: str) -> tuple[Entry, object]:
    """Read a file's name and header; the second value is the number in the header."""
    full = os.path.join(path, name)
    front = _front(full) if os.path.isfile(full) and not os.path.islink(full) else {}
    numbered = RECORD_NAME.fullmatch(name)
    entry = Entry(name, int(numbered[1]) if numbered else 0, str(front.get("x-policyengine-key", "")))
    return entry, front.get("number")


def _disorder(directory: Directory, found: list[tuple[Entry, object]]) -> Iterator[Disorder]:
    """Compare each file with its header, and with the first file that has its number or its decision."""
    by_number: dict[int, Entry] = {}
    by_key: dict[str, Entry] = {}
    for entry, written in found:
        place = directory.place(entry.name)
        first = by_number.setdefault(entry.number, entry) if entry.number else entry
        if first is not entry:
            command = f"policyengine records renumber {shlex.quote(directory.path)} FILE"
            hint = f"give the younger one another number: `{command}`"
            text = f"`{entry.name}` and `{first.name}` have the same number"
            yield Disorder("number-duplicate", Mistake(text, place, hint=hint))
        first = by_key.setdefault(entry.key, entry) if entry.key else entry
        if first is not entry:
            text = f"`{entry.name}` and `{first.name}` are records of the same decision `{entry.key}`"
            yield Disorder("key-duplicate", Mistake(text, place))
        if entry.key and written != entry.number:
            hint = "let the file's name and its header say the same number"
            yield Disorder("number-mismatch", Mistake(f"`{entry.name}` says number `{written}`", place, hint=hint))
