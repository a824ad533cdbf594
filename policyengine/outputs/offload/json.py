"""The analysis of a request log, for programs: `candidates/0`, described by `schemas/candidates.schema.json`."""

from typing import Any

from policyengine.offload.reading import Reading, TaskCount, share_against_published
from policyengine.outputs.json_text import json_text
from policyengine.wire.places import plain_place

FORMAT = "candidates/0"
"""Name of the layout; 0 means that releases may still change it incompatibly."""


def render_offload_json(reading: Reading) -> str:
    """Print the whole analysis, indented by two, ending in a line feed."""
    log, first = reading.counted, reading.first_left_out
    data = {
        "log": reading.log,
        "requests": log.requests,
        "first_day": log.first_day,
        "last_day": log.last_day,
        "days": log.days,
        "left_out": reading.left_out,
        "first_left_out": first and {"message": first.message, "location": plain_place(first.location)},
        "simple_share": log.simple_share,
        "against_published": None if log.simple_share is None else share_against_published(log.simple_share),
        "complexity": dict(log.words),
        "simple_tokens": reading.simple_tokens,
        "age": reading.age._asdict(),
        "tasks": [_task_data(task, reading) for task in log.tasks],
    }
    return json_text(FORMAT, data)


def _task_data(task: TaskCount, reading: Reading) -> dict[str, Any]:
    log = reading.counted
    return {
        **task._asdict(),
        "requests_per_day": task.requests / log.days,
        "share": task.requests / log.requests,
        "tokens_per_day": (task.input_tokens + task.output_tokens) / log.days,
        "simple_share": task.simple_share,
        "candidate": reading.is_candidate(task),
    }
