"""Templates read what they are given, and no more."""

from collections.abc import Callable
from pathlib import Path

import pytest

from policyengine.errors import Mistake, PolicyEngineError
from policyengine.location import Location
from policyengine.rendering import render_template
from policyengine.rendering.bounds import OUTPUT_LIMIT, TEMPLATE_LIMIT

Render = Callable[[str], str]


@pytest.fixture
def render(tmp_path: Path) -> Render:
    """Return a function that fills in a template's text."""

    def filled(text: str) -> str:
        (tmp_path / "page.md.j2").write_text(text, encoding="utf-8")
        return render_template(str(tmp_path), "page.md.j2", {"name": "a*b", "items": ("x", "y")})

    return filled


def test_lines_of_statements_leave_no_trace(render: Render) -> None:
    """The text is as the template shows it, with its last line end."""
    assert render("{% for item in items %}\n* {{ item }}\n{% endfor %}\n{{ name|inline }}\n") == "* x\n* y\na\\*b\n"


def test_a_template_may_use_others_of_its_directory(render: Render, tmp_path: Path) -> None:
    """Macros can be shared."""
    (tmp_path / "parts.j2").write_text("{% macro bold(x) %}**{{ x }}**{% endmacro %}", encoding="utf-8")

    assert render('{% import "parts.j2" as part %}{{ part.bold("x") }}') == "**x**"


def test_an_edited_template_is_read_again(render: Render) -> None:
    """Compiled templates are kept only as long as their file is the same."""
    assert [render("one"), render("other")] == ["one", "other"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ 'a' * 10000000 }}", "operator `*` is not available"),
        ("{{ '%10000000d' % 1 }}", "operator `%` is not available"),
        ("{{ name.ljust(10000000) }}", "is unsafe"),
        ("{{ name.__class__ }}", "is unsafe"),
        ("{{ items.append(1) }}", "has no attribute"),
        ("{{ unheard_of }}", "'unheard_of' is undefined"),
        ("{{ range(9) }}", "'range' is undefined"),
        ("{{ name|indent(9) }}", "No filter named 'indent'"),
        ("{% include '../outside.j2' %}", "template `../outside.j2` is not in"),
        ("{% include '/etc/hostname' %}", "template `/etc/hostname` is not in"),
        ("{% include 'link.j2' %}", "template `link.j2` is not in"),
        ("{% include 'long.j2' %}", "larger than 65,536 bytes"),
        ("{% include 'page.md.j2' %}", "recursion"),
        ("{% for %}", "Expected an expression"),
        ("{{ 1 + 'a' }}", "unsupported operand"),
    ],
)
def test_what_leads_out_of_the_sandbox_is_a_mistake(render: Render, tmp_path: Path, text: str, message: str) -> None:
    """Neither files elsewhere nor memory nor Python's insides can be reached."""
    (tmp_path.parent / "outside.j2").write_text("secret", encoding="utf-8")
    (tmp_path / "link.j2").unlink(missing_ok=True)
    (tmp_path / "link.j2").symlink_to(tmp_path.parent / "outside.j2")
    (tmp_path / "long.j2").write_text("x" * (TEMPLATE_LIMIT + 1), encoding="utf-8")

    with pytest.raises(PolicyEngineError) as caught:
        render(text)
    assert message in caught.value.mistakes[0].message


def test_output_is_bounded(render: Render) -> None:
    """A loop cannot fill the disk."""
    text = "{% for a in items %}" * 15 + "x" * 64 + "{% endfor %}" * 15

    with pytest.raises(PolicyEngineError, match=f"more than {OUTPUT_LIMIT:,} characters"):
        render(text)


@pytest.mark.parametrize("use", ["three", "three|front_matter", "three|inline", "[1]|join(three)", "three.four"])
def test_a_mistake_names_its_line(render: Render, tmp_path: Path, use: str) -> None:
    """And what nothing is known by, whichever filter it goes through; the place is the template's own line."""
    with pytest.raises(PolicyEngineError) as caught:
        render(f"one\ntwo\n{{{{ {use} }}}}\nfour\n")
    place = Location(f"{tmp_path}/page.md.j2", 3, 1, 3, 1)
    assert caught.value.mistakes == (Mistake("template `page.md.j2`: 'three' is undefined", place, f"{{{{ {use} }}}}"),)
