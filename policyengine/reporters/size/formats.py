"""A size report as text, by the name that `--output-format` takes."""

from collections.abc import Callable

from policyengine.reporters.by_format import renderers
from policyengine.size_report import SizeReport

SIZE_REPORTERS: dict[str, Callable[[SizeReport], str]] = renderers("size", ("text", "json", "csv", "markdown"))
"""Every output format."""
