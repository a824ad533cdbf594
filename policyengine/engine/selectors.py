"""Rejects selectors that match no rule, and settings that would lower the severity of rules of force law."""

from collections.abc import Callable, Iterator, Sequence

from policyengine.errors import Mistake, UsageError
from policyengine.loading.settings import Settings
from policyengine.policy.selection import OFF, RuleHeader, matches, meant, names, unmatched
from policyengine.rule import FORCES, Rule
from policyengine.severity import RANK, Severity


def check_command_line(selectors: Sequence[str], headers: Sequence[RuleHeader]) -> None:
    """Raise UsageError for every selector of `--select` and `--ignore` that matches no rule."""
    from policyengine.engine.selector_limits import refuse_many

    refuse_many(selectors)
    wrong = [word for word in unmatched(selectors, headers) if meant(word, headers) == word]
    if wrong:
        raise UsageError(*(Mistake(f"no rule matches `{word}`", None, "", hint_for(word, headers)) for word in wrong))


def severity_mistakes(
    settings: Settings, headers: Sequence[RuleHeader], rule_of: Callable[[str], Rule]
) -> Iterator[Mistake]:
    """Yield a mistake for each selector under `severities:` that matches no rule or lowers a rule of force law."""
    for document, word, severity in (
        (f.document, *pair) for f in settings.files if f.document is not None for pair in f.severities.items()
    ):
        key = document.locate_key(("severities", word))
        named = [header for header in headers if matches(word, header)]
        if not named:
            yield document.mistake(f"no rule matches `{word}`", key, hint_for(word, headers))
        elif not any(names(word, header) for header in named) and all(header.force == "law" for header in named):
            message = f"`{word}` matches only rules of force law, which change only when named by their ids"
            yield document.mistake(message, key, _WAIVER)
        for header in named:
            loudest = loudest_of(rule_of(header.id)) if header.force == "law" and names(word, header) else None
            if loudest is not None and (severity == OFF or RANK[Severity(severity)] < RANK[loudest]):
                message = f"`{word}` has force law: settings cannot lower it from {loudest} to {severity}"
                yield document.mistake(message, document.locate_value(("severities", word)), _WAIVER)


_WAIVER = "remove this line; an exception to the law requires a waiver"


def loudest_of(rule: Rule) -> Severity:
    """Return the highest severity that a rule declares."""
    return max((severity for severity, _ in rule.severity), key=RANK.__getitem__)


def hint_for(word: str, headers: Sequence[RuleHeader]) -> str:
    """Return suggestions for a selector that matches no rule."""
    from policyengine.loading.suggestion import did_you_mean

    known = [header.id for header in headers]
    known += [f"category:{name}" for name in sorted({header.category for header in headers})]
    known += [f"force:{name}" for name in FORCES]
    return did_you_mean(word, known) or "`policyengine rules list` names the rules"
