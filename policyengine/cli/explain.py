"""`policyengine explain`: what a rule requires, and how it came to its verdict on a profile."""

import os

import click

from policyengine.cli.arguments import (
    as_of_option,
    day_of,
    edition_option,
    latest_day,
    policy_from_option,
    strict_option,
)
from policyengine.cli.exit_codes import CLEAN, NOTHING_CHECKED
from policyengine.cli.first_profile import write_nothing_found
from policyengine.cli.output import write_output
from policyengine.cli.profiles import (
    Answer,
    answer_each,
    are_several,
    named_profiles,
    refuse_for_several,
    refuse_swapped,
    stdin_filename_option,
    write_joined,
)
from policyengine.cli.rules import known_rule, preview_note, rule_text
from policyengine.cli.usage import A_PATH, Command
from policyengine.engine.session import Question
from policyengine.errors import InputError, Mistake, UsageError
from policyengine.pipeline import opened
from policyengine.rule import Rule
from policyengine.sessions import session_for


@click.command(name="explain", cls=Command, epilog="Example: policyengine explain license/user-limit llm-profile.yaml")
@click.argument("rule_id", metavar="RULE", required=False)
@click.argument("paths", nargs=-1, metavar="[PROFILE]...", type=A_PATH)
@stdin_filename_option
@click.option(
    "--unknown",
    metavar="[PROFILE]",
    is_flag=False,
    flag_value=os.curdir,
    help="Rank the undeclared facts of PROFILE, by default of the current directory, by the rules that each decides.",
)
@click.option("--workload", metavar="NAME", help="Only this workload.")
@as_of_option("Judge as of this day instead of today")
@strict_option
@policy_from_option
@edition_option
def command(  # noqa: PLR0913, PLR0917 - one parameter for each option
    rule_id: str | None,
    paths: tuple[str, ...],
    stdin_filename: str | None,
    unknown: str | None,
    workload: str | None,
    as_of: str | None,
    strict: bool,  # noqa: FBT001 - click passes flags by name
    policy_from: str,
    edition: str,
) -> int:
    """Show RULE, or how RULE judges PROFILE: each part of its conditions, the facts, and what would change the verdict.

    PROFILE is a file, a directory, or `-` for standard input; several are explained one after another.
    """
    question = Question(
        day_of(as_of), strict=strict, policy_from=policy_from, edition=edition, happened_by=latest_day(as_of)
    )
    if unknown is not None:
        if rule_id is not None:
            raise UsageError(Mistake("--unknown takes a profile and no rule", hint="leave RULE out"))
        return _to_declare((unknown,), question, stdin_filename)
    if rule_id is None:
        raise UsageError(Mistake("no rule is named", hint="policyengine explain RULE [PROFILE]"))
    refuse_swapped("policyengine explain", rule_id, paths)
    if not paths:
        write_output(rule_text(rule_id, session_for("llm-profile.yaml", question, {})))
        return CLEAN
    refuse_for_several(paths, workload=workload)
    profiles = named_profiles(paths, stdin_filename)

    def step(path: str, text: str | None) -> Answer:
        return _explained(rule_id, (path, text), question, workload)

    return answer_each(profiles, paths, step, write_joined("text", None, (), several=are_several(paths)))


def _explained(rule_id: str, named: tuple[str, str | None], question: Question, workload: str | None) -> Answer:
    from policyengine.engine.explain import explanations
    from policyengine.outputs.explanation.text import explanation_text

    path, text = named
    profile, session = opened(path, question, text)
    notes: list[str] = []
    if question.policy_from:
        from policyengine.runs.excuses import with_excuses_of

        profile, notes = with_excuses_of(profile, question.policy_from)
    rule = known_rule(session.policy, rule_id)
    if workload is not None and workload not in profile.workloads:
        raise UsageError(
            Mistake(
                f"the profile has no workload `{workload}`", hint=f"the workloads are {', '.join(profile.workloads)}"
            )
        )
    if rule.is_builtin:
        return _found_by_program(rule, named, question, workload)
    found = [explanation_text(given) for given in explanations(profile, session, question, rule.id, workload)]
    found += [f"note: {note}\n" for note in notes if found]
    if found:
        found[0] = preview_note(rule.id, session) + found[0]
    nothing = f"{path} has no {rule.scope} that {rule.id} applies to\n"
    return Answer("\n".join(found), CLEAN) if found else Answer(nothing, NOTHING_CHECKED)


def _found_by_program(rule: Rule, named: tuple[str, str | None], question: Question, workload: str | None) -> Answer:
    """Print the verdicts of `check` by a rule that the program itself evaluates."""
    from policyengine.outputs.verdict import verdict_block
    from policyengine.whole_report import check

    report = check([named], question)
    found = [
        verdict_block(verdict, report.documents)
        for verdict in report.verdicts
        if verdict.rule.id == rule.id and workload in (None, verdict.subject.workload)
    ]
    heading = f"{rule.id}: {rule.title}\nevaluated: by the program\n"
    return Answer("\n".join([heading, *(f"{block}\n" for block in found or ["it finds nothing here"])]), CLEAN)


def _to_declare(paths: tuple[str, ...], question: Question, stdin_filename: str | None) -> int:
    from policyengine.outputs.report.lines import todo_line
    from policyengine.whole_report import check

    profiles = named_profiles(paths, stdin_filename)
    if not profiles:
        write_nothing_found(paths, "text")
        return NOTHING_CHECKED
    report = check(profiles, question)
    if report.mistakes:
        raise InputError(*report.mistakes)
    lines = map(todo_line, report.todo)
    write_output("".join(f"{line}\n" for line in lines) or "no undeclared fact decides whether a rule applies\n")
    return CLEAN
