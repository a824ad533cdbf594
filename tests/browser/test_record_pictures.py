"""The pictures of a record in a real browser: every link leads to one that is drawn, and has words for it."""

import html
import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.browser.test_pictures import CHROMIUM, FLAGS
from tests.golden.transcripts import ROOT

SHOWN = sorted((ROOT / "examples" / "customer-support" / "docs" / "decisions").glob("0*.md"))
MEASURE = """
<script>
  addEventListener("load", () => {
    const found = [...document.images].map(
      img => [img.getAttribute("src"), img.alt, img.naturalWidth, img.naturalHeight]);
    document.body.textContent = "found:" + JSON.stringify(found) + ":end";
  });
</script>
"""


@pytest.mark.parametrize("record", SHOWN, ids=lambda path: path.stem)
def test_a_record_shows_its_pictures(record: Path, tmp_path: Path) -> None:
    """Read where it stands, as a static site has it: relative links, each to an image of 600 pixels."""
    if CHROMIUM is None:
        pytest.skip("no Chromium or Chrome on this machine: `make browser` installs one where it can")
    page = tmp_path / "page.html"
    base = f'<!doctype html><meta charset="utf-8"><base href="{record.parent.as_uri()}/">'
    links = re.findall(r'^!\[(.*)\]\((\S+) "\S+"\)$', record.read_text(encoding="utf-8"), re.MULTILINE)
    images = "".join(f'<img src="{name}" alt="{html.escape(alt)}">' for alt, name in links)
    page.write_text(f"{base}<body>{images}{MEASURE}", encoding="utf-8")
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    command = [CHROMIUM, *FLAGS, *root, f"--user-data-dir={tmp_path / 'browser'}", "--dump-dom", str(page)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    (text,) = re.findall(r"found:(.*):end", html.unescape(done.stdout), re.DOTALL)
    found: list[Any] = json.loads(text)

    assert [name for name, *_ in found] == [
        f"{record.stem}.ticket-triage.{kind}.svg" for kind in ("curve", "breakdown")
    ]
    assert [alt.split(" ")[0] for _, alt, *_ in found] == ["USD", "USD"]
    assert [width for _, _, width, _ in found] == [600, 600]
    assert all(height > 100 for *_, height in found)
