"""A template of an organisation is bounded in steps, memory and output, and whatever is wrong with it is a mistake."""

import os
from pathlib import Path

import pytest

from policyengine.errors import Mistake, PolicyEngineError
from policyengine.rendering import render_template, templates
from policyengine.rendering.bounds import OUTPUT_LIMIT, STEP_LIMIT, TEMPLATE_LIMIT

STEPS = f"it takes more than {STEP_LIMIT:,} steps"
LENGTH = f"it makes more than {OUTPUT_LIMIT:,} characters"
TOO_DEEP = "it recurses too deep"
INCLUDES = "templates include one another more than 20 deep, as in a recursion"


def doubled(first: str, step: str, times: int = 60, name: str = "a") -> str:
    """Write a template that doubles a value again and again."""
    return f"{{% set {name} = {first} %}}" + f"{{% set {name} = {step} %}}" * times


def calls(kind: str, head: str, call: str) -> str:
    """Write macros or blocks each of which uses the one before it twice."""
    parts = [f"{{% {kind} {head.format(0)} %}}{{% end{kind} %}}"]
    parts += [f"{{% {kind} {head.format(n)} %}}{call.format(n - 1) * 2}{{% end{kind} %}}" for n in range(1, 40)]
    return "".join(parts)


def loops(body: str, times: int = 9) -> str:
    """Write nested loops of ten rounds each."""
    return "{% for a in 'aaaaaaaaaa'|list %}" * times + body + "{% endfor %}" * times


def refusal(folder: Path, text: str | bytes) -> Mistake:
    """Return the mistake in a template."""
    (folder / "page.md.j2").write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(PolicyEngineError) as caught:
        render_template(str(folder), "page.md.j2", {"name": "a*b", "items": ("x", "y")})
    return caught.value.mistakes[0]


BOMBS = [
    (loops(""), STEPS),
    (loops("x" * 30_000), LENGTH),
    ("{% set s %}" + "x" * 20_000 + "{% endset %}" + loops("{% if s == s ~ '' %}{% endif %}"), STEPS),
    ("{% set s %}" + "x" * 20_000 + "{% endset %}" + loops("{% if s|prose %}{% endif %}"), STEPS),
    ("{% set s %}" + "x" * 20_000 + "{% endset %}" + loops("{% if 'y' in s %}{% endif %}"), STEPS),
    ("{% set s %}" + "x" * 20_000 + "{% endset %}" + loops("{% if s[1:] %}{% endif %}"), STEPS),
    ("{% set s %}" + "x" * 2_000 + "{% endset %}{{ s|list|join(s) }}", LENGTH),
    (doubled("'aaaaaaaa'", "a ~ a"), LENGTH),
    (doubled("'aaaaaaaa'", "a + a"), LENGTH),
    (doubled("'aaaaaaaa'", "[a, a]|join"), LENGTH),
    ("{% set a %}aaaaaaaa{% endset %}" + "{% set a %}{{ a }}{{ a }}{% endset %}" * 60, LENGTH),
    (doubled("[1]", "a + a"), STEPS),
    (doubled("[1]", "[a, a]") + "{{ a }}", STEPS),
    (doubled("[1]", "[a, a]") + "{{ a|front_matter }}", STEPS),
    (doubled("[1]", "[a, a]") + "{{ a|lower }}", STEPS),
    (doubled("[1]", "[a, a]") + doubled("[1]", "[b, b]", name="b") + "{{ a == b }}", STEPS),
    (doubled("[1]", "[a, a]") + doubled("[1]", "[b, b]", name="b") + "{{ a is eq b }}", STEPS),
    (doubled("[1]", "[a, a]") + doubled("[1]", "[b, b]", name="b") + "{{ [a].index(b) }}", STEPS),
    (doubled("(1,)", "(a, a)") + "{{ {a: 1} }}", STEPS),
    (doubled("(1,)", "(a, a)") + "{{ {}[a] }}", STEPS),
    (doubled("(1,)", "(a, a)") + "{{ {}.get(a) }}", STEPS),
    (calls("macro", "m{}()", "{{{{ m{}() }}}}") + "{{ m39() }}", STEPS),
    (calls("block", "b{}", "{{{{ self.b{}() }}}}"), STEPS),
    (
        "{% macro m() %}{{ caller() }}{{ caller() }}{% endmacro %}"
        + "{% call m() %}" * 30
        + "x"
        + "{% endcall %}" * 30,
        STEPS,
    ),
    ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", TOO_DEEP),
    ("{% for x in [[[]]] recursive %}{{ loop([x, x]) }}{% endfor %}", TOO_DEEP),
    ("{% include 'page.md.j2' %}{% include 'page.md.j2' %}", INCLUDES),
    ("{% import 'page.md.j2' as page %}", INCLUDES),
    ("{% extends 'page.md.j2' %}", TOO_DEEP),
    ("{{ " + "(" * 5_000 + "1" + ")" * 5_000 + " }}", TOO_DEEP),
    ("{% if 1 %}" * 500 + "{% endif %}" * 500, TOO_DEEP),
    ("{{ " + "1 + " * 5_000 + "1 }}", "nested more than 80 levels deep"),
    ("{{ name" + ".x" * 5_000 + " }}", "nested more than 80 levels deep"),
    (loops("", 16), "loops are nested more than 15 levels deep"),
    ("{{ (1).to_bytes(1000000000, 'big') }}", "`to_bytes` cannot be called in templates"),
]


