"""Rules and profiles of realistic size, the same in every run."""

import random
from pathlib import Path
from typing import NamedTuple

SEED = 20261122

_SCOPES = {"profile": 30, "workload": 130, "option": 100, "license": 20, "recipient": 40}
"""Number of rules of each scope, in about the proportion of the shipped ones."""


class _Facts(NamedTuple):
    """Conditions added per scope: true for every profile here, false for every one, and about undeclared facts."""

    true: tuple[str, ...]
    false: tuple[str, ...]
    open: tuple[str, ...]


_BANK = {
    "profile": _Facts(
        ('project.name != "chat-{n}"', "team.ml_engineers < {n}", 'project.jurisdictions.exists(j, j == "US")'),
        ('project.lifecycle == "retired"', "team.ml_engineers > {n}", 'project.jurisdictions.exists(j, j == "KP")'),
        ("project.contains_training_of_others", "organization.cn_genai_filing", 'organization.cmmc.status == "none"'),
    ),
    "workload": _Facts(
        (
            "workload.volume.requests_per_day < {n}00000",
            "workload.latency.p95_ms < {n}000",
            'workload.data.classes.exists(c, c.startsWith("p"))',
            'workload.tasks.exists(t, t in ["question-answering", "classification"])',
            "workload.evaluation.examples < {n}000",
            'workload.monitoring.quality || workload.name == "chat-{n}"',
            "!workload.operations.autoscale || workload.monitoring.latency",
            '"US" in workload.data.residency',
        ),
        (
            '"cji" in workload.data.classes',
            "workload.volume.requests_per_day > {n}00000",
            'workload.tasks.exists(t, t == "code-generation")',
            "workload.evaluation.examples > {n}000",
            'workload.name == "chat-{n}"',
        ),
        (
            "workload.routing.threshold > 0.{n}",
            "workload.privacy.profiling",
            "workload.migration.shadow_days < {n}",
            'workload.ai_act.role == "provider"',
        ),
    ),
    "option": _Facts(
        ('option.hosting != "on-device"', 'option.model.id.contains("/")', "option.version_pinned"),
        ('option.hosting == "air-gapped"', 'option.model.id == "model-{n}"', "!option.version_pinned"),
        ('option.endpoint == "endpoint-{n}"', "option.serving.requests_per_second > {n}.0"),
    ),
    "license": _Facts(
        ('license.id != "license-{n}"',), ('license.id == "license-{n}"',), ("workload.use.indemnity_needed",)
    ),
    "recipient": _Facts(
        ('recipient.name != "role-{n}"',), ('recipient.id == "recipient-{n}"',), ("recipient.dpf_certified",)
    ),
}  # fmt: skip


def write_pack(folder: Path, count: int = sum(_SCOPES.values())) -> None:
    """Write a pack of rules that no profile here fails: three in four do not apply, one in ten is not evaluated."""
    chance = random.Random(SEED)  # noqa: S311 - repeatable, not secret
    scopes = [scope for scope, number in _SCOPES.items() for _ in range(number)]
    for number in range(count):
        scope = scopes[number % len(scopes)]
        path = folder / "rules" / f"category-{number % 12}" / f"rule-{number:03d}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_rule(number, scope, chance), encoding="utf-8")


def _rule(number: int, scope: str, chance: random.Random) -> str:
    bank = [_BANK[scope]] if scope == "profile" else [_BANK[scope], _BANK["workload"]]
    when = [_one(chance, bank, 0) for _ in range(chance.randint(1, 3))]
    deciding = chance.choices((0, 1, 2), (15, 75, 10))[0]
    if deciding:
        when.insert(chance.randrange(2), _one(chance, bank, deciding))
    require = [_one(chance, bank, 0) for _ in range(chance.randint(1, 2))]
    return _RULE.format(
        number=number,
        scope=scope,
        severity=chance.choice(("error", "warning", "note")),
        force=chance.choice(("law", "contract", "guidance", "practice", "organization-policy")),
        when="\n  && ".join(when),
        require="\n  && ".join(require),
    )


def _one(chance: random.Random, banks: list[_Facts], kind: int) -> str:
    return chance.choice(chance.choice(banks)[kind]).replace("{n}", str(chance.randint(100, 999)))


