"""The example of a method, run."""

from collections.abc import Mapping
from typing import Any

from policyengine.methods.method import Method


def example_values(method: Method) -> Mapping[str, Any]:
    """Read the inputs of a method's example in their command-line form."""
    forms = {item.name: item.form for item in method.inputs}
    pairs = (argument.partition("=") for argument in method.example)
    return {name: forms[name].read(value) for name, _, value in pairs}
