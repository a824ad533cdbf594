"""Logs of requests, counted by the command line."""

import json
from pathlib import Path
from typing import Any

from tests.cli.running import policyengine

HEADER = "timestamp,task,input_tokens,output_tokens,complexity"


def counted(folder: Path, *arguments: str) -> dict[str, Any]:
    """Return what is said as JSON of a log that can be read."""
    done = policyengine(folder, "offload", *arguments, "--output-format", "json")
    assert (done.code, done.err) == (0, "")
    found: dict[str, Any] = json.loads(done.out)
    return found
