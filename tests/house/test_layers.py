"""The architecture on paper is the architecture that is checked."""

import re

from tests.house.sources import PACKAGE, ROOT, pyproject

ARCHITECTURE = ROOT / "docs" / "architecture.md"


def checked_rows() -> list[list[str]]:
    """Return the rows that `lint-imports` checks, top to bottom."""
    (layers,) = [found for found in pyproject()["tool"]["importlinter"]["contracts"] if found["type"] == "layers"]
    return [sorted(re.findall(r"\w+", row)) for row in layers["layers"]]


def test_the_table_is_the_contract() -> None:
    """The rows of docs/architecture.md are those of the contract, numbered down to 1."""
    table = re.findall(r"^\| (\d+) \| (.*?) \|", ARCHITECTURE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    rows = [sorted(re.findall(r"`(\w+)`", modules)) for _, modules in table]
    assert rows == checked_rows()
    assert [int(number) for number, _ in table] == list(range(len(rows), 0, -1))


def test_every_module_has_a_row() -> None:
    """Each module and package of policyengine stands on exactly one row, and each row's modules exist."""
    standing = {path.stem for path in PACKAGE.glob("*.py")} | {
        path.parent.name for path in PACKAGE.glob("*/__init__.py")
    }
    assert sorted(standing - {"__init__"}) == sorted(name for row in checked_rows() for name in row)


def test_architecture_is_one_page() -> None:
    """docs/architecture.md can be read in one sitting."""
    assert len(ARCHITECTURE.read_text(encoding="utf-8").splitlines()) <= 100