@pytest.mark.parametrize(("text", "said"), BOMBS)
def test_work_and_memory_are_bounded(tmp_path: Path, text: str, said: str) -> None:
    """What would take exponential time or memory is refused at its line, by a count that no clock changes."""
    mistake = refusal(tmp_path, text)
    assert (mistake.message, str(mistake.location)) == (f"template `page.md.j2`: {said}", f"{tmp_path}/page.md.j2:1:1")


MISTAKES: list[tuple[str | bytes, str]] = [
    ("{{ 1/0 }}", "division by zero (`ZeroDivisionError`)"),
    ("{{ [1][::0] }}", "slice step cannot be zero (`ValueError`)"),
    ("{{ " + "9" * 5_000 + " }}", "a number has more than 4,300 digits"),
    ("{{ 1 is divisibleby 0 }}", "integer modulo by zero (`ZeroDivisionError`)"),
    ("{{ 1 is divisibleby }}", "test_divisibleby() missing 1 required positional argument: 'num'"),
    ("{{ name|inline(1, 2) }}", "inline() takes 1 positional argument but 3 were given"),
    ("{{ name|nosuch }}", "No filter named 'nosuch'"),
    ("{{ name is nosuch }}", "No test named 'nosuch'"),
    ("{{ [1]|selectattr(0, 'nosuch')|list }}", "No test named 'nosuch'"),
    ("{{ nosuch.attribute }}", "'nosuch' is undefined"),
    ("{{ {[]: 1} }}", "unhashable type: 'list'"),
    ("{% for a, b in [1] %}{% endfor %}", "cannot unpack non-iterable int object"),
    ("{% include 'missing' %}", "template `missing` is not in `"),
    ("{% include '\\0' %}", "template `\0` is not in `"),
    ("{{ '\\ud800' }}", "it makes a character that UTF-8 cannot encode"),
    ("{{ 1|block }}", "'int' object has no attribute 'replace' (`AttributeError`)"),
    ("{{ 1e999 }}", "name 'inf' is not defined (`NameError`)"),
    ("{{ [1]|selectattr('x') }}", "a value of type `generator` cannot be printed"),
    ("{{ [1].index }}", "a value of type `builtin_function_or_method` cannot be printed"),
    ("{% for a in [1] %}{{ loop }}{% endfor %}", "a value of type `LoopContext` cannot be printed"),
    ("{{ name() }}", "`str` cannot be called in templates"),
    ("{# never closed", "Missing end of comment tag"),
]


