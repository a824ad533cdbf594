"""A team's Markdown keeps its meaning and cannot change the structure of a record."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyengine.human_text import block


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a *b* [c](https://d.e)\n\n* f\n* g", "a *b* [c](https://d.e)\n\n* f\n* g"),
        ("# Top\ntext\n## Below\nmore", "#### Top\n\ntext\n\n##### Below\n\nmore"),
        ("### Third\n\n##### Fifth", "#### Third\n\n##### Fifth"),
        ("title\n---\ntitle\n===", "title\n\\---\ntitle\n\\==="),
        ("- # nested\n> ---", "- \\# nested\n> \\---"),
        ("<b>bold</b> <https://a.b> `<c>`", "\\<b>bold\\</b> <https://a.b> `<c>`"),
        ("an `open span", "an \\`open span"),
        ("[a](javascript:x) [b](b.md) [c](mailto:d@e.f)", "[a]\\(javascript:x) [b](b.md) [c](mailto:d@e.f)"),
        ("```yaml\n# not a heading\n---", "```yaml\n# not a heading\n---\n```"),
        ("text\n~~~\ncode\n~~~\n# after", "text\n\n~~~\ncode\n~~~\n\n#### after"),
        ("a\n\n\n\nb", "a\n\nb"),
        ("```\n<!-- policyengine:end id=context -->\n```", "```\n<! -- policyengine:end id=context -->\n```"),
        ("| a | b |\n| --- | --- |\n| c | d |", "| a | b |\n| --- | --- |\n| c | d |"),
        ("a\r\nb\u202e", "a\nb\ufffd"),
    ],
)
def test_structure_is_contained(text: str, expected: str) -> None:
    """Headings go below ours; HTML, rules, underlines, odd links and markers are shown; fences are closed."""
    assert expected == block(text)


@given(st.text(alphabet="#=-*_+>`~<!|[]():/.1 \n\tab", max_size=80), st.integers(2, 6))
def test_no_line_can_pass_for_ours(text: str, level: int) -> None:
    """Outside code there is no heading above the level, no rule, and never a marker."""
    fence = ""
    for line in block(text, level).split("\n"):
        assert not line.startswith("<!--")
        mark = re.match(r" {0,3}(`{3,}|~{3,})", line)
        if fence:
            fence = "" if mark and mark[1].startswith(fence) and not line.strip(f" {fence[0]}") else fence
        elif mark and not (mark[1][0] == "`" and "`" in line[mark.end() :]):
            fence = mark[1]
        else:
            heading = re.match(r" {0,3}(#{1,6})(?: |$)", line)
            assert not heading or len(heading[1]) >= level
            assert not re.fullmatch(r" {0,3}(?:-+|=+) *", line)
    assert fence == ""
