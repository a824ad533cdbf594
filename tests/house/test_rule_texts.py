"""The texts of a shipped rule are enough to act on a verdict.

The message names the subject and shows a fact that decides. The remediation starts with a verb or a key and is short.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from policyengine.message import NOT_DECLARED, placeholders
from policyengine.policy.policy import load_policy
from policyengine.rule import Rule

SHARE = 1.0
"""The share of shipped rules whose texts are complete: it may only rise."""

SUBJECTS = frozenset(
    {
        "license.name",
        "option.model.id",
        "option.provider.id",
        "organization.name",
        "project.name",
        "recipient.id",
        "store.name",
        "tool.name",
        "workload.fine_tune.teacher",
        "workload.name",
    }
)
"""Facts that name what a verdict is about."""

VERBS = re.compile(
    r"add|agree|ask|automate|buy|calculate|call|capture|check|choose|collect|compare|correct|count|declare|"
    r"de-identify|delete|display|document|encrypt|evaluate|grade|include|keep|let|list|make|measure|move|name|"
    r"opt|prototype|read|remove|rename|replace|require|retrieve|run|screen|serve|set|sign|state|update|use"
)
"""The verbs with which a remediation begins; add one that tells the reader to do something."""

LONGEST_REASON = 20
LONGEST_REMEDIATION = 220
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)\]\"'])\. (?=[A-Z])")


def rules() -> list[Rule]:
    """Return the shipped rules with conditions."""
    policy = load_policy(())
    return [policy.rule(header.id) for header in policy.all_headers]


def made_of(paths: set[str], parts: Mapping[str, Sequence[str]]) -> set[str]:
    """Return facts and, for derived ones, the facts that they are made of."""
    reached: set[str] = set()
    pending = list(paths)
    while pending:
        path = pending.pop()
        if path not in reached:
            reached.add(path)
            pending += parts.get(path, ())
    return reached


def lacks(rule: Rule, parts: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield what the texts of a rule lack."""
    shown = {each.path for each in placeholders(rule.message)}
    conditions = [each for each in (rule.when, rule.require, *(each for _, each in rule.severity)) if each]
    read = made_of({path for each in conditions for path in each.reads}, parts)
    if not shown & SUBJECTS:
        yield "the message does not name the subject"
    if not {path for path in shown & read if not path.startswith("params.")} - {"workload.name", "option.model.id"}:
        yield "the message does not show a fact that decides"
    first = rule.remediation.split()[0]
    if not (first.startswith("`") or VERBS.fullmatch(first.lower().strip(",:"))):
        yield f"the remediation begins with `{first}`, neither a key nor a verb"


def test_messages_name_subject_fact_and_repair() -> None:
    """No fewer rules than recorded name the subject, the deciding fact and the repair."""
    parts = load_policy(()).made_of
    shipped = rules()
    incomplete = {rule.id: missing for rule in shipped if (missing := list(lacks(rule, parts)))}
    share = 1 - len(incomplete) / len(shipped)
    lines = [f"{rule_id}: {'; '.join(missing)}" for rule_id, missing in sorted(incomplete.items())]
    assert share >= SHARE, "\n".join([f"{share:.1%} of the rules are complete, {SHARE:.1%} are recorded:", *lines])


def test_first_reasons_are_short() -> None:
    """The first sentence of a rationale, which verdicts print, has at most 20 words."""
    first = {rule.id: _SENTENCE_END.split(rule.rationale, maxsplit=1)[0] for rule in rules()}
    assert {rule_id: text for rule_id, text in first.items() if len(text.split()) > LONGEST_REASON} == {}


def test_remediations_are_short() -> None:
    """A remediation has at most 220 characters: the usual action; the rationale has the rest."""
    lengths = {rule.id: len(rule.remediation) for rule in rules()}
    assert {rule_id: length for rule_id, length in lengths.items() if length > LONGEST_REMEDIATION} == {}


def test_examples_name_their_subject() -> None:
    """No message of an example prints an undeclared fact where it quotes a name."""
    messages = {rule.id: [example.message or "" for example in rule.examples] for rule in rules()}
    assert {rule_id: texts for rule_id, texts in messages.items() if f"`{NOT_DECLARED}`" in "".join(texts)} == {}
