"""What a log shows as text, by the name that `--output-format` takes."""

from collections.abc import Callable

from policyengine.migration.candidates import Reading
from policyengine.reporters.by_format import renderers

CANDIDATES_REPORTERS: dict[str, Callable[[Reading], str]] = renderers("candidates", ("text", "json"))
"""Every output format."""
