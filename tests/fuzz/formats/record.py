"""Records and the JSON files beside them, as a person may have edited them."""

import json
from random import Random

from tests.fuzz.examples import paths
from tests.fuzz.mutating import mutated, mutated_text, noise
from tests.fuzz.trial import DAY, Format, Trial

EXAMPLE = "examples/patient-chatbot"


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
    files = _example()
    target = next(name for name in files if name.endswith(".json"))
    data = mutated(json.loads(files[target]), (), random)
    files[target] = noise(json.dumps(data, indent=1, default=str), random)
    return Trial(files, _command(random), target)


def _example() -> dict[str, bytes]:
    return {
        path.as_posix().split(f"{EXAMPLE}/")[1]: path.read_bytes()
        for path in paths(f"{EXAMPLE}/**/*")
        if path.is_file() and path.name != "expected.txt"
    }


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
