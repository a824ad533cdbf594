"""A minimal profile to paste, printed where there is none."""

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


def first_profile_text() -> str:
    """Return what to write to standard error after the mistake that no profile was found."""
    lines = "".join(f"  {line}\n" for line in MINIMAL.splitlines())
    return f"To start, write this as llm-profile.yaml, change it, and run `policyengine check`:\n\n{lines}"
