"""Searches for the volume from which the options in use are certainly cheapest; hardware comes in whole units."""

from collections.abc import Sequence

from policyengine.facts.costs.served_options import is_counted, served_if_chosen, served_in_use, side_of, zones_of
from policyengine.facts.environment import Environment, Facts
from policyengine.facts.volume import INPUT_TOKENS, OUTPUT_TOKENS
from policyengine.option import Option

TOKENS_PER_DAY = "workload.break_even.tokens_per_day"


def break_even_facts(workload: Facts, options: Sequence[Option], environment: Environment) -> Facts:
    """Return `workload.break_even.*` from the options of a workload.

    The result is empty if the cost of an option cannot be computed, no option is considered, or a considered option
    stays cheaper at any volume.
    """
    given = [(option, {**workload, **option.facts}) for option in options]
    served, others = served_in_use(given), served_if_chosen(given)
    tokens = [workload.get(path) for path in (INPUT_TOKENS, OUTPUT_TOKENS)]
    if (
        not others
        or None in tokens
        or not all(is_counted(side, environment) for side in (served, *([o] for o in others)))
    ):
        return {}
    borders = []
    in_use = side_of(served, environment)
    for other in others:
        begin, word = zones_of(in_use, side_of([other], environment)).parts[-1]
        if word != "first":
            return {}
        borders.append(0 if begin == 1 else begin)
    return {TOKENS_PER_DAY: float(max(borders) * sum(filter(None, tokens)))}
