"""Packs: a folder of rules and a folder of catalog entries, one catalog file changed."""

from random import Random
from typing import Any

from tests.cli.own_rules import RULE
from tests.fuzz.dumping import dumped
from tests.fuzz.examples import paths, profiles, read
from tests.fuzz.mutating import is_unchanged, mutated, noise
from tests.fuzz.trial import DAY, Format, Trial

FOLDERS = ("licenses", "companies", "models", "hardware", "regions", "prices")
NAMES = ("it.yaml", "it.yml", "it.yaml.bak", "IT.YAML", "é.yaml", ".hidden.yaml", "a b.yaml", "sub/it.yaml")


def make(random: Random) -> Trial:
    """Return a pack with a changed catalog file, settings that name it, and a profile."""
    folder = random.choice(FOLDERS)
    data = read(f"catalog/{folder}/*.yaml")
    small = [
        item for item, path in zip(data, paths(f"catalog/{folder}/*.yaml"), strict=True) if path.stat().st_size < 20_000
    ]
    target = (
        f"acme/catalog/{folder}/{random.choice(NAMES) if random.random() < 0.3 and not is_unchanged() else 'it.yaml'}"
    )
    files = {
        target: noise(dumped(mutated(_renamed(random.choice(small)), small, random), random), random),
        "acme/rules/own/it.yaml": RULE.format(require='option.hosting == "vendor-api"', message="it fails").encode(),
        "policyengine.yaml": b"version: 1\npacks: [acme]\n",
        "llm-profile.yaml": dumped(random.choice(profiles()), random).encode(),
    }
    return Trial(files, ("check", "--as-of", DAY, "--output-format", random.choice(("text", "json"))), target)


def _renamed(node: Any) -> Any:
    """Return entries under names of their own: a pack cannot have a second entry of a shipped one's name."""
    if isinstance(node, list):
        return [_renamed(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {key: _renamed(item) for key, item in node.items() if key != "aliases"}
    return {**kept, "id": f"{kept['id']}-own"} if isinstance(kept.get("id"), str) else kept


FORMAT = Format("pack", make)
