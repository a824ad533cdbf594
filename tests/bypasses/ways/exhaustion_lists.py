"""Ways to keep the gate busy with lists that settings state: each is refused at its key, or judged in linear time."""

import shutil

from tests.bypasses.gate import Gate
from tests.bypasses.table import bypass
from tests.cli.running import DAY, ROOT, Done, policyengine

RULE = """\
title: No name is listed twice
severity: error
force: organization-policy
scope: workload
require: params.l.all(t, !(t in params.l))
message: m
rationale: r
remediation: r
references: [{title: T, url: "https://example.org", checked: 2026-11-22, confidence: primary}]
parameters:
  l: {type: list<string>, default: [a], description: d}
examples: [{name: e, given: {workload.purpose: b}, expect: fail}]
"""


def _settings(gate: Gate, text: str) -> Done:
    with gate.settings.open("a") as file:
        file.write(text)
    return gate.check("svc/chat", revision="")


def _listed(gate: Gate, count: int) -> Done:
    folder = gate.folder / "own" / "rules" / "a"
    folder.mkdir(parents=True)
    (folder / "b.yaml").write_text(RULE)
    names = ", ".join(f"x{n}" for n in range(count))
    return _settings(gate, f"\npacks: [own]\nparameters:\n  own:a/b: {{l: [{names}]}}\n")


@bypass("exhaustion", "A rule that looks up each of 60,000 names in their list", code=2, says="more than 5,000 items")
def long_parameter(gate: Gate) -> Done:
    """Each name was once compared with each other."""
    return _listed(gate, 60_000)


@bypass("exhaustion", "The same rule with a list as long as is allowed", code=1, says="own:a/b")
def allowed_parameter(gate: Gate) -> Done:
    """A list is hashed once for all turns of a loop."""
    return _listed(gate, 5_000)


@bypass("exhaustion", "50,000 selectors of rules that nobody may waive", code=2, says="more than 5,000 items")
def selectors(gate: Gate) -> Done:
    """Each was once compared with each rule."""
    return _settings(gate, f"\nunwaivable: [{', '.join(f'compliance/*{n}' for n in range(50_000))}]\n")


@bypass("exhaustion", "3,000 selectors of severities", code=2, says="`severities` names more than 1,000 rules")
def severities(gate: Gate) -> Done:
    """Each was once compared with each rule."""
    return _settings(gate, "\nseverities:\n" + "".join(f"  compliance/*{n}: note\n" for n in range(3_000)))


@bypass("exhaustion", "3,000 selectors of locked severities", code=2, says="`severities` names more than 1,000 rules")
def locked_severities(gate: Gate) -> Done:
    """Each was once compared with each rule of each file below."""
    words = ", ".join(f"compliance/*{n}" for n in range(3_000))
    return _settings(gate, f"\nlocked: {{severities: [{words}]}}\n")


@bypass("exhaustion", "1,200 selectors on the command line", code=2, says="name more than 1,000 rules")
def command_line(gate: Gate) -> Done:
    """Each was once compared with each rule of each settings file."""
    return gate.check("svc/chat", *(word for n in range(1_200) for word in ("--select", f"a/*{n}")), revision="")


def _considered(gate: Gate, count: int) -> None:
    text = (ROOT / "examples" / "patient-chatbot" / "llm-profile.yaml").read_text()
    before, rest = text.split("    considered:")
    options = "      - {model: openai/gpt-4o, hosting: vendor-api, provider: openai}\n" * count
    after = rest[rest.index("\ndecisions:") :]
    (gate.folder / "llm-profile.yaml").write_text(f"{before}    considered:\n{options}{after}")
    shutil.copy(ROOT / "examples" / "patient-chatbot" / "policyengine.yaml", gate.folder)


@bypass("exhaustion", "A record of a decision among 900 options", code=2, says="a record has at most 50")
def options_of_a_record(gate: Gate) -> Done:
    """Each is judged, counted and described."""
    _considered(gate, 900)
    return policyengine(gate.folder, "record", "llm-profile.yaml", "--as-of", DAY)


@bypass("exhaustion", "A rule explained for 900 options", code=2, says="at most 60 can be explained")
def options_of_an_explanation(gate: Gate) -> Done:
    """Changes of each were once tried in the whole profile."""
    _considered(gate, 900)
    return policyengine(gate.folder, "explain", "license/user-limit", "llm-profile.yaml", "--as-of", DAY)


@bypass("exhaustion", "The costs of 900 options considered", code=0, says="the first 50 of its 900 considered options")
def options_of_a_cost_report(gate: Gate) -> Done:
    """All are counted, and 50 are compared."""
    _considered(gate, 900)
    return policyengine(gate.folder, "cost", "llm-profile.yaml", "--as-of", DAY)


@bypass("exhaustion", "50,000 unknown keys in a workload", code=2, says="unknown key `purpos0`")
def unknown_keys(gate: Gate) -> Done:
    """Each was once compared with every known key, also those that were not printed."""
    keys = "".join(f"    purpos{n}: 1\n" for n in range(50_000))
    gate.edit(gate.profile, "    purpose:", f"{keys}    purpose:")
    return gate.check("svc/chat")


@bypass("exhaustion", "A condition of defaults with 4,900 names, and 400 workloads", code=0, says="400 workloads")
def names_in_a_condition(gate: Gate) -> Done:
    """The names were once read again for each workload."""
    names = ", ".join(["gpt-4o"] * 4_900)
    entry = f"  - where: {{option.model: [{names}]}}\n    locked: true\n    option: {{tenancy: shared}}\n"
    with gate.settings.open("a") as file:
        file.write(f"\ndefaults:\n{entry * 20}")
    element = "data: {classes: [internal]}, choice: {model: openai/gpt-4.1, hosting: vendor-api}"
    workloads = "".join(f"  w{n}: {{{element}}}\n" for n in range(400))
    gate.profile.write_text(f"version: 1\nproject: {{name: a, owner: b, lifecycle: pilot}}\nworkloads:\n{workloads}")
    return gate.judged("vendor/named")


@bypass(
    "exhaustion",
    "Something is removed from each of 450 workloads",
    code=1,
    says="450 workloads",
)
def removals_everywhere(gate: Gate) -> Done:
    """The profile was once parsed, and judged, for each removal."""

    def declaring(word: str) -> str:
        element = f"data: {{classes: [{word}]}}, choice: {{model: openai/gpt-4.1, hosting: vendor-api}}"
        workloads = "".join(f"  w{n}: {{{element}}}\n" for n in range(450))
        return f"version: 1\nproject: {{name: a, owner: b, lifecycle: pilot}}\nworkloads:\n{workloads}"

    gate.profile.write_text(declaring("phi"))
    gate.commit()
    gate.git("update-ref", "refs/remotes/origin/main", "HEAD")
    gate.profile.write_text(declaring("internal"))
    gate.commit()
    return gate.check("svc/chat", "--select", "compliance/hipaa/self-hosting")
