"""The settings in force, value by value, with the place of each: for people, and `settings/0` for programs.

`schemas/settings.schema.json` describes the latter.
"""

from collections.abc import Iterator
from typing import Any

from policyengine.loading.settings import Settings
from policyengine.loading.statements import InForce, in_force
from policyengine.outputs.json_text import json_text
from policyengine.outputs.values import fact_text
from policyengine.snippet import safe_lines
from policyengine.wire.places import plain_place
from policyengine.wire.values import plain_value

FORMAT = "settings/0"
"""Name of the layout; 0 means that releases may still change it incompatibly."""


def settings_text(settings: Settings, place: str) -> str:
    """Print the files, the nearest first, and a line for each value in force."""
    return safe_lines(_lines(settings, place))


def settings_json(settings: Settings, place: str) -> str:
    """Print the same as JSON, indented by two, ending in a line feed."""
    data = {
        "place": place,
        "files": [document.path for document in settings.documents],
        "values": [_value(value) for value in in_force(settings.files)],
    }
    return json_text(FORMAT, data)


def _lines(settings: Settings, place: str) -> Iterator[str]:
    paths = [document.path for document in settings.documents]
    if not paths:
        yield f"no policyengine.yaml applies to {place}: every rule and parameter has its shipped value"
        return
    yield f"in force for {place}, the nearest file first:"
    yield from (f"  {path}" for path in paths)
    section = ""
    for value in in_force(settings.files):
        given = value.statement
        if given.route[0] != section:
            section = str(given.route[0])
            yield ""
        over = f", over {', '.join(map(str, value.over))}" if value.over else ""
        yield f"{given.key}: {_shown(given.value)}  ({given.location}{over})"


def _shown(value: Any) -> str:
    """Print a value on one line; a mapping, such as users by month, as YAML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_shown(given)}" for key, given in value.items()) + "}"
    return fact_text(value)


def _value(value: InForce) -> dict[str, Any]:
    given = value.statement
    return {
        "key": given.key,
        "route": list(given.route),
        "value": plain_value(given.value),
        "location": plain_place(given.location),
        "over": [plain_place(place) for place in value.over],
    }
