"""A pack's own rules on readiness, serving, latency and reliability: checked and explained, with what is declared."""

from pathlib import Path

import pytest

from tests.cli import own_rules
from tests.cli.running import DAY, Done, policyengine

PROFILE = """\
version: 1
project: {name: answers, owner: care, lifecycle: production}
workloads:
  qa:
    data: {classes: [internal]}
    latency: {p95_ms: 150, network_share: 0.4}
    output: {strict_json: true, fallback_parser: false}
    operations: {failover: false, health_check: true}
    monitoring: {gpu: false, latency: true}
    choice:
      model: meta-llama/Llama-3.1-8B-Instruct
      hosting: private-cloud
      provider: aws
      serving: {engine: ollama}
"""


def asked(folder: Path, require: str, profile: str = PROFILE, message: str = "it fails") -> Done:
    """Check the profile by one rule of a pack."""
    return own_rules.asked(folder, require, profile, message)


def placed(folder: Path, require: str, profile: str = PROFILE, message: str = "it fails") -> None:
    """Write the profile beside a pack with one rule."""
    own_rules.placed(folder, require, profile, message)


@pytest.mark.parametrize(
    ("require", "inputs"),
    [
        ("option.readiness.complete",
         ["option.hosting", "workload.operations.failover", "workload.monitoring.gpu"]),
        ("option.serving.suits", ["option.serving.engine", "option.hosting", "project.lifecycle"]),
        ("option.reliability.complete",
         ["workload.output.strict_json", "option.model.openness", "option.model.params_total_b",
          "workload.output.fallback_parser"]),
    ],
)  # fmt: skip
def test_a_failure_names_what_is_declared(tmp_path: Path, require: str, inputs: list[str]) -> None:
    """Of all that a derived fact can rest on, the evidence has what decided here."""
    done = asked(tmp_path, require)
    *others, last = inputs
    note = f"= note: {require} is false (derived from {', '.join(others)} and {last})"
    assert (done.code, done.err) == (1, "")
    assert note in lines_of(done)


def lines_of(done: Done) -> list[str]:
    """Return the lines without their indentation."""
    return [line.strip() for line in done.out.splitlines()]


def test_what_is_missing_stands_in_the_message(tmp_path: Path) -> None:
    """Lists and numbers are read like any other fact."""
    message = "{workload.latency.model_ms:.0f} ms are left for the model, {workload.latency.placement}"
    done = asked(tmp_path, "workload.latency.model_ms >= 100.0", message=message)
    assert done.out.startswith("error[acme:own/it]: 90 ms are left for the model, small-beside\n")


@pytest.mark.parametrize(
    ("require", "without", "missing"),
    [
        (
            "size(option.readiness.missing) == 0",
            "",
            ["autoscale", "load_balancing", "on_call", "mlops_owner", "version_comparison", "rollback",
             "upgrade_procedure", "version_pinned", "patching", "safety_filter", "quality"],
        ),
        ("option.serving.suits", "serving: {engine: ollama}", ["engine"]),
        ("option.serving.advised_engine == option.serving.engine", "", ["hugging_face"]),
        ("option.reliability.complete", ", fallback_parser: false",
         ["fallback_parser", "abstention", "abstention_tested"]),
        ("workload.latency.network_ms < 100.0", ", network_share: 0.4", ["network_share"]),
    ],
)  # fmt: skip
def test_what_is_undeclared_is_named_and_nothing_else(
    tmp_path: Path, require: str, without: str, missing: list[str]
) -> None:
    """An unknown answer asks for what this option lacks, not for what a service or another model would need."""
    done = asked(tmp_path, require, PROFILE.replace(without, ""))
    assert done.code == 1
    declare = [line.split("`")[1] for line in lines_of(done) if line.startswith("= help: declare")]
    assert missing == [path.rpartition(".")[2] for path in declare]


def test_deleting_what_fails_never_passes(tmp_path: Path) -> None:
    """Without the line that says no, a rule in production cannot tell, and is as loud."""
    done = asked(
        tmp_path, "option.readiness.complete", PROFILE.replace("failover: false, ", "").replace("gpu: false, ", "")
    )
    assert done.code == 1
    assert "undecided" in done.out.splitlines()[0]


def test_a_rule_is_explained(tmp_path: Path) -> None:
    """The values, their places, and what would change the answer."""
    placed(tmp_path, "option.serving.suits")
    done = policyengine(tmp_path, "explain", "acme:own/it", "llm-profile.yaml", "--as-of", DAY)
    lines = done.out.splitlines()
    assert (done.code, lines[0]) == (0, "acme:own/it qa, primary: fail")
    at = lines.index("  option.serving.suits is false (derived from these)")
    assert lines[at + 1 : at + 4] == [
        '    option.serving.engine is "ollama" (llm-profile.yaml:14:25)',
        '    option.hosting is "private-cloud" (llm-profile.yaml:12:16)',
        '    project.lifecycle is "production" (llm-profile.yaml:2:50)',
    ]
    assert '  pass: project.lifecycle "prototype" instead of "production" (llm-profile.yaml:2:50)' in lines


def test_a_supporting_option_reads_those_of_the_primary(tmp_path: Path) -> None:
    """`primary.*` has them too, and is traced to the primary's own lines."""
    fallback = (
        "    supporting:\n      - {role: fallback, model: openai/gpt-4o, hosting: vendor-api, provider: openai}\n"
    )
    done = asked(tmp_path, "option.role == 'primary' || primary.serving.suits", PROFILE + fallback)
    assert done.code == 1
    assert 'primary.serving.engine is "ollama"' in done.out
    assert "derived from primary.serving.engine, primary.hosting and project.lifecycle" in done.out


def test_a_condition_may_read_them_too(tmp_path: Path) -> None:
    """Where it is not known whether a rule applies, what would tell is on the list of facts to declare."""
    placed(tmp_path, "option.serving.engine != 'ollama'\nwhen: option.readiness.complete || option.serving.suits")
    text = (
        PROFILE.replace("failover: false, ", "").replace("gpu: false, ", "").replace("engine: ollama", "context: 8192")
    )
    (tmp_path / "llm-profile.yaml").write_text(text)
    done = policyengine(tmp_path, "explain", "--unknown", "llm-profile.yaml", "--as-of", DAY)
    named = [path for path in ("operations.failover", "monitoring.gpu", "serving.engine") if path in done.out]
    assert (done.code, named) == (0, ["operations.failover", "monitoring.gpu", "serving.engine"])
    assert "rate_limit_plan" not in done.out
