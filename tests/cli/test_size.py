"""`policyengine size`: memory of models and of options, and the exit codes."""

import json
import re
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


SETTINGS = """version: 1
catalog:
  models:
    acme/small:
      params_total_b: 7
      openness: restricted-weights
      sources: {default: {title: our own, url: https://acme.example, checked: 2026-11-01, confidence: primary}}
"""


def sized(folder: Path, choice: dict[str, Any], *arguments: str) -> Done:
    """Size the one option of a profile."""
    profile = {
        "version": 1,
        "project": {"name": "p", "lifecycle": "pilot"},
        "workloads": {"w": {"data": {"classes": ["internal"]}, "choice": choice}},
    }
    (folder / ".git").mkdir(exist_ok=True)
    (folder / "llm-profile.yaml").write_text(json.dumps(profile))
    return policyengine(folder, "size", "llm-profile.yaml", "--as-of", DAY, *arguments)


def test_a_model() -> None:
    """Weights with a fifth on top, the cache, and the GPUs asked for with what fits and their price."""
    done = policyengine(ROOT, "size", "llama3.1:8b", "--quantization", "fp16,int4", "--gpu", "L4", "--as-of", DAY)
    assert (done.code, done.err) == (0, "")
    head, *rows = [line for line in done.out.splitlines() if line]
    assert head == "meta-llama/Llama-3.1-8B-Instruct: 8 billion parameters in all"
    assert rows[1] == "fp16: 27.8 GB = 16.0 GB of weights x 1.2 + 8.6 GB of cache"
    assert rows[3].split()[:6] == ["2", "x", "L4", "15.4", "22,888", "22"]
    assert rows[3].endswith(" [gpu-rental]")
    assert rows[4] == "int4: 13.4 GB = 4.0 GB of weights x 1.2 + 8.6 GB of cache"


def test_a_model_counts_only_memory_that_the_engine_uses() -> None:
    """27.8 GB are in 32, and not in 85 % of them."""
    numbers = []
    for share in ("1", "0.85"):
        asked = [
            "--quantization",
            "fp16",
            "--gpu",
            "RTX-5090",
            "--memory-utilization",
            share,
            "--output-format",
            "json",
        ]
        (model,) = json.loads(policyengine(ROOT, "size", "llama3.1:8b", *asked, "--as-of", DAY).out)["models"]
        numbers.append([each["number"] for each in model["needs"][0]["machines"]])
    assert numbers == [[1], [2]]


def test_a_model_on_more_gpus_than_a_server_has() -> None:
    """They are named apart, and so is a number over which the heads do not split."""
    done = policyengine(ROOT, "size", "llama3.1:70b", "--quantization", "bf16", "--as-of", DAY)
    assert "\n  more than the 8 GPUs of one server: 9 x A10G, 9 x L4, " in done.out
    assert re.search(r"^ +3 x H100-80GB .* \(heads split evenly over 4\)$", done.out, re.MULTILINE)


def test_a_mixture_of_experts_counts_every_expert() -> None:
    """671 billion parameters are held, of which 37 are active per token."""
    done = policyengine(ROOT, "size", "deepseek-ai/DeepSeek-V3", "--quantization", "fp8", "--as-of", DAY)
    assert "671.0 GB of weights" in done.out
    assert "note: a mixture of experts: 37 billion parameters are active per token, and all 671 billion" in done.out


