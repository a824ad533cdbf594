"""Profiles: `llm-profile.yaml`."""

from random import Random

from tests.fuzz.dumping import dumped, shuffled
from tests.fuzz.examples import any_profile, profiles
from tests.fuzz.mutating import mutated, noise
from tests.fuzz.trial import DAY, Format, Trial

NAME = "llm-profile.yaml"


def make(random: Random) -> Trial:
    """Return a changed profile, and a command that reads it."""
    data = mutated(any_profile(random), profiles(), random)
    return Trial({NAME: noise(dumped(data, random), random)}, _command(random), NAME)


def alike(random: Random) -> tuple[Trial, Trial]:
    """Return one profile written in two styles, with its keys in two orders."""
    data = any_profile(random)
    if random.random() < 0.7:
        data = mutated(data, profiles(), random)
    command = ("check", "--output-format", "json", "--as-of", DAY, "--show-passes")
    first, second = (dumped(shuffled(data, random), random).encode("utf-8", "surrogatepass") for _ in range(2))
    return Trial({NAME: first}, command, NAME), Trial({NAME: second}, command, NAME)


def _command(random: Random) -> tuple[str, ...]:
    day = ("--as-of", DAY)
    return random.choice(
        (
            ("check", *day),
            ("check", *day, "--output-format", "json"),
            ("check", *day, "--output-format", "json", "--show-passes"),
            ("check", *day, "--strict", "--statistics"),
            ("check", *day, "--color", "--fail-on", "note"),
            ("cost", NAME, *day, "--output-format", random.choice(("text", "json", "csv", "markdown", "html"))),
            ("size", NAME, *day, "--output-format", random.choice(("text", "json", "csv", "markdown"))),
            ("plan", NAME, *day, "--output-format", random.choice(("text", "json", "markdown"))),
            ("record", NAME, *day),
        )
    )


FORMAT = Format("profile", make, alike)
