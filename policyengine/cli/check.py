"""`policyengine check`: profiles in, report out."""

import sys

import click

from policyengine.cli.arguments import day_of, words_of
from policyengine.cli.exit_codes import CLEAN, VERDICTS, exit_code
from policyengine.cli.output import wants_colour, write_output
from policyengine.engine.bench import Question
from policyengine.errors import Mistake, UsageError
from policyengine.loading.discovery import find_profiles
from policyengine.pipeline import check
from policyengine.reporters import REPORTERS, Options


@click.command(name="check")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option("--stdin-filename", metavar="PATH", help="Name for the profile read from `-`; settings are found from there.")
@click.option("--output-format", type=click.Choice(list(REPORTERS)), default="text", show_default=True, help="Form of the report.")
@click.option("--output-file", type=click.Path(dir_okay=False), help="Write the report here instead of printing it.")
@click.option(
    "--fail-on", type=click.Choice(["error", "warning", "note", "never"]), default="error", show_default=True,
    help="Quietest severity that makes the exit code 1.",
)  # fmt: skip
@click.option("--strict", is_flag=True, help="Count unknown requirements as failures, whatever the lifecycle.")
@click.option("--as-of", metavar="DATE", help="Judge as of this day instead of today (2026-11-22).")
@click.option("--select", multiple=True, metavar="RULES", help="Ask only these: ids, globs, force:law, category:license; commas or repeated.")
@click.option("--ignore", multiple=True, metavar="RULES", help="Leave these out; same words as --select.")
@click.option("--show-passes", is_flag=True, help="Also list what passed.")
@click.option("--statistics", is_flag=True, help="Also count outcomes per rule, and list every fact to declare.")
@click.option("--exit-zero", is_flag=True, help="Exit 0 whatever the verdicts; broken files still exit 2.")
@click.option("--color/--no-color", default=None, help="Colour the text; by default only on a terminal.")
def command(  # noqa: PLR0913 - one parameter for each option
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
    color: bool | None,  # noqa: FBT001 - as above
) -> int:
    """Judge the profiles in PATHS: files, directories, or `-` for standard input; the current directory by default."""
    files, mistakes = _files(paths or (".",), stdin_filename)
    question = Question(day_of(as_of), words_of(select), words_of(ignore), strict, passes=show_passes or statistics)
    report = check(files, question, mistakes)
    options = Options(wants_colour(color, output_file), show_passes, statistics)
    write_output(REPORTERS[output_format](report, options), output_file)
    code = exit_code(report, fail_on)
    return CLEAN if exit_zero and code == VERDICTS else code


def _files(paths: tuple[str, ...], stdin_filename: str | None) -> tuple[list[tuple[str, str | None]], list[Mistake]]:
    """Find the profiles to read; `-` is read here, the rest in the pipeline."""
    if "-" not in paths:
        if stdin_filename is not None:
            raise UsageError(Mistake("--stdin-filename goes with `-`", None, "", "policyengine check - --stdin-filename PATH"))
        found, mistakes = find_profiles(paths)
        return [(path, None) for path in found], mistakes
    if len(paths) > 1:
        raise UsageError(Mistake("`-` cannot be combined with other paths", None, "", "check them in a run of their own"))
    from policyengine.loading.files import LIMIT, text_of

    name = stdin_filename or "llm-profile.yaml"
    return [(name, text_of(sys.stdin.buffer.read(LIMIT + 1), name))], []
