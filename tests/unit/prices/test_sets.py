"""A price set as text, read back as it was written; and what is said of the difference of two."""

from policyengine.loading.catalog import catalog_entries
from policyengine.loading.yaml.parsing import parse_mapping
from policyengine.loading.yaml.writing import mapping_text
from policyengine.prices.differences import differences
from policyengine.prices.rows import Row, Tier, rows_of
from policyengine.prices.sets import Snapshot, heading, set_data

PLAIN = Row("openai/gpt-x", "openai", (2.5, 2.5), (0.25, 0.25), (10.0, 10.0), 0.5)
LONG = Row(
    "google/long-model-with-a-name",
    "google-vertex",
    (0.00002, 0.00002),
    None,
    (1.0, 2.0),
    tiers=(
        Tier(200_000, (4.0, 4.0), (0.4, 0.4), (18.0, 18.0)),
        Tier(400_000, (8.0, 8.0), (0.8, 0.8), (36.0, 36.0)),
    ),
)
BORROWED = Row("xai/old", "azure-openai", (0.0, 0.0), None, (0.0, 0.0), source="borrowed")
ROWS = (
    "tokens:\n"
    "  - {model: google/long-model-with-a-name, service: google-vertex, input: 0.00002, output: {low: 1, high: 2},"
    " tiers: [{above_input_tokens: 200000, input: 4, cached_input: 0.4, output: 18},"
    " {above_input_tokens: 400000, input: 8, cached_input: 0.8, output: 36}]}\n"
    "  - {model: openai/gpt-x, service: openai, input: 2.5, cached_input: 0.25, output: 10, batch_discount: 0.5}\n"
    "  - {model: xai/old, service: azure-openai, input: 0, output: 0, source: borrowed}\n"
    "sources:\n"
)


def set_text(*rows: Row) -> str:
    """Write a set with these rows."""
    found = Snapshot("1.2.3", "2026-11-09", rows)
    return heading(found) + mapping_text(set_data("acme", found), rows="tokens")


def test_rows_are_sorted_lines() -> None:
    """One row a line, numbers without exponents."""
    text = set_text(PLAIN, BORROWED, LONG)
    assert text[text.index("tokens:\n") : text.index("  default:\n")] == ROWS
    assert "\nid: acme\ntitle: Token prices of model APIs, snapshot of genai-prices 1.2.3\nas_of: 2026-11-09\n" in text


def test_what_is_written_is_read() -> None:
    """The text keeps the schema, and gives the rows back."""
    (entry,) = catalog_entries(parse_mapping("acme.yaml", set_text(PLAIN, LONG, BORROWED)), "prices")
    assert rows_of(entry.extra["tokens"]) == [LONG, PLAIN, BORROWED]
    assert (entry.extra["as_of"], entry.sources["default"]["version"]) == ("2026-11-09", "1.2.3")


def test_differences_are_told_old_to_new() -> None:
    """What came, what went, and each price that changed; what is alike is not named."""
    cheaper = PLAIN._replace(input=(2.0, 2.5), cached_input=None, batch_discount=None)
    changed = LONG._replace(output=(3.0, 3.0), source="borrowed")
    assert differences([PLAIN, LONG, BORROWED], [cheaper, changed, PLAIN._replace(service="azure-openai")]) == [
        "changed  google/long-model-with-a-name at google-vertex: output 1 to 2 → 3, source none → borrowed",
        "added    openai/gpt-x at azure-openai: input 2.5, cached input 0.25, output 10, batch discount 0.5",
        "changed  openai/gpt-x at openai: input 2.5 → 2 to 2.5, cached input 0.25 → none, batch discount 0.5 → none",
        "removed  xai/old at azure-openai: input 0, output 0, source borrowed",
        "1 added, 1 removed, 2 changed",
    ]
    shorter = LONG._replace(tiers=LONG.tiers[:1])
    lost = differences([LONG], [shorter])[0].partition(": ")[2]
    gone = ("input above 400,000 tokens 8", "cached input above 400,000 tokens 0.8", "output above 400,000 tokens 36")
    assert lost == ", ".join(f"{price} → none" for price in gone)
    assert differences([PLAIN], [PLAIN]) == ["0 added, 0 removed, 0 changed"]
