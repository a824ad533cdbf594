"""`policyengine plan`: the phased move of each workload, its routes, and the next step."""

from datetime import date

import click

from policyengine.cli.arguments import as_of_option, day_of, output_format_option
from policyengine.cli.exit_codes import CLEAN, NOTHING_CHECKED, VERDICTS
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
from policyengine.cli.usage import A_PATH, Command
from policyengine.errors import Mistake, UsageError
from policyengine.loading.migration_status import read_status
from policyengine.migration.terms import Origin, Term
from policyengine.migration.workload import one_workload
from policyengine.outputs import PLAN
from policyengine.pipeline import opened
from policyengine.plan.actions import Action
from policyengine.plan.plan import Plan, WorkloadPlan, plan_of, plan_question

_LOUD = (Action.REVERT, Action.BLOCKED)


@click.command(name="plan", cls=Command, epilog="Example: policyengine plan llm-profile.yaml --start 2026-12-01")
@profiles_argument
@stdin_filename_option
@click.option("--workload", metavar="NAME", help="Only this workload.")
@click.option("--start", metavar="DATE", help="First day of the first phase; replaces the declared one.")
@click.option(
    "--status",
    "status_path",
    type=A_PATH,
    metavar="FILE",
    help="The progress of a workload's move; also print what to do next.",
)
@as_of_option("Plan as of this day instead of today")
@output_format_option(PLAN.formats, "plan")
@output_file_option("plan")
def command(  # noqa: PLR0913, PLR0917 - one parameter for each option
    paths: tuple[str, ...],
    stdin_filename: str | None,
    workload: str | None,
    start: str | None,
    status_path: str | None,
    as_of: str | None,
    output_format: str,
    output_file: str | None,
) -> int:
    """Plan how the workloads of PROFILE move to their choice: shadow, canary, rollout, full, with dates and gates.

    Exits 1 when a rule refuses the data of a phase or the outputs of a teacher, when such a rule is undecided in
    production, and when the next step is to revert or is blocked. PROFILE is a file, a directory, or `-` for standard
    input; several are planned one after another.
    """
    day = day_of(as_of)
    first = None if start is None else Term(date.fromisoformat(day_of(start)), Origin.ASKED, "--start")
    refuse_for_several(paths, workload=workload, status=status_path)
    profiles = named_profiles(paths, stdin_filename)

    def step(path: str, text: str | None) -> Answer:
        only: tuple[str, ...] = () if workload is None else (workload,)
        status = None
        profile, session = opened(path, plan_question(day), text)
        if status_path is not None:
            status = read_status(status_path, day)
            only = (one_workload(profile, workload, session).name,)
        plan = plan_of(profile, session, first, only, status)
        if status_path is not None and plan.workloads[0].next is None:
            raise UsageError(Mistake(f"`{only[0]}` has no move, so it has no status", hint=plan.workloads[0].no_move))
        return _answer(plan, PLAN.render(output_format, plan))

    kept = [*(path for path, _ in profiles), *([status_path] if status_path else [])]
    write = write_joined(output_format, output_file, kept, several=are_several(paths))
    return answer_each(profiles, paths, step, write, output_format)


def _is_loud(one: WorkloadPlan) -> bool:
    taught = one.distillation and one.distillation.judged
    if one.refused or one.unsettled or (taught and (taught.refused or taught.is_unsettled)):
        return True
    return one.next is not None and one.next.action in _LOUD


def _answer(plan: Plan, text: str) -> Answer:
    if any(_is_loud(one) for one in plan.workloads):
        return Answer(text, VERDICTS)
    if any(one.move is not None or one.routing or one.distillation is not None for one in plan.workloads):
        return Answer(text, CLEAN)
    nothing = Mistake("nothing was planned", hint="declare a choice and what it moves from")
    return Answer(text, NOTHING_CHECKED, (nothing,))
