"""The settings' own catalog: new entries, and other words about shipped ones."""

from pathlib import Path
from typing import Any

import pytest

from policyengine.engine.session import Question
from policyengine.errors import SettingsError
from policyengine.facts.evidence.origins import Origins
from policyengine.policy.catalog import Catalog
from policyengine.sessions import session_for
from tests.unit.engine.judging import AS_OF, Data, facts_of, laid_out, make_profile, place


def catalog(folder: Path, overlay: Data) -> Catalog:
    """Return the catalog under settings with this overlay."""
    return session_for(place(folder, make_profile(), {"catalog": overlay}), Question(AS_OF), {}).environment.catalog


def found(known: Catalog, kind: str, name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the facts and the rest of an entry."""
    entry = known.find(kind, name)
    assert entry is not None
    return entry.facts, entry.extra


def test_one_fact_of_a_shipped_model(tmp_path: Path) -> None:
    """Everything else stays, under every name of the model, and the source of that fact is the organisation."""
    overlay = {"models": {"gpt-4o": {"context_window": 5}}}
    shipped, _ = found(catalog(tmp_path, {}), "models", "openai/gpt-4o")
    for name in ("gpt-4o", "openai/gpt-4o"):
        entry = catalog(tmp_path, overlay).find("models", name)
        assert entry is not None
        assert entry.id == "openai/gpt-4o"
        assert {**entry.facts, "option.model.id": ""} == {
            **shipped,
            "option.model.context_window": 5,
            "option.model.id": "",
        }
    profile, session, cases = laid_out(
        tmp_path, make_profile({"model": "openai/gpt-4o", "hosting": "on-device"}), {"catalog": overlay}
    )
    case = next(c for c in cases if c.subject.scope == "option")
    own, theirs = (
        Origins(profile.document, session.environment).evidence(case, f"option.model.{tail}").reference
        for tail in ("context_window", "openness")
    )
    assert own is not None
    assert theirs is not None
    assert (own.title, own.url) == ("the organisation's own catalog entry", "")
    assert theirs.url.startswith("https://")


def test_one_fact_of_a_shipped_service(tmp_path: Path) -> None:
    """A service stays with its company, so that agreements with the company go on holding."""
    shipped, _ = found(catalog(tmp_path, {}), "services", "aws")
    facts, extra = found(catalog(tmp_path, {"services": {"aws": {"retention_days": 3}}}), "services", "aws")
    assert facts == {**shipped, "recipient.retention_days": 3}
    assert extra["company"] == "amazon"


def test_entries_of_ones_own(tmp_path: Path) -> None:
    """A model, its licence, a gateway of a company, a GPU and a region work like shipped ones."""
    overlay = {
        "models": {
            "me/mine": {"aliases": ["mine"], "family": "f", "developer": "me", "params_total_b": 3, "licenses": ["Own"]}
        },
        "licenses": {"Own": {"name": "Our own", "commercial": "yes", "mau_limit": {"effect": "none"}}},
        "services": {"gateway": {"company": "acme", "regions": "acme", "retention_days": 1}},
        "gpus": {"X1": {"memory_gb": 10}},
        "regions": {"acme": {"r-1": {"country": "DE"}}, "aws": {"r-2": {"country": "CH"}}},
    }
    choice = {
        "model": "mine", "hosting": "managed-open", "provider": "gateway", "region": "r-1",
        "hardware": {"gpu": "X1", "count": 2}, "serving": {"quantization": "fp8"},
    }  # fmt: skip
    settings = {"catalog": overlay, "agreements": {"acme": {"notice_hours": 4}}}
    _, session, cases = laid_out(tmp_path, make_profile(choice), settings)
    facts = facts_of(cases, "option")
    assert (facts["option.model.id"], facts["option.region.country"]) == ("me/mine", "DE")
    assert (facts["option.sizing.weights_gb"], facts["option.sizing.available_gb"]) == (3.0, 20.0)
    assert facts_of(cases, "license")["license.name"] == "Our own"
    gateway = facts_of(cases, "recipient")
    assert [gateway[f"recipient.{tail}"] for tail in ("company", "retention_days", "notice_hours")] == ["acme", 1, 4]
    assert [session.environment.catalog.region_place("aws", name) for name in ("r-2", "us-east-1")] == ["CH", "US"]


def test_a_model_without_stated_licences_has_none_known(tmp_path: Path) -> None:
    """Silence about licences is not "none": what binds is unknown."""
    overlay = {"models": {"me/mine": {"family": "f", "developer": "me"}}}
    choice = {"model": "me/mine", "hosting": "on-premises"}
    facts = facts_of(laid_out(tmp_path, make_profile(choice), {"catalog": overlay})[2], "option")
    assert "option.model.licenses" not in facts


@pytest.mark.parametrize(
    ("overlay", "expected"),
    [
        ("models: {m: {contxt_window: 5}}", "3:16 unknown key `contxt_window`; did you mean `context_window`?"),
        ("models: {m: {context_window: big}}", "3:32 expected a whole number, found text `big`; write it in digits"),
        ("model: {}", "3:3 unknown key `model`; did you mean `models`?"),
        ("licenses: {l: {commercial: maybe}}", "3:30 `maybe` is not a known value; one of `yes`, `conditional`, `no`"),
        ("gpus: {g: {sources: {}}}",
         ("3:14 missing key `default` in `sources`; "
          "add `default: …` (The source of every fact that has no key of its own)")),
    ],
)  # fmt: skip
def test_what_is_wrong(tmp_path: Path, overlay: str, expected: str) -> None:
    """An overlay is held to the catalog's own schemas, with nothing required."""
    path = place(tmp_path, make_profile(), f"version: 1\ncatalog:\n  {overlay}\n")
    with pytest.raises(SettingsError) as caught:
        session_for(path, Question(AS_OF), {})
    (mistake,) = caught.value.mistakes
    assert mistake.location is not None
    assert f"{mistake.location.line}:{mistake.location.column} {mistake.message}; {mistake.hint}" == expected


PRICE = {"input": 2, "output": 8}
ROW = {"model": "openai/gpt-4o", **PRICE}


@pytest.mark.parametrize(
    ("prices", "said"),
    [
        ({"tokens": [{**ROW, "input": {"low": 5, "high": 1}}]}, "`low` is 5, above `high`, 1"),
        ({"tokens": [ROW, ROW]}, "two rows price `openai/gpt-4o` on the market"),
        ({"tokens": [{**ROW, "source": "quote"}]}, "no source `quote`"),
        (
            {"tokens": [{**ROW, "tiers": [{**PRICE, "above_input_tokens": above} for above in (400, 100)]}]},
            "the tier above 100 comes after one above 400",
        ),
        ({"as_of": "2026-02-30"}, "the date `2026-02-30` does not exist"),
        ({"tokens": [{**ROW, "as_of": "2026-02-30"}]}, "the date `2026-02-30` does not exist"),
    ],
)
def test_prices_that_contradict_themselves(tmp_path: Path, prices: dict[str, Any], said: str) -> None:
    """The settings' own price sets are held to what the shipped ones are."""
    with pytest.raises(SettingsError) as raised:
        catalog(tmp_path, {"prices": {"acme": {"as_of": "2026-10-01", **prices}}})
    assert [mistake.message for mistake in raised.value.mistakes] == [said]
