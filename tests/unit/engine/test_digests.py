"""What the digest of inputs leaves out."""

from policyengine.engine.digests import PRICED
from policyengine.vocabulary.routes import INPUTS


def test_every_fact_that_prices_move_is_known() -> None:
    """A fact computed from all that a cost is computed from holds prices too."""
    cost = set(INPUTS["option.cost.low_usd_per_month"])
    priced = [path for path, given in INPUTS.items() if cost <= set(given)]

    assert "workload.cost.low_usd_per_month" in priced
    assert [path for path in priced if not path.startswith(PRICED)] == []
