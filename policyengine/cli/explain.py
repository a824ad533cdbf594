"""`policyengine explain`: what a rule says, and how it came to its word on a profile."""

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
from policyengine.cli.output import write_output
from policyengine.cli.rules import known_rule, preview_note, rule_text
from policyengine.cli.usage import Command
from policyengine.engine.session import Question, Session, check_profile
from policyengine.errors import Mistake, UsageError
from policyengine.loading.paths import display_path
from policyengine.loading.profiles import Profile, load_profile
from policyengine.rule import Rule
from policyengine.sessions import session_for


@click.command(name="explain", cls=Command)
@click.argument("rule_id", metavar="RULE", required=False)
@click.argument("profile_path", metavar="PROFILE", required=False)
@click.option("--unknown", "unknown", metavar="PROFILE", help="Rank the facts of PROFILE to declare, by rules settled.")
@click.option("--workload", metavar="NAME", help="Only this workload.")
@as_of_option("Judge as of this day instead of today")
@strict_option
@policy_from_option
@edition_option
def command(  # noqa: PLR0913, PLR0917 - one parameter for each option
    rule_id: str | None,
    profile_path: str | None,
    unknown: str | None,
    workload: str | None,
    as_of: str | None,
    strict: bool,  # noqa: FBT001 - click passes flags by name
    policy_from: str,
    edition: str,
) -> int:
    """Show RULE, or how RULE judges PROFILE: its conditions part by part, the facts, and what would change its word."""
    question = Question(
        day_of(as_of), strict=strict, policy_from=policy_from, edition=edition, happened_by=latest_day(as_of)
    )
    if unknown is not None:
        if rule_id is not None:
            raise UsageError(Mistake("--unknown takes a profile and no rule", hint="leave RULE out"))
        return _to_declare(unknown, question)
    if rule_id is None:
        raise UsageError(Mistake("no rule is named", hint="policyengine explain RULE [PROFILE]"))
    if profile_path is None:
        write_output(rule_text(rule_id, session_for("llm-profile.yaml", question, {})))
        return CLEAN
    return _explained(rule_id, profile_path, question, workload)


def _explained(rule_id: str, profile_path: str, question: Question, workload: str | None) -> int:
    from policyengine.engine.explain import explanations
    from policyengine.outputs.explanation.text import explanation_text

    profile, session = _loaded(profile_path, question)
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
        return _found_by_program(rule, profile_path, question, workload)
    found = [explanation_text(given) for given in explanations(profile, session, question, rule.id, workload)]
    found += [f"note: {note}\n" for note in notes if found]
    if found:
        found[0] = preview_note(rule.id, session) + found[0]
    write_output("\n".join(found) if found else f"{profile_path} has no {rule.scope} to ask {rule.id} about\n")
    return CLEAN if found else NOTHING_CHECKED


def _found_by_program(rule: Rule, profile_path: str, question: Question, workload: str | None) -> int:
    """Print what a rule that the program evaluates finds in a profile: the verdicts of `check`."""
    from policyengine.outputs.verdict import verdict_block
    from policyengine.pipeline import check

    report = check([(profile_path, None)], question)
    found = [
        verdict_block(verdict, report.documents)
        for verdict in report.verdicts
        if verdict.rule.id == rule.id and workload in (None, verdict.subject.workload)
    ]
    heading = f"{rule.id}: {rule.title}\nevaluated: by the program\n"
    write_output("\n".join([heading, *(f"{block}\n" for block in found or ["it finds nothing here"])]))
    return CLEAN


def _to_declare(profile_path: str, question: Question) -> int:
    from policyengine.outputs.report.lines import todo_line
    from policyengine.pipeline import check

    _loaded(profile_path, question)
    lines = map(todo_line, check([(profile_path, None)], question).todo)
    write_output("".join(f"{line}\n" for line in lines) or "no declaration would let more rules be asked\n")
    return CLEAN


def _loaded(profile_path: str, question: Question) -> tuple[Profile, Session]:
    profile = load_profile(profile_path, display_path(profile_path))
    session = session_for(profile_path, question, {})
    check_profile(profile, session)
    return profile, session
