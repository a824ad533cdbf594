"""Transcripts: a command, what it prints, and its exit code, as they stand in examples/*/expected.txt and README.md."""

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
PROMPT = "$ policyengine "
PREVIEW = re.compile(r"preview(\[[^]]+\])?: ")


class Transcript(NamedTuple):
    """A command line after its prompt, and what follows it: the output and the line with the exit code."""

    command: str
    rest: str


def parsed(text: str) -> list[Transcript]:
    """Split a text into its commands with what follows each; every command must be one of ours."""
    assert text.startswith(PROMPT), text[:80]
    parts = re.split(rf"^{re.escape(PROMPT)}", text, flags=re.MULTILINE)[1:]
    return [Transcript(command, rest) for command, _, rest in (part.partition("\n") for part in parts)]


def played(command: str) -> str:
    """Run a command from the repository's root, as a user would, and return its transcript.

    The settings of the examples pin an edition. What `check` previews of rules that are newer is left out.
    """
    done = run(*shlex.split(command))
    return f"{PROMPT}{command}\n{_without_preview(done.stdout)}(exit code {done.returncode})\n"


def _without_preview(text: str) -> str:
    """Leave out the lines of the preview, and a block that has no other."""
    blocks = [
        (block, "\n".join(line for line in block.split("\n") if not PREVIEW.match(line)))
        for block in text.split("\n\n")
    ]
    return "\n\n".join(left for block, left in blocks if left or not block)


def run(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run `policyengine` with these arguments; standard error comes within standard output."""
    command = [sys.executable, "-m", "policyengine", *arguments]
    return subprocess.run(
        command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False, timeout=60
    )
