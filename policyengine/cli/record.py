"""`policyengine record`: the decision records of a profile, written or compared."""

import os.path

import click

from policyengine.cli.exit_codes import BROKEN, CLEAN, VERDICTS
from policyengine.cli.output import write_output
from policyengine.decision import Decision
from policyengine.engine.bench import bench_beside, bench_for
from policyengine.engine.deciding import decide, decision_question
from policyengine.errors import InputError, Mistake, UsageError
from policyengine.facts.references import reference_mistakes
from policyengine.loading.discovery import display_path
from policyengine.loading.profiles import Profile, load_profile
from policyengine.loading.suggestion import did_you_mean
from policyengine.records.files import Freshness, Writing, check_record, write_record
from policyengine.resources import TEMPLATES
from policyengine.snippet import render_mistake

DIRECTORY = "docs/decisions"
"""Where records go, below the profile's directory, unless the settings or `--directory` say otherwise."""

_EXAMPLE = "decisions: {choose-a-name: {workloads: […], status: proposed, date: 2026-11-22}}"


@click.command(name="record")
@click.argument("profile_path", metavar="PROFILE")
@click.option("--decision", "only", multiple=True, metavar="NAME", help="Only this decision; may be repeated.")
@click.option("--directory", metavar="DIR", help=f"Where the records are; by default {DIRECTORY} beside the profile.")
@click.option(
    "--check", "compare", is_flag=True, help="Write nothing; exit 1 when a record is missing or no longer true."
)
def command(profile_path: str, only: tuple[str, ...], directory: str | None, compare: bool) -> int:  # noqa: FBT001 - click
    """Write a record for each decision of PROFILE, judged as of the decision's own date.

    Drafts and proposals are written anew; an accepted record is never rewritten.
    """
    profile = load_profile(profile_path, display_path(profile_path))
    folder = directory or _directory(profile_path, profile)
    # Everything is judged before anything is written.
    decisions = [_decision(profile, key, profile_path) for key in _chosen(profile, only)]
    done = [_compared(decision, folder) if compare else _written(decision, folder) for decision in decisions]
    write_output("".join(f"{line}\n" for line, _ in done))
    return max(code for _, code in done)


def _written(decision: Decision, folder: str) -> tuple[str, int]:
    written = write_record(decision, folder, TEMPLATES)
    blocks = [f"{written.outcome}: {display_path(written.path)}", *map(render_mistake, written.mistakes)]
    return "\n\n".join(blocks), BROKEN if written.outcome is Writing.REFUSED else CLEAN


def _compared(decision: Decision, folder: str) -> tuple[str, int]:
    checked = check_record(decision, folder, TEMPLATES)
    name = display_path(checked.path) if checked.path else f"decision {decision.key}"
    blocks = [f"{checked.state}: {name}", *map(render_mistake, checked.mistakes)]
    return "\n\n".join(blocks), CLEAN if checked.state is Freshness.FRESH else VERDICTS


def _decision(profile: Profile, key: str, profile_path: str) -> Decision:
    question = decision_question(profile.decisions[key])
    mistakes = reference_mistakes(profile, bench_for(profile_path, question, {}).around.catalog)
    if mistakes:
        raise InputError(*mistakes)
    # Mistakes name files as seen from the working directory, records as seen from the profile: their text is the same
    # wherever they are made.
    named = load_profile(profile_path, os.path.basename(profile_path))
    return decide(named, key, bench_beside(profile_path, question), question)


def _chosen(profile: Profile, only: tuple[str, ...]) -> list[str]:
    document = profile.document
    if not profile.decisions:
        hint = f"add one: {_EXAMPLE}"
        raise InputError(document.mistake("the profile declares no decision", document.locate_key(()), hint))
    for name in only:
        if name not in profile.decisions:
            known = list(profile.decisions)
            hint = did_you_mean(name, known) or f"the decisions are {', '.join(known)}"
            raise UsageError(Mistake(f"the profile has no decision `{name}`", hint=hint))
    chosen = [key for key in profile.decisions if not only or key in only]
    # The record of a superseded decision points to its successor's, which has to be there first.
    return sorted(chosen, key=lambda key: profile.decisions[key]["decision.status"] == "superseded")


def _directory(profile_path: str, profile: Profile) -> str:
    first = next(iter(profile.decisions), None)
    beside = os.path.dirname(profile_path)
    if first is None:
        return os.path.join(beside, DIRECTORY)
    settings = bench_for(profile_path, decision_question(profile.decisions[first]), {}).around.settings
    return os.path.join(beside, settings.records.get("directory") or DIRECTORY)
