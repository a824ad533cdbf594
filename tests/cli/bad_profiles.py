"""Profiles with which something is wrong, each with its place and what has to be said of it."""

from typing import NamedTuple

from tests.cli.running import GOOD

_HEAD = "version: 1\nproject: {name: notes, owner: docs, lifecycle: prototype}\n"


def _workload(rest: str) -> str:
    return (
        f"{_HEAD}workloads:\n  draft: {{purpose: p, tasks: [summarization], data: {{classes: [internal]}}, {rest}}}\n"
    )


class Bad(NamedTuple):
    """The bytes of a file, `line:column` of the first mistake, and words of its message."""

    text: str | bytes
    place: str
    words: str


BAD = {
    "binary": Bad(b"\x7fELF\0\1\2\3version: 1\n", "1:5", "a NUL byte"),
    "not-utf-8": Bad(b"version: 1\nproject: {name: caf\xe9}\n", "2:20", "byte 0xe9 is not UTF-8"),
    "utf-16": Bad(GOOD.encode("utf-16"), "1:1", "UTF-16"),
    "bom": Bad("\ufeffversion: 1\nprojekt: {}\n".encode(), "2:1", "unknown key `projekt`"),
    "bom-first-line": Bad("\ufeffverzion: 1\n".encode(), "1:1", "unknown key `verzion`"),
    "crlf": Bad(b"version: 1\r\nproject:\r\n  nane: notes\r\n", "3:3", "unknown key `nane`"),
    "empty": Bad("", "1:1", "the file is empty"),
    "list": Bad("- version: 1\n", "1:1", "expected a mapping at the top, found a list"),
    "documents": Bad(f"{GOOD}---\n{GOOD}", "8:1", "document"),
    "tabs": Bad("version: 1\nproject:\n\tname: notes\n", "3:1", "tab"),
    "duplicate-key": Bad(f"{GOOD}version: 1\n", "8:1", "duplicate key `version`"),
    "unknown-key": Bad(GOOD.replace("purpose", "purpos"), "5:5", "unknown key `purpos`"),
    "wrong-type": Bad(GOOD.replace("[summarization]", "summarization"), "6:12", "expected a list"),
    "brackets": Bad("[" * 100_000, "1:65", "levels"),
    "alias-bomb": Bad(
        "a: &a [x,x,x,x,x,x,x,x,x]\n"
        + "".join(f"{n}: &{n} [{','.join([f'*{p}'] * 9)}]\n" for p, n in zip("abcdefgh", "bcdefghi", strict=True)),
        "5:4",
        "aliases",
    ),
    "recursive": Bad("version: &a [*a]\n", "1:10", "anchor contains itself"),
    "nan": Bad(_workload("volume: {peak_factor: .nan}"), "4:98", "not a finite number"),
    "infinity": Bad(_workload("volume: {peak_factor: -.inf}"), "4:98", "not a finite number"),
    "long-integer": Bad(_workload(f"volume: {{requests_per_day: {'9' * 1000}}}"), "4:103", "integer beyond 2^53"),
    "negative": Bad(_workload("volume: {requests_per_day: -1}"), "4:103", "at least 0"),
    "no-such-day": Bad(_workload("review_by: 2026-02-30"), "4:87", "does not exist"),
    "unknown-model": Bad(
        _workload("choice: {model: mistralai/Mistral-Small, hosting: on-premises}"), "4:92", "the catalog has no model"
    ),
    "unknown-region": Bad(
        _workload("stores: [{kind: files, provider: azure, region: West Europe}]"), "4:124", "not a region of azure"
    ),
}
