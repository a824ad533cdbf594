"""An organisation's own templates: used where they are, refused where a record would be lost."""

import shutil
from pathlib import Path

import pytest

from policyengine.errors import Mistake, PolicyEngineError
from policyengine.records.layouts import LAYOUTS
from policyengine.records.record import record_text
from policyengine.resources import TEMPLATES
from tests.builders import make_decision


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Return a copy of the shipped templates."""
    return Path(shutil.copytree(TEMPLATES, tmp_path / "house"))


def changed(house: Path, name: str, old: str, new: str) -> None:
    """Change a template."""
    path = house / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def refusal(house: Path, layout: str = "madr4") -> Mistake:
    """Return what is wrong with the templates."""
    with pytest.raises(PolicyEngineError) as raised:
        record_text(make_decision(), 1, str(house), layout)
    return raised.value.mistakes[0]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_house_template_is_used(house: Path, layout: str) -> None:
    """Sections of the house are part of the generated text."""
    changed(house, "record-parts.md.j2", "it is not legal advice", "ask legal@example.org")

    assert "ask legal@example.org" in record_text(make_decision(), 1, str(house), layout)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_missing_template_is_named(tmp_path: Path, layout: str) -> None:
    """The message says which file is looked for, and where."""
    mistake = refusal(tmp_path, layout)

    assert mistake.message == f"layout `{layout}` needs the template `{layout}.md.j2` in `{tmp_path}`"
    assert mistake.hint.startswith("copy the one that comes with policyengine")


def test_a_missing_part_is_named(house: Path) -> None:
    """What a template imports has to be there too."""
    (house / "record-parts.md.j2").unlink()

    assert refusal(house).message == "template `madr4.md.j2`: template `record-parts.md.j2` is not in `house`"


@pytest.mark.parametrize(
    ("layout", "old", "new", "message"),
    [
        ("madr4", "number: {{ number|front_matter }}\n", "", "number `None` for `1`"),
        ("madr4", "status: {{ decision.status }}", "status: open", "status `openproposed` for `proposed`"),
        ("madr4", "x-policyengine-key", "x-house-key", "no key of its decision"),
        ("madr4", '{% filter generated("options") %}', '{% filter generated("choices") %}', "not every block"),
        ("madr4", "* Status: {{ decision.status }}", "* Status: {{ decision.status }}\n\nHouse rules", "text written"),
        ("nygard", "{{ marker }}", "", "number `None` for `1`"),
        ("madr2", "{{ marker }}", "", "number `None` for `1`"),
    ],
)
def test_a_template_whose_records_would_be_lost_is_refused(
    house: Path, layout: str, old: str, new: str, message: str
) -> None:
    """A record that cannot be found again would be written under a new number at every run."""
    if "openproposed" in message:
        new = "status: open{{ decision.status }}"
    changed(house, f"{layout}.md.j2", old, new)
    found = refusal(house, layout).message

    assert f"template `{layout}.md.j2` makes a record that reads back with " in found
    assert message in found


def test_a_template_stays_in_its_sandbox(house: Path) -> None:
    """It can neither reach Python nor multiply."""
    changed(house, "madr4.md.j2", "## Considered Options", "{{ decision.__class__.__mro__ }}")
    assert "madr4.md.j2" in refusal(house).message
    assert "unsafe" in refusal(house).message
