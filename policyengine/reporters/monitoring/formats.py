"""Results against their baselines as text, by the name that `--output-format` takes."""

from collections.abc import Callable

from policyengine.migration.monitoring import Monitoring
from policyengine.reporters.by_format import renderers

MONITORING_REPORTERS: dict[str, Callable[[Monitoring], str]] = renderers("monitoring", ("text", "json"))
"""Every output format."""
