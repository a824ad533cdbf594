"""How other tools read a record: their rules, written anew from their sources and their behaviour.

The real programs (log4brains core 1.1.0, adr-log 2.2.0) gave the same answers when this was written.
"""

import json
import re
from typing import Any, NamedTuple


class Seen(NamedTuple):
    """What a tool shows of a record; fields it does not read are empty."""

    title: str = ""
    status: str = ""
    date: str = ""
    deciders: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


def unescaped(markdown: str) -> str:
    """Give the text that a Markdown engine shows for a line without code, emphasis or links."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown)


def log4brains(text: str) -> Seen:
    """Read as log4brains: no front matter, the first list before the first second-level heading, `accepted` if none."""
    lines = text.split("\n")
    bullets: list[str] = []
    for before, line in zip(["", *lines], lines, strict=False):
        underlined = re.fullmatch(r" {0,3}-+\s*", line) and before.strip() and not before.startswith(("#", "* ", "---"))
        if line.startswith("## ") or underlined or (bullets and not line.strip()):
            break
        if re.match(r"[*+-] ", line):
            bullets.append(line[2:])

    def metadata(key: str) -> str:
        found = (re.fullmatch(rf"\s*{key}\s*:\s*(.*)", unescaped(bullet), re.IGNORECASE) for bullet in bullets)
        return next((match[1].strip() for match in found if match), "")

    status = metadata("Status") or "accepted"
    return Seen(
        next((unescaped(line[2:]) for line in lines if line.startswith("# ")), ""),
        next((word for word in _STATES if status.lower().startswith(word)), "draft"),
        metadata("Date"),
        tuple(name.strip() for name in metadata("Deciders").split(",") if name),
        tuple(tag.lower() for tag in re.split(r"\s*[\s,]\s*", metadata("Tags")) if tag),
    )


_STATES = ("draft", "proposed", "rejected", "accepted", "deprecated", "superseded")


def adr_log(text: str) -> Seen:
    """Read as adr-log: the front matter falls away, and the first line is the title."""
    match = re.match(r"---\n.*?\n---\n", text, re.DOTALL)
    first = text[match.end() if match else 0 :].split("\n", maxsplit=1)[0]
    return Seen(unescaped(first.lstrip("#").strip()) if first.startswith("#") else "")


def backstage(text: str) -> Seen:
    """Read as Backstage's ADR plugin: title from the first heading, status and date from the front matter."""
    assert text.startswith("---\n")
    front: dict[str, Any] = {}
    for line in text[4 : text.index("\n---\n", 4)].split("\n"):
        key, _, value = line.partition(": ")
        front[key] = json.loads(value) if value[:1] in {'"', "["} else value
    heading = re.search(r"^# (.*)$", text, re.MULTILINE)
    return Seen(unescaped(heading[1]) if heading else "", front["status"], front["date"])


def structurizr(text: str) -> Seen:
    """Read as Structurizr's importer of MADR files: raw text after `status: `, title from the first heading."""
    lines = text.split("\n")
    assert lines[0].startswith("---")
    status = "accepted"
    for line in lines[1:]:
        if line.startswith("---"):
            break
        if line.startswith("status: "):
            status = line.removeprefix("status: ")
            break
    body = re.sub(r"^---\n(?:.*\n)*?---\n", "", text, count=1)
    title = next((line[2:] for line in body.split("\n") if line.startswith("# ")), "Title")
    return Seen(unescaped(title), status, _structurizr_date(lines))


def structurizr_links(text: str) -> list[str]:
    """Give the targets that Structurizr takes from a record: one per line, and its pattern is greedy."""
    found = (re.search(r"\[.*]\((.*)\)", line) for line in text.split("\n"))
    return [match[1] for match in found if match]


def _structurizr_date(lines: list[str]) -> str:
    found = next((line.removeprefix("date: ") for line in lines if line.startswith("date: ")), "")
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", found), "a quoted date aborts its import"
    return found


def listed_by_backstage_and_structurizr(name: str) -> bool:
    """Say whether both list a file of this name."""
    return bool(re.fullmatch(r"\d{4}-.+\.md", name))
