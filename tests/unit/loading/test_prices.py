"""Price sets become tables of pairs by model or GPU and by service; what a schema cannot say is said here."""

import marshal
from typing import Any

import pytest

from policyengine.errors import CatalogError, Mistake
from policyengine.loading.catalog import catalog_entries
from policyengine.loading.entry import Entry
from policyengine.loading.yaml.parsing import parse_mapping
from policyengine.policy.catalog import Catalog
from policyengine.snippet import render_mistake

SET = """\
id: acme
title: What Acme pays
as_of: 2026-11-01
tokens:
  - model: openai/gpt-4o
    service: openai
    input: 2.5
    cached_input: 1.25
    output: {low: 9, high: 10}
    batch_discount: 0.5
    tiers: [{above_input_tokens: 200000, input: 5, output: 15}]
    notes: by contract
  - {model: openai/gpt-4o, input: 3, output: 12, as_of: 2026-10-01, source: market, also: [default]}
machines:
  - gpu: A100-80GB
    service: aws
    usd_per_hour: {on-demand: {low: 1.8, high: 4}, spot: {low: 1, high: 1}}
    watts: 400
  - {gpu: RTX-4090, usd_to_buy: {low: 1500, high: 2500}}
sources:
  default: {title: Contract, url: "https://example.com/contract", checked: 2026-11-02, confidence: primary}
  market: {confidence: unverified}
"""


def read(text: str) -> Entry:
    """Read a set of its own file."""
    (entry,) = catalog_entries(parse_mapping("acme/catalog/prices/acme.yaml", text), "prices")
    return entry


def origin(day: str, *sources: str, notes: str = "") -> dict[str, Any]:
    """Return what every row carries besides its prices."""
    return {"as_of": day, "sources": sources, "notes": notes}


def test_a_set_is_one_entry() -> None:
    """Prices are pairs, what is not stated is None, and a row without a day or a source has those of its set."""
    entry = read(SET)
    assert (entry.kind, entry.id, entry.facts) == ("prices", "acme", {})
    tier = {"above_input_tokens": 200000, "input": (5.0, 5.0), "cached_input": None, "output": (15.0, 15.0)}
    assert entry.extra == {
        "title": "What Acme pays",
        "as_of": "2026-11-01",
        "named_only": False,
        "tokens": {
            "openai/gpt-4o": {
                "openai": {
                    "input": (2.5, 2.5),
                    "cached_input": (1.25, 1.25),
                    "output": (9.0, 10.0),
                    "batch_discount": 0.5,
                    "tiers": [tier],
                    **origin("2026-11-01", "default", notes="by contract"),
                },
                "": {
                    "input": (3.0, 3.0),
                    "cached_input": None,
                    "output": (12.0, 12.0),
                    "batch_discount": None,
                    "tiers": [],
                    **origin("2026-10-01", "market", "default"),
                },
            }
        },
        "machines": {
            "A100-80GB": {
                "aws": {
                    "usd_per_hour": {"on-demand": (1.8, 4.0), "spot": (1.0, 1.0)},
                    "usd_to_buy": None,
                    "watts": 400,
                    **origin("2026-11-01", "default"),
                }
            },
            "RTX-4090": {
                "": {
                    "usd_per_hour": {},
                    "usd_to_buy": (1500.0, 2500.0),
                    "watts": None,
                    **origin("2026-11-01", "default"),
                }
            },
        },
    }


def test_only_the_set_asked_for_is_decoded() -> None:
    """A set costs nothing until somebody counts with it."""
    entry = read(SET)
    catalog = Catalog({"prices": {"acme": 8, "other": 0}}, b"not read" + marshal.dumps(tuple(entry)), {})
    assert catalog.find("prices", "acme") == entry
    assert catalog.names("prices") == ["acme", "other"]


@pytest.mark.parametrize(
    ("written", "instead", "message", "hint"),
    [
        ("{low: 9, high: 10}", "{low: 11, high: 10}", "`low` is 11, above `high`, 10", "swap the two"),
        ("source: market", "source: markt", "no source `markt`", "did you mean `market`?"),
        ("also: [default]", "also: [invoice]", "no source `invoice`", "name a key of `sources`"),
        ("4o, input", "4o, service: openai, input", "two rows price `openai/gpt-4o` at `openai`", "keep one of them"),
        ("gpu: RTX-4090,", "gpu: A100-80GB, service: aws,", "two rows price `A100-80GB` at `aws`", "keep one of them"),
    ],
)
def test_what_contradicts_itself_is_refused(written: str, instead: str, message: str, hint: str) -> None:
    """A range upside down, a source that is not there and a price stated twice are mistakes of the file."""
    assert SET.count(written) == 1
    with pytest.raises(CatalogError) as raised:
        read(SET.replace(written, instead))
    (mistake,) = raised.value.mistakes
    assert (mistake.message, mistake.hint) == (message, hint)


def test_a_mistake_points_at_its_place() -> None:
    """The line and the caret show which of many rows is meant."""
    with pytest.raises(CatalogError) as raised:
        read(SET.replace("low: 1500", "low: 3500"))
    mistake: Mistake = raised.value.mistakes[0]
    assert render_mistake(mistake) == (
        "error: `low` is 3500, above `high`, 2500\n"
        "  --> acme/catalog/prices/acme.yaml:19:39\n"
        "   |\n"
        "19 |   - {gpu: RTX-4090, usd_to_buy: {low: 3500, high: 2500}}\n"
        "   |                                       ^^^^\n"
        "   |\n"
        "   = help: swap the two"
    )
