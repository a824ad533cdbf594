"""A plan as text, by the name that `--output-format` takes."""

from collections.abc import Callable

from policyengine.migration.plan import Plan
from policyengine.reporters.by_format import renderers

PLAN_REPORTERS: dict[str, Callable[[Plan], str]] = renderers("plan", ("text", "json", "markdown"))
"""Every output format."""
