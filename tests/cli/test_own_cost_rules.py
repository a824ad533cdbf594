"""A pack's own rules on costs, break-even and sizes: computed for them alone, and explained by what is declared."""

import json
from pathlib import Path

import pytest

from tests.cli.own_rules import asked
from tests.cli.running import DAY, policyengine

PROFILE = """\
version: 1
project: {name: answers, owner: care, lifecycle: production}
workloads:
  qa:
    data: {classes: [internal]}
    volume: {requests_per_day: 20000, input_tokens: 1000, output_tokens: 200}
    choice:
      model: meta-llama/Llama-3.1-8B-Instruct
      hosting: private-cloud
      provider: aws
      hardware: {gpu: A10G, count: 2, usd_per_hour: 1.5}
      serving: {quantization: bf16, context: 8192, concurrency: 4, tensor_parallel: 2}
    considered:
      - {model: openai/gpt-4o, hosting: vendor-api, provider: openai}
      - {model: openai/gpt-4o-mini, hosting: vendor-api, provider: openai}
"""
BREAK_EVEN = "workload.volume.tokens_per_day >= workload.break_even.tokens_per_day"


def border(folder: Path, element: str) -> int:
    """Return the break-even in requests a day by `policyengine cost`."""
    done = policyengine(folder, "cost", "llm-profile.yaml", "--as-of", DAY, "--output-format", "json")
    (workload,) = json.loads(done.out)["workloads"]
    (found,) = [each for each in workload["comparisons"] if each["element"] == element]
    zones = found["break_evens"][0]["zones"]
    assert zones[-1]["cheaper"] == "in use"
    return int(zones[-1]["from_requests_per_day"])


def test_break_even_is_what_cost_says(tmp_path: Path) -> None:
    """A rule compares the volume with the break-even against the option considered that is hardest to beat."""
    done = asked(tmp_path, BREAK_EVEN, PROFILE, "break-even at {workload.break_even.tokens_per_day:,.0f} tokens a day")
    expected = max(border(tmp_path, f"considered[{index}]") for index in (0, 1)) * 1200
    assert f"break-even at {expected:,} tokens a day" in done.out
    assert done.code == 1


@pytest.mark.parametrize(
    ("require", "code"),
    [
        (BREAK_EVEN, 1),
        ("option.sizing.fit == 'fits'", 0),
        ("workload.cost.low_usd_per_month <= workload.cost.considered_high_usd_per_month", 1),
        ("size(workload.cost.missing) == 0", 0),
    ],
)
def test_rules_on_costs_and_sizes(tmp_path: Path, require: str, code: int) -> None:
    """Each is asked about the option in use."""
    assert asked(tmp_path, require, PROFILE).code == code


def test_the_evidence_is_what_is_declared(tmp_path: Path) -> None:
    """Volume and machines stand in the verdict, each at its line."""
    out = asked(tmp_path, BREAK_EVEN, PROFILE).out
    for path in ("workload.volume.requests_per_day", "option.hardware.usd_per_hour", "option.hardware.count"):
        assert f"{path} is" in out


@pytest.mark.parametrize("require", ["workload.cost.high_usd_per_month < 100.0", BREAK_EVEN])
def test_what_is_missing_is_named_in_the_option_that_lacks_it(tmp_path: Path, require: str) -> None:
    """Without GPUs no cost is known, and the verdict says where to declare them."""
    bare = PROFILE.replace("      hardware: {gpu: A10G, count: 2, usd_per_hour: 1.5}\n", "")
    out = asked(tmp_path, require, bare).out
    assert out.count("= help: declare") == 1
    assert "declare `option.hardware.gpu`: `hardware: {gpu: …}` under `workloads.qa.choice`" in out
