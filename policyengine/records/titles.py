"""What the options of a decision are called in its record."""

from collections import Counter
from collections.abc import Mapping

from policyengine.decision import Decision
from policyengine.markdown import option_titles

Titles = Mapping[tuple[str, str], str]
"""Option titles by workload and element."""


def titles_of(decision: Decision) -> Titles:
    """Title each option; where a decision has several workloads, each title names its own.

    Of two options of a workload that are the same, one that supports the choice is told by its role.
    """
    several = len(decision.workloads) > 1
    options = [(workload.name, option) for workload in decision.workloads for option in workload.options]
    times = Counter((name, option.title) for name, option in options)
    suffixes = [
        (f" ({option.role})" if option.supports and times[name, option.title] > 1 else "")
        + (f" ({name})" if several else "")
        for name, option in options
    ]
    titles = option_titles([option.title for _, option in options], suffixes)
    return {(name, option.element): title for (name, option), title in zip(options, titles, strict=True)}
