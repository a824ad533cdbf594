"""`policyengine record`: the decision records of a profile, written or compared."""

import os.path
from typing import NamedTuple

import click

from policyengine.cli.arguments import day_of, policy_from_option
from policyengine.cli.exit_codes import BROKEN, CLEAN, VERDICTS
from policyengine.cli.judging import chosen_decisions, judged
from policyengine.cli.output import write_output
from policyengine.cli.usage import OneOf
from policyengine.decision import Decision
from policyengine.document import Document
from policyengine.engine.bench import bench_for
from policyengine.engine.deciding import decision_question
from policyengine.errors import Mistake, SettingsError, UsageError
from policyengine.loading.discovery import display_path
from policyengine.loading.profiles import Profile, load_profile
from policyengine.loading.settings import Settings
from policyengine.records.checking import Checked, Freshness, check_records
from policyengine.records.files import Writing, Written, amend_record, write_record
from policyengine.records.layouts import DEFAULT, LAYOUTS
from policyengine.resources import TEMPLATES
from policyengine.snippet import render_mistake

DIRECTORY = "docs/decisions"
"""Where records go, below the profile's directory, unless the settings or `--directory` say otherwise."""


@click.command(name="record")
@click.argument("profile_path", metavar="PROFILE")
@click.option("--decision", "only", multiple=True, metavar="NAME", help="Only this decision; may be repeated.")
@click.option("--directory", metavar="DIR", help=f"Where the records are; by default {DIRECTORY} beside the profile.")
@click.option(
    "--check", "compare", is_flag=True, help="Write nothing; exit 1 when a record is missing or no longer true."
)
@click.option(
    "--amend", metavar="NOTE", help="Add a dated row to accepted records whose facts changed and whose outcome did not."
)
@click.option("--overwrite", is_flag=True, help="Write drafts and proposals anew even where a hand changed them.")
@click.option("--layout", type=OneOf(list(LAYOUTS)), help=f"Form of the records; the settings' or {DEFAULT}.")
@click.option("--as-of", metavar="DATE", help="Ask this day, not today, which waivers have ended and reviews are due.")
@policy_from_option
def command(  # noqa: PLR0913, PLR0917 - one parameter for each option
    profile_path: str,
    only: tuple[str, ...],
    directory: str | None,
    compare: bool,  # noqa: FBT001 - click passes flags by name
    amend: str | None,
    overwrite: bool,  # noqa: FBT001 - the same
    layout: str | None,
    as_of: str | None,
    policy_from: str,
) -> int:
    """Write a record for each decision of PROFILE, judged as of the decision's own date.

    Drafts and proposals are written anew; an accepted record is never rewritten.
    """
    if policy_from:
        _refuse_judge(profile_path, policy_from, compare=compare)
    profile = load_profile(profile_path, display_path(profile_path))
    if compare and (overwrite or amend is not None):
        option = "--overwrite" if overwrite else "--amend"
        raise UsageError(
            Mistake(f"--check writes nothing, so {option} cannot go with it", hint="leave one of them out")
        )
    places = _places(profile_path, profile, policy_from)
    folder, layout = directory or places.directory, layout or places.layout
    # Everything is judged before anything is written.
    chosen = chosen_decisions(profile, only)
    decisions = [judged(profile, key, profile_path, policy_from, costs=True) for key in chosen]
    if compare:
        found = _checked(profile, decisions, folder, places.templates, layout, day_of(as_of))
        keys = [decision.key for decision in decisions] + [""] * len(found)
        done = [_compared(one, key, profile.document) for one, key in zip(found, keys, strict=False)]
        done += [(f"note: {note}", CLEAN) for note in _unheard(profile, policy_from)]
    elif amend is not None:
        amended = [amend_record(one, folder, places.templates, day_of(as_of), amend) for one in decisions]
        done = [_told(written) for written in amended]
    else:
        done = [_told(write_record(one, folder, places.templates, layout, overwrite=overwrite)) for one in decisions]
    write_output(_joined([text for text, _ in done]))
    return max(code for _, code in done)


