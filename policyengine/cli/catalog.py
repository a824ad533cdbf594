"""`policyengine catalog`: keep the price sets of the catalog up to date."""

import os.path
import re
from collections.abc import Iterator

import click

from policyengine.cli.arguments import day_of
from policyengine.cli.exit_codes import CLEAN, VERDICTS
from policyengine.cli.output import write_error, write_output
from policyengine.cli.usage import Commands
from policyengine.errors import Mistake, UsageError
from policyengine.loading.catalog import catalog_entries
from policyengine.loading.files import read_text
from policyengine.loading.paths import display_path
from policyengine.loading.yaml.parsing import parse_mapping
from policyengine.loading.yaml.writing import mapping_text
from policyengine.policy.catalog import Catalog
from policyengine.policy.policy import load_policy
from policyengine.prices.differences import differences
from policyengine.prices.genai import PROVIDERS, Wanted, snapshot
from policyengine.prices.rows import Row, rows_of
from policyengine.prices.sets import heading, set_data
from policyengine.resources import CATALOG

_SHIPPED = os.path.join(CATALOG, "prices", "genai-prices.yaml")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@click.group(name="catalog", cls=Commands, no_args_is_help=False, epilog="Example: policyengine catalog update --check")
def command() -> None:
    """Keep the price sets of the catalog up to date."""


@command.command(
    name="update",
    epilog="Example: policyengine catalog update --output-file policy/acme/catalog/prices/acme-prices.yaml",
)
@click.option("--output-file", metavar="FILE", help="Write the set to this file, and name it after the file.")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if the file would change.")
@click.option("--as-of", metavar="DAY", help="The prices up to this day; today, or with --check the file's own day.")
def update(output_file: str | None, check: bool, as_of: str | None) -> int:  # noqa: FBT001 - a flag of click
    """Take the prices of tokens from the installed package genai-prices.

    The set has the catalog's models at the services that offer them. Changes are listed row by row. Without FILE, the
    set is printed and compared with the shipped one, which a new version of policyengine updates. An organisation keeps
    its own set in a pack, under another name: `--output-file policy/acme/catalog/prices/acme-prices.yaml`.
    """
    path = output_file or _SHIPPED
    old_text = read_text(path) if os.path.exists(path) else ""
    old_day, old_rows = _read(path, old_text) if old_text else ("", [])
    limit = old_day if check and as_of is None and old_day else day_of(as_of)
    found = snapshot(_wanted(load_policy(()).catalog()), limit)
    text = heading(found) + mapping_text(set_data(_name(path), found), rows="tokens")
    lines = differences(old_rows, found.rows)
    if text != old_text and old_rows and sorted(old_rows) == sorted(found.rows):
        lines.append("only the text around the prices differs")
    told = "".join(f"{line}\n" for line in lines)
    if check:
        write_output(told)
        return CLEAN if text == old_text else VERDICTS
    if output_file is None:
        write_error(told)
        write_output(text)
        return CLEAN
    write_output(text, output_file, entries=True)
    write_output(f"{told}wrote {display_path(output_file)}\n")
    return CLEAN


def _name(path: str) -> str:
    name = os.path.basename(path).removesuffix(".yaml")
    if not path.endswith(".yaml") or not _NAME.fullmatch(name):
        hint = "a set is named after its file: small letters, digits and hyphens, as in acme-prices.yaml"
        raise UsageError(Mistake(f"`{display_path(path)}` cannot hold a price set", hint=hint))
    return name


def _read(path: str, text: str) -> tuple[str, list[Row]]:
    """Return the day and the rows of the set in a file; raises CatalogError for another file."""
    (entry,) = catalog_entries(parse_mapping(display_path(path), text), "prices")
    return entry.extra["as_of"], rows_of(entry.extra["tokens"])


def _wanted(catalog: Catalog) -> Iterator[Wanted]:
    """Yield each model at each service that lists it and that the package knows."""
    for name in catalog.names("models"):
        entry = catalog.raw("models", name)
        if entry is None or entry.id != name:  # an alias
            continue
        names = (entry.id, *entry.aliases, entry.id.rpartition("/")[2])
        embeds = entry.facts.get("option.model.output_modalities") == ["embedding"]
        closed = entry.facts["option.model.openness"] == "closed"
        for service in entry.extra["available_on"]:
            if service in PROVIDERS:
                yield Wanted(entry.id, names, service, embeds, closed)
