"""JSON as every format for programs has it: which layout, by which version of this tool, and then what it says."""

import json
from collections.abc import Mapping
from typing import Any

from policyengine import __version__
from policyengine.plain import escape_json


def json_text(layout: str, fields: Mapping[str, Any]) -> str:
    """Print fields after the layout's name and the tool, indented by two, ending in a line feed; safe to print."""
    data = {"format": layout, "tool": {"name": "policyengine", "version": __version__}, **fields}
    return escape_json(json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False)) + "\n"