def test_a_model_whose_cache_is_not_known(tmp_path: Path) -> None:
    """What is said is a lower bound; what to add to the settings is named, and adding it settles it."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "policyengine.yaml").write_text(SETTINGS)
    asked = ["--quantization", "int4", "--gpu", "T4", "--as-of", DAY]
    done = policyengine(tmp_path, "size", "acme/small", *asked)
    assert (done.code, done.err) == (0, "")
    assert "a lower bound only: the catalog lacks the inputs of the cache size: add `layers`" in done.out
    assert "int4: at least 4.2 GB" in done.out
    assert "1+ x T4" in done.out
    known = SETTINGS.replace("7\n", "7\n      layers: 32\n      kv_heads: 8\n      head_dim: 128\n")
    (tmp_path / "policyengine.yaml").write_text(known)
    done = policyengine(tmp_path, "size", "acme/small", *asked)
    assert "int4: 12.8 GB = 3.5 GB of weights x 1.2 + 8.6 GB of cache" in done.out


def test_an_option_that_fits(tmp_path: Path) -> None:
    """169.4 GB of weights with overhead and 42.9 of cache in nine tenths of 320."""
    assert sized(tmp_path, LLAMA) == (
        0,
        (
            "w primary: meta-llama/Llama-3.1-70B-Instruct fits\n"
            "  bf16, 16 requests of 8,192 tokens, 4 x A100-80GB\n"
            "  needs 184.1 to 212.4 GB, may use 288.0 to 320.0 of 320.0 GB\n"
            "  what fits at once: 44 requests of 8,192 tokens, or 16 requests of 22,613 tokens\n"
            "  assumed: the engine uses 90 to 100 % of each GPU's memory\n"
        ),
        "",
    )


def test_sys_46_the_server_of_the_article(tmp_path: Path) -> None:
    """70 billion at fp16 over eight GPUs of 80 GB: 140 GB of 640."""
    serving = {"engine": "vllm", "quantization": "fp16", "context": 8192, "concurrency": 1, "tensor_parallel": 8}
    done = sized(tmp_path, {**LLAMA, "hardware": {"gpu": "A100-80GB", "count": 8}, "serving": serving})
    assert done.code == 0
    assert done.out.splitlines()[0].endswith(" fits")
    assert "  needs 143.9 to 172.1 GB, may use 576.0 to 588.8 of 640.0 GB\n" in done.out


@pytest.mark.parametrize("count", [1, 8])
def test_sys_46_an_option_that_does_not_fit(tmp_path: Path, count: int) -> None:
    """One GPU of 80 GB does not hold 70 billion at 16 bits, and eight that each hold a copy do no better."""
    serving = {**LLAMA["serving"], "tensor_parallel": 1}
    done = sized(tmp_path, {**LLAMA, "hardware": {"gpu": "A100-80GB", "count": count}, "serving": serving})
    assert done.code == 1
    assert done.out.splitlines()[0].endswith(" does not fit")
    assert "may use 72.0 to 80.0 of 80.0 GB\n" in done.out


@pytest.mark.parametrize(("gpu", "word"), [("RTX-4090", "does not fit"), ("A100-40GB", "is tight"), ("L40S", "fits")])
def test_sys_42_seventy_billion_at_four_bits(tmp_path: Path, gpu: str, word: str) -> None:
    """They fit 48 GB, not 24, and 40 only without headroom (X-55); exit code 1 where nothing can help."""
    serving = {"quantization": "int4", "context": 1024, "concurrency": 1, "memory_utilization": 1}
    done = sized(tmp_path, {**LLAMA, "hardware": {"gpu": gpu, "count": 1}, "serving": serving})
    assert done.out.splitlines()[0].endswith(f" {word}")
    assert done.code == (1 if word == "does not fit" else 0)


def test_vllm_leaves_memory_alone(tmp_path: Path) -> None:
    """What fits nine tenths of the memory fits; what takes all of it fits only where that is declared."""
    tight = {**LLAMA["serving"], "engine": "vllm", "concurrency": 44}
    served = (tight, {**tight, "concurrency": 45}, {**tight, "concurrency": 45, "memory_utilization": 0.95})
    heads = [sized(tmp_path, {**LLAMA, "serving": serving}).out.splitlines()[0] for serving in served]
    assert [head.rpartition("Instruct ")[2] for head in heads] == ["fits", "is tight", "fits"]


@pytest.mark.parametrize(
    ("parallel", "count", "said"),
    [
        (3, 3, "8 heads of keys and values do not split evenly over 3 GPUs"),
        (8, 4, "one copy is split over 8 GPUs, and 4 are declared"),
        (4, 0, "no GPUs are declared to be in use"),
    ],
)
def test_a_split_that_does_not_start(tmp_path: Path, parallel: int, count: int, said: str) -> None:
    """However much memory there is."""
    serving = {**LLAMA["serving"], "tensor_parallel": parallel, "concurrency": 1}
    done = sized(tmp_path, {**LLAMA, "serving": serving, "hardware": {"gpu": "B300", "count": count}})
    assert done.code == 1
    assert done.out.splitlines()[0].endswith(" does not fit")
    assert f"  {said}\n" in done.out


def test_gpus_left_over(tmp_path: Path) -> None:
    """Ten GPUs are two copies over four; sixteen requests are eight for each."""
    done = sized(tmp_path, {**LLAMA, "hardware": {"gpu": "A100-80GB", "count": 10}})
    assert "  needs 162.7 to 190.9 GB, may use 288.0 to 320.0 of 320.0 GB\n" in done.out
    assert "  10 GPUs cannot be divided into copies over 4 GPUs each: 2 are unused\n" in done.out
    assert "  each of 2 copies; the requests are divided between them\n" in done.out


def test_more_gpus_than_a_server_has(tmp_path: Path) -> None:
    """Sixteen GPUs for one copy are two servers, declared or needed."""
    serving = {**LLAMA["serving"], "tensor_parallel": 16}
    done = sized(tmp_path, {**LLAMA, "serving": serving, "hardware": {"gpu": "L40S", "count": 16}})
    assert "  one copy over 16 GPUs takes more than one server of 8\n" in done.out
    done = sized(tmp_path, {**LLAMA, "hardware": {"gpu": "RTX-4090", "count": 4}})
    assert "  one copy fits on 16 x RTX-4090, more than the 8 of one server\n" in done.out


def test_latent_attention_over_several_gpus(tmp_path: Path) -> None:
    """A cache whose heads are not known is held once, or by every GPU."""
    serving = {**LLAMA["serving"], "quantization": "fp8", "context": 32768, "concurrency": 8, "tensor_parallel": 8}
    choice = {**LLAMA, "model": "deepseek-ai/DeepSeek-V3", "hardware": {"gpu": "B200", "count": 8}, "serving": serving}
    done = sized(tmp_path, choice)
    assert "  needs 689.4 to 952.6 GB, " in done.out
    assert "  assumed: the cache is held once, or by each of 8 GPUs, as the heads are not known\n" in done.out


def test_an_option_whose_parameters_are_not_known(tmp_path: Path) -> None:
    """What to add to the settings is named."""
    done = sized(tmp_path, {**LLAMA, "model": "moonshotai/Kimi-K3"})
    assert done.code == 0
    assert done.out.splitlines()[0].endswith(" is not known to fit")
    assert "  the catalog lacks the number of parameters of the model: add `params_total_b` to it" in done.out


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    """An option without its number format is not known to fit."""
    done = sized(tmp_path, {**LLAMA, "serving": {"context": 8192}})
    assert done.code == 0
    assert done.out.splitlines()[0].endswith(" is not known to fit")
    assert "  not declared: `option.serving.quantization`, `option.serving.concurrency`\n" in done.out


def test_an_option_whose_cache_is_not_known(tmp_path: Path) -> None:
    """Its weights are a lower bound: never said to fit, and still enough to exclude."""
    words = []
    for count in (8, 1):
        choice = {**LLAMA, "model": "xai-org/grok-1", "hardware": {"gpu": "H200", "count": count}}
        serving = {**LLAMA["serving"], "tensor_parallel": count}
        done = sized(tmp_path, {**choice, "serving": serving})
        words.append((done.code, done.out.splitlines()[0].rpartition("grok-1 ")[2]))
        assert "needs at least 628.0 GB" in done.out
        assert "the catalog lacks the inputs of the cache size: add `layers`" in done.out
    assert words == [(0, "is not known to fit"), (1, "does not fit")]


def test_what_if(tmp_path: Path) -> None:
    """The command line stands in for what is declared, in each combination, and the output says so."""
    asked = ["--quantization", "fp8,int4", "--gpu", "H100", "--context", "16384", "--concurrency", "4"]
    done = sized(tmp_path, {**LLAMA, "serving": {"tensor_parallel": 4}}, *asked)
    by = "what if, by --quantization, --context, --concurrency, --gpu"
    assert [line for line in done.out.splitlines() if "requests of 16,384 tokens, 4 x" in line] == [
        f"  fp8, 4 requests of 16,384 tokens, 4 x H100-80GB ({by})",
        f"  int4, 4 requests of 16,384 tokens, 4 x H100-80GB ({by})",
    ]
    assert done.out.count(" fits\n") == 2


def test_how_many_gpus_where_none_are_declared(tmp_path: Path) -> None:
    """With the kind of GPU from the command line, their number is found."""
    choice = {key: value for key, value in LLAMA.items() if key != "hardware"}
    done = sized(tmp_path, choice, "--gpu", "A100-80GB")
    assert "  one copy fits on 4 x A100-80GB\n" in done.out
    assert "  not declared: `option.hardware.count`\n" in done.out


@pytest.mark.parametrize(
    ("model", "hosting", "said"),
    [
        ("mistralai/Mistral-7B-Instruct-v0.3", "on-device", "shows that the model runs, not how it compares with"),
        ("meta-llama/Llama-3.1-70B-Instruct", "on-device", "can be held against a frontier model"),
        ("mistralai/Mistral-7B-Instruct-v0.3", "on-premises", ""),
    ],
)
def test_sys_47_what_a_demonstration_shows(tmp_path: Path, model: str, hosting: str, said: str) -> None:
    """7 billion on a MacBook are not comparable with GPT-4o, 70 billion are, by one article; a server is no laptop."""
    done = sized(tmp_path, {"model": model, "hosting": hosting})
    assert said in done.out
    assert ("demonstration" in done.out) == bool(said)


def test_sys_47_seventy_billion_on_48_gb(tmp_path: Path) -> None:
    """Relevant, and said to fit only without the headroom that vLLM keeps."""
    serving = {"quantization": "int4", "context": 8192, "concurrency": 1}
    choice = {**LLAMA, "hosting": "on-device", "hardware": {"gpu": "RTX-A6000", "count": 1}, "serving": serving}
    done = sized(tmp_path, choice)
    assert done.out.splitlines()[0].endswith(" is tight")
    assert "  a demonstration of 70.6 billion parameters can be held against a frontier model" in done.out


@pytest.mark.parametrize(
    ("model", "gpus", "said"),
    [
        ("llama3.1:8b", "RTX-4090", "not how it compares"),
        ("llama3.1:70b", "RTX-4090,H100", "can be held against"),
        ("llama3.1:8b", "H100", ""),
    ],
)
def test_sys_47_a_model_on_gaming_cards(model: str, gpus: str, said: str) -> None:
    """Cards of a desktop are asked about for a demonstration; those of a server are not."""
    done = policyengine(ROOT, "size", model, "--gpu", gpus, "--as-of", DAY)
    assert said in done.out
    assert ("demonstration" in done.out) == bool(said)


def test_a_longer_context_than_the_model_reads(tmp_path: Path) -> None:
    """It is told, for a model and for an option, and no longer one is said to fit."""
    done = policyengine(ROOT, "size", "llama3.1:8b", "--context", "200000", "--gpu", "B300", "--as-of", DAY)
    assert "note: the context window has 128,000 tokens, but 200,000 are requested\n" in done.out
    done = sized(tmp_path, LLAMA, "--context", "200000", "--concurrency", "1")
    assert "  the context window has 128,000 tokens, but 200,000 are served\n" in done.out
    assert "or 1 request of 128,000 tokens\n" in done.out


def test_a_file(tmp_path: Path) -> None:
    """The report goes where it is asked to, and the exit code stays."""
    target = tmp_path / "size.csv"
    done = sized(tmp_path, LLAMA, "--output-format", "csv", "--output-file", str(target))
    assert (done.code, done.out, done.err) == (0, "", "")
    assert target.read_text().startswith("workload,option,model,")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["gpt-4o"], 3, "the catalog does not know how many parameters `openai/gpt-4o` has"),
        (["lama3.1:8b"], 2, "no model and no file `lama3.1:8b`"),
        (["examples", "nowhere"], 2, "`nowhere`: no such file or directory"),
        (["nowhere/llm-profile.yaml"], 2, "no file `nowhere/llm-profile.yaml`"),
        (["llama3.1:8b", "--quantization", "int3"], 2, "no number format `int3`"),
        (["llama3.1:8b", "--gpu", "A100-80"], 2, "no GPU `A100-80`"),
        (["examples/patient-chatbot/llm-profile.yaml", "--gpu", "A100-80"], 2, "no GPU `A100-80`"),
        (["llama3.1:8b", "--memory-utilization", "0"], 2, "--memory-utilization"),
        (["llama3.1:8b", "--output-format", "html"], 2, "`html` is not a value of --output-format"),
        (["examples/smallest/llm-profile.yaml"], 3, "has no self-hosted option"),
    ],
)
def test_what_cannot_be_sized(arguments: list[str], code: int, message: str) -> None:
    """Nothing is printed that was not computed."""
    done = policyengine(ROOT, "size", *arguments, "--as-of", DAY)
    assert (done.code, done.out) == (code, "")
    assert message in done.err
