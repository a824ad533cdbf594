"""The same decision gives the same bytes wherever and however it is rendered."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from policyengine.records.pictures import pictures_of
from policyengine.records.record import record_text
from policyengine.resources import TEMPLATES
from tests.golden.sample_costs import priced_decision

ROOT = Path(__file__).parents[3]
PROGRAM = (
    "import sys; from policyengine.records.pictures import pictures_of;"
    "from policyengine.records.record import record_text;"
    "from policyengine.resources import TEMPLATES; from tests.golden.sample_costs import priced_decision;"
    "drawn = pictures_of(priced_decision(), '0002-serve');"
    "text = record_text(priced_decision(), 2, TEMPLATES, pictures=drawn);"
    "sys.stdout.buffer.write(''.join((text, *(picture.svg for picture in drawn))).encode())"
)


@pytest.mark.parametrize(
    ("zone", "locale", "seed"),
    [("UTC", "C", "0"), ("America/New_York", "de_DE.UTF-8", "1"), ("Asia/Kolkata", "tr_TR.UTF-8", "4294967295")],
)
def test_bytes_depend_on_nothing_but_the_decision(tmp_path: Path, zone: str, locale: str, seed: str) -> None:
    """Directory, time zone, locale and hash seed change nothing."""
    surroundings = {"TZ": zone, "LANG": locale, "LC_ALL": locale, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=tmp_path, env=os.environ | surroundings, capture_output=True, check=True
    )

    drawn = pictures_of(priced_decision(), "0002-serve")
    text = record_text(priced_decision(), 2, TEMPLATES, pictures=drawn)
    assert "".join((text, *(picture.svg for picture in drawn))) == run.stdout.decode()
