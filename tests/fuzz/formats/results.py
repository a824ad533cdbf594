"""Results of evaluation runs, in YAML, CSV and JSON Lines, and the status of a migration."""

import json
from random import Random
from typing import Any

from tests.cli.migrating import PROFILE
from tests.fuzz.dumping import dumped
from tests.fuzz.mutating import is_unchanged, mutated, noise
from tests.fuzz.trial import DAY, Format, Trial

RESULT = {
    "path": "open",
    "metric": "accuracy",
    "score": 0.84,
    "n": 200,
    "baseline": 0.9,
    "baseline_n": 200,
    "date": "2026-02-09",
}
LATENCY = {"path": "open", "metric": "p95", "score": 500, "n": 2000, "baseline": 450, "unit": "ms", "better": "lower"}
STATUS = {"phase": "canary", "since": "2026-02-01", "percent": 5, "wanted_percent": 20, "parity_since": "2026-02-03"}
CELLS = (
    "",
    "1e3",
    "-0.1",
    "1.1",
    "nan",
    "inf",
    "0.5%",
    '"',
    "é",
    "=1",
    "2026-02-30",
    "higher",
    "ms",
    "9" * 400,
    " 1 ",
    "true",
)


def make(random: Random) -> Trial:
    """Return changed results in one of three forms."""
    results: Any = [random.choice((RESULT, LATENCY)) for _ in range(random.randint(1, 4))]
    form = random.choice(("yaml", "csv", "jsonl"))
    if form == "csv":
        text = _csv(results, random)
    elif form == "jsonl":
        text = "".join(f"{json.dumps(mutated(result, (), random))}\n" for result in results)
    else:
        text = dumped(mutated({"results": results}, (), random), random)
    name = f"results.{form}"
    more = random.choice(((), ("--alert-points", "2"), ("--least-examples", "10")))
    return Trial(
        {name: noise(text, random)}, ("monitor", name, "--output-format", random.choice(("text", "json")), *more), name
    )


def make_status(random: Random) -> Trial:
    """Return a changed status of a migration, beside the profile that it belongs to."""
    result = {key: value for key, value in RESULT.items() if key != "path"}
    data = mutated({**STATUS, "results": [result]}, (), random)
    files = {"status.yaml": noise(dumped(data, random), random), "llm-profile.yaml": PROFILE.encode()}
    command = ("plan", "llm-profile.yaml", "--status", "status.yaml", "--as-of", DAY)
    return Trial(files, (*command, "--output-format", random.choice(("text", "json", "markdown"))), "status.yaml")


def _csv(results: list[dict[str, Any]], random: Random) -> str:
    header = ["path", "metric", "score", "n", "baseline", "baseline_n", "date", "unit", "better"]
    if random.random() < 0.2 and not is_unchanged():
        header[random.randrange(len(header))] = random.choice(("", "x", "path", "é"))
    rows = [header, *([str(result.get(name, "")) for name in header] for result in results)]
    for row in rows[1:]:
        if random.random() < 0.6 and not is_unchanged():
            row[random.randrange(len(row))] = random.choice(CELLS)
    return "\n".join(",".join(row) for row in rows) + "\n"


FORMATS = (Format("results", make), Format("status", make_status))
