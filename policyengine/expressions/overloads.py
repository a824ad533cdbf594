"""Maps CEL's overload ids to the operators of trees."""

_OVERLOADS = {
    "logical_not": "not",
    "equals": "==",
    "not_equals": "!=",
    "in_list": "in",
    "add_int64": "+ int",
    "subtract_int64": "- int",
    "multiply_int64": "* int",
    "divide_int64": "/ int",
    "modulo_int64": "% int",
    "negate_int64": "negate int",
    "add_double": "+ double",
    "subtract_double": "- double",
    "multiply_double": "* double",
    "divide_double": "/ double",
    "negate_double": "negate double",
    "add_string": "+ string",
    "add_timestamp_duration": "+ time",
    "add_duration_timestamp": "+ time",
    "subtract_timestamp_duration": "- time",
    "subtract_timestamp_timestamp": "- times",
    "size_list": "size",
    "list_size": "size",
    "size_string": "size",
    "string_size": "size",
    "int64_to_double": "double",
    "starts_with_string": "startsWith",
    "ends_with_string": "endsWith",
    "contains_string": "contains",
}
_ORDERS = {"less": "<", "less_equals": "<=", "greater": ">", "greater_equals": ">="}
_ORDERED = frozenset({"bool", "int64", "double", "string", "timestamp", "duration"})
_DOUBLES = {"==": "== doubles", "!=": "!= doubles", "in": "in doubles"}


def operator_name(overloads: tuple[str, ...], types: tuple[str, ...]) -> str:
    """Return the operator of a checked call on operands of these types; empty if it is outside the fragment."""
    if len(overloads) != 1 or not all(map(_is_plain, types)):
        return ""
    (overload,) = overloads
    order, _, ordered = overload.rpartition("_")
    name = _ORDERS.get(order, "") if ordered in _ORDERED else ""
    name = name or _OVERLOADS.get(overload, "")
    return _DOUBLES.get(name, name) if "list<double>" in types else name


def _is_plain(kind: str) -> bool:
    scalar = kind.removeprefix("list<").removesuffix(">")
    return scalar in {"string", "bool", "int", "double", "timestamp", "duration"} or kind == "list<dyn>"
