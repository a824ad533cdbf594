"""What the options of a decision are called in its record: short titles for people, and full ones that identify."""

from collections import Counter
from collections.abc import Mapping

from policyengine.decision import Decision
from policyengine.markdown import option_titles
from policyengine.option import names_of

Titles = Mapping[tuple[str, str], str]
"""Option titles by workload and element."""


def titles_of(decision: Decision) -> Titles:
    """Return a short title for each option; where a decision has several workloads, each title names its own."""
    several = len(decision.workloads) > 1
    names = {
        (workload.name, element): name
        for workload in decision.workloads
        for element, name in names_of([judged.option for judged in workload.options]).items()
    }
    suffixes = [f" ({workload})" if several else "" for workload, _ in names]
    return dict(zip(names, option_titles([*names.values()], suffixes), strict=True))


def full_titles_of(decision: Decision) -> Titles:
    """Return the full title of each option, by which a record is compared: the ids that it is declared with.

    Of two options of a workload that are the same, one that supports the choice is shown with its role.
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
