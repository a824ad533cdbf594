"""Reading files: only regular, small, UTF-8 ones."""

import os
from pathlib import Path

import pytest

from policyengine.errors import InputError
from policyengine.loading.files import LIMIT, read_text
from policyengine.location import Location


def refused(path: str, limit: int = LIMIT) -> str:
    """Return the message of the one mistake of a file that must be refused."""
    with pytest.raises(InputError) as caught:
        read_text(path, limit)
    (mistake,) = caught.value.mistakes
    return mistake.message


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_text_is_unchanged() -> None:
    """Line ends stay as they are; only a byte order mark is taken off."""
    Path("x.yaml").write_bytes(b"\xef\xbb\xbfa: 1\r\nb: \xc3\xa9\n")
    assert read_text("x.yaml") == "a: 1\r\nb: é\n"


def test_a_second_byte_order_mark() -> None:
    """Readers differ in what they make of it, so it is reported at its place."""
    Path("x.yaml").write_bytes(b"\xef\xbb\xbf\xef\xbb\xbfa: 1\n")
    with pytest.raises(InputError) as caught:
        read_text("x.yaml")

    (mistake,) = caught.value.mistakes
    assert mistake.message == "a second byte order mark (BOM); a file has one at most"
    assert mistake.location == Location("x.yaml", 1, 1, 1, 2)


def test_limit() -> None:
    """A file of exactly the limit is read; a byte more is refused, and a huge one without being read."""
    Path("x.yaml").write_bytes(b"a" * 10)
    assert read_text("x.yaml", limit=10) == "a" * 10
    assert refused("x.yaml", limit=9) == "`x.yaml`: larger than 9 bytes"
    with Path("huge.yaml").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    assert refused("huge.yaml") == "`huge.yaml`: larger than 1,048,576 bytes"


def test_what_is_no_regular_file() -> None:
    """Directories, missing files, pipes, devices and broken links have each a message."""
    Path("folder").mkdir()
    Path("dangling").symlink_to("nowhere")
    Path("loop").symlink_to("loop")
    os.mkfifo("pipe")
    assert refused("folder") == "`folder`: a directory, not a file"
    assert refused("nowhere") == "`nowhere`: no such file or directory"
    assert refused("dangling") == "`dangling`: symbolic link to nothing"
    assert refused("loop") == "`loop`: symbolic link that leads back to itself"
    assert refused("pipe") == "`pipe`: not a regular file"
    assert refused("/dev/zero") == "`/dev/zero`: not a regular file"
    assert refused("a\0b") == "`a\0b`: no such file or directory"
    assert refused("x" * 5000) == f"`{'x' * 120}…`: path too long"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable() -> None:
    """A file without read permission is refused."""
    Path("x.yaml").touch(mode=0)
    assert refused("x.yaml") == "`x.yaml`: permission denied"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("a: 1".encode("utf-16"), "`x.yaml`: UTF-16 text, not UTF-8"),
        ("a: 1".encode("utf-16-be"), "`x.yaml`: UTF-16 text, not UTF-8"),
        ("a: \u00e9".encode("utf-16-le"), "`x.yaml`: UTF-16 text, not UTF-8"),
        (b"a: 1 and a longer text\0", "a NUL byte, which text files do not have"),
        (b"a: 1\n" + b"\0" * 5000, "a NUL byte, which text files do not have"),
        (b"\0" * 5000, "a NUL byte, which text files do not have"),
        (b"\0a: 1\n\0", "a NUL byte, which text files do not have"),
        (b"\x89PNG\0\0", "`x.yaml`: a binary file, with NUL bytes"),
        (b"a: \xff", "byte 0xff is not UTF-8"),
    ],
)
def test_other_encodings(data: bytes, message: str) -> None:
    """What is not UTF-8 is named."""
    Path("x.yaml").write_bytes(data)
    assert refused("x.yaml") == message


@pytest.mark.parametrize("bad", [b"\xe9", b"\0", b"\0\0\0\0\0\0\0"])
@pytest.mark.parametrize(
    ("before", "line", "column"),
    [(b"", 1, 1), (b"\xef\xbb\xbfab", 1, 3), (b"a\nb\r\n\xc3\xa9x", 3, 3), (b"a\n", 2, 1)],
)
def test_place_of_a_bad_byte(before: bytes, line: int, column: int, bad: bytes) -> None:
    """The place of the first bad byte counts lines, and code points in its line."""
    Path("x.yaml").write_bytes(before + bad + b"\n\n")
    with pytest.raises(InputError) as caught:
        read_text("x.yaml")
    assert caught.value.mistakes[0].location == Location("x.yaml", line, column, line, column + 1)


@pytest.mark.parametrize(("name", "line", "column"), [("x.yaml", 3, 1), ("x.csv", 3, 1), ("x.jsonl", 2, 3)])
def test_a_carriage_return_alone_ends_a_line_in_yaml_and_csv(name: str, line: int, column: int) -> None:
    """The place of a bad byte counts lines as readers of the format do, and the source line has no line end."""
    Path(name).write_bytes(b"a\r\nb\r\xff\r\n")
    with pytest.raises(InputError) as caught:
        read_text(name)
    (mistake,) = caught.value.mistakes
    assert (mistake.location, mistake.source) == (
        Location(name, line, column, line, column + 1),
        "b\r\ufffd" if name == "x.jsonl" else "\ufffd",
    )
