"""`policyengine monitor`: report evaluation results that fell too far below their baselines."""

from math import inf

import click

from policyengine.cli.arguments import day_of, output_format_option
from policyengine.cli.exit_codes import CLEAN, NOTHING_CHECKED, VERDICTS
from policyengine.cli.output import output_file_option, write_mistakes, write_output
from policyengine.cli.profiles import sole_profile
from policyengine.cli.usage import A_PATH, Command
from policyengine.engine.session import Question, Session
from policyengine.errors import Mistake, UsageError
from policyengine.loading.paths import display_path
from policyengine.loading.profiles import Profile
from policyengine.loading.results import read_results
from policyengine.migration.drops import Thresholds
from policyengine.migration.terms import Origin, Term, parameter
from policyengine.migration.workload import one_workload
from policyengine.monitor.monitoring import monitored
from policyengine.outputs import MONITOR
from policyengine.pipeline import opened
from policyengine.sessions import session_for
from policyengine.words.numbers import declared

_RULE = "hybrid/regression-suite"
_ALERT = "workload.monitoring.alert_relative_percent"


@click.command(
    name="monitor", cls=Command, epilog="Example: policyengine monitor results.csv --profile llm-profile.yaml"
)
@click.argument("results_path", metavar="RESULTS", type=A_PATH)
@click.option(
    "--profile",
    "profile_path",
    type=A_PATH,
    metavar="PROFILE",
    help="Use the threshold that a workload of this profile declares.",
)
@click.option("--workload", metavar="NAME", help="The workload; needed where the profile has several.")
@click.option("--alert-points", type=float, metavar="N", help="Alert at a drop of more than N points of a share.")
@click.option("--alert-percent", type=float, metavar="N", help="Alert at a drop of more than N % of the baseline.")
@click.option("--least-examples", type=int, metavar="N", help="Treat a run with fewer examples as too small.")
@output_format_option(MONITOR.formats)
@output_file_option()
def command(  # noqa: PLR0913, PLR0917 - one parameter for each option
    results_path: str,
    profile_path: str | None,
    workload: str | None,
    alert_points: float | None,
    alert_percent: float | None,
    least_examples: int | None,
    output_format: str,
    output_file: str | None,
) -> int:
    """Compare the latest RESULTS, YAML, CSV or JSON Lines, with their baselines; exit 1 when one raises an alert.

    A drop is reported in points and relative to the baseline, each with its own threshold. Exits 3 when no result can
    be compared because baselines or examples are missing.
    """
    profile, session = _judged_by(profile_path, results_path)
    percent = points = parameter(session, _RULE, "alert_percent")
    if profile is not None:
        alert = one_workload(profile, workload, session).terms.declared(_ALERT)
        if alert.value is not None:
            percent, points = alert, Term(None, Origin.UNDECLARED, "--alert-points")
    elif workload is not None:
        raise UsageError(Mistake("--workload goes with --profile", hint="name the profile that declares it"))
    limits = Thresholds(
        points=_asked(alert_points, "--alert-points", points),
        percent=_asked(alert_percent, "--alert-percent", percent),
        examples=_asked(least_examples, "--least-examples", parameter(session, _RULE, "examples")),
    )
    found = monitored(display_path(results_path), read_results(results_path), limits)
    if not found.assessments:
        write_mistakes((Mistake(f"`{found.source}`: no results", hint="nothing was compared"),))
        return NOTHING_CHECKED
    text = MONITOR.render(output_format, found)
    write_output(text, output_file, kept=(results_path, profile_path or results_path))
    if not found.told:
        write_mistakes((Mistake("no result can be compared", hint="add baselines, and runs with enough examples"),))
        return NOTHING_CHECKED
    return VERDICTS if found.alerts else CLEAN


def _judged_by(profile_path: str | None, results_path: str) -> tuple[Profile | None, Session]:
    """Return the named profile, if any, and the session of its directory, or else of that of the results."""
    question = Question(day_of(None))
    if profile_path is None:
        return None, session_for(results_path, question, {})
    return opened(sole_profile(profile_path, "monitor"), question)


def _asked(value: float | None, option: str, term: Term) -> Term:
    if value is not None and not 0 <= value < inf:
        raise UsageError(Mistake(f"{option} is `{declared(value)}`", hint="use a number from 0 up"))
    return term if value is None else Term(value, Origin.ASKED, option)
