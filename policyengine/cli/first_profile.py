"""What a command reports that finds no profile: where it searched, and a minimal profile to paste."""

from collections.abc import Sequence

from policyengine.cli.output import write_error, write_mistakes
from policyengine.errors import Mistake

MINIMAL = """\
version: 1
project: {name: my-service, owner: my-team, lifecycle: pilot}
workloads:
  answers:
    purpose: Drafts answers to customers' questions
    tasks: [question-answering]
    audience: [employees]
    data: {classes: [internal]}
    choice:
      model: anthropic/claude-sonnet-4-6
      hosting: vendor-api
      provider: anthropic
"""
"""Twelve lines that are judged; a test checks them."""


def nothing_found(paths: Sequence[str]) -> Mistake:
    """Return the mistake of paths without a profile."""
    places = ", ".join(f"`{path}`" for path in paths)
    return Mistake(f"nothing was checked: no profile in {places}", hint="profiles are called llm-profile.yaml")


def first_profile_text() -> str:
    """Return a profile to start from, for standard error."""
    lines = "".join(f"  {line}\n" for line in MINIMAL.splitlines())
    return f"To start, write this as llm-profile.yaml, change it, and run `policyengine check`:\n\n{lines}"


def write_nothing_found(paths: Sequence[str], output_format: str) -> None:
    """Print that there is no profile and, unless a program reads the output, a profile to start from."""
    write_mistakes((nothing_found(paths),))
    if output_format != "json":
        write_error(first_profile_text())
