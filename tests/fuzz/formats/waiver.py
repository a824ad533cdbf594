"""Waivers: in a profile or in settings."""

from random import Random
from typing import Any

from policyengine.loading.yaml.parsing import parse
from tests.cli.running import FAILING
from tests.fuzz.dumping import dumped
from tests.fuzz.mutating import mutated, noise
from tests.fuzz.trial import DAY, Format, Trial

NAMES = ("llm-profile.yaml", "policyengine.yaml")
WAIVER: dict[str, Any] = {
    "rule": "compliance/hipaa/self-hosting",
    "workload": "chat",
    "subject": "primary",
    "owner": "Ann",
    "reason": "x",
    "ticket": "T-1",
    "approved_by": "Grace Hopper",
    "granted": "2026-11-01",
    "expires": "2027-02-01",
    "facts": "00",
}
TERMS: dict[str, Any] = {
    "waivers_max_days": {"error": 90},
    "waivers_warn_days": 14,
    "approvers": {"legal": ["Grace Hopper"]},
    "unwaivable": ["force:law"],
    "waivers_need_control": ["category:compliance"],
}


def make(random: Random) -> Trial:
    """Return a profile that fails, and changed waivers of it."""
    profile = read_failing()
    settings: dict[str, Any] = {"version": 1, **{key: TERMS[key] for key in TERMS if random.random() < 0.3}}
    target = random.choice(NAMES)
    waivers = [dict(WAIVER) for _ in range(random.randint(1, 3))]
    if target == "policyengine.yaml":
        settings["waivers"] = mutated([{**waiver, "profile": "llm-profile.yaml"} for waiver in waivers], (), random)
    else:
        profile["waivers"] = mutated(waivers, (), random)
    files = {
        "llm-profile.yaml": dumped(profile, random).encode("utf-8", "surrogatepass"),
        "policyengine.yaml": dumped(settings, random).encode("utf-8", "surrogatepass"),
    }
    files[target] = noise(files[target].decode("utf-8", "surrogatepass"), random)
    command = random.choice(
        (
            ("check", "--output-format", random.choice(("text", "json")), "--as-of", DAY),
            ("waive", "compliance/hipaa/self-hosting", "llm-profile.yaml", "--as-of", DAY),
        )
    )
    return Trial(files, command, target)


def read_failing() -> dict[str, Any]:
    """Return the profile that the shipped rules refuse."""
    value: dict[str, Any] = parse("x.yaml", FAILING).value
    return value


FORMAT = Format("waiver", make)
