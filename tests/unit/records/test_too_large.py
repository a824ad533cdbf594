"""A record that takes too much is the fault of its decision, not of the shipped template."""

import pytest

from policyengine.errors import SizeError
from policyengine.location import Location
from policyengine.records.record import record_text
from policyengine.rendering import bounds
from policyengine.resources import TEMPLATES
from tests.builders import make_decision

PLACE = Location("svc/llm-profile.yaml", 30, 3, 30, 5)


def test_the_error_is_at_the_decision(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the decision, and the hint is one that its author can follow."""
    monkeypatch.setattr(bounds, "STEP_LIMIT", 100)
    decision = make_decision()._replace(place=PLACE)
    with pytest.raises(SizeError) as raised:
        record_text(decision, 1, TEMPLATES)
    (mistake,) = raised.value.mistakes
    assert (mistake.location, mistake.message) == (
        PLACE,
        f"the record of decision `{decision.key}`: it takes more than 100 steps",
    )
    assert mistake.hint.startswith("split the decision")
