"""Which input moves a cost most."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

STEP = 0.2
"""Each input is moved by this fraction of itself, up and down."""


class Influence(NamedTuple):
    """What a cost becomes, in USD per month, when one input is a fifth lower and a fifth higher."""

    name: str
    lower: float
    higher: float

    @property
    def spread(self) -> float:
        """Give how far the cost moves, in USD per month."""
        return abs(self.higher - self.lower)


def influences(cost_of: Callable[[Mapping[str, float]], float], inputs: Mapping[str, float]) -> tuple[Influence, ...]:
    """Give the influence of each input, the strongest first, then by name. `cost_of` takes all inputs by name."""
    found = [
        Influence(name, cost_of({**inputs, name: amount * (1 - STEP)}), cost_of({**inputs, name: amount * (1 + STEP)}))
        for name, amount in inputs.items()
    ]
    return tuple(sorted(found, key=lambda influence: (-influence.spread, influence.name)))
