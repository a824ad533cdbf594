"""CEL's own runtime, to compare with; other tests use `cel_value` for every rule and example."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from cel_expr_python import cel  # type: ignore[import-untyped]  # it carries stubs but no py.typed marker


class CelError(NamedTuple):
    """CEL's run-time error."""

    message: str

    @property
    def is_absence(self) -> bool:
        """Return whether CEL found no value for a variable."""
        return "No value with name" in self.message


_SCALARS = {
    "string": cel.Type.STRING,
    "bool": cel.Type.BOOL,
    "int": cel.Type.INT,
    "double": cel.Type.DOUBLE,
    "timestamp": cel.Type.TIMESTAMP,
    "duration": cel.Type.DURATION,
}


def _cel_type(kind: str) -> Any:
    return cel.Type.List(_SCALARS[kind[5:-1]]) if kind.startswith("list<") else _SCALARS[kind]


@lru_cache(maxsize=32)
def _environment(types: tuple[tuple[str, str], ...]) -> Any:
    return cel.NewEnv(variables={path: _cel_type(kind) for path, kind in types})


@lru_cache(maxsize=4096)
def _expression(source: str, types: tuple[tuple[str, str], ...]) -> Any:
    return _environment(types).compile(source)


def cel_value(source: str, types: Mapping[str, str], facts: Mapping[str, Any]) -> Any:
    """Evaluate a source with CEL's runtime: the value, or a `CelError`. Facts without a type are left out."""
    expression = _expression(source, tuple(sorted(types.items())))
    result = expression.eval(data={path: value for path, value in facts.items() if path in types})
    return CelError(str(result.plain_value())) if result.type().name() == "ERROR" else result.plain_value()
