"""Read text files: UTF-8, of a bounded size, and only regular files."""

import codecs
import errno
import os
import re
import stat
from collections.abc import Sequence

from policyengine.errors import InputError, Mistake
from policyengine.loading.paths import display_path
from policyengine.location import Location
from policyengine.words.numbers import full

LIMIT = 1024 * 1024
"""How many bytes a file may have."""

_REASONS = {
    errno.ENOENT: ("no such file or directory", "check the spelling"),
    errno.ENOTDIR: ("no such file or directory", "check the spelling"),
    errno.EACCES: ("permission denied", "make the file readable"),
    errno.EPERM: ("permission denied", "make the file readable"),
    errno.ELOOP: ("symbolic link that leads back to itself", "replace the link by the file"),
    errno.ENAMETOOLONG: ("path too long", "use a shorter path"),
    errno.EISDIR: ("a directory, not a file", "name the file inside it"),
}
_SAMPLE = 4096
_NO_NUL = "remove it; a truncated or twice written file may have many"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_text(path: str, limit: int = LIMIT, shown: str = "") -> str:
    """Return the text of a UTF-8 file, without its byte order mark and with its line ends as they are.

    Raises InputError for what is not a readable, regular file of at most `limit` bytes of UTF-8; messages call it
    `shown`, by default its path.
    """
    shown = shown or display_path(path)
    return text_of(_read_bytes(path, shown, limit), shown, limit)


def has_mark(path: str) -> bool:
    """Return whether a file begins with UTF-8's byte order mark, which its text does not have; OSError as `open`."""
    with open(path, "rb") as file:
        return file.read(3) == codecs.BOM_UTF8


def text_of(data: bytes, shown: str, limit: int = LIMIT) -> str:
    """Decode the bytes of a file that messages call `shown`; raises InputError as `read_text` does."""
    if len(data) > limit:
        raise _too_large(shown, limit)
    if data.startswith(_UTF16_MARKS) or (b"\0" in data and _is_utf16(data)):
        raise _unreadable(shown, "UTF-16 text, not UTF-8", "save the file as UTF-8")
    if data.startswith(codecs.BOM_UTF8 * 2):
        message = "a second byte order mark (BOM); a file has one at most"
        raise InputError(_misplaced(shown, data, len(codecs.BOM_UTF8), message, "save the file as UTF-8 without a BOM"))
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        if b"\0" in data:
            raise _unreadable(shown, "a binary file, with NUL bytes", "name a text file") from None
        message = f"byte 0x{data[error.start]:02x} is not UTF-8"
        raise InputError(_misplaced(shown, data, error.start, message, "save the file as UTF-8")) from None
    if "\0" in text:
        raise InputError(
            _misplaced(shown, data, data.index(b"\0"), "a NUL byte, which text files do not have", _NO_NUL)
        )
    return text.removeprefix("\ufeff")


def _is_utf16(data: bytes) -> bool:
    """Return whether a text begins as ASCII in UTF-16 does: nearly every second byte is a NUL, and no other one is."""
    start = data[:_SAMPLE]
    halves = start[::2], start[1::2]
    return any(
        one.count(b"\0") * 3 > len(one) * 2 and b"\0" not in other for one, other in (halves, reversed(halves)) if other
    )


def _read_bytes(path: str, shown: str, limit: int) -> bytes:
    try:
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            raise IsADirectoryError(errno.EISDIR, "")
        if not stat.S_ISREG(status.st_mode):  # reading a pipe or a device might never end
            raise _unreadable(shown, "not a regular file", "name a text file")
        if status.st_size > limit:
            raise _too_large(shown, limit)
        with open(path, "rb") as file:
            data = file.read(limit + 1)
    except (OSError, ValueError) as error:
        raise cannot_read(path, shown, error) from None
    return data


def cannot_read(path: str, shown: str, error: OSError | ValueError) -> InputError:
    """Return why a file that messages call `shown` could not be opened; a ValueError is a NUL in its path."""
    if isinstance(error, ValueError):
        return _unreadable(shown, "no such file or directory", "remove the NUL character from the path")
    message, hint = _REASONS.get(error.errno or 0, ((error.strerror or "cannot be read").lower(), ""))
    if error.errno == errno.ENOENT and os.path.islink(path):
        message, hint = "symbolic link to nothing", "replace the link by the file"
    return _unreadable(shown, message, hint)


def names_in(directory: str) -> list[str]:
    """Return the names in a directory, sorted; a file or a missing directory has no names.

    Raises InputError where the system refuses to list it.
    """
    try:
        return sorted(os.listdir(directory))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise cannot_list(directory, error) from None


def cannot_list(directory: str, error: OSError) -> InputError:
    """Return why the names in a directory cannot be listed."""
    (mistake,) = cannot_read(directory, display_path(directory), error).mistakes
    return InputError(mistake._replace(hint=mistake.hint.replace("the file", "the directory")))


def _unreadable(shown: str, message: str, hint: str) -> InputError:
    return InputError(Mistake(f"`{shown}`: {message}", Location(shown, 1, 1, 1, 1), hint=hint))


def _too_large(shown: str, limit: int) -> InputError:
    return _unreadable(shown, f"larger than {full(limit)} bytes", "split the file; comments count too")


def _misplaced(shown: str, data: bytes, offset: int, message: str, hint: str) -> Mistake:
    """Return a mistake at one byte, with its line."""
    before = _lines(shown, data[:offset].decode() + "?")
    line, column = len(before), len(before[-1].removeprefix("\ufeff") if len(before) == 1 else before[-1])
    source = _lines(shown, data.decode(errors="replace").removeprefix("\ufeff"))[line - 1]
    place = Location(shown, line, column, line, column + 1)
    return Mistake(message, place, source.removesuffix("\r"), hint)


def _lines(shown: str, text: str) -> Sequence[str]:
    """Return the lines of a file by its format: in YAML and CSV a carriage return alone ends a line."""
    if shown.endswith(".csv"):
        return re.split(r"\r\n|[\r\n]", text)
    if not shown.endswith((".yaml", ".yml")):
        return text.split("\n")
    from policyengine.loading.yaml.syntax import split_lines

    return split_lines(text)
