"""The catalog as plain data, for tests of its facts."""

from pathlib import Path
from typing import Any

import pytest
import yaml

CATALOG = Path(__file__).parents[3] / "catalog"
Entry = dict[str, Any]


def read(pattern: str) -> list[Entry]:
    """Read the files of the catalog that fit a pattern, with every scalar as its text."""
    return [
        yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506  BaseLoader makes text, lists, maps only
        for path in sorted(CATALOG.glob(pattern))
    ]


def by_name(entries: list[Entry]) -> dict[str, Entry]:
    """Index entries by id and alias."""
    return {name: entry for entry in entries for name in (entry["id"], *entry.get("aliases", ()))}


@pytest.fixture(scope="session")
def licenses() -> dict[str, Entry]:
    """Licences by id and alias."""
    return by_name(read("licenses/*.yaml"))


@pytest.fixture(scope="session")
def models() -> dict[str, Entry]:
    """Models by id and alias."""
    return by_name([model for family in read("models/*.yaml") for model in family["models"]])


@pytest.fixture(scope="session")
def services() -> dict[str, Entry]:
    """Services by id and alias, each with the id of its company."""
    return by_name(
        [{**service, "company": file["id"]} for file in read("companies/*.yaml") for service in file["services"]]
    )


@pytest.fixture(scope="session")
def regions() -> dict[str, dict[str, Entry]]:
    """Regions by provider file and region id."""
    return {file["id"]: file["regions"] for file in read("regions/*.yaml")}


@pytest.fixture(scope="session")
def places() -> Entry:
    """The jurisdictions file."""
    (file,) = read("jurisdictions.yaml")
    return file


@pytest.fixture(scope="session")
def gpus() -> dict[str, Entry]:
    """GPUs by id and alias."""
    (file,) = read("hardware/gpus.yaml")
    return by_name(file["gpus"])
