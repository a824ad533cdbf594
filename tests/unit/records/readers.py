"""How other tools read a record: their rules, written anew from their sources and their behaviour.

The real programs (log4brains core 1.1.0, adr-log 2.2.0, the parser of adr-manager) gave the same answers when this was
written; test_npm_readers.py asks the first two again.
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
    """Return the text that a Markdown engine shows for a line without code, emphasis or links."""
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
    """Return the targets that Structurizr takes from a record: one per line, and its pattern is greedy."""
    found = (re.search(r"\[.*]\((.*)\)", line) for line in text.split("\n"))
    return [match[1] for match in found if match]


def _structurizr_date(lines: list[str]) -> str:
    found = next((line.removeprefix("date: ") for line in lines if line.startswith("date: ")), "")
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", found), "a quoted date aborts its import"
    return found


def adrtools(text: str) -> Seen:
    """Read as adr-tools: the first line from its third character, and what stands in the section `## Status`."""
    return Seen(unescaped(text.split("\n", maxsplit=1)[0][2:]), _status_section(text)[0])


def adrtools_links(text: str) -> list[tuple[str, int]]:
    """Return the links that adr-tools draws: the words before each, and the number in its target."""
    found = (re.fullmatch(r"(.+) \[.*\]\(0*([1-9][0-9]*).*\).*", line) for line in _status_section(text))
    return [(match[1], int(match[2])) for match in found if match]


def with_adrtools_link(text: str, words: str) -> str:
    """Add a link as `adr link` does: before the first heading after `## Status`."""
    lines: list[str] = []
    inside = False
    for line in text.split("\n"):
        if line.startswith("##"):
            lines += [words, ""] if inside else []
            inside = line == "## Status"
        lines.append(line)
    return "\n".join(lines)


def _status_section(text: str) -> list[str]:
    _, _, rest = text.partition("\n## Status\n")
    section = re.split(r"^#", rest, maxsplit=1, flags=re.MULTILINE)[0]
    return [line for line in section.split("\n") if line.strip()]


def adr_viewer(text: str) -> Seen:
    """Read as adr-viewer: the first heading, and how the paragraphs of `## Status` begin; comments are nothing."""
    told = [line for line in _status_section(text) if not line.startswith("<!--")]
    shown = [re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", line) for line in told]
    kinds = {"Amended by": "amended", "Accepted": "accepted", "Superseded by": "superseded", "Proposed": "pending"}
    status = next((kind for start, kind in kinds.items() if any(line.startswith(start) for line in shown)), "unknown")
    heading = re.search(r"^# (.*)$", text, re.MULTILINE)
    return Seen(unescaped(heading[1]) if heading else "", status)


class Managed(NamedTuple):
    """What adr-manager reads of a record; pros and cons are by option."""

    seen: Seen
    drivers: list[str]
    options: list[str]
    chosen: str
    positive: list[str]
    negative: list[str]
    pros: dict[str, list[str]]
    cons: dict[str, list[str]]
    links: list[str]


def adrmanager(text: str) -> Managed:
    """Read as adr-manager's grammar (MADR.g4); what the grammar has no place for fails here."""
    head = re.match(r"# (.+)\n\n\* Status: (.+)\n(?:\* Deciders: (.+)\n)?\* Date: (.+)\n\n(?=## Context)", text)
    assert head, "three bullets in this order, and nothing after the date"
    parts = re.split(r"^## (.+)\n", text[head.end() :], flags=re.MULTILINE)[1:]
    sections = dict(zip(parts[::2], parts[1::2], strict=True))
    order = ["Context and Problem Statement", "Decision Drivers", "Considered Options", "Decision Outcome"]
    assert [*order, "Pros and Cons of the Options", "Links"][: len(sections)] == list(sections) or (
        [*order, "Links"] == list(sections)
    )
    explained, positive, negative = re.split(
        r"^### (?:Positive|Negative) Consequences\n", sections["Decision Outcome"], flags=re.MULTILINE
    )
    chosen = re.match(r'\s*Chosen option: "([^"]+)", because ', explained)
    for free in (sections["Context and Problem Statement"], explained):
        assert not re.search(r"^### |^(?:[*-] )?(?:Good|Bad), because ", free, re.MULTILINE), free
    pros, cons = {}, {}
    compared = re.split(r"^### (.+)\n", sections.get("Pros and Cons of the Options", ""), flags=re.MULTILINE)
    for option, told in zip(compared[1::2], compared[2::2], strict=True):
        description, pros[option], cons[option] = _pros_and_cons(told)
        assert description
    seen = Seen(unescaped(head[1]), head[2], head[4], tuple((head[3] or "").split(", ")))
    return Managed(
        seen,
        _bullets(sections["Decision Drivers"]),
        _bullets(sections["Considered Options"]),
        chosen[1] if chosen else "",
        _bullets(positive),
        _bullets(negative),
        pros,
        cons,
        _bullets(sections["Links"]),
    )


def _bullets(section: str) -> list[str]:
    lines = [line for line in section.split("\n") if line.strip()]
    assert all(line.startswith("* ") for line in lines), "a list holds nothing but its items"
    return [line[2:] for line in lines]


def _pros_and_cons(told: str) -> tuple[str, list[str], list[str]]:
    match = re.fullmatch(
        r"\n((?:(?!\* (?:Good|Bad), ).+\n?|\n)*)((?:\* Good, because .+\n)*)((?:\* Bad, because .+\n)*)\n*", told
    )
    assert match, "a description, then what is good, then what is bad"
    good = re.findall(r"^\* Good, because (.+)$", match[2], re.MULTILINE)
    return match[1].strip(), good, re.findall(r"^\* Bad, because (.+)$", match[3], re.MULTILINE)
