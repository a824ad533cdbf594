"""Runs the command line as people do: a process of its own, with everything it prints."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "patient-chatbot"
DAY = "2026-11-22"

GOOD = """\
version: 1
project: {name: notes, owner: docs, lifecycle: prototype}
workloads:
  draft:
    purpose: Drafts release notes
    tasks: [summarization]
    data: {classes: [internal]}
"""
"""A profile without a choice: whatever options have to fulfil is not asked of it."""

FAILING = """\
version: 1
project: {name: chat, owner: clinical-ai, lifecycle: production, jurisdictions: [US]}
workloads:
  chat:
    purpose: Answers patients' questions
    tasks: [question-answering]
    data: {classes: [phi]}
    choice: {model: openai/gpt-4o, hosting: vendor-api, provider: openai}
"""
"""A profile whose choice the shipped rules refuse."""


class Done(NamedTuple):
    """A finished process."""

    code: int
    out: str
    err: str


def policyengine(folder: Path, *arguments: str, stdin: str | bytes = b"", **environment: str) -> Done:
    """Run `policyengine` in a folder; an empty value removes a variable from the environment.

    A `check` that names no layout prints every verdict with its evidence: most tests are about these. Those of the
    default layout name it.
    """
    if arguments[:1] == ("check",) and not any(given.startswith("--output-format") for given in arguments):
        arguments = ("check", "--output-format", "full", *arguments[1:])
    return python(folder, "-m", "policyengine", *arguments, stdin=stdin, **environment)


def python(folder: Path, *arguments: str, stdin: str | bytes = b"", **environment: str) -> Done:
    """Run Python in a folder, with the package of this checkout."""
    finished = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=surroundings(**environment),
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        capture_output=True,
        check=False,
        timeout=120,
    )
    return Done(finished.returncode, finished.stdout.decode(), finished.stderr.decode())


def surroundings(**changed: str) -> dict[str, str]:
    """Return the environment of a run: this checkout's package, bytecode kept beside the tests' own cache."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    kept |= {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": f"{os.environ['POLICYENGINE_CACHE_DIR']}-bytecode"}
    return {name: value for name, value in (kept | changed).items() if value}


def listing(folder: Path) -> set[str]:
    """Name every file below a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}
