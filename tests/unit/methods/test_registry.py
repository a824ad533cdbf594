"""What holds for every method: its inputs, its sources, its example, and figures that say why they differ."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyengine.costs.quantities import Unreadable
from policyengine.loading.catalog import catalog_entries
from policyengine.loading.files import read_text
from policyengine.loading.yaml.parsing import parse_mapping
from policyengine.methods.articles import EVERY
from policyengine.methods.example import example_values
from policyengine.methods.method import Article, Method
from policyengine.methods.registry import METHODS
from policyengine.methods.threshold_sets import THRESHOLD_SETS
from policyengine.methods.units import REQUESTS_PER_DAY
from policyengine.methods.written import written
from policyengine.outputs.methods.json import result_json
from policyengine.outputs.methods.text import result_text
from policyengine.resources import CATALOG

LINES = re.compile(r"\d{3}:L\d+(-\d+)?(,L\d+(-\d+)?)*")

every = pytest.mark.parametrize("method", METHODS.values(), ids=list(METHODS))


@every
def test_inputs_are_the_shape(method: Method) -> None:
    """The inputs are the fields of the shape, in order; each default has the line it is from, or is nothing."""
    assert tuple(item.name for item in method.inputs) == method.shape._fields
    unsourced = [item.name for item in method.inputs if method.defaults.get(item.name) and not item.source]
    assert unsourced == []


@every
def test_sources_are_lines_of_its_articles(method: Method) -> None:
    """No number without its seed and line; a figure's lines too."""
    given = [*method.sources, *(figure.source for figure in method.figures())]
    given += [source for item in method.inputs for source in item.source.split(", ") if source]
    assert [source for source in given if not LINES.fullmatch(source)] == []
    own = {article.seed for article in method.articles}
    assert {source[:3] for source in method.sources} <= own
    assert own if not method.id.startswith("seed-") else method.id[5:8] in own


@every
def test_figures_say_why_they_differ(method: Method) -> None:
    """A figure that differs has its reason, one that agrees has none."""
    assert [figure.what for figure in method.figures() if figure.agrees is bool(figure.why)] == []


@every
def test_why_needs_no_other_paper(method: Method) -> None:
    """Reasons and limits are sentences of their own: they refer to articles and methods, not to a list elsewhere."""
    said = [*(figure.why for figure in method.figures()), *method.limits, method.computes]
    assert [sentence for sentence in said if re.search(r"\b(X|SYS|VOL)-\d", sentence)] == []
    named = {name for sentence in said for name in re.findall(r"\bseeds?(?:-\d{3})?/[a-z-]+", sentence)}
    assert named - set(METHODS) == set()


@pytest.mark.parametrize("article", EVERY, ids=lambda article: article.seed)
def test_articles_are_those_of_the_price_sets(article: Article) -> None:
    """An article has the address that the set of its prices has."""
    path = f"{CATALOG}/prices/seed-{article.seed}.yaml"
    (entry,) = catalog_entries(parse_mapping(path, read_text(path)), "prices")
    assert entry.sources["default"]["url"] == article.url


def test_names_of_statements_can_be_listed() -> None:
    """They are joined by commas in a result, so they hold none, and no two are alike."""
    names = [f"{lines.seed} {lines.name}" for lines in THRESHOLD_SETS]
    assert [name for name in names if "," in name] == []
    assert len(set(names)) == len(names)


@every
def test_the_example_runs(method: Method) -> None:
    """The example can be read, gives every input that must be given, and has a result that is the same twice."""
    values = example_values(method)
    assert set(method.shape._fields) - set(method.defaults) <= set(values)
    assert method.run(values) == method.run(values)


@every
def test_defaults_are_written_as_they_are_read(method: Method) -> None:
    """What the page shows as a default can be typed, and means the default."""
    for item in method.inputs:
        default = method.defaults.get(item.name)
        if default is not None:
            assert item.form.read(written(default)) == default


@given(st.one_of(st.just(0.0), st.floats(1e-9, 1e18), st.integers(1, 10**12).map(lambda number: number * 1e6)))
def test_numbers_are_written_as_they_are_read(number: float) -> None:
    """Nothing is lost on the way, however many digits a number has."""
    assert REQUESTS_PER_DAY.read(written(number)) == number


@every
@settings(max_examples=40, deadline=None)  # a comparison searches for its crossovers
@given(data=st.data())
def test_no_input_crashes_a_method(method: Method, data: st.DataObject) -> None:
    """Whatever is typed for an input is refused in words, or computed."""
    item = data.draw(st.sampled_from(method.inputs))
    text = data.draw(
        st.one_of(
            st.text(max_size=12),
            st.text("0123456789.,:-kM%/", max_size=10),
            st.sampled_from(["0", "1e-9", "1e18", "0..1e18", "1e18/month", "1e-9/day", "x:0:1e18:1e18", "x:1:0"]),
        )
    )
    try:
        value = item.form.read(text)
    except Unreadable:
        return
    values = {**example_values(method), item.name: value}
    result = method.run(values)
    assert result_text(method, values, result).startswith(method.id)
    assert json.loads(result_json(method, values, result))["id"] == method.id