def _refuse_judge(profile_path: str, revision: str, *, compare: bool) -> None:
    """Raise UsageError for a revision where a record is written, and for one that is what is checked out."""
    if not compare:
        raise UsageError(Mistake("--policy-from goes with --check", hint="a record is written by the settings here"))
    from policyengine.loading.git.revisions import own_judge, revision_of

    mistakes, _ = own_judge(revision_of(os.path.dirname(os.path.abspath(profile_path)), revision))
    if mistakes:
        raise UsageError(*mistakes)


def _joined(texts: list[str]) -> str:
    """Put texts below one another; one of several lines has blank lines around it."""
    joined = "".join(f"\n{text}\n\n" if "\n" in text else f"{text}\n" for text in texts)
    return joined.replace("\n\n\n", "\n\n").strip() + "\n"


def _checked(  # noqa: PLR0913, PLR0917 - what to check, where, and how it is written
    profile: Profile, decisions: list[Decision], folder: str, templates: str, layout: str, day: str
) -> tuple[Checked, ...]:
    known = [f"{profile.facts['project.name']}/{key}" for key in profile.decisions]
    beside = os.path.dirname(profile.document.path)
    return check_records(decisions, folder, templates, layout, as_of=day, known=known, beside=beside)


def _told(written: Written) -> tuple[str, int]:
    blocks = [f"{written.outcome}: {display_path(written.path)}", *map(render_mistake, written.mistakes)]
    return "\n\n".join(blocks), BROKEN if written.outcome is Writing.REFUSED else CLEAN


def _compared(checked: Checked, key: str, document: Document) -> tuple[str, int]:
    name = display_path(checked.path) if checked.path else f"decision {key}"
    shown = [(f"{one.severity}[{one.code}]", _shown(one.mistake, document, key)) for one in checked.findings]
    blocks = [f"{checked.state}: {name}", *(render_mistake(mistake, word) for word, mistake in shown)]
    return "\n\n".join(blocks), CLEAN if checked.state is Freshness.FRESH else VERDICTS


def _unheard(profile: Profile, revision: str) -> list[str]:
    """Say which exceptions of a profile do not count because the revision does not have them."""
    if not revision:
        return []
    from policyengine.engine.excuses import with_excuses_of

    return with_excuses_of(profile, revision)[1]


def _shown(mistake: Mistake, document: Document, key: str) -> Mistake:
    """Give a mistake in the profile with its source line; one without a place stands at its decision."""
    place = mistake.location or document.locate_key(("decisions", key))
    inside = place.path == document.path and not mistake.source
    return mistake._replace(location=place, source=document.line(place.line) if inside else mistake.source)


class _Places(NamedTuple):
    """Where records and their templates are, and in which layout they are written."""

    directory: str
    templates: str
    layout: str


def _places(profile_path: str, profile: Profile, revision: str) -> _Places:
    """Give what the settings' `records:` says; directories are relative to the profile, templates to their file."""
    first = next(iter(profile.decisions), None)
    beside = os.path.dirname(profile_path)
    if first is None:
        return _Places(os.path.join(beside, DIRECTORY), TEMPLATES, DEFAULT)
    question = decision_question(profile.decisions[first])._replace(policy_from=revision)
    settings = bench_for(profile_path, question, {}).around.settings
    given = settings.records
    templates = _templates(settings) if given.get("templates") else TEMPLATES
    directory = os.path.join(beside, given.get("directory") or DIRECTORY)
    return _Places(directory, templates, given.get("layout") or DEFAULT)


def _templates(settings: Settings) -> str:
    """Give the organisation's own templates; raises SettingsError when they lie outside the settings' directory."""
    file = next(file for file in settings.files if file.records.get("templates"))
    top = os.path.realpath(file.directory)
    directory = os.path.realpath(os.path.join(top, file.records["templates"]))
    if file.document is not None and os.path.commonpath([top, directory]) != top:
        place = file.document.locate_value(("records", "templates"))
        hint = "templates stand below the directory of policyengine.yaml"
        raise SettingsError(file.document.mistake("the templates lie outside this directory", place, hint))
    return directory
