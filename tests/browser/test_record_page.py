"""Two records in a real browser with GitHub's stylesheet: nothing scrolls sideways, and every text can be read."""

import html
import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from tests.browser.test_pictures import CHROMIUM, FLAGS
from tests.golden.transcripts import ROOT
from tests.npm import installed

NPM = {"github-markdown-css": "5.9.0"}
SMALLEST_TEXT = 11
"""Pixels."""

GITHUB = 1012
"""The widest that GitHub shows a file of Markdown, in pixels."""

RECORDS = [
    next((ROOT / "examples" / name / "docs" / "decisions").glob("0001-*.md"))
    for name in ("customer-support", "productivity-tools")
]
MEASURE = """
<script>
  addEventListener("load", () => {
    const found = [...document.querySelectorAll("iframe")].map(frame => {
      const inside = frame.contentDocument, sizes = [];
      const walker = inside.createTreeWalker(inside.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const around = walker.currentNode.parentElement;
        if (walker.currentNode.data.trim() && around.getClientRects().length)
          sizes.push(parseFloat(getComputedStyle(around).fontSize));
      }
      const page = inside.scrollingElement;
      const tables = [...inside.querySelectorAll("table")].filter(table => table.getClientRects().length);
      return {
        over: page.scrollWidth - page.clientWidth, smallest: Math.min(...sizes),
        tables: tables.map(table => table.scrollWidth - table.clientWidth),
      };
    });
    document.body.textContent = "found:" + JSON.stringify(found) + ":end";
  });
</script>
"""


def page_of(record: Path, css: str) -> str:
    """Return a record as GitHub shows it: front matter as text, the rest as HTML below its stylesheet."""
    text = re.sub(r"\A---\n.*?\n---\n", "", record.read_text(encoding="utf-8"), flags=re.DOTALL)
    body = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    base = f'<!doctype html><meta charset="utf-8"><base href="{record.parent.as_uri()}/"><style>{css}</style>'
    box = f"<style>body {{ margin: 0 auto; max-width: {GITHUB}px; padding: 16px; box-sizing: border-box }}</style>"
    return f'{base}{box}<body class="markdown-body">{body}'


@pytest.mark.slow
@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.parts[-4])
def test_a_record_fits_the_page(record: Path, tmp_path: Path) -> None:
    """At 400 and at 1,280 pixels the page does not scroll; on the wide one, no table that people see does either."""
    if CHROMIUM is None:
        pytest.skip("no Chromium or Chrome on this machine: `make browser` installs one where it can")
    css = (installed(NPM) / "node_modules" / "github-markdown-css" / "github-markdown-light.css").read_text("utf-8")
    frames = "".join(
        f'<iframe width="{width}" height="900" srcdoc="{html.escape(page_of(record, css))}"></iframe>'
        for width in (400, 1280)
    )
    page = tmp_path / "page.html"
    page.write_text(f'<!doctype html><meta charset="utf-8"><body>{frames}{MEASURE}', encoding="utf-8")
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    command = [CHROMIUM, *FLAGS, *root, f"--user-data-dir={tmp_path / 'browser'}", "--dump-dom", str(page)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    (text,) = re.findall(r"found:(.*):end", html.unescape(done.stdout), re.DOTALL)
    found: list[dict[str, Any]] = json.loads(text)

    assert [frame["over"] for frame in found] == [0, 0]
    assert all(frame["smallest"] >= SMALLEST_TEXT for frame in found)
    assert all(over <= 0 for over in found[1]["tables"])
