"""Results compared with baselines, for programs: `monitoring/0`, described by `schemas/monitoring.schema.json`."""

from typing import Any

from policyengine.migration.drops import Assessment
from policyengine.monitor.monitoring import Monitoring
from policyengine.outputs.json_text import json_text
from policyengine.outputs.terms import plain_term
from policyengine.wire.costs import plain_amount
from policyengine.wire.places import plain_place

FORMAT = "monitoring/0"
"""Name of the layout; 0 means that releases may still change it incompatibly."""


def render_monitor_json(found: Monitoring) -> str:
    """Print all results, indented by two, ending in a line feed."""
    data = {
        "source": found.source,
        "limits": {name: plain_term(term) for name, term in found.limits._asdict().items()},
        "alerts": found.alerts,
        "earlier_runs": found.earlier,
        "assessments": [_data(one) for one in found.assessments],
    }
    return json_text(FORMAT, data)


def _data(one: Assessment) -> dict[str, Any]:
    result = one.result._asdict()
    return {
        **result,
        "date": one.result.date or None,
        "location": plain_place(one.result.location),
        "baseline": one.baseline,
        "baseline_n": one.baseline_examples,
        "standing": one.standing,
        "drop_points": one.points,
        "drop_percent": one.percent,
        "over_points": one.over_points,
        "over_percent": one.over_percent,
        "interval_points": None if one.interval is None else plain_amount(one.interval),
        "told_apart": one.is_told_apart,
        "false_alarms": one.false_alarms,
        "examples_needed": one.enough,
    }
