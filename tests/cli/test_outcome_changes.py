"""`outcome-changed` and `inputs-changed` name what differs, with the old and the new value."""

import re
from pathlib import Path

import pytest

from tests.cli.running import DAY, policyengine
from tests.cli.test_records import change, chatbot

__all__ = ["chatbot"]  # the fixture

LLAMA = "meta-llama/Llama-3.1-70B-Instruct"
OTHER = "meta-llama/Llama-3.3-70B-Instruct"
WHERE = "private-cloud at aws in us-east-1"
US = "vendor-api at openai in us"
MINI = f"the option `openai/gpt-4o-mini, {US}` is now compared, too"
MODEL = f"model: {LLAMA}"
GPT = "model: openai/gpt-4o\n"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "tier: enterprise",
            "tier: free",
            "outcome-changed: `vendor/consumer-terms` for `patient-qa / considered[0]` was pass and is now fail",
        ),
        (
            MODEL,
            f"model: {OTHER}",
            f"outcome-changed: the chosen option was `{LLAMA}, {WHERE}` and is now `{OTHER}, {WHERE}`; ",
        ),
        (
            GPT,
            "model: openai/gpt-4o-mini\n",
            f"outcome-changed: the option `openai/gpt-4o, {US}` was compared and is now removed; {MINI}",
        ),
        (
            "context_tokens: 6000",
            "context_tokens: 7000",
            "inputs-changed: `workload.volume.context_tokens` was 6000 and is now 7000, on which `",
        ),
        (
            "classes: [phi, pii]",
            "classes: [phi, pii, genetic]",
            "inputs-changed: `workload.data.classes` was phi, pii and is now phi, pii, genetic, on which `compliance/",
        ),
    ],
)
def test_what_differs_is_named(chatbot: Path, old: str, new: str, said: str) -> None:
    """Rule, subject and outcome; the option; or the fact."""
    change(chatbot / "llm-profile.yaml", "status: proposed", "status: accepted")
    assert policyengine(chatbot, "record", "llm-profile.yaml").code == 0
    change(chatbot / "llm-profile.yaml", old, new)
    done = policyengine(chatbot, "record", "--check", "llm-profile.yaml", "--as-of", DAY)
    (line,) = re.findall(r"^error\[(.*)$", done.out, re.MULTILINE)
    code, _, rest = line.partition("]: ")
    words = {"outcome-changed": "the outcome has changed: ", "inputs-changed": "what the record rests on has changed: "}
    assert (done.code, f"{code}: {rest.removeprefix(words[code])}"[: len(said)]) == (1, said)
    assert rest.count("; ") <= 3


def test_more_than_three_are_counted(chatbot: Path) -> None:
    """Every outcome that a lower lifecycle changes would fill the screen."""
    change(chatbot / "llm-profile.yaml", "status: proposed", "status: accepted")
    assert policyengine(chatbot, "record", "llm-profile.yaml").code == 0
    change(chatbot / "llm-profile.yaml", "lifecycle: production", "lifecycle: prototype")
    done = policyengine(chatbot, "record", "--check", "llm-profile.yaml", "--as-of", DAY)
    assert re.search(r"(`[^;]+ was pass and is now not-applicable; ){3}and \d+ more$", done.out, re.MULTILINE)
