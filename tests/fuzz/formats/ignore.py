"""Ignore comments: `# policyengine: ignore[rule] reason` in a profile."""

from random import Random

from tests.cli.running import FAILING
from tests.fuzz.mutating import is_unchanged, noise
from tests.fuzz.trial import DAY, Format, Trial

NAME = "llm-profile.yaml"
RULES = (
    "compliance/hipaa/self-hosting",
    "license/*",
    "category:cost",
    "force:law",
    "a/b",
    "",
    "*",
    "x" * 200,
    "é",
    "a,b",
)
PARTS = (
    "policyengine:",
    " ignore",
    "[",
    "]",
    "ignore-file",
    " ",
    "",
    "owner=",
    "ann",
    "expires=",
    "2027-01-01",
    "reason",
    "\u202e",
    "]]",
    "[[",
    ",",
    "#",
    "ticket=T-1",
    "2026-13-45",
    "ignore[",
    "policyengine: ignore",
)


def make(random: Random) -> Trial:
    """Return a profile that fails, with comments on some of its lines."""
    lines = FAILING.split("\n")
    for _ in range(0 if is_unchanged() else random.choice((1, 1, 2, 3, 8))):
        at = random.randrange(len(lines))
        if random.random() < 0.5:
            comment = (
                f"policyengine: ignore[{random.choice(RULES)}] {random.choice(('', 'reason', 'until 2027-01-01: x'))}"
            )
        else:
            comment = "".join(random.choice(PARTS) for _ in range(random.randint(1, 6)))
        lines[at] += f" # {comment}"
        if random.random() < 0.3:
            lines.insert(at, f"    # {comment}")
    text = "\n".join(lines)
    return Trial(
        {NAME: noise(text, random)}, ("check", "--output-format", random.choice(("text", "json")), "--as-of", DAY), NAME
    )


FORMAT = Format("ignore", make)
