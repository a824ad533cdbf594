"""`policyengine methods`: the articles' calculators on the command line."""

import json
import re
import shlex
from pathlib import Path

import pytest

from policyengine.methods.registry import METHODS
from tests.cli.running import ROOT, policyengine

PAGE = ROOT / "docs" / "methods.md"

API_COST = """\
seed-003/api-cost: API cost calculator

inputs:
  requests_per_day: 1000
  input_tokens: 500 (default, 003:L91)
  output_tokens: 300 (default, 003:L92)
  input_usd_per_million: 2.5 (default, 003:L137)
  output_usd_per_million: 10 (default, 003:L137)

result:
  requests_per_month: 30,000
  input_usd_per_month: 37.50
  output_usd_per_month: 90.00
  usd_per_month: 127.50

working:
  input tokens: 1,000 requests/day x 30 days x 500 input tokens/request x 2.5 USD per 1M tokens \
/ 1,000,000 = 37.50 USD per month
  output tokens: 1,000 requests/day x 30 days x 300 output tokens/request x 10 USD per 1M tokens \
/ 1,000,000 = 90.00 USD per month

from:
  - 003:L69-108,L137 of Open vs Closed LLMs: The Real Cost of Free Models (2026) (Mamta Chauhan)

more: `policyengine methods show seed-003/api-cost`, with what was published beside what is computed
"""

PLAIN_MISTAKES = {
    ("methods",): ("missing command", "see `policyengine methods --help`"),
    ("methods", "lst"): ("no command `lst`", "did you mean `list`?"),
    ("methods", "show", "seed-003/api-cots"): ("no method `seed-003/api-cots`", "did you mean `seed-003/api-cost`?"),
    ("methods", "run", "zzz"): ("no method `zzz`", "`policyengine methods list` names the methods"),
    ("methods", "run", "seed-003/api-cost"): (
        "seed-003/api-cost needs requests_per_day", "give requests_per_day=…: requests a day (requests/day)",
    ),
    ("methods", "run", "seed-003/api-cost", "requests_per_day=1", "request_per_day=1"): (
        "seed-003/api-cost has no input `request_per_day`", "did you mean `requests_per_day`?",
    ),
    ("methods", "run", "seed-001/words-to-tokens", "words=1", "words=2"): (
        "`words` is given twice", "give it once",
    ),
    ("methods", "run", "seed-004/buy-or-rent", "4500"): ("`4500` is not an input", "write NAME=VALUE"),
    ("methods", "run", "seed-004/buy-or-rent", "=4500"): ("`=4500` is not an input", "write NAME=VALUE"),
    ("methods", "run", "seed-004/buy-or-rent", "purchase_usd= "): (
        "`purchase_usd= ` is not an input",
        "write NAME=VALUE",
    ),
    ("methods", "run"): ("`policyengine methods run` needs METHOD", "see `policyengine methods run --help`"),
    ("methods", "list", "--output-format", "yaml"): ("`yaml` is not a value of --output-format", "one of text, json"),
}  # fmt: skip

VOLUME_AND_UNIT = """\
error: volume: `5M` is a volume without a period
 --> argument:1:8
  |
1 | volume=5M
  |        ^^
  |
  = help: write 5M/day or 5M/month: they differ by a factor of 30

error: tokens_per_request: `USD` is not its unit
 --> argument:1:24
  |
1 | tokens_per_request=800 USD
  |                        ^^^
  |
  = help: it is in tokens/request: write this unit, or omit it

"""


def test_run(tmp_path: Path) -> None:
    """A run prints every input with the line of its default, the result, the working, and where it is from."""
    done = policyengine(tmp_path, "methods", "run", "seed-003/api-cost", "requests_per_day=1000")
    assert done == (0, API_COST, "")
    with_units = ("requests_per_day=1k/day", "input_usd_per_million=2.50 USD")
    assert policyengine(tmp_path, "methods", "run", "seed-003/api-cost", *with_units).out == API_COST.replace(
        "2.5 (default, 003:L137)", "2.5"
    )


def test_run_as_json(tmp_path: Path) -> None:
    """The same for programs: inputs, result with its working, null for what never comes."""
    arguments = ("seed-004/buy-or-rent", "rent_usd_per_month=720", "running_usd_per_month=720")
    done = policyengine(tmp_path, "methods", "run", *arguments, "--output-format", "json")
    found = json.loads(done.out)
    assert (done.code, found["format"], found["id"]) == (0, "methods/0", "seed-004/buy-or-rent")
    assert found["values"]["purchase_usd"] == {"low": 4_000, "high": 5_000}
    assert found["result"] == {"months": {"low": None, "high": None}, "notes": []}
    done = policyengine(tmp_path, "methods", "run", "seed-004/buy-or-rent", *arguments[1:])
    assert "\n  months: never\n" in done.out


