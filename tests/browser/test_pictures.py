"""The pictures in a real browser, at 600 pixels, light and dark: no text meets another, leaves the frame, or fades."""

import html
import json
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from policyengine.charts.breakdown import breakdown_svg
from policyengine.charts.curve import curve_svg
from policyengine.charts.text_rows import TITLE, width_of
from tests.unit.charts.reports import WORKLOADS

TEMPLATES = Path(__file__).parents[2] / "templates"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
FLAGS = [
    "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--window-size=600,900",
]  # fmt: skip
THEMES = {"light": [], "dark": ["--blink-settings=preferredColorScheme=0"]}
PICTURES = {
    f"{name}, {kind}": draw(workload)
    for name, workload in WORKLOADS.items()
    for kind, draw in (("curve", curve_svg), ("breakdown", breakdown_svg))
}
MEASURE = """
<script>
  const found = [...document.querySelectorAll("svg")].map(svg => {
    const frame = svg.getBoundingClientRect();
    const paper = getComputedStyle(svg.querySelector(".paper")).fill;
    const texts = [...svg.querySelectorAll("text")].map(text => {
      const box = text.getBoundingClientRect();
      return {text: text.textContent, left: box.left - frame.left, top: box.top - frame.top,
        right: box.right - frame.left, bottom: box.bottom - frame.top, fill: getComputedStyle(text).fill};
    });
    return {width: frame.width, height: frame.height, paper, texts};
  });
  document.body.textContent = "found:" + JSON.stringify(found) + ":end";
</script>
"""


@pytest.fixture(scope="module", params=THEMES, ids=list(THEMES))
def measured(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return what the browser measured of each picture; all stand on one page, under one theme."""
    svgs = "\n".join(f'<div style="width: 600px">{svg}</div>' for svg in PICTURES.values())
    found = in_browser(tmp_path_factory.mktemp("browser"), svgs, THEMES[request.param])
    return dict(zip(PICTURES, found, strict=True))


def in_browser(folder: Path, svgs: str, flags: Sequence[str] = ()) -> Any:
    """Return what the browser measures of the pictures in a page."""
    if CHROMIUM is None:
        pytest.skip("no Chromium or Chrome on this machine: `make browser` installs one where it can")
    page = folder / "page.html"
    page.write_text(f'<!doctype html><meta charset="utf-8"><body style="margin: 0">{svgs}{MEASURE}')
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    profile = f"--user-data-dir={folder / 'profile'}"
    command = [CHROMIUM, *FLAGS, *root, *flags, profile, "--dump-dom", str(page)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    (found,) = re.findall(r"found:(.*):end", html.unescape(done.stdout), re.DOTALL)
    return json.loads(found)


@pytest.mark.parametrize("name", PICTURES)
def test_no_text_meets_another_or_leaves_the_frame(measured: dict[str, Any], name: str) -> None:
    """By the boxes that the browser lays out."""
    picture = measured[name]
    texts = [text for text in picture["texts"] if text["text"].strip()]
    assert picture["width"] == 600
    assert texts
    outside = [
        text["text"] for text in texts
        if text["left"] < 0 or text["top"] < 0 or text["right"] > picture["width"] or text["bottom"] > picture["height"]
    ]  # fmt: skip
    meeting = [(one["text"], other["text"]) for one, other in combinations(texts, 2) if overlap(one, other)]
    assert (outside, meeting) == ([], [])


@pytest.mark.parametrize("name", PICTURES)
def test_text_stands_out(measured: dict[str, Any], name: str) -> None:
    """Contrast of at least 4.5 to 1 against the paper (WCAG 2.2, success criterion 1.4.3)."""
    picture = measured[name]
    faint = {text["fill"] for text in picture["texts"] if contrast(text["fill"], picture["paper"]) < 4.5}
    assert faint == set()


def test_the_themes_differ(measured: dict[str, Any], request: pytest.FixtureRequest) -> None:
    """Dark paper under a dark theme, light under a light one."""
    (paper,) = {picture["paper"] for picture in measured.values()}
    dark = "dark" in request.node.name
    assert (luminance(paper) < 0.1) == dark


def test_no_character_is_wider_than_it_is_taken_to_be(tmp_path: Path) -> None:
    """Each printable character of ASCII, as drawn in a caption and, bolder, in a title."""
    characters = [chr(code) for code in range(33, 127)]
    rows = [
        f'<text class="{name}" y="{index}">{html.escape(character * 20)}</text>'
        for name in ("caption", "title")
        for index, character in enumerate(characters)
    ]
    style = (TEMPLATES / "chart-style.svg.j2").read_text(encoding="utf-8")
    ((picture),) = in_browser(
        tmp_path, f'<svg width="600" height="200">{style}<rect class="paper"/>{"".join(rows)}</svg>'
    )
    drawn = [text["right"] - text["left"] for text in picture["texts"]]
    taken = [width_of(character * 20, size) for size in (12, TITLE) for character in characters]
    too_wide = [
        (character, round(width / 20, 2), round(most / 20, 2))
        for character, width, most in zip(characters * 2, drawn, taken, strict=True)
        if width > most
    ]
    assert too_wide == []


def overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Return whether two boxes share more than a pixel's edge; a line's box is a little taller than its letters."""
    across = min(one["right"], other["right"]) - max(one["left"], other["left"])
    down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return bool(across > 0.5 and down > 2)


def luminance(colour: str) -> float:
    """Return the relative luminance of `rgb(r, g, b)` (WCAG 2.2)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (int(number) / 255 for number in re.findall(r"\d+", colour)[:3])
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
