"""`policyengine size`: memory of models and of options, and the exit codes."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import DAY, ROOT, Done, policyengine

LLAMA: dict[str, Any] = {
    "model": "meta-llama/Llama-3.1-70B-Instruct",
    "hosting": "on-premises",
    "hardware": {"gpu": "A100-80GB", "count": 4},
    "serving": {"quantization": "bf16", "context": 8192, "concurrency": 16, "tensor_parallel": 4},
}


def sized(folder: Path, choice: dict[str, Any]) -> Done:
    """Size the one option of a profile."""
    profile = {
        "version": 1,
        "project": {"name": "p", "lifecycle": "pilot"},
        "workloads": {"w": {"data": {"classes": ["internal"]}, "choice": choice}},
    }
    (folder / ".git").mkdir(exist_ok=True)
    (folder / "llm-profile.yaml").write_text(json.dumps(profile))
    return policyengine(folder, "size", "llm-profile.yaml", "--as-of", DAY)


def test_a_model() -> None:
    """Weights with a fifth on top, the cache, and the GPUs asked for with their price."""
    done = policyengine(ROOT, "size", "llama3.1:8b", "--quantization", "fp16,int4", "--gpu", "L4", "--as-of", DAY)
    assert (done.code, done.err) == (0, "")
    head, *rows = [line for line in done.out.splitlines() if line]
    assert head == "meta-llama/Llama-3.1-8B-Instruct: 8 billion parameters in all"
    assert rows[1] == "fp16: 27.8 GB = 16.0 GB of weights x 1.2 + 8.6 GB of cache"
    assert rows[2].startswith("    2 x L4               20.2 GB left  ")
    assert rows[2].endswith(" USD a month [gpu-rental]")
    assert rows[3] == "int4: 13.4 GB = 4.0 GB of weights x 1.2 + 8.6 GB of cache"


def test_an_option_that_fits(tmp_path: Path) -> None:
    """169.4 GB of weights with overhead and 42.9 of cache in 320."""
    assert sized(tmp_path, LLAMA) == (
        0,
        (
            "w primary: meta-llama/Llama-3.1-70B-Instruct fits: needs 212.4 GB, has 320.0 GB\n"
            "  at the served context the machines hold 56 requests at once\n"
        ),
        "",
    )


def test_sys_46_an_option_that_does_not_fit(tmp_path: Path) -> None:
    """One GPU of 80 GB does not hold 70 billion at 16 bits: exit code 1."""
    done = sized(tmp_path, {**LLAMA, "hardware": {"gpu": "A100-80GB", "count": 1}})
    assert done.code == 1
    assert done.out.splitlines()[0].endswith("does not fit: needs 212.4 GB, has 80.0 GB")
    assert done.out.splitlines()[-1] == "  1 GPUs are no whole number of copies over 4 each"


def test_heads_that_do_not_split(tmp_path: Path) -> None:
    """Eight heads over three GPUs."""
    serving = {**LLAMA["serving"], "tensor_parallel": 3}
    done = sized(tmp_path, {**LLAMA, "serving": serving, "hardware": {"gpu": "A100-80GB", "count": 3}})
    assert "  8 heads of keys and values do not split evenly over 3 GPUs\n" in done.out


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    """An option without its number format cannot be said to fit."""
    done = sized(tmp_path, {**LLAMA, "serving": {"context": 8192}})
    assert (done.code, done.out) == (
        0,
        (
            "w primary: meta-llama/Llama-3.1-70B-Instruct cannot be said to fit: has 320.0 GB\n"
            "  not known for want of: `option.serving.quantization`, `option.serving.concurrency`\n"
        ),
    )


@pytest.mark.parametrize(
    ("model", "hosting", "said"),
    [
        ("mistralai/Mistral-7B-Instruct-v0.3", "on-device", True),
        ("meta-llama/Llama-3.1-70B-Instruct", "on-device", False),
        ("mistralai/Mistral-7B-Instruct-v0.3", "on-premises", False),
    ],
)
def test_sys_47_what_a_demonstration_shows(tmp_path: Path, model: str, hosting: str, *, said: bool) -> None:
    """A small model on a laptop shows that it runs; 70 billion are comparable, by one article."""
    done = sized(tmp_path, {"model": model, "hosting": hosting})
    assert ("not how it compares with a frontier model" in done.out) == said


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["gpt-4o"], 3, "the catalog does not know how many parameters `openai/gpt-4o` has"),
        (["lama3.1:8b"], 2, "no model and no file `lama3.1:8b`"),
        (["llama3.1:8b", "--quantization", "int3"], 2, "no number format `int3`"),
        (["llama3.1:8b", "--gpu", "A100-80"], 2, "no GPU `A100-80`"),
        (["examples/smallest/llm-profile.yaml"], 3, "has no option that is self-hosted"),
    ],
)
def test_what_cannot_be_sized(arguments: list[str], code: int, message: str) -> None:
    """Nothing is printed that was not computed."""
    done = policyengine(ROOT, "size", *arguments, "--as-of", DAY)
    assert done.code == code
    assert message in done.err
