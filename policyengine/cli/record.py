"""`policyengine record`: the decision records of a profile, written or compared."""

import os.path

import click

from policyengine.cli.arguments import (
    allow_removed_option,
    as_of_option,
    day_of,
    is_idle,
    latest_day,
    on_commit_option,
    policy_from_option,
    refuse_without_revision,
)
from policyengine.cli.exit_codes import BROKEN, CLEAN, NOTHING_CHECKED
from policyengine.cli.judging import DIRECTORY, Asked, judged_all, no_decision
from policyengine.cli.output import write_mistakes, write_output
from policyengine.cli.profiles import (
    Answer,
    Step,
    answer_each,
    are_several,
    named_profiles,
    profiles_argument,
    refuse_for_several,
    refuse_stdin,
)
from policyengine.cli.record_check import compare_all, joined
from policyengine.cli.usage import A_PATH, Command, OneOf
from policyengine.engine.session import Question
from policyengine.errors import Mistake, PolicyEngineError, UsageError
from policyengine.loading.paths import display_path
from policyengine.loading.profiles import load_profile
from policyengine.pipeline import loaded
from policyengine.records.files import Writing, Written, amend_records, write_record
from policyengine.records.layouts import DEFAULT, LAYOUTS
from policyengine.snippet import render_mistake


@click.command(name="record", cls=Command, epilog="Example: policyengine record llm-profile.yaml --check")
@profiles_argument
@click.option("--decision", "only", multiple=True, metavar="NAME", help="Only this decision; may be repeated.")
@click.option(
    "--directory", type=A_PATH, metavar="DIR", help=f"Where the records are; by default {DIRECTORY} beside the profile."
)
@click.option(
    "--check",
    "compare",
    is_flag=True,
    help="Write nothing; exit 1 when a record is missing or no longer true.",
)
@click.option(
    "--amend", metavar="NOTE", help="Add a dated row to accepted records whose facts changed and whose outcome did not."
)
@click.option("--overwrite", is_flag=True, help="Rewrite drafts and proposals even where somebody edited them.")
@click.option("--layout", type=OneOf(list(LAYOUTS)), help=f"Form of the records; the settings' or {DEFAULT}.")
@as_of_option("Report expired waivers and due reviews as of this day instead of today")
@policy_from_option
@on_commit_option
@allow_removed_option
def command(  # noqa: PLR0913, PLR0917 - one parameter for each option
    paths: tuple[str, ...],
    only: tuple[str, ...],
    directory: str | None,
    compare: bool,  # noqa: FBT001 - click passes flags by name
    amend: str | None,
    overwrite: bool,  # noqa: FBT001 - the same
    layout: str | None,
    as_of: str | None,
    policy_from: str,
    on_commit: bool,  # noqa: FBT001 - the same
    allow_removed: tuple[str, ...],
) -> int:
    """Write a record for each decision of PROFILE, judged as of the decision's own date.

    Drafts and proposals are rewritten; an accepted record never is. PROFILE is a file or a directory; below a
    directory, profiles without decisions are left out.
    """
    asked = Asked(only, directory, layout, day_of(as_of), latest_day(as_of), policy_from, allow_removed, on_commit)
    refuse_stdin(paths)
    if compare:
        _refuse_writing(overwrite=overwrite, amend=amend is not None)
        refuse_without_revision(asked.allow_removed, asked.policy_from)
        if is_idle(on_commit=on_commit, records=True):
            return CLEAN
        if policy_from:
            _refuse_own_judge(paths, policy_from)
        return compare_all(paths, asked)
    if policy_from or on_commit or allow_removed:
        option = "--policy-from" if policy_from else "--on-commit" if on_commit else "--allow-removed"
        raise UsageError(
            Mistake(f"{option} goes with --check", hint="a record is written with the settings of the working tree")
        )
    refuse_for_several(paths, decision=only, amend=amend)

    def step(path: str, _text: str | None) -> Answer:
        return _written(path, asked, amend, overwrite=overwrite)

    return _write_each(paths, step)


def _write_each(paths: tuple[str, ...], step: Step) -> int:
    """Take a step for each profile that declares a decision, or for the one that is named."""
    found = named_profiles(paths)
    profiles = [(path, text) for path, text in found if not are_several(paths) or _decides(path)]
    if found and not profiles:
        write_mistakes((_undecided([path for path, _ in found]),))
        return NOTHING_CHECKED
    return answer_each(profiles, paths, step, lambda texts: write_output("\n".join(text for _, text in texts)))


def _decides(path: str) -> bool:
    """Return whether a profile declares a decision, or has to be reported because it cannot be read."""
    try:
        return bool(load_profile(path, display_path(path)).decisions)
    except PolicyEngineError:
        return True


def _undecided(paths: list[str]) -> Mistake:
    """Return that profiles declare no decision; of one alone as where it is named."""
    mistake = no_decision(load_profile(paths[0], display_path(paths[0])))
    return mistake if len(paths) == 1 else Mistake("the profiles declare no decision", hint=mistake.hint)


def _written(path: str, asked: Asked, amend: str | None, *, overwrite: bool) -> Answer:
    folder, places, decisions = judged_all(loaded(path, Question(asked.day)), path, asked)
    if amend is not None:
        written = list(amend_records(decisions, folder, places.templates, asked.day, amend))
    else:
        written = [write_record(one, folder, places.templates, places.layout, overwrite=overwrite) for one in decisions]
    told = [_told(one) for one in written]
    return Answer(joined([text for text, _ in told]), max(code for _, code in told))


def _refuse_writing(*, overwrite: bool, amend: bool) -> None:
    if overwrite or amend:
        option = "--overwrite" if overwrite else "--amend"
        message = f"--check writes nothing, so {option} cannot go with it"
        raise UsageError(Mistake(message, hint="leave one of them out"))


def _refuse_own_judge(paths: tuple[str, ...], revision: str) -> None:
    """Raise UsageError for a revision that is checked out: it would judge itself."""
    from policyengine.loading.git.revisions import own_judge, revision_of

    for path in paths:
        directory = path if os.path.isdir(path) else os.path.dirname(os.path.abspath(path))
        mistakes, _ = own_judge(revision_of(directory, revision))
        if mistakes:
            raise UsageError(*mistakes)


def _told(written: Written) -> tuple[str, int]:
    word = "note" if written.outcome is Writing.LEFT_OUT else "error"
    mistakes = [render_mistake(mistake, word) for mistake in written.mistakes]
    blocks = [f"{written.outcome}: {display_path(written.path)}", *mistakes]
    return "\n\n".join(blocks), BROKEN if written.outcome is Writing.REFUSED else CLEAN