@pytest.mark.parametrize(("text", "said"), MISTAKES)
def test_whatever_a_template_raises_is_a_mistake(tmp_path: Path, text: str, said: str) -> None:
    """Python's own errors too, while it is compiled and while it is filled in, at the line of the template."""
    mistake = refusal(tmp_path, f"one\n{text}\n")
    assert mistake.message.startswith(f"template `page.md.j2`: {said}")
    assert (str(mistake.location), mistake.source) == (f"{tmp_path}/page.md.j2:2:1", text)


def test_the_files_of_templates_are_read_with_care(tmp_path: Path) -> None:
    """Bytes that are not UTF-8, a directory, a pipe and a long file are named, and nothing waits for the pipe."""
    (tmp_path / "sub").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "long").write_text("x" * (TEMPLATE_LIMIT + 1))
    texts = [b"one\n\xff", *(f"{{% include '{name}' %}}".encode() for name in ("sub", "pipe", "long"))]
    assert [(str(m.location), m.message) for m in (refusal(tmp_path, text) for text in texts)] == [
        (f"{tmp_path}/page.md.j2:2:1", "byte 0xff is not UTF-8"),
        (f"{tmp_path}/sub:1:1", f"`{tmp_path}/sub`: a directory, not a file"),
        (f"{tmp_path}/pipe:1:1", f"`{tmp_path}/pipe`: not a regular file"),
        (f"{tmp_path}/long:1:1", f"`{tmp_path}/long`: larger than {TEMPLATE_LIMIT:,} bytes"),
    ]


def test_templates_are_bounded_together(tmp_path: Path) -> None:
    """Many files of a bounded size each do not add up."""
    for name in ("one", "two"):
        (tmp_path / name).write_text("x" * (TEMPLATE_LIMIT - 100))
    mistake = refusal(tmp_path, "{% include 'one' %}{% include 'two' %}")
    words = f"it and the templates it uses have more than {TEMPLATE_LIMIT:,} characters"
    assert mistake.message == f"template `page.md.j2`: {words}"


def test_a_mistake_in_an_included_template_is_at_its_own_line(tmp_path: Path) -> None:
    """Not at that of the template which includes it."""
    (tmp_path / "part").write_text("one\ntwo {{ 1/0 }}\n")
    mistake = refusal(tmp_path, "{% include 'part' %}")
    assert (str(mistake.location), mistake.source) == (f"{tmp_path}/part:2:1", "two {{ 1/0 }}")


def test_what_templates_compute_stays_the_same(tmp_path: Path) -> None:
    """Operators that count give what Jinja's own give."""
    text = (
        "{{ 1 < 2 < 3 }} {{ 3 > 2 == 2 }} {{ 1 not in [2] }} {{ 'a' in 'ab' }} {{ 'a' ~ 1 ~ none }} "
        "{{ [1, 2, 3][1:] }} "
        "{{ [{'a': {'b': 1}}]|join(',', attribute='a.b') }} {{ {'a': 1}['a'] }} {{ [1] + [2] }} "
        "{% autoescape true %}{{ '<' ~ '>' }}{% endautoescape %}"
    )
    (tmp_path / "page").write_text(text)
    said = "True True True True a1None [2, 3] 1 1 [1, 2] &lt;&gt;"
    assert render_template(str(tmp_path), "page", {}) == said


def test_a_bug_in_a_shipped_template_stays_a_bug(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what an organisation wrote is its mistake."""
    (tmp_path / "page").write_text("{{ 1/0 }}")
    monkeypatch.setattr(templates, "TEMPLATES", str(tmp_path))
    with pytest.raises(ZeroDivisionError):
        render_template(str(tmp_path), "page", {})
