"""Logs of requests, as CSV and as JSON Lines."""

import json
from random import Random

from tests.fuzz.mutating import is_unchanged, mutated, noise
from tests.fuzz.trial import Format, Trial

COLUMNS = ("timestamp", "task", "input_tokens", "output_tokens", "complexity")
CELLS = (
    "2026-01-05",
    "2026-01-05T10:00:00Z",
    "1767600000",
    "1767600000000",
    "routing",
    "120",
    "12.5",
    "-1",
    "1e9",
    "",
    " ",
    "NaN",
    "inf",
    "0x10",
    "1_000",
    "simple",
    "hard",
    '"',
    "a,b",
    "a\nb",
    "=1+1",
    "é",
    "\u202e",
    "9" * 400,
    "true",
)
ROW = {"timestamp": "2026-01-05", "task": "routing", "input_tokens": 120, "output_tokens": 12, "complexity": "simple"}


def make_csv(random: Random) -> Trial:
    """Return rows of CSV, some of them odd."""
    delimiter = random.choice((",", ",", ";", "\t"))
    header = list(COLUMNS)
    plain = is_unchanged()
    if random.random() < 0.3 and not plain:
        random.shuffle(header)
        header = header[: random.randint(0, len(header))] + random.choice(([], ["task"], ["x"], [""]))
    rows = [header]
    for _ in range(5 if plain else random.choice((0, 1, 5, 40))):
        row = [str(ROW.get(name, "")) for name in header]
        if random.random() < 0.4 and row and not plain:
            row[random.randrange(len(row))] = random.choice(CELLS)
        if random.random() < 0.05 and not plain:
            row += ["x"]
        rows.append(row)
    quoted = (delimiter.join(_cell(cell, delimiter, random) for cell in row) for row in rows)
    text = random.choice(("\n", "\n", "\r\n")).join(quoted) + "\n"
    name = random.choice(("log.csv", "log.csv", "log.tsv"))
    return Trial({name: noise(text, random)}, _command(name, random), name)


def make_jsonl(random: Random) -> Trial:
    """Return objects of JSON, a line each, some of them odd."""
    lines = []
    for _ in range(5 if is_unchanged() else random.choice((0, 1, 5, 40))):
        row = mutated(ROW, (), random) if random.random() < 0.4 else ROW
        lines.append(json.dumps(row, ensure_ascii=random.random() < 0.5))
    text = "\n".join(lines) + random.choice(("\n", "", "\n\n"))
    return Trial({"log.jsonl": noise(text, random)}, _command("log.jsonl", random), "log.jsonl")


def _cell(cell: str, delimiter: str, random: Random) -> str:
    if any(char in cell for char in f'{delimiter}"\n') and random.random() < 0.9:
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _command(name: str, random: Random) -> tuple[str, ...]:
    more = (
        ()
        if is_unchanged()
        else random.choice(
            ((), ("--strict",), ("--simple", "simple,easy"), ("--column", "task=x"), ("--started", "2025-01-01"))
        )
    )
    return ("offload", name, "--output-format", random.choice(("text", "json")), *more)


FORMATS = (Format("requests-csv", make_csv), Format("requests-jsonl", make_jsonl))
