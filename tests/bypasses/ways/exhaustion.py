"""Ways to keep the gate busy without end: each is refused, or judged, in about the time that its size takes."""

import shutil

from tests.bypasses.gate import Gate
from tests.bypasses.table import bypass
from tests.cli.running import ROOT, Done, policyengine

RULE = """\
title: The purpose ends in b
severity: error
force: organization-policy
scope: workload
require: workload.purpose.matches("{pattern}")
message: m
rationale: r
remediation: r
references: [{{title: T, url: "https://example.org", checked: 2026-11-22, confidence: primary}}]
examples: [{{name: e, given: {{workload.purpose: b}}, expect: pass}}]
"""


def _add(gate: Gate, text: str) -> Done:
    """Add a text to the end of the profile, and check it alone."""
    with gate.profile.open("a") as file:
        file.write(text)
    gate.commit()
    return gate.check("svc/chat")


def _pattern(gate: Gate, pattern: str) -> Done:
    """Judge a long purpose by a rule of the organisation's pack."""
    folder = gate.folder / "own"
    (folder / "rules" / "a").mkdir(parents=True)
    (folder / "rules" / "a" / "b.yaml").write_text(RULE.format(pattern=pattern))
    with gate.settings.open("a") as file:
        file.write("\npacks: [own]\n")
    gate.edit(gate.profile, "Answers patients' questions about medication, symptoms and treatment plans", "a" * 9_999)
    return gate.check("svc/chat", "--select", "own:a/b", revision="")


def _template(gate: Gate, text: str) -> Done:
    """Write a record from a template of the organisation."""
    shutil.copytree(ROOT / "templates", gate.folder / "house")
    with (gate.folder / "house" / "madr4.md.j2").open("a") as file:
        file.write(text)
    for name in ("llm-profile.yaml", "policyengine.yaml"):
        shutil.copy(ROOT / "examples" / "patient-chatbot" / name, gate.folder)
    with (gate.folder / "policyengine.yaml").open("a") as file:
        file.write("\nrecords: {templates: house}\n")
    return policyengine(gate.folder, "record", "llm-profile.yaml", "--as-of", "2026-11-22")


@bypass("exhaustion", "20,000 comments that ignore a rule", code=2, says="ignore more than 1000 times")
def comments(gate: Gate) -> Done:
    """Each comment once took a new reading of the profile."""
    return _add(gate, "# policyengine: ignore[vendor/exit] x\n" * 20_000)


@bypass("exhaustion", "One comment that ignores 50,000 rules that do not exist", code=2, says="more than 1000 times")
def names_in_a_comment(gate: Gate) -> Done:
    """Each name once took its own search for a similar one."""
    return _add(gate, f"# policyengine: ignore[{','.join(f'a/b{n}' for n in range(50_000))}] x\n")


@bypass("exhaustion", "15,000 considered options of unknown models", code=2, says="more than 1,000 workloads")
def unknown_models(gate: Gate) -> Done:
    """Each name once took its own search for a similar one."""
    options = "".join(f"      - {{model: m/x{n}, hosting: on-premises}}\n" for n in range(15_000))
    gate.profile.write_text((ROOT / "examples" / "smallest" / "llm-profile.yaml").read_text())
    return _add(gate, f"    considered:\n{options}")


@bypass("exhaustion", "12,000 workloads in a profile", code=2, says="more than 1,000 workloads")
def workloads(gate: Gate) -> Done:
    """Each place of a workload once took a walk over all of them."""
    gate.profile.write_text((ROOT / "examples" / "smallest" / "llm-profile.yaml").read_text())
    return _add(gate, "".join(f"  w{n}: {{purpose: p, data: {{classes: [phi]}}}}\n" for n in range(12_000)))


@bypass("exhaustion", "20,000 words that are no class of data", code=2, says="is not a known value")
def unknown_words(gate: Gate) -> Done:
    """All on one line, which is shown with each mistake."""
    gate.edit(gate.profile, "classes: [phi, pii]", f"classes: [{', '.join(f'a{n}' for n in range(20_000))}]")
    return gate.check("svc/chat")


@bypass(
    "exhaustion",
    "A pack's pattern with three open repetitions, and a text it almost matches",
    code=1,
    says="own:a/b",
)
def open_repetitions(gate: Gate) -> Done:
    """A search that tries one way after another never ends."""
    return _pattern(gate, "a*a*a*b")


@bypass("exhaustion", "A pack's pattern with nested repetitions, and a text it almost matches", code=1, says="own:a/b")
def nested_repetitions(gate: Gate) -> Done:
    """The classic one: exponential time."""
    return _pattern(gate, "((a|aa)+)+b")


@bypass("exhaustion", "A pack's pattern whose counts multiply", code=2, says="describes at most 250 characters")
def multiplied_counts(gate: Gate) -> Done:
    """Written out, it would have a million places."""
    return _pattern(gate, "((a{100}){100}){100}b")


@bypass("exhaustion", "A house template with nine nested loops", code=2, says="takes more than 2,000,000 steps")
def loops(gate: Gate) -> Done:
    """Without any output, which was bounded before."""
    return _template(gate, "{% for a in 'aaaaaaaaaa'|list %}" * 9 + "{% endfor %}" * 9)


@bypass("exhaustion", "A house template that doubles a text 60 times", code=2, says="more than 1,048,576 characters")
def doubled_text(gate: Gate) -> Done:
    """By `set` blocks, the most expensive way."""
    return _template(gate, "{% set a %}aaaaaaaa{% endset %}" + "{% set a %}{{ a }}{{ a }}{% endset %}" * 60)


@bypass("exhaustion", "A house template that prints a list nested in itself 60 times", code=2, says="2,000,000 steps")
def nested_list(gate: Gate) -> Done:
    """The list is small until it is printed."""
    return _template(gate, "{% set a = [1] %}" + "{% set a = [a, a] %}" * 60 + "{{ a }}")


@bypass("exhaustion", "A house template with macros that call one another twice", code=2, says="2,000,000 steps")
def macros(gate: Gate) -> Done:
    """There is no loop in it."""
    calls = "".join(
        f"{{% macro m{n}() %}}{{{{ m{n - 1}() }}}}{{{{ m{n - 1}() }}}}{{% endmacro %}}" for n in range(1, 40)
    )
    return _template(gate, "{% macro m0() %}{% endmacro %}" + calls + "{{ m39() }}")


@bypass("exhaustion", "A house template that divides by zero", code=2, says="house/madr4.md.j2:")
def division(gate: Gate) -> Done:
    """It was called a bug of the program, which hides whose mistake it is."""
    return _template(gate, "{{ 1/0 }}")
