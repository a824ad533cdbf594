"""`policyengine check`: judge profiles and print a report."""

import os.path
from collections.abc import Callable

import click

from policyengine.cli.arguments import (
    allow_removed_option,
    as_of_option,
    day_of,
    edition_option,
    found_for,
    is_idle,
    is_nothing_yet,
    latest_day,
    on_commit_option,
    output_format_option,
    policy_from_option,
    refuse_without_revision,
    require_policy_option,
    strict_option,
    words_of,
)
from policyengine.cli.exit_codes import CLEAN, NOTHING_CHECKED, exit_code
from policyengine.cli.output import Printer, output_file_option, wants_colour, write_mistakes
from policyengine.cli.usage import A_PATH, Command, OneOf
from policyengine.engine.session import Question, Sessions
from policyengine.errors import Mistake, UsageError
from policyengine.loading.discovery import NO_SEARCH, Discovery
from policyengine.outputs import REPORT, Options, streamed_report
from policyengine.outputs.report.lines import Layout
from policyengine.pipeline import Run
from policyengine.report import Totals


@click.command(name="check", cls=Command, notes_unused=False, epilog="Example: policyengine check . --fail-on warning")
@click.argument("paths", nargs=-1, metavar="[PATHS]...", type=A_PATH)
@click.option(
    "--stdin-filename", metavar="PATH", help="Name of the profile read from `-`; its settings are found from there."
)
@output_format_option(REPORT.formats)
@output_file_option()
@click.option(
    "--fail-on",
    type=OneOf(["error", "warning", "note", "never"]),
    default="error",
    show_default=True,
    help="Minimum severity that causes exit code 1.",
)
@strict_option
@as_of_option("Judge as of this day instead of today")
@click.option(
    "--select",
    multiple=True,
    metavar="RULES",
    help="Only these rules: ids, words in ids, globs, force:law, category:license; with commas or repeated.",
)
@click.option(
    "--ignore", multiple=True, metavar="RULES", help="Leave these rules out; takes the same words as --select."
)
@click.option("--show-passes", is_flag=True, help="Also list the verdicts that passed.")
@click.option("--statistics", is_flag=True, help="Also count outcomes per rule, and list every undeclared fact.")
@click.option("--exit-zero", is_flag=True, help="Exit 0 instead of 1; exit codes 2 and 3 stay.")
@policy_from_option
@edition_option
@require_policy_option
@on_commit_option
@allow_removed_option
@click.option("--color/--no-color", default=None, help="Colour the text; by default only on a terminal.")
def command(  # noqa: PLR0913, PLR0917 - one parameter for each option
    paths: tuple[str, ...],
    stdin_filename: str | None,
    output_format: str,
    output_file: str | None,
    fail_on: str,
    strict: bool,  # noqa: FBT001 - click passes flags by name
    as_of: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    show_passes: bool,  # noqa: FBT001 - as above
    statistics: bool,  # noqa: FBT001 - as above
    exit_zero: bool,  # noqa: FBT001 - as above
    policy_from: str,
    edition: str,
    required: tuple[str, ...],
    on_commit: bool,  # noqa: FBT001 - as above
    allow_removed: tuple[str, ...],
    color: bool | None,  # noqa: FBT001 - as above
) -> int:
    """Judge the profiles in PATHS: files, directories, or `-` for standard input; by default the current directory."""
    if is_idle(on_commit=on_commit):
        return CLEAN
    refuse_without_revision(allow_removed, policy_from)
    question = Question(
        day_of(as_of), words_of(select, "--select"), words_of(ignore, "--ignore"), strict, show_passes or statistics,
        policy_from=policy_from, allow_removed=allow_removed, required=required, edition=edition,
        happened_by=latest_day(as_of),
    )  # fmt: skip
    files, mistakes, search = _files(paths or (".",), stdin_filename, into_nested=not policy_from, on_commit=on_commit)
    if not files and not mistakes:
        _refuse_unknown_words(question, paths or (".",))
    code_of = _exit_codes("never" if exit_zero else fail_on, search, on_commit=on_commit)
    options = Options(wants_colour(color, output_file), show_passes, statistics, fail_on=fail_on)
    printer = Printer(output_file, (path for path, _ in files))
    totals, code = _print_report(Run(files, question, mistakes, search), output_format, options, printer, code_of)
    if code == NOTHING_CHECKED:
        _write_nothing_checked(totals, paths or (".",), output_format)
    return code


