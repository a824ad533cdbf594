"""A passing check is fast because of what it does not load."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from policyengine.policy.policy import load_policy
from policyengine.policy.selection import UNRELEASED
from tests.editions import pin_no_edition
from tests.house.sources import ROOT

PROFILE = "examples/patient-chatbot/llm-profile.yaml"
# each costs more than a millisecond at every start
HEAVY = {
    "cel_expr_python",
    "dataclasses",
    "decimal",
    "hashlib",
    "importlib.metadata",
    "importlib.resources",
    "jinja2",
    "json",
    "jsonschema",
    "markdown_it",
    "pathlib",
    "ruamel",
    "tempfile",
}
# computed where a rule can need them, which no shipped one does
ON_DEMAND = {
    "policyengine.facts.serving.checklists",
    "policyengine.facts.serving.latency",
    "policyengine.facts.serving.readiness",
    "policyengine.facts.serving.reliability",
    "policyengine.facts.serving.engines",
}
# what only reports of costs and sizes say
TOLD = {
    "policyengine.sizes.fitting",
    "policyengine.facts.sizes.copies",
    "policyengine.facts.costs.workloads",
    "policyengine.facts.sizes.layout",
}
PROGRAM = "from policyengine.__main__ import main; main()"
COUNTING = """
import atexit, gc
import policyengine.__main__
gc.collect()  # the next collection is far away
def collections():
    return [generation["collections"] for generation in gc.get_stats()]
