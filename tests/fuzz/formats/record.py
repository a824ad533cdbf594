"""Records and the JSON files beside them, as a person may have edited them."""

import json
from random import Random

from tests.fuzz.examples import paths
from tests.fuzz.mutating import mutated, mutated_text, noise, retyped
from tests.fuzz.trial import DAY, Format, Trial

EXAMPLE = "examples/patient-chatbot"
ACCEPTED = "tests/upgrades/0.1.0/platform/services/claims-copilot-nygard"
"""A record of version 0.1.0 that people decided: what stands beside it is compared with today."""


def make(random: Random) -> Trial:
    """Return the records of an example, one of them changed, and a command that reads them."""
    files = _example()
    target = next(name for name in files if name.endswith(".md") and "index" not in name)
    if random.random() < 0.2:
        target = "docs/decisions/index.md"
    files[target] = noise(mutated_text(files[target].decode(), random), random)
    return Trial(files, _command(random), target)


def make_sidecar(random: Random) -> Trial:
    """Return the records of an example with a changed JSON file, and a command that reads it."""
    files = _example(random.choice((EXAMPLE, ACCEPTED)))
    target = random.choice(sorted(name for name in files if name.endswith(".json")))
    data = json.loads(files[target])
    data = retyped(data, random) if random.random() < 0.7 else mutated(data, (), random)
    files[target] = noise(json.dumps(data, indent=1, default=str), random)
    return Trial(files, _command(random), target)


def _example(example: str = EXAMPLE) -> dict[str, bytes]:
    files = {
        path.as_posix().split(f"{example}/")[1]: path.read_bytes()
        for path in paths(f"{example}/**/*")
        if path.is_file() and path.name != "expected.txt"
    }
    return files if example == EXAMPLE else {**files, "policyengine.yaml": b"version: 1\nrecords: {layout: nygard}\n"}


def _command(random: Random) -> tuple[str, ...]:
    return random.choice(
        (
            ("records", "lint", "docs/decisions", "--as-of", DAY),
            ("record", "llm-profile.yaml", "--check", "--as-of", DAY),
            ("record", "llm-profile.yaml", "--as-of", DAY),
            ("record", "llm-profile.yaml", "--as-of", DAY, "--overwrite"),
        )
    )


FORMATS = (Format("record", make), Format("sidecar", make_sidecar))
