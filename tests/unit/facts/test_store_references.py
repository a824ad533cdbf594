"""Providers and regions of stores: the catalog, the settings or the organisation's name knows them."""

from pathlib import Path

import pytest

from policyengine.engine.bench import check_profile
from policyengine.errors import InputError
from tests.unit.engine.judging import OWN, Data, laid_out, make_profile

ELSE = (
    "add it under `catalog: {services: …}` in policyengine.yaml, or write `own` where the organisation runs the store"
)
REGION = "give a region of the provider, or the code of a country"


def mistakes(tmp_path: Path, stored: Data, settings: Data | None = None) -> list[tuple[str, str]]:
    """Return what is wrong with the names of a store, with the hints."""
    stores = [{"kind": "log"}, {"kind": "files", **stored}]
    profile, bench, _ = laid_out(tmp_path, make_profile(OWN, stores=stores), settings)
    try:
        check_profile(profile, bench)
    except InputError as error:
        return [(mistake.message, mistake.hint) for mistake in error.mistakes]
    return []


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        ({"provider": "no-such-service"}, [("the catalog has no provider `no-such-service`", ELSE)]),
        (
            {"provider": "pinecon", "region": "us"},
            [("the catalog has no provider `pinecon`", f"did you mean `pinecone`? Else {ELSE}")],
        ),
        (
            {"provider": "aws", "region": "eu-centrl-1"},
            [("`eu-centrl-1` is not a region of aws", "did you mean `eu-central-1`?")],
        ),
        ({"provider": "aws", "region": "here"}, [("`here` is not a region of aws", REGION)]),
    ],
)
def test_unknown_names(tmp_path: Path, stored: Data, expected: list[tuple[str, str]]) -> None:
    """Each is a mistake with a hint, as it is at an option or a recipient."""
    assert mistakes(tmp_path, stored) == expected


@pytest.mark.parametrize(
    "stored",
    [
        {},
        {"region": "wherever"},
        {"provider": "own", "region": "cellar"},
        {"provider": "Acme"},
        {"provider": "pinecone", "region": "us-west-2"},
        {"provider": "ec2", "region": "eu-central-1"},
        {"provider": "ours"},
    ],
)
def test_known_names(tmp_path: Path, stored: Data) -> None:
    """The organisation, services of the catalog or of the settings, and regions where no list is known."""
    ours = {"company": "Acme", "kind": "storage"}
    settings = {"organization": {"name": "Acme"}, "catalog": {"services": {"ours": ours}}}
    assert mistakes(tmp_path, stored, settings) == []
