"""Compiles CEL; the only module that imports the CEL library, and only if a condition must be compiled."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from policyengine.expressions.diagnostics import TOO_DEEP, read_errors
from policyengine.expressions.errors import ABSENCE, ExpressionError, Fault
from policyengine.expressions.fragment import facts_read, read_fragment
from policyengine.expressions.places import Places
from policyengine.expressions.tokens import longest_declared
from policyengine.expressions.wire import decode_checked
from policyengine.rule import Condition

if TYPE_CHECKING:
    from cel_expr_python import cel  # type: ignore[import-untyped]  # it has stubs but no py.typed marker

LONGEST = 4096
"""Maximum code points of a condition."""

DEEPEST = 24
"""Maximum nesting of open brackets in a condition; CEL itself fails at 32 levels."""

_Types = Mapping[str, str]


class _Environment(NamedTuple):
    """A CEL environment and its declarations."""

    types: dict[str, str]
    env: "cel.Env"


_environments: dict[str, _Environment] = {}
"""The shared environment, under `shared`: creating one costs as much as compiling seven conditions."""


def check_condition(source: str, types: Mapping[str, str]) -> Condition:
    """Compile a condition, which must be a bool over the facts and parameters in `types` (path to type name).

    Raises `ExpressionError` with every fault.
    """
    condition, result = check_expression(source, types)
    if result != "bool":
        raise ExpressionError(Fault(f"a condition is true or false, not {result}", 0, len(source)))
    return condition


def check_expression(source: str, types: Mapping[str, str]) -> tuple[Condition, str]:
    """Compile an expression of any type and return its type; raises `ExpressionError` with every fault."""
    _check_size(source)
    places = Places(source)
    _check_writing(places)
    try:
        compiled = _environment(places, types).compile(source)
    except RuntimeError as error:
        raise ExpressionError(*read_errors(str(error.args[0]), places, types)) from None
    checked = decode_checked(compiled.serialize())
    tree, refused = read_fragment(checked, places, types)
    if refused:
        raise ExpressionError(*refused)
    return Condition(source, tree, facts_read(tree)), checked.types.get(checked.root.id, "dyn")


def declare(types: Mapping[str, str]) -> None:
    """Declare these names in the shared environment, for example all facts and the parameters of all rules.

    This is optional, and pays off before compiling hundreds of conditions: those whose names are all declared here
    share one environment. For a name with different types, the first type is kept.
    """
    _environments["shared"] = _new_environment(types)


def _check_size(source: str) -> None:
    if not source.strip():
        raise ExpressionError(Fault("the condition is empty", 0, max(len(source), 1)))
    if len(source) > LONGEST:
        raise ExpressionError(Fault(f"a condition has at most {LONGEST} characters, not {len(source)}", LONGEST))
    try:
        source.encode()
    except UnicodeEncodeError as error:
        raise ExpressionError(Fault("half a surrogate pair is not a character", error.start)) from None


def _check_writing(places: Places) -> None:
    """Reject constructs that CEL's tree hides (`has` of a dotted variable is the variable) or cannot locate."""
    faults = [
        Fault("`has` cannot be used in a condition", name.offset, 3, ABSENCE)
        for name in places.names
        if name.called and name.bare and name.path == "has"
    ]
    if faults:
        raise ExpressionError(*faults)
    depth = 0
    for token in places.tokens:
        if token.text == "`":
            raise ExpressionError(Fault("names are written without backticks", token.offset))
        if token.kind == "mark":
            depth += (token.text in {"(", "[", "{"}) - (token.text in {")", "]", "}"})
            if depth > DEEPEST:
                raise ExpressionError(Fault(TOO_DEEP, token.offset, 1, f"at most {DEEPEST} open brackets"))


def _environment(places: Places, types: _Types) -> "cel.Env":
    """Return an environment in which every name of the source has exactly the type in `types`."""
    if "shared" not in _environments:
        declare(types)
    shared = _environments["shared"]
    used: dict[str, str] = {}
    same = True
    for name in places.names:
        path = longest_declared(name.operand, types)
        if path:
            used[path] = types[path]
        other = longest_declared(name.operand, shared.types)
        same = same and other == path and types.get(path) == shared.types.get(path)
    return shared.env if same else _new_environment(used).env


def _new_environment(types: _Types) -> _Environment:
    from cel_expr_python import cel

    known = dict(types)
    return _Environment(known, cel.NewEnv(variables={path: _cel_type(kind) for path, kind in known.items()}))


def _cel_type(kind: str) -> Any:
    from cel_expr_python import cel

    scalars = {
        "string": cel.Type.STRING,
        "bool": cel.Type.BOOL,
        "int": cel.Type.INT,
        "double": cel.Type.DOUBLE,
        "timestamp": cel.Type.TIMESTAMP,
        "duration": cel.Type.DURATION,
    }
    if kind.startswith("list<"):
        return cel.Type.List(scalars[kind[5:-1]])
    return scalars[kind]
