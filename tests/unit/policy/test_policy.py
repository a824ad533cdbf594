"""A policy from the cache is the one compiled, and its rules are those that were asked."""

from pathlib import Path

import pytest

from policyengine.errors import PolicyEngineError
from policyengine.policy import packs
from policyengine.policy.cache import Kept, read_cache
from policyengine.policy.policy import Policy, load_policy
from tests.unit.engine.asked_rules import rule_text
from tests.unit.policy.test_packs import pack

ID = "acme:a/b"


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the rules of the only pack, and a cache of their own."""
    (tmp_path / "cache").mkdir(mode=0o700)
    monkeypatch.setenv("POLICYENGINE_CACHE_DIR", str(tmp_path / "cache"))
    only = pack(tmp_path, {"rules/a/b.yaml": rule_text()})
    monkeypatch.setattr(packs, "packs", lambda _: (only,))
    monkeypatch.setattr(packs, "code_paths", list)
    return Path(only.rules)


def loaded(rules: Path) -> Policy:
    """Return the policy as a second run finds it."""
    load_policy([str(rules)])
    return load_policy([str(rules)])


def file_of(rules: Path) -> Path:
    """Return the cache's file."""
    (file,) = (rules.parents[1] / "cache").iterdir()
    return file


def test_rules_come_back(rules: Path) -> None:
    """A rule read from the cache equals the rule compiled."""
    compiled = load_policy([str(rules)]).rule(ID)
    assert compiled.title
    assert loaded(rules).rule(ID) == compiled


def test_what_explains_is_read_when_it_is_wanted(rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asking reads nothing of it, and the rules are read once."""
    load_policy([str(rules)])
    times = []
    real = Kept.rest

    def counted(self: Kept) -> bytes | None:
        times.append(self.path)
        return real(self)

    monkeypatch.setattr(Kept, "rest", counted)
    found = load_policy([str(rules)])
    found.asks("workload")
    found.catalog()
    assert [head.id for head in found.all_headers] == [ID]
    assert times == []
    assert found.rule(ID) == found.rule(ID)
    assert times == [str(file_of(rules))]


@pytest.mark.parametrize("how", ["damaged", "gone"])
def test_what_explains_is_made_again(rules: Path, how: str) -> None:
    """A second part that cannot be used costs time, and the cache is whole after that."""
    found = loaded(rules)
    file = file_of(rules)
    if how == "damaged":
        file.write_bytes(file.read_bytes()[:-1] + b"?")
    else:
        file.unlink()
    assert found.rule(ID) == load_policy([str(rules)]).rule(ID)
    there = read_cache([str(rules)])
    assert there is not None
    assert there.rest() is not None


def test_other_rules_do_not_explain(rules: Path) -> None:
    """Rules that changed after they were asked are not told as if they had been."""
    found = loaded(rules)
    (rules / "a" / "b.yaml").write_text(rule_text(require='workload.name == "other"'), encoding="utf-8")
    load_policy([str(rules)])  # another process
    with pytest.raises(PolicyEngineError, match="the rules changed while profiles were judged by them"):
        found.rule(ID)
