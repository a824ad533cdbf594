"""`policyengine rules`: list rules, show one, and run their examples."""

from collections.abc import Mapping, Sequence
from itertools import groupby

import click

from policyengine.cli.arguments import (
    day_of,
    edition_option,
    output_format_option,
    policy_from_option,
    select_option,
    words_of,
)
from policyengine.cli.exit_codes import CLEAN, NOTHING_CHECKED, VERDICTS
from policyengine.cli.output import write_output
from policyengine.cli.profiles import sole_profile
from policyengine.cli.usage import A_PATH, Commands
from policyengine.engine.asking import ask
from policyengine.engine.examples import example_results
from policyengine.engine.selectors import check_command_line
from policyengine.engine.session import Question, Session, with_defaults
from policyengine.errors import Mistake, UsageError
from policyengine.facts.cases import profile_cases
from policyengine.loading.suggestion import did_you_mean
from policyengine.outputs.rules.json import rules_json
from policyengine.outputs.rules.text import rule_line, rule_page
from policyengine.pipeline import loaded
from policyengine.policy.answers import PASSED
from policyengine.policy.policy import Policy
from policyengine.policy.selection import UNRELEASED, RuleHeader, is_preview, selected
from policyengine.rule import Rule
from policyengine.sessions import session_for
from policyengine.words.numbers import counted


@click.group(
    name="rules",
    cls=Commands,
    no_args_is_help=False,
    epilog="Example: policyengine rules list --select category:license",
)
def command() -> None:
    """List, show and test the rules in force here: the shipped ones and those of the settings' packs."""


_BESIDE = click.option(
    "--profile", type=A_PATH, metavar="PROFILE", help="Also the rules of the packs in force for this profile."
)


def _session_of(policy_from: str, profile: str | None = None, edition: str = "") -> Session:
    """Return settings and rules in force here, or for a profile; raises InputError when there is none at its path."""
    question = Question(day_of(None), policy_from=policy_from, edition=edition)
    if profile is not None:
        profile = sole_profile(profile, "rules")
        loaded(profile, question)
    return session_for(profile or "llm-profile.yaml", question, {})


def _policy(policy_from: str, profile: str | None = None) -> Policy:
    """Return the rules in force here, or for a profile; raises InputError when there is none at its path."""
    return _session_of(policy_from, profile).policy


@command.command(name="list", epilog="Example: policyengine rules list --select category:license")
@select_option
@click.option(
    "--profile", type=A_PATH, metavar="PROFILE", help="Only rules that can apply to something in this profile."
)
@click.option("--since", metavar="EDITION", help="Only shipped rules that are newer than this edition.")
@output_format_option(("text", "json"), "list")
@policy_from_option
@edition_option
def list_rules(  # noqa: PLR0913, PLR0917 - one parameter for each option
    select: tuple[str, ...],
    profile: str | None,
    since: str | None,
    output_format: str,
    policy_from: str,
    edition: str,
) -> int:
    """List the rules: id, severity, force, scope and title.

    Rules that are newer than the edition in force are marked as preview.
    """
    question = Question(day_of(None), select=words_of(select, "--select"), policy_from=policy_from, edition=edition)
    profile = None if profile is None else sole_profile(profile, "rules list")
    session = _session_of(policy_from, profile, edition)
    rules = _selected(session.policy, select) if profile is None else _applicable(profile, session, question)
    headers = {header.id: header for header in session.policy.all_headers}
    if since is not None:
        _refuse_unknown_edition(since, session.policy.editions)
        rules = sorted(
            (rule for rule in rules if is_preview(headers[rule.id], since)), key=lambda r: headers[r.id].since
        )
    edition = session.environment.settings.edition
    if output_format == "json":
        write_output(rules_json(rules, headers, edition))
        return CLEAN
    write_output(_listed(rules, headers, edition, since))
    if since is not None and not rules:
        write_output(f"no shipped rule is newer than edition {since}\n")
    return CLEAN


def _listed(rules: Sequence[Rule], headers: Mapping[str, RuleHeader], edition: str, since: str | None) -> str:
    """Return a line for each rule; with `since`, below the edition that it came with."""
    width = max((len(rule.id) for rule in rules), default=0)
    lines: list[str] = []
    for with_edition, group in groupby(rules, key=lambda rule: headers[rule.id].since if since is not None else ""):
        lines += [_edition_line(with_edition)] if with_edition else []
        for rule in group:
            mark = " (preview)" if is_preview(headers[rule.id], edition) else ""
            lines.append(f"{rule_line(rule, width)}{mark}")
    return "".join(f"{line}\n" for line in lines)