_RULE = """\
title: Generated rule {number} of scope {scope} says in one line what it asks for
severity: {severity}
force: {force}
scope: {scope}
when: |
  {when}
require: |
  {require}
message: >-
  `{{project.name}}` is used by {{team.ml_engineers:,}} engineers under rule {number}, which asks for something else
  than what was declared here
rationale: >-
  A sentence or two of rationale, as long as those of the shipped rules are: a reader of the verdict wants to know why
  the rule exists, who says so, and what goes wrong where it is not followed.
remediation: >-
  Declare the fact where it is missing. Else choose another option, or ask the owner of this rule for a waiver and say
  in it until when.
references:
  - title: A published source
    section: "{number}"
    url: https://example.org/source/{number}
    checked: 2026-11-22
    confidence: primary
  - title: Another published source
    section: "{number}(a)"
    url: https://example.org/other/{number}
    checked: 2026-11-22
    confidence: secondary
controls: [NIST-AI-RMF:GOVERN-6.1, OWASP-LLM:2026:LLM04]
parameters:
  limit: {{type: int, default: {number}, description: A number that organisations set for themselves.}}
examples:
  - {{name: one that fails, given: {{project.name: chat, team.ml_engineers: 1}}, expect: fail}}
  - {{name: one that passes, given: {{project.name: chat, team.ml_engineers: 2}}, expect: pass}}
  - {{name: one that it does not apply to, given: {{project.name: chat, team.ml_engineers: 3}}, expect: not-applicable}}
  - {{name: one that leaves the fact out, given: {{project.name: chat}}, expect: unknown, missing: [team.ml_engineers]}}
"""


def write_profiles(folder: Path, count: int) -> list[Path]:
    """Write profiles of two workloads, each in its own service folder; one in fifty fails at least one rule."""
    chance = random.Random(SEED)  # noqa: S311 - repeatable, not secret
    paths = []
    for number in range(count):
        path = folder / f"team-{number % 20:02d}" / f"service-{number:04d}" / "llm-profile.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_profile(number, chance), encoding="utf-8")
        paths.append(path)
    return paths


def _profile(number: int, chance: random.Random) -> str:
    workloads = [
        _WORKLOAD.format(
            name=name,
            task=task,
            classes="phi, pii" if number % 50 == 0 else "pii, internal",
            requests=chance.randint(100, 90_000),
            tokens=chance.randint(100, 3_000),
            p95=chance.randint(500, 20_000),
            examples=chance.randint(100, 900),
            choice=_VENDOR if number % 50 == 0 else chance.choice((_VENDOR, _SELF_HOSTED, _SELF_HOSTED)),
        )
        for name, task in (("answers", "question-answering"), ("triage", "classification"))
    ]
    return _PROJECT.format(number=number, engineers=chance.randint(1, 12)) + "".join(workloads)


_PROJECT = """\
# yaml-language-server: $schema=llm-profile.schema.json
version: 1
project:
  name: service-{number:04d}
  owner: team-{number}
  lifecycle: pilot
  started: 2026-03-02
  jurisdictions: [US]
team: {{ml_engineers: {engineers}, operations_level: 4, on_call: true}}
workloads:
"""
_WORKLOAD = """\
  {name}: # what it is for, and what it needs
    purpose: Answers questions of customers about their orders and passes on what it cannot
    tasks: [{task}]
    audience: [customers]
    criticality: medium
    data:
      classes: [{classes}]
      subjects: [US]
      residency: [US]
      boundary: none
      minimised: true
    volume: {{requests_per_day: {requests}, measured: true, input_tokens: {tokens}, output_tokens: 400, peak_factor: 4}}
    latency: {{p95_ms: {p95}, measured: true}}
    reasons: [latency]
    customization: {{need: prompt}}
    evaluation:
      suite: evals/{name}
      own_metric: true
      examples: {examples}
      gate: true
    monitoring: {{quality: true, latency: true, cost: true, alert_route: on-call}}
    operations: {{autoscale: true, rollback: true, kill_switch: true, abstraction: true, prompts_versioned: true}}
    use: {{commercial: true, distributes: none, hosts_for_others: false, purposes: [], outputs_train: none}}
{choice}"""
_VENDOR = """\
    choice:
      model: anthropic/claude-sonnet-4-6
      hosting: vendor-api
      provider: anthropic
      tier: business
      region: US
      cross_region: none
      version: claude-sonnet-4-6
      version_pinned: true
      measured_p95_ms: 400
"""
_SELF_HOSTED = """\
    choice:
      model: mistralai/Mistral-Small-3.2-24B-Instruct-2506
      hosting: on-premises
      version: "2506"
      version_pinned: true
      measured_p95_ms: 400
      hardware: {gpu: A100-80GB, count: 1}
      serving: {engine: vllm, quantization: bf16, concurrency: 16}
"""
