"""docs/serving.md says what is computed: the components and their facts, the engines, and the bands of latency."""

import re

from policyengine.facts.serving.engines import RUNNERS
from policyengine.facts.serving.engines import SERVERS as ENGINES
from policyengine.facts.serving.latency import BANDS, PLACEMENTS
from policyengine.facts.serving.readiness import SERVERS, SERVICE
from policyengine.loading.rules import rule_from
from policyengine.loading.yaml.parsing import parse_mapping
from policyengine.policy.on_demand import GROUPS
from tests.cli.running import ROOT
from tests.unit.engine.asked_rules import rule_text

PAGE = (ROOT / "docs" / "serving.md").read_text(encoding="utf-8")


def table(head: str) -> list[list[str]]:
    """Return the cells of each row below the table's head."""
    _, _, below = PAGE.partition(f"| {head} |")
    rows = below.partition("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in row.strip("| ").split(" | ")] for row in rows]


def test_every_component_has_its_row() -> None:
    """In the order of the lists, each with the fact that shows it."""
    for head, components in (("own servers", SERVERS), ("external service", SERVICE)):
        assert [(f"`{name}`", f"`{path}`") for name, path in components.items()] == [
            (name, path) for name, path, _ in table(head)
        ]


def test_every_engine_has_its_row() -> None:
    """Servers and runners, each once."""
    named = [re.findall(r"`([^`]+)`", engines) for engines, _, _ in table("engines")]
    assert {frozenset(ENGINES), frozenset(RUNNERS)} == {frozenset(named[0] + named[2]), frozenset(named[1] + named[3])}


def test_every_band_has_its_row() -> None:
    """Each ends where the code's does and has its score and placement."""
    rows = table("target (95th percentile)")
    ends = [re.search(r"below (\d+) (m?s)", target) for target, _, _ in rows]
    below_ms = [int(end[1]) * (1 if end[2] == "ms" else 1000) for end in ends if end]
    assert below_ms == [below for below, _ in BANDS]
    assert [(int(score), placement.strip("`")) for _, score, placement in rows] == list(PLACEMENTS.items())


def test_the_rule_of_the_page_compiles() -> None:
    """What a reader copies reads facts that are computed on demand."""
    (text,) = re.findall(r"^```yaml\nwhen: (.*)\nrequire: (.*)\n```$", PAGE, re.MULTILINE)
    rule = rule_from(
        parse_mapping("a.yaml", rule_text(when=text[0], require=text[1]).replace("scope: workload", "scope: option")),
        "a",
    )
    assert all(
        path.startswith(tuple(GROUPS["readiness"] + GROUPS["serving"] + GROUPS["reliability"]))
        for path in rule.require.reads
    )