@pytest.mark.parametrize("arguments", PLAIN_MISTAKES, ids=" ".join)
def test_a_wrong_command_line(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """A missing input, a misspelt one or one given twice: one message and what to do."""
    message, hint = PLAIN_MISTAKES[arguments]
    assert policyengine(tmp_path, *arguments) == (2, "", f"error: {message}\n  = help: {hint}\n\n")


def test_wrong_values(tmp_path: Path) -> None:
    """All wrong values are told in one run, each with a caret under what is wrong in it."""
    wrong = ("volume=5M", "tokens_per_request=800 USD")
    assert policyengine(tmp_path, "methods", "run", "seeds/volume-zones", *wrong) == (2, "", VOLUME_AND_UNIT)


@pytest.mark.parametrize(
    ("method", "argument", "message", "hint"),
    [
        ("seed-000/discounts", "api_off=160%", "`160%` is out of bounds", "from 0 to 0.99, such as 0.3 or 30%"),
        ("seed-000/discounts", "api_off=30%..10%", "`30%..10%` ends below its start", "write the lower end first"),
        ("seed-000/discounts", "api_off=3 USD", "`USD` is not its unit", "it is a fraction, from 0 to 0.99"),
        ("seed-003/self-hosted-cost", "requests_per_second=0", "`0` is out of bounds", "it must be above 0"),
        ("seeds/hidden-costs", "side=opne", "`opne` is not an allowed word", "one of open, closed"),
        ("seed-000/cost-per-quality-point", "options=a:1:2,b:1", "`b:1` is not name:cost:points", "rows by commas"),
        ("seed-000/cost-per-quality-point", "options=a:1:2,b:x:2", "`x` is not a number", "such as 1500"),
        ("seed-000/cost-per-quality-point", "options=a:1:2,b:1:2,a:3:4", "`a` is listed twice", "list each name once"),
        ("seeds/hidden-costs", "lines=mlops,on-call,mlops", "`mlops` is listed twice", "list each name once"),
        ("seed-001/fixed-workload", "currency=euro", "`euro` is not a currency code", "such as EUR"),
        ("seed-001/words-to-tokens", "words=-5", "`-5` is not a number", "not negative"),
        ("seed-001/words-to-tokens", "words=NaN", "`NaN` is not a number", "such as 1500"),
        ("seed-001/words-to-tokens", "words=inf", "`inf` is not a number", "such as 1500"),
        ("seed-001/words-to-tokens", "words=1e400", "`1e400` is out of bounds", "1e+18"),
        ("seed-001/words-to-tokens", f"words={'9' * 30}", f"`{'9' * 30}` is out of bounds", "1e+18"),
        ("seed-001/words-to-tokens", "words=5 tokens", "`tokens` is not its unit", "it is in words"),
        ("seed-003/api-cost", "requests_per_day=1k/month", "`/month` is not its unit", "it is in requests/day"),
        ("seed-003/api-cost", "input_usd_per_million=3 EUR", "`EUR` is not its unit", "it is in USD per 1M tokens"),
        ("seeds/volume-zones", "volume=5M/week", "`/week` is not a period of a volume", "5M/day, 5M/month or 5M/year"),
        ("seeds/volume-zones", "volume=5M words/day", "`words` is not counted here", "count tokens or requests"),
        ("seeds/volume-zones", "volume=0/day", "`0/day` is not a volume", "write a volume above 0"),
    ],
)
def test_each_form_says_what_is_wrong(tmp_path: Path, method: str, argument: str, message: str, hint: str) -> None:
    """Ranges, fractions, words and rows have errors of their own, at their place."""
    done = policyengine(tmp_path, "methods", "run", method, argument)
    name = argument.partition("=")[0]
    assert (done.code, done.out) == (2, "")
    assert f"error: {name}: {message}\n --> argument:1:" in done.err
    assert hint in done.err
    wrong = message.split("`")[1]
    line, carets = re.search(r"1 \| (.*)\n  \| (.*)", done.err).groups()  # type: ignore[union-attr]  # asserted above
    start = carets.index("^")
    assert line[start : start + carets.count("^")] == wrong if "twice" not in message else wrong in line[start:]


def test_list_and_show(tmp_path: Path) -> None:
    """Every method is listed, and its page says where it is from and what was published otherwise."""
    listed = policyengine(tmp_path, "methods", "list")
    assert [line.split()[0] for line in listed.out.splitlines()] == list(METHODS)
    found = json.loads(policyengine(tmp_path, "methods", "list", "--output-format", "json").out)
    assert [method["id"] for method in found["methods"]] == list(METHODS)
    shown = policyengine(tmp_path, "methods", "show", "seed-000/blended-cost").out
    assert "  usd_per_month = frontier_usd_per_month x frontier_share + other_usd_per_month\n" in shown
    assert (
        "published otherwise than computed:\n"
        "  - 20 % of 40,000 and 800 are 8,800; 12,000 needs the complex fifth of the tickets to carry 28 % of the "
        "cost\n"
        "    scenario C: 12,000.00 USD per month (000:L263); computed 8,800.00 USD per month\n" in shown
    )
    assert "  - 000 is https://myengineeringpath.dev/genai-engineer/open-vs-closed-llms\n" in shown
    found = json.loads(
        policyengine(tmp_path, "methods", "show", "seed-003/volume-comparison", "--output-format", "json").out
    )
    assert [figure["agrees"] for figure in found["figures"]].count(False) == 15
    assert found["figures"][0]["published"] == {"low": 120.0, "high": 120.0}


BLOCKS = re.findall(r"```console\n\$ policyengine (.*)\n([\s\S]*?)```", PAGE.read_text(encoding="utf-8"))


def test_every_method_has_an_example_on_its_page() -> None:
    """And no example is of something else."""
    assert [command.split()[2] for command, _ in BLOCKS] == list(METHODS)


@pytest.mark.parametrize(("command", "printed"), BLOCKS, ids=list(METHODS))
def test_the_page_shows_what_is_printed(tmp_path: Path, command: str, printed: str) -> None:
    """Each example of docs/methods.md, run as typed there, prints what stands there."""
    assert policyengine(tmp_path, *shlex.split(command)) == (0, printed, "")
