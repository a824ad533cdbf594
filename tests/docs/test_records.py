"""docs/records.md lists every code of `record --check`."""

import re

from policyengine.records.detached import CHANGED, GONE
from policyengine.records.drift import CODES
from tests.cli.running import ROOT

PAGE = ROOT / "docs" / "records.md"


def test_every_code_is_listed_once() -> None:
    """What the program prints has a row, and every row is of a code that it prints."""
    rows = re.findall(r"^\| (`[a-z`, -]+`) \| (?:error|warning|note)", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    listed = [code for row in rows for code in re.findall(r"`([a-z-]+)`", row)]
    assert sorted(listed) == sorted([*CODES, CHANGED, GONE, "withdrawn"])
