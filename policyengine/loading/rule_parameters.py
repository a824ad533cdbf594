"""What a rule file says of its parameters, and which facts it may read with them."""

from collections.abc import Mapping
from typing import Any

from policyengine.document import Document
from policyengine.errors import Mistake
from policyengine.loading.schema_words import show
from policyengine.loading.tightness import DIRECTIONS
from policyengine.loading.value_types import fits
from policyengine.rule import Parameter
from policyengine.vocabulary.types import ROOTS, TYPES


def parameters_of(document: Document, given: Mapping[str, Any], mistakes: list[Mistake]) -> tuple[Parameter, ...]:
    """Return the parameters that a schema-valid rule file declares; what is wrong goes to `mistakes`."""
    return tuple(_parameter(document, name, item, mistakes) for name, item in given.items())


def _parameter(document: Document, name: str, given: Mapping[str, Any], mistakes: list[Mistake]) -> Parameter:
    kind, default = given["type"], given["default"]
    if not fits(default, kind):
        place = document.locate_value(("parameters", name, "default"))
        message = f"the default of `{name}` is not of type {kind}: {show(default)}"
        mistakes.append(document.mistake(message, place))
    tighter = given.get("tighter")
    word = "" if tighter is None else str(tighter).lower()  # YAML reads `true` as a flag
    if word and word not in DIRECTIONS[kind]:
        words = " or ".join(DIRECTIONS[kind])
        hint = f"of this type, {words} can be tighter" if words else "no text is tighter than another: leave it out"
        place = document.locate_value(("parameters", name, "tighter"))
        mistakes.append(document.mistake(f"`{name}` is of type {kind}, which is never `{word}`", place, hint))
    return Parameter(name, kind, default, given["description"], word)


def visible_types(scope: str, parameters: tuple[Parameter, ...] = ()) -> dict[str, str]:
    """Return the type of every fact that a rule of this scope may read, its own parameters among them."""
    roots = ROOTS[scope]
    types = {path: kind for path, kind in TYPES.items() if path.partition(".")[0] in roots}
    types.update({f"params.{parameter.name}": parameter.type for parameter in parameters})
    return types
