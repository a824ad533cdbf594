"""The shipped examples and the examples of the fact table, as data to begin from."""

import functools
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

from policyengine.loading.yaml.parsing import parse
from tests.cli.running import FAILING, ROOT
from tests.unit.vocabulary import documents


@functools.cache
def read(pattern: str) -> tuple[Any, ...]:
    """Return the data of every YAML file of the repository that a pattern matches."""
    return tuple(parse(str(path), path.read_text(encoding="utf-8")).value for path in paths(pattern))


@functools.cache
def paths(pattern: str) -> tuple[Path, ...]:
    """Return every file of the repository that a pattern matches, in order."""
    return tuple(sorted(ROOT.glob(pattern)))


@functools.cache
def profiles() -> tuple[Any, ...]:
    """Return the example profiles, and the one that fails."""
    return (*read("examples/*/llm-profile.yaml"), parse("x.yaml", FAILING).value)


@functools.cache
def settings() -> tuple[Any, ...]:
    """Return the settings of the examples."""
    return read("examples/*/policyengine.yaml")


def any_profile(random: Random) -> Any:
    """Return a profile: an example, or one made of the examples of facts; a few state facts for all elements."""
    found = documents.profile(random, 0.1) if random.random() < 0.4 else random.choice(profiles())
    return {**found, "defaults": _defaults(random)} if random.random() < 0.2 else found


def any_settings(random: Random) -> Any:
    """Return settings: an example, or some made of the examples of facts; some state facts for all elements."""
    found = documents.settings(random, 0.2) if random.random() < 0.4 else random.choice(settings())
    where = {"option.hosting": random.choice(["vendor-api", ["private-cloud", "on-premises"]])}
    locked = random.random() < 0.3
    entries = [_defaults(random), {**_defaults(random), "where": where, "evidence": "docs/a.md", "locked": locked}]
    return {**found, "defaults": entries} if random.random() < 0.3 else found


def _defaults(random: Random) -> dict[str, Any]:
    return {root: documents.defaults(root, random, 0.1) for root in ("workload", "option")}


def small(data: Sequence[Any], random: Random, most: int = 3) -> list[Any]:
    """Return a few items of a list."""
    return [random.choice(data) for _ in range(random.randint(1, most))]
