"""`policyengine cost`: the monthly cost of a profile's options, with the calculation."""

import os.path

import click

from policyengine.cli.arguments import as_of_option, day_of, output_format_option, words_of
from policyengine.cli.exit_codes import CLEAN, NOTHING_CHECKED
from policyengine.cli.output import output_file_option
from policyengine.cli.profiles import (
    Answer,
    answer_each,
    are_several,
    named_profiles,
    profiles_argument,
    refuse_for_several,
    stdin_filename_option,
    write_joined,
)
from policyengine.cli.usage import Command, Within
from policyengine.costs.report import MARGIN, CostReport
from policyengine.engine.costs import costs
from policyengine.engine.session import Question
from policyengine.errors import Mistake, SizeError, UsageError
from policyengine.inputs import watch
from policyengine.loading.paths import display_path
from policyengine.location import Location
from policyengine.outputs import COST
from policyengine.pipeline import opened
from policyengine.words.numbers import full


def _watched(_context: click.Context, _parameter: click.Parameter, directory: str | None) -> str | None:
    """Notice from now on whether the run reads a file of the directory that it writes to."""
    if directory is not None and os.path.isdir(directory):
        watch(os.path.join(directory, name) for name in os.listdir(directory))
    return directory


@click.command(name="cost", cls=Command, epilog="Example: policyengine cost llm-profile.yaml --output-format markdown")
@profiles_argument
@stdin_filename_option
@click.option("--workload", "only", multiple=True, metavar="NAME", help="Only this workload; may be repeated.")
@click.option(
    "--prices",
    multiple=True,
    metavar="SETS",
    help="Use only these price sets, in this order of preference: seed-003, my-prices.",
)
@click.option(
    "--margin",
    type=Within(0, 100, max_open=True),
    default=MARGIN * 100,
    show_default=True,
    metavar="PERCENT",
    help="Costs that differ by less than this are too close to call.",
)
@as_of_option("Compute the age of prices as of this day instead of today")
@output_format_option(COST.formats)
@output_file_option()
@click.option("--charts", metavar="DIR", callback=_watched, help="Also write the charts to this directory, as SVG.")
def command(  # noqa: PLR0913, PLR0917 - one parameter for each option
    paths: tuple[str, ...],
    stdin_filename: str | None,
    only: tuple[str, ...],
    prices: tuple[str, ...],
    margin: float,
    as_of: str | None,
    output_format: str,
    output_file: str | None,
    charts: str | None,
) -> int:
    """Compute the monthly cost of each option of PROFILE: every line, the assumptions, and the sensitivity.

    PROFILE is a file, a directory, or `-` for standard input; several are reported one after another.
    """
    sets = words_of(prices, "--prices")
    refuse_for_several(paths, workload=only, charts=charts)
    profiles = named_profiles(paths, stdin_filename)
    kept = [path for path, _ in profiles]
    question = Question(day_of(as_of))

    def step(path: str, text: str | None) -> Answer:
        profile, session = opened(path, question, text)
        report = costs(profile, session, sets, only, margin / 100)
        kept.extend([] if charts is None else _write_charts(report, charts))
        return _answer(report, _text(report, output_format, path))

    write = write_joined(output_format, output_file, kept, several=are_several(paths))
    return answer_each(profiles, paths, step, write, output_format)


def _answer(report: CostReport, text: str) -> Answer:
    if any(option.cost.lines for workload in report.workloads for option in workload.options):
        return Answer(text, CLEAN)
    hint = "declare volume and choice; the missing inputs are listed above"
    return Answer(text, NOTHING_CHECKED, (Mistake("no cost could be counted", hint=hint),))


def _text(report: CostReport, output_format: str, profile_path: str) -> str:
    """Return the report in a format; raises SizeError at the profile where it does not fit."""
    try:
        return COST.render(output_format, report)
    except SizeError as error:
        message = (
            f"the costs of {full(len(report.workloads))} workloads do not fit on one page: {error.mistakes[0].message}"
        )
        place = Location(display_path(profile_path), 1, 1, 1, 1)
        hint = "name some of them: `--workload NAME`; or choose another format"
        raise SizeError(Mistake(message, place, hint=hint)) from error


def _write_charts(report: CostReport, directory: str) -> list[str]:
    """Write the charts into a directory, which may hold no links under their names; return their paths."""
    from policyengine.charts.files import chart_files
    from policyengine.cli.output_files import write_file

    if not os.path.isdir(directory):
        raise UsageError(Mistake(f"`{directory}` is not a directory", hint="make it first, or name another"))
    paths = []
    for name, svg in chart_files(report).items():
        path = os.path.join(directory, name)
        if os.path.islink(path):
            raise UsageError(Mistake(f"`{path}` is a link", hint="remove it, or name another directory with --charts"))
        write_file(svg, path, "name another directory with --charts")
        paths.append(path)
    return paths