def _refuse_unknown_words(question: Question, paths: tuple[str, ...]) -> None:
    """Raise UsageError for an edition and selectors that do not exist, where no profile is judged by them."""
    if not (question.select or question.ignore or question.edition):
        return
    from policyengine.engine.selecting import refuse_unnamed
    from policyengine.sessions import session_for

    sessions: Sessions = {}
    for path in paths:
        session_for(os.path.join(path, "llm-profile.yaml"), question, sessions)
    refuse_unnamed(question, sessions)


def _exit_codes(fail_on: str, search: Discovery, *, on_commit: bool) -> Callable[[Totals], int]:
    """Return a function that returns the exit code of a run; a hook succeeds where there is nothing to check yet."""

    def code_of(totals: Totals) -> int:
        code = exit_code(totals, fail_on)
        is_empty = code == NOTHING_CHECKED and on_commit and not totals.counts.profiles
        return CLEAN if is_empty and is_nothing_yet(search) else code

    return code_of


def _print_report(
    run: Run, output_format: str, options: Options, printer: Printer, code_of: Callable[[Totals], int]
) -> tuple[Totals, int]:
    """Print the report of a run, each profile as soon as it is judged where the format allows that."""
    streamed = streamed_report(output_format)
    if streamed is None:
        from policyengine.whole_report import whole_report

        report = whole_report(run, run.parts())
        totals = run.totals()
        code = code_of(totals)
        printer.add(REPORT.render(output_format, report, options._replace(exit_code=code)))
    else:
        layout = Layout()
        for part in run.reports():
            printer.add(layout.text(streamed.part(part, options)))
        totals = run.totals()
        code = code_of(totals)
        printer.add(layout.text(streamed.closing(totals, options._replace(exit_code=code))))
    printer.end()
    return totals, code


def _write_nothing_checked(totals: Totals, paths: tuple[str, ...], output_format: str) -> None:
    """Print why nothing was checked, and a profile to start from where there is none."""
    if totals.counts.profiles:
        write_mistakes((_no_rule_evaluated(totals),))
        return
    from policyengine.cli.first_profile import write_nothing_found

    write_nothing_found(paths, output_format)


def _files(
    paths: tuple[str, ...], stdin_filename: str | None, *, into_nested: bool, on_commit: bool
) -> tuple[list[tuple[str, str | None]], tuple[Mistake, ...], Discovery]:
    """Find the profiles to read; `-` is read here, the rest in the pipeline."""
    if "-" not in paths:
        if stdin_filename is not None:
            raise UsageError(
                Mistake("--stdin-filename goes with `-`", hint="policyengine check - --stdin-filename PATH")
            )
        search = found_for(paths, into_nested=into_nested, on_commit=on_commit)
        return [(path, None) for path in search.files], search.mistakes, search
    from policyengine.cli.profiles import standard_input
    from policyengine.errors import InputError

    try:
        return [standard_input(paths, stdin_filename)], (), NO_SEARCH
    except InputError as error:
        return [], error.mistakes, NO_SEARCH


def _no_rule_evaluated(totals: Totals) -> Mistake:
    """Return why no rule was evaluated although there are profiles."""
    if not totals.counts.rules and totals.preview:
        newer, edition = ", ".join(f"`{name}`" for name in totals.preview.rules[:3]), totals.preview.editions[0]
        hint = f"raise `edition` in policyengine.yaml, or `--edition`: edition {edition} does not have {newer}"
        return Mistake("nothing was checked: every rule selected is newer than the edition in force", hint=hint)
    if not totals.counts.rules:
        return Mistake(
            "nothing was checked: no rule is selected", hint="see --select, --ignore, and the settings' severities"
        )
    hint = "the selected rules are about choices, recipients, tools or stores that these profiles do not have"
    return Mistake("nothing was checked: no rule applies to anything in the profiles", hint=hint)
