"""`policyengine records`: check and renumber the record files of a directory."""

import click

from policyengine.cli.arguments import as_of_option, day_of
from policyengine.cli.exit_codes import CLEAN, NOTHING_CHECKED, VERDICTS
from policyengine.cli.judging import judged_decisions
from policyengine.cli.output import write_output
from policyengine.cli.profiles import sole_profile
from policyengine.cli.usage import A_PATH, Commands
from policyengine.engine.session import Question
from policyengine.pipeline import loaded
from policyengine.records.before import read_before
from policyengine.records.directory import read_directory
from policyengine.records.lint.faults import lint_records
from policyengine.records.renumber import renumber_record
from policyengine.severity import Severity
from policyengine.snippet import render_mistake


@click.group(
    name="records", cls=Commands, no_args_is_help=False, epilog="Example: policyengine records lint docs/decisions"
)
def command() -> None:
    """Lint the decision records of a directory, and renumber one of them."""


@command.command(name="lint", epilog="Example: policyengine records lint docs/decisions --base origin/main")
@click.argument("directory", type=A_PATH)
@as_of_option("The day for waivers and reviews; today by default")
@click.option("--base", metavar="REF", help="Fail when a record decided in this git revision was changed since.")
@click.option(
    "--profile",
    type=A_PATH,
    metavar="PROFILE",
    help="Fail when facts of this profile that the rules read have changed since.",
)
def lint(directory: str, as_of: str | None, base: str | None, profile: str | None) -> int:
    """Check the form of every record in DIRECTORY; exits 1 for errors, 3 when there are no records."""
    day = day_of(as_of)
    before = read_before(directory, base) if base is not None else None
    profile = None if profile is None else sole_profile(profile, "records lint")
    decisions = judged_decisions(loaded(profile, Question(day)), profile, day) if profile is not None else []
    if not read_directory(directory).entries and not (before and before.texts):
        write_output(f"no records in {directory}\n")
        return NOTHING_CHECKED
    found = lint_records(directory, day, before=before, decisions=decisions)
    blocks = [render_mistake(item.mistake, f"{item.severity}[{item.code}]") for item in found]
    write_output("".join(f"{block}\n\n" for block in blocks) or "every record is well-formed\n")
    return VERDICTS if any(item.severity is Severity.ERROR for item in found) else CLEAN


@command.command(
    name="renumber", epilog="Example: policyengine records renumber docs/decisions 0007-serve-questions.md"
)
@click.argument("directory", type=A_PATH)
@click.argument("file", type=A_PATH)
@click.option("--number", type=click.IntRange(1, 9999), help="The new number; the next free one by default.")
def renumber(directory: str, file: str, number: int | None) -> int:
    """Change the number of the record FILE in DIRECTORY: in its name, its text, and every link to it."""
    names = renumber_record(directory, file, number or 0)
    write_output("".join(f"written: {directory.rstrip('/')}/{name}\n" for name in names))
    return CLEAN