def _edition_line(edition: str) -> str:
    return "of the next edition:" if edition == UNRELEASED else f"edition {edition}:"


def _refuse_unknown_edition(edition: str, known: Sequence[str]) -> None:
    if edition not in known:
        raise UsageError(Mistake(f"there is no edition `{edition}`", hint=f"the editions are {', '.join(known)}"))


@command.command(name="show", epilog="Example: policyengine rules show license/user-limit")
@click.argument("rule_id", metavar="RULE")
@_BESIDE
@policy_from_option
def show_rule(rule_id: str, profile: str | None, policy_from: str) -> int:
    """Show RULE: conditions, reason, remediation, sources, parameters and examples."""
    session = _session_of(policy_from, profile)
    write_output(rule_text(rule_id, session))
    return CLEAN


def rule_text(rule_id: str, session: Session) -> str:
    """Return the page of a rule; raises UsageError for an unknown id."""
    rule = known_rule(session.policy, rule_id)
    return preview_note(rule.id, session) + rule_page(rule, session.policy.since(rule.id))


def preview_note(rule_id: str, session: Session) -> str:
    """Return a line for a rule that is newer than the edition in force; else an empty text."""
    edition = session.environment.settings.edition
    header = next((header for header in session.policy.all_headers if header.id == rule_id), None)
    if header is None or not is_preview(header, edition):
        return ""
    return f"preview: this rule is newer than edition {edition}, which is in force here, and does not count\n\n"


def known_rule(policy: Policy, rule_id: str) -> Rule:
    """Return a rule by its id; raises UsageError with the nearest id for an unknown one.

    The rules that the program itself evaluates are among them.
    """
    known = [*(header.id for header in policy.all_headers), *policy.builtin]
    if rule_id not in known:
        hint = did_you_mean(rule_id, known) or "`policyengine rules list` names the rules"
        pack = rule_id.partition(":")[0] if ":" in rule_id else ""
        if pack and not any(other.startswith(f"{pack}:") for other in known):
            hint = (
                f"no pack `{pack}` is in force here; elsewhere: `policyengine rules show {rule_id} --profile PROFILE`"
            )
        raise UsageError(Mistake(f"no rule `{rule_id}`", hint=hint))
    return policy.rule(rule_id)


@command.command(name="test", epilog="Example: policyengine rules test --select 'acme:*'")
@select_option
@click.option("--verbose", is_flag=True, help="Also list the examples that hold.")
@_BESIDE
@policy_from_option
def check_examples(select: tuple[str, ...], verbose: bool, profile: str | None, policy_from: str) -> int:  # noqa: FBT001 - click passes flags by name
    """Run the examples of the rules; exits 1 when one fails, 3 when there are none."""
    results = [result for rule in _selected(_policy(policy_from, profile), select) for result in example_results(rule)]
    lines = []
    for result in results:
        if result.differences or verbose:
            word = "FAILED" if result.differences else "ok"
            lines.append(f"{word} {result.rule.id}: {result.example.name}")
            lines += [f"  {difference}" for difference in result.differences]
    failed = sum(bool(result.differences) for result in results)
    rules = len({result.rule.id for result in results})
    lines.append(
        f"{counted(len(results), 'example')} of {counted(rules, 'rule')}: {len(results) - failed} hold, {failed} do not"
    )
    write_output("\n".join(lines) + "\n")
    if not results:
        return NOTHING_CHECKED
    return VERDICTS if failed else CLEAN


def _applicable(path: str, session: Session, question: Question) -> list[Rule]:
    """Return the rules that some case of a profile does not rule out: those that pass, fail, or are undecided."""
    check_command_line(question.select, session.policy.all_headers)
    session = session_for(path, question, {})
    profile = with_defaults(loaded(path, question), session)
    cases = profile_cases(profile, session.environment)
    actives = [active for active in (session.active, session.active.preview) if active]
    found = {item.header.id for active in actives for item in ask(active, cases, also=(PASSED,)).open}
    return [session.policy.rule(rule_id) for rule_id in sorted(found)]


def _selected(policy: Policy, select: tuple[str, ...]) -> list[Rule]:
    words = words_of(select, "--select")
    check_command_line(words, policy.all_headers)
    chosen = selected(policy.all_headers, words, ())
    return [policy.rule(rule_id) for rule_id in sorted(chosen)]
