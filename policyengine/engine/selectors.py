"""Refuses selectors that name no rule, and settings that would silence the law."""

from collections.abc import Sequence

from policyengine.errors import Mistake, SettingsError, UsageError
from policyengine.loading.settings import Settings
from policyengine.policy.selection import OFF, Head, unmatched
from policyengine.rule import FORCES, RANK, Severity


def check_command_line(selectors: Sequence[str], heads: Sequence[Head]) -> None:
    """Raise UsageError for every selector of `--select` and `--ignore` that names no rule."""
    wrong = unmatched(selectors, heads)
    if wrong:
        raise UsageError(*(Mistake(f"no rule matches `{word}`", None, "", _hint(word, heads)) for word in wrong))


def check_severities(settings: Settings, heads: Sequence[Head], declared: dict[str, Severity]) -> None:
    """Raise SettingsError for selectors that name no rule, and for a rule of force `law` named to be lowered.

    `declared` gives the loudest severity that each rule of force `law` declares.
    """
    document = settings.document
    if document is None:
        return
    mistakes = []
    for word in unmatched(settings.severities, heads):
        place = document.locate_key(("severities", word))
        mistakes.append(document.mistake(f"no rule matches `{word}`", place, _hint(word, heads)))
    for word, severity in settings.severities.items():
        loudest = declared.get(word)
        if loudest is not None and (severity == OFF or RANK[Severity(severity)] < RANK[loudest]):
            place = document.locate_value(("severities", word))
            message = f"`{word}` has force law: settings cannot lower it from {loudest} to {severity}"
            mistakes.append(document.mistake(message, place, "remove this line; an exception to the law takes a waiver"))
    if mistakes:
        raise SettingsError(*mistakes)


def _hint(word: str, heads: Sequence[Head]) -> str:
    from policyengine.loading.suggestion import did_you_mean

    known = [head.id for head in heads]
    known += [f"category:{name}" for name in sorted({head.category for head in heads})]
    known += [f"force:{name}" for name in FORCES]
    return did_you_mean(word, known) or "`policyengine rules list` names the rules"
