"""JSON Schemas as text: indented by two, with lists of scalars wrapped into lines."""

import json
from typing import Any

WIDTH = 120
"""Maximum columns of a line."""


def schema_text(schema: dict[str, Any]) -> str:
    """Return the schema as JSON, indented by two, with lists of scalars wrapped at 120 columns."""
    return _json(schema, 0, 0) + "\n"


def _json(value: Any, depth: int, column: int) -> str:
    pad = "  " * (depth + 1)
    if isinstance(value, dict) and value:
        lines = []
        for key, item in value.items():
            start = f"{pad}{json.dumps(key)}: "
            lines.append(start + _json(item, depth + 1, len(start)))
        return "{\n" + ",\n".join(lines) + "\n" + "  " * depth + "}"
    one_line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, list) or column + len(one_line) < 120 or not value:  # noqa: PLR2004 - the line length
        return one_line
    if any(isinstance(item, (dict, list)) for item in value):
        return "[\n" + ",\n".join(pad + _json(item, depth + 1, len(pad)) for item in value) + "\n" + "  " * depth + "]"
    words = [f"{json.dumps(item, ensure_ascii=False)}," for item in value]
    words[-1] = words[-1].removesuffix(",")
    rows = [""]
    for word in words:
        if rows[-1] and len(pad) + len(rows[-1]) + len(word) >= WIDTH - 1:
            rows.append("")
        rows[-1] += (" " if rows[-1] else "") + word
    return "[\n" + "\n".join(pad + row for row in rows) + "\n" + "  " * depth + "]"
