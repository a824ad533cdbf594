"""Change the status in a record's header, in each layout, and nothing else."""

from policyengine.records.header import read_header

STATES = ("draft", "proposed", "accepted", "rejected", "deprecated", "superseded")
"""The states of a decision, in the order of its life."""


def with_status(text: str, status: str, successor: str = "") -> str:
    """Return a record's text in another state; `successor` names, without `.md`, the record that replaces it."""
    lines = text.split("\n")
    layout = read_header(lines, len(lines)).layout
    link = f" by [{successor}]({successor}.md)" if successor else ""
    if layout == "nygard":
        changes = {_nygard_line(lines): f"{status.capitalize()}{link}"}
    else:
        at = _bullet(lines)
        changes = {at: f"{lines[at][:1]} Status: {status}{link}"}
    if layout == "madr4":
        changes[_first(lines, "status: ")] = f"status: {status}{f' by ADR-{successor[:4]}' if successor else ''}"
    return "\n".join(changes.get(index, line) for index, line in enumerate(lines))


def status_line(text: str) -> int:
    """Return the line, from 1, with the status of a record."""
    lines = text.split("\n")
    layout = read_header(lines, len(lines)).layout
    places = {"nygard": _nygard_line(lines), "madr2": _bullet(lines), "madr4": _first(lines, "status: ")}
    return max(places[layout], 0) + 1


def _nygard_line(lines: list[str]) -> int:
    heading = _first(lines, "## Status")
    return next((index for index, line in enumerate(lines) if index > heading >= 0 and line.strip()), -1)


def _bullet(lines: list[str]) -> int:
    """Return where the list has the status, with any mark that a formatter may use."""
    return next((index for index, line in enumerate(lines) if line[1:].startswith(" Status: ")), -1)


def _first(lines: list[str], start: str) -> int:
    return next((index for index, line in enumerate(lines) if line.startswith(start)), -1)
