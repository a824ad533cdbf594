"""Settings: `policyengine.yaml`, alone or above a second file that extends it."""

from random import Random

from tests.fuzz.dumping import dumped, shuffled
from tests.fuzz.examples import any_settings, profiles, settings
from tests.fuzz.mutating import is_unchanged, mutated, noise
from tests.fuzz.trial import DAY, Format, Trial

NAME = "policyengine.yaml"
BELOW = b"version: 1\nextends: ../policyengine.yaml\n"


def make(random: Random) -> Trial:
    """Return changed settings beside or above a profile."""
    plain = is_unchanged()
    begin = random.choice(settings()) if plain else any_settings(random)
    data = mutated(begin, settings(), random)
    if isinstance(data, dict) and (plain or random.random() < 0.9):
        data.pop("packs", None)
        data.pop("extends", None)
    where, more = random.choice((("", {}), ("svc/", {"svc/policyengine.yaml": BELOW})))
    profile = dumped(profiles()[-1] if plain else random.choice(profiles()), random).encode()
    files = {NAME: noise(dumped(data, random), random), f"{where}llm-profile.yaml": profile, **more}
    form = ("--output-format", random.choice(("text", "json")))
    command = random.choice((("check", *form, "--as-of", DAY), ("settings", where or ".", *form)))
    return Trial(files, command, NAME)


def alike(random: Random) -> tuple[Trial, Trial]:
    """Return settings in two styles, beside one profile."""
    data = mutated(any_settings(random), settings(), random)
    if isinstance(data, dict):
        data.pop("packs", None)
        data.pop("extends", None)
    profile = dumped(random.choice(profiles()), random).encode()
    trials = [
        Trial(
            {
                NAME: dumped(shuffled(data, random), random).encode("utf-8", "surrogatepass"),
                "llm-profile.yaml": profile,
            },
            ("check", "--output-format", "json", "--as-of", DAY),
            NAME,
        )
        for _ in range(2)
    ]
    return trials[0], trials[1]


FORMAT = Format("settings", make, alike)