before = collections()
atexit.register(lambda: print(collections() == before, gc.get_freeze_count() > 0))
"""


def loaded(cache: Path, *command: str, folder: Path = ROOT) -> tuple[int, set[str]]:
    """Run Python on a command in a folder; give the exit code and the modules it imported."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", *command],
        cwd=folder,
        env={**os.environ, "POLICYENGINE_CACHE_DIR": str(cache), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, set(re.findall(r"^import time: +\d+ \| +\d+ \| +(\S+)$", done.stderr, flags=re.MULTILINE))


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """Return a warm cache."""
    folder = tmp_path / "cache"
    folder.mkdir(mode=0o700)
    code, modules = loaded(folder, PROGRAM, "check", PROFILE)
    assert code == 0
    assert "policyengine.pipeline" in modules
    assert list(folder.iterdir()), "the first run left nothing in the cache"
    return folder


def test_a_passing_check_loads_nothing_heavy(cache: Path) -> None:
    """With a warm cache, `check` of a good profile imports none of the libraries that explain, render or compile."""
    code, modules = loaded(cache, PROGRAM, "check", PROFILE)
    _, at_start = loaded(cache, "pass")  # what the interpreter's own site folder brings along
    assert code == 0
    assert "yaml" in modules
    assert sorted(HEAVY & (modules - at_start)) == []


def test_a_passing_check_without_exceptions_loads_nothing_of_them(cache: Path, tmp_path: Path) -> None:
    """Verdicts, waivers, ignores and claims cost nothing where there are none.

    A preview of newer rules would load them, so no edition is pinned; what no edition has yet may fail on the example.
    """
    unreleased = [header.id for header in load_policy(()).all_headers if header.since == UNRELEASED]
    shutil.copytree((ROOT / PROFILE).parent, tmp_path / "service")
    pin_no_edition(tmp_path)
    ignored = [f"--ignore={rule_id}" for rule_id in unreleased]
    _, modules = loaded(cache, PROGRAM, "check", "llm-profile.yaml", *ignored, folder=tmp_path / "service")
    own = {name.removeprefix("policyengine.").partition(".")[0] for name in modules if name.startswith("policyengine.")}
    assert "engine" in own
    selecting = {"rule"} if ignored else set()  # --ignore is checked against the rules
    assert own & {"rule", "verdict", "waivers", "identity", "decision"} == selecting
    assert {"policyengine.engine.settling", "policyengine.loading.waivers"} & modules == set()


def test_facts_that_no_rule_reads_are_not_computed(cache: Path, tmp_path: Path) -> None:
    """The shipped rules read none of these; a pack's rule brings along what it reads, and no more."""
    _, modules = loaded(cache, PROGRAM, "check", PROFILE)
    assert sorted(ON_DEMAND & modules) == []
    example = (ROOT / PROFILE).parent
    (tmp_path / "own" / "rules" / "it").mkdir(parents=True)
    rule = (
        "title: A\nseverity: error\nforce: practice\nscope: workload\nrequire: workload.latency.score < 5\nmessage: m\n"
    )
    rule += "rationale: r\nremediation: r\nreferences: [{title: T, url: 'https://example.org', checked: 2026-11-22, "
    rule += "confidence: primary}]\nexamples: [{name: e, given: {workload.latency.score: 2}, expect: pass}]\n"
    (tmp_path / "own" / "rules" / "it" / "is.yaml").write_text(rule)
    (tmp_path / "policyengine.yaml").write_text((example / "policyengine.yaml").read_text() + "packs: [own]\n")
    (tmp_path / "llm-profile.yaml").write_text((example / "llm-profile.yaml").read_text())
    loaded(cache, PROGRAM, "check", folder=tmp_path)
    code, modules = loaded(cache, PROGRAM, "check", folder=tmp_path)
    assert (code, sorted(ON_DEMAND & modules)) == (0, ["policyengine.facts.serving.latency"])


def test_costs_are_counted_without_what_reports_say_of_them(cache: Path) -> None:
    """A rule about a budget needs amounts; whether the machines hold the model is for people to read."""
    code, modules = loaded(cache, PROGRAM, "check", PROFILE)
    assert (code, "policyengine.facts.costs.machine_counts" in modules, sorted(TOLD & modules)) == (0, True, [])


def test_a_to_do_list_loads_nothing_of_facts_that_it_does_not_name(cache: Path) -> None:
    """Most profiles wait for a fact, few for one that takes evidence, and fewer for one on demand."""
    for name, takes_evidence in (("smallest", False), ("customer-support", True)):
        profile = f"examples/{name}/llm-profile.yaml"
        loaded(cache, PROGRAM, "check", profile)
        code, modules = loaded(cache, PROGRAM, "check", profile)
        has_evidence = "policyengine.facts.evidence.gaps" in modules
        assert (code, has_evidence, sorted(ON_DEMAND & modules)) == (0, takes_evidence, []), name


def test_a_catalog_of_ones_own_loads_nothing_heavy(cache: Path, tmp_path: Path) -> None:
    """Entries in the settings are checked without jsonschema, as long as nothing is wrong with them."""
    example = (ROOT / PROFILE).parent
    own = (
        "catalog:\n  services: {gateway: {retention_days: 0, sources: {default: {title: T, url: 'https://example.org',"
    )
    own += " checked: 2026-11-22, confidence: primary}}}}\n  models: {gpt-4o: {context_window: 128000}}\n"
    (tmp_path / "policyengine.yaml").write_text((example / "policyengine.yaml").read_text() + own)
    (tmp_path / "llm-profile.yaml").write_text((example / "llm-profile.yaml").read_text())
    code, modules = loaded(cache, PROGRAM, "check", folder=tmp_path)
    _, at_start = loaded(cache, "pass")
    assert code == 0
    assert "policyengine.loading.overlay" in modules
    assert sorted(HEAVY & (modules - at_start)) == []


def test_a_check_collects_no_garbage(cache: Path) -> None:
    """Neither while it loads and runs, nor at its end, where every object would be looked at once more."""
    command = [sys.executable, "-c", COUNTING + PROGRAM, "check", PROFILE]
    environment = {**os.environ, "POLICYENGINE_CACHE_DIR": str(cache)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1] == "True True"


def test_loading_is_noticed(cache: Path) -> None:
    """The measurement sees an import made inside a function."""
    _, modules = loaded(cache, "def late():\n import json, importlib.metadata\nlate()")
    assert {"json", "importlib.metadata"} <= modules
