"""`policyengine check`: profiles in, report out."""

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
    require_policy_option,
    strict_option,
    words_of,
)
from policyengine.cli.exit_codes import CLEAN, NOTHING_CHECKED, exit_code
from policyengine.cli.output import output_file_option, wants_colour, write_error, write_mistakes, write_output
from policyengine.cli.usage import Command, OneOf
from policyengine.engine.session import Question
from policyengine.errors import Mistake, UsageError
from policyengine.loading.discovery import NO_SEARCH, Discovery
from policyengine.outputs import REPORT, Options
from policyengine.pipeline import check
from policyengine.report import Report


@click.command(name="check", cls=Command, epilog="Example: policyengine check . --fail-on warning")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
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
    help="Ask only these: ids, words in ids, globs, force:law, category:license; with commas or repeated.",
)
@click.option("--ignore", multiple=True, metavar="RULES", help="Leave these out; the same words as --select.")
@click.option("--show-passes", is_flag=True, help="Also list what passed.")
@click.option("--statistics", is_flag=True, help="Also count outcomes per rule, and list every fact to declare.")
@click.option("--exit-zero", is_flag=True, help="Exit 0 where it would be 1; 2 and 3 stay what they are.")
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
    question = Question(
        day_of(as_of), words_of(select), words_of(ignore), strict, show_passes or statistics, policy_from=policy_from,
        allow_removed=allow_removed, required=required, edition=edition, happened_by=latest_day(as_of),
    )  # fmt: skip
    if allow_removed and not policy_from:
        message = "--allow-removed goes with --policy-from"
        raise UsageError(Mistake(message, hint="without a revision, nothing is compared with what was there"))
    files, mistakes, search = _files(paths or (".",), stdin_filename, into_nested=not policy_from, on_commit=on_commit)
    report = check(files, question, mistakes, search)
    code = exit_code(report, "never" if exit_zero else fail_on)
    if code == NOTHING_CHECKED and on_commit and not report.counts.profiles and is_nothing_yet(search):
        code = CLEAN
    options = Options(wants_colour(color, output_file), show_passes, statistics, code)
    write_output(REPORT.render(output_format, report, options), output_file, kept=(path for path, _ in files))
    if code == NOTHING_CHECKED:
        _write_nothing_checked(report, paths, for_people=output_format != "json")
    return code


def _write_nothing_checked(report: Report, paths: tuple[str, ...], *, for_people: bool) -> None:
    """Print why a run that found nothing wrong does not succeed, and a profile to start from where there is none."""
    write_mistakes((_nothing_checked(report, paths),))
    if for_people and not report.counts.profiles:
        from policyengine.cli.first_profile import first_profile_text

        write_error(first_profile_text())


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


def _nothing_checked(report: Report, paths: tuple[str, ...]) -> Mistake:
    """Return why a run that found nothing wrong is not a success."""
    if not report.counts.profiles:
        places = ", ".join(f"`{path}`" for path in paths or (".",))
        return Mistake(f"nothing was checked: no profile in {places}", hint="profiles are called llm-profile.yaml")
    if not report.counts.rules and report.preview:
        newer, edition = ", ".join(f"`{name}`" for name in report.preview.rules[:3]), report.preview.editions[0]
        hint = f"raise `edition` in policyengine.yaml, or `--edition`: edition {edition} does not have {newer}"
        return Mistake("nothing was checked: every rule selected is newer than the edition in force", hint=hint)
    if not report.counts.rules:
        return Mistake(
            "nothing was checked: no rule takes part", hint="see --select, --ignore, and the settings' severities"
        )
    hint = "the rules that take part are about choices, recipients, tools or stores that these profiles do not have"
    return Mistake("nothing was checked: no rule had anything to be asked about", hint=hint)
