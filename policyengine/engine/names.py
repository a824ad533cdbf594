"""Names on the command line: of workloads, price sets, GPUs and the like."""

from collections.abc import Sequence

from policyengine.errors import Mistake, UsageError
from policyengine.loading.suggestion import did_you_mean


def check_names(kind: str, given: Sequence[str], known: Sequence[str]) -> None:
    """Raise UsageError for unknown names on the command line."""
    wrong = [name for name in given if name not in known]
    if wrong:
        listed = f"one of {', '.join(known)}" if known else f"there is no {kind} at all"
        raise UsageError(*(Mistake(f"no {kind} `{name}`", hint=did_you_mean(name, known) or listed) for name in wrong))
