"""Rules: one file of a pack, changed; the conditions are part of it."""

from random import Random
from typing import Any

from tests.fuzz.dumping import dumped
from tests.fuzz.examples import profiles, read
from tests.fuzz.mutating import is_unchanged, mutated, noise
from tests.fuzz.trial import DAY, Format, Trial

NAME = "acme/rules/own/it.yaml"
WORDS = (
    "workload.data.classes",
    "option.hosting",
    "today",
    "params.limit",
    "==",
    "!=",
    "in",
    "&&",
    "||",
    "!",
    "(",
    ")",
    '"phi"',
    "1",
    "2.5",
    "true",
    "[]",
    "size(",
    ".exists(x, ",
    ".all(x, ",
    "has(",
    "matches(",
    "+",
    "-",
    "?",
    ":",
    "x",
    "duration('24h')",
    "timestamp('2026-01-01T00:00:00Z')",
    "{",
    "}",
    ".startsWith(",
    "null",
    "9223372036854775807",
)


def make(random: Random) -> Trial:
    """Return a pack with a changed rule, settings that name it, and a profile."""
    rules = read("rules/*/*.yaml")
    data: Any = random.choice(rules)
    if random.random() < 0.5 and not is_unchanged():
        data = {**data, random.choice(("when", "require")): _condition(str(data["require"]), random)}
    else:
        data = mutated(data, rules, random)
    files = {
        NAME: noise(dumped(data, random), random),
        "policyengine.yaml": b"version: 1\npacks: [acme]\n",
        "llm-profile.yaml": dumped(random.choice(profiles()), random).encode(),
    }
    command = random.choice(
        (
            ("check", "--select", "acme:*", "--as-of", DAY, "--output-format", random.choice(("text", "json"))),
            ("rules", "test", "--profile", "llm-profile.yaml", "--select", "acme:*"),
            ("explain", "acme:own/it", "llm-profile.yaml", "--as-of", DAY),
        )
    )
    return Trial(files, command, NAME)


def _condition(text: str, random: Random) -> str:
    parts = text.split(" ")
    for _ in range(random.randint(1, 4)):
        at = random.randint(0, len(parts))
        parts[at : at + random.choice((0, 1, 1, 2))] = [random.choice(WORDS)]
    return " ".join(parts)


FORMAT = Format("rule", make)
