"""Whatever a settings file below a lock says: it is refused, or the locked fact is as it was.

What rules see is read from the facts of options and recipients, which know nothing of locks.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyengine.engine.session import Question, Session
from policyengine.errors import SettingsError
from policyengine.facts.environment import Facts
from policyengine.facts.options import option_facts
from policyengine.facts.recipients import recipient_facts
from policyengine.sessions import session_for
from policyengine.vocabulary.routes import FROM
from tests.unit.engine.judging import AS_OF, make_profile, place

EXAONE, EXAONE_LICENSE = "LGAI-EXAONE/EXAONE-4.0-32B", "LicenseRef-EXAONE-1.2-NC"
GPT = "openai/gpt-4o"
UPPER = {
    "organization": {"name": "Acme"},
    "agreements": {"openai": {"zero_retention": False}, "amazon": {"baa": {"status": "signed"}}},
}
SERVICES = {"agreements.openai": ("openai", "openai-api"), "agreements.amazon": ("aws", "aws-bedrock", "bedrock")}
MODELS = {f"catalog.models.{EXAONE}": (EXAONE,), f"catalog.models.{GPT}": (GPT, "gpt-4o")}

names = st.sampled_from([EXAONE, EXAONE.lower(), GPT, "gpt-4o", "mine/x", "x"])
licenses = st.sampled_from([EXAONE_LICENSE, "exaone", "Apache-2.0", "MIT", "mine"])
services = st.sampled_from(["openai", "openai-api", "aws", "aws-bedrock", "bedrock", "azure-openai", "proxy", "OpenAI"])
companies = st.sampled_from(["openai", "amazon", "microsoft", "mycorp", "aws", "proxy"])


def lists(of: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    """Draw one or two names."""
    return st.lists(of, min_size=1, max_size=2, unique=True)


def some(**keys: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Draw a mapping with some of these keys."""
    return st.fixed_dictionaries({}, optional=keys)


def few(keys: st.SearchStrategy[str], values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Draw a mapping of at most two names."""
    return st.dictionaries(keys, values, max_size=2)


agreed = some(zero_retention=st.booleans(), baa=some(status=st.sampled_from(["signed", "none"])))
lower_files = some(
    organization=some(name=st.sampled_from(["Acme", "openai", "amazon", "Acme Health"])),
    agreements=few(companies | st.just("aws-bedrock"), agreed),
    catalog=some(
        models=few(
            names,
            some(
                licenses=lists(licenses),
                licenses_by_provider=few(services.filter(str.islower), lists(licenses)),
                aliases=lists(names),
                lineage=lists(names),
                stage=st.sampled_from(["general", "preview"]),
                context_window=st.integers(1, 3),
            ),
        ),
        services=few(
            services,
            some(
                company=companies,
                aliases=lists(services),
                training_use=st.sampled_from(["none", "default"]),
                retention_days=st.sampled_from([0, 30]),
                hq=st.sampled_from(["US", "DE"]),
            ),
        ),
        licenses=few(licenses, some(commercial=st.sampled_from(["yes", "no"]), aliases=lists(licenses))),
    ),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that every example writes its files into."""
    return tmp_path_factory.mktemp("locked")


def session(folder: Path, word: str, lower: dict[str, Any]) -> Session:
    """Load a file below a lock."""
    place(folder, make_profile(), {**UPPER, "locked": {"facts": [word]}})
    (folder / "service").mkdir(exist_ok=True)
    text = json.dumps({"version": 1, "extends": "..", **lower})
    (folder / "service" / "policyengine.yaml").write_text(text, encoding="utf-8")
    return session_for(str(folder / "service" / "llm-profile.yaml"), Question(AS_OF), {})


def of_model(name: str, at: Session) -> list[Facts]:
    """Return what rules see of a model: at its vendor, at a cloud, on own machines, and the licences that bind."""
    found: list[Facts] = []
    for provider in ("openai", "azure-openai", ""):
        declared = {"option.model.id": name, "option.hosting": "vendor-api" if provider else "on-premises"}
        if provider:
            declared["option.provider.id"] = provider
        facts = option_facts(declared, at.environment, {}, None)
        found.append({path: value for path, value in facts.items() if path.startswith("option.model.")})
        for one in facts.get("option.model.licenses", ()):
            entry = at.environment.catalog.find("licenses", one)
            found.append({} if entry is None else {"id": entry.id, **entry.facts})
    return found


def of_service(name: str, at: Session) -> Facts:
    """Return what rules see of a recipient that settings can state, and whose it is."""
    facts = recipient_facts({"recipient.id": name, "recipient.role": "inference"}, {}, at.environment)
    whose = ("recipient.id", "recipient.company", "recipient.third_party")
    return {path: value for path, value in facts.items() if path in whose or "settings" in FROM.get(path, ())}


def seen(word: str, at: Session) -> list[Any]:
    """Return what rules see of a locked fact under each of its names."""
    if word in MODELS:
        return [of_model(name, at) for name in MODELS[word]]
    return [of_service(name, at) for name in SERVICES[word]]


def covered(at: Session) -> set[str]:
    """Return the names of services that the agreement with Amazon covers."""
    catalog = at.environment.catalog
    found = {name: catalog.find("services", name) for name in catalog.names("services")}
    return {name for name, entry in found.items() if entry and "amazon" in (entry.id, entry.extra["company"])}


@settings(max_examples=150, deadline=None)
@given(word=st.sampled_from([*MODELS, *SERVICES]), lower=lower_files)
def test_a_locked_fact_stays_or_the_file_is_refused(folder: Path, word: str, lower: dict[str, Any]) -> None:
    """Aliases, keys, companies, licences, lineage, agreements and names, in any combination."""
    before = session(folder, word, {})
    try:
        after = session(folder, word, lower)
    except SettingsError as error:
        assert [mistake for mistake in error.mistakes if mistake.location is None] == []  # noqa: PT017 - either will do
        return
    assert seen(word, before) == seen(word, after)
    if word == "agreements.amazon":
        assert covered(before) == covered(after)
