"""The short titles of options, and the full ones by which records are compared."""

from typing import Any

import pytest

from policyengine.option import Option, names_of
from policyengine.records.layout import read_record
from policyengine.records.layouts import LAYOUTS
from policyengine.records.record import record_text
from policyengine.resources import TEMPLATES
from tests.builders import make_decision, make_workload
from tests.golden.sample_decision import sample_decision, several_workloads


def option(element: str, model: str, hosting: str, **facts: Any) -> Option:
    """Return an option of the workload `chat`; `facts` are by the last parts of their paths."""
    paths = {"provider": "provider.id", "region": "region.id", "gpu": "hardware.gpu", "count": "hardware.count"}
    declared = {
        "option.model.id": model,
        "option.hosting": hosting,
        **{f"option.{paths.get(name, name)}": value for name, value in facts.items()},
    }
    return Option("chat", element, ("workloads", "chat"), declared, {}, considered=element.startswith("considered"))


GPT = {"provider": "openai", "region": "eu"}
LLAMA = "meta-llama/Llama-3.1-8B-Instruct"


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ([option("primary", "openai/gpt-4o", "vendor-api", **GPT)], ["GPT-4o at OpenAI in the EU"]),
        ([option("primary", LLAMA, "on-premises")], ["Llama 3.1 8B on our premises"]),
        ([option("primary", LLAMA, "private-cloud")], ["Llama 3.1 8B in our own cloud"]),
        (
            [
                option("primary", LLAMA, "private-cloud", provider="aws", gpu="L40S", count=2),
                option("escalation[0]", "openai/gpt-4o", "vendor-api", role="escalation", **GPT),
                option("considered[0]", "openai/gpt-4o", "vendor-api", **GPT),
                option("considered[1]", LLAMA, "private-cloud", provider="aws", gpu="A10G", count=2),
            ],
            [
                "Llama 3.1 8B at AWS on 2 x L40S",
                "GPT-4o at OpenAI in the EU (escalation)",
                "GPT-4o at OpenAI in the EU",
                "Llama 3.1 8B at AWS on 2 x A10G",
            ],
        ),
        (
            [
                option("primary", "openai/gpt-4o", "vendor-api", version="gpt-4o-2024-11-20", **GPT),
                option("considered[0]", "openai/gpt-4o", "vendor-api", version="gpt-4o-2024-08-06", **GPT),
            ],
            ["GPT-4o at OpenAI in the EU, gpt-4o-2024-11-20", "GPT-4o at OpenAI in the EU, gpt-4o-2024-08-06"],
        ),
        (
            [option(element, "openai/gpt-4o", "vendor-api", **GPT) for element in ("primary", "considered[0]")],
            ["GPT-4o at OpenAI in the EU", "GPT-4o at OpenAI in the EU (2)"],
        ),
    ],
)
def test_names_are_short_and_differ(options: list[Option], names: list[str]) -> None:
    """What tells equal names apart follows them, and nothing else does."""
    assert list(names_of(options).values()) == names


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("decision", [sample_decision(supersedes=""), several_workloads()])
def test_the_details_have_the_full_titles(decision: Any, layout: str) -> None:
    """The full titles are those that records of version 0.1.0 have throughout, so that both are compared alike."""
    record = read_record(record_text(decision, 1, TEMPLATES, layout))
    compared = [
        one.title
        for workload in decision.workloads
        for one in workload.options
        if one.role in ("primary", "considered")
    ]

    assert [title.partition(" (")[0] for title, _ in record.in_full.standings] == compared
    assert {title for title, _ in record.standings} == {title for title, _ in record.full_titles}
    assert set(record.in_full.chosen) <= {full for _, full in record.full_titles}


def test_another_model_of_the_same_name_is_another_outcome() -> None:
    """A short title may leave out what tells two models apart; the full one does not."""
    records = [
        read_record(record_text(make_decision(workloads=(workload_of(model),)), 1, TEMPLATES))
        for model in ("meta-llama/Llama-3.1-8B", "meta-llama/Llama-3.1-8B-Instruct")
    ]

    assert len({record.chosen for record in records}) == 1
    assert len({record.outcome for record in records}) == 2


def workload_of(model: str) -> Any:
    """Return a workload whose choice is a model on its own premises."""
    workload = make_workload()
    chosen = workload.options[0]
    facts = {"option.model.id": model, "option.hosting": "on-premises"}
    judged = chosen._replace(option=chosen.option._replace(declared=facts, facts=facts))
    return workload._replace(options=(judged,))
