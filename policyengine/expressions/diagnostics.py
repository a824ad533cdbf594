"""Converts CEL's compile errors to faults with hints for the author of a rule."""

import re
from collections.abc import Mapping
from difflib import get_close_matches

from policyengine.expressions.errors import ABSENCE, Fault
from policyengine.expressions.places import Places
from policyengine.expressions.tokens import Name, longest_declared

_ERROR = re.compile(
    r"^ERROR: <input>:(-?\d+):(-?\d+): (.*?)(?=\n \| |\nERROR: <input>|(?: \[[A-Z_]+\])?\Z)", re.MULTILINE | re.DOTALL
)
_STATUS = re.compile(r"^[A-Z_]+: ")
_UNDECLARED = re.compile(r"undeclared reference to '(.*)' \(in container '.*'\)", re.DOTALL)
_OVERLOAD = re.compile(r"found no matching overload for '(.*)' applied to '(.*)'", re.DOTALL)
_SELECT = re.compile(r"expression of type '(.*)' cannot be the operand of a select operation")
_EXPECTED = re.compile(r"expected type '(.*)' but found '(.*)'")
_SYNTAX = re.compile(
    r"Syntax error: (?:missing '(?P<missing>.)' at )?(?:.*? (?:input|at:) )?'?(?P<found><EOF>)?", re.DOTALL
)
_VARIABLE = re.compile(r"(\w+)\(\) variable name must be a simple identifier")
_TOO_DEEP = re.compile(r"recursion (?:depth|limit)", re.IGNORECASE)
_FUNCTIONS = ("size", "startsWith", "endsWith", "contains", "matches", "all", "exists", "exists_one", "filter",
              "timestamp", "duration", "double")  # fmt: skip
_SHOWN = 3
"""Maximum number of facts of a group in a message."""

_OTHER_NAMES = {"any": "exists", "some": "exists", "every": "all", "len": "size", "length": "size", "count": "size",
                "includes": "contains", "regex": "matches", "date": "timestamp"}  # fmt: skip
_COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">="})
_OTHER_LANGUAGES = {"and": "&&", "or": "||", "not": "!", "=": "==", "&": "&&", "|": "||", "AND": "&&", "OR": "||"}
TOO_DEEP = "the condition is nested too deeply"


def read_errors(text: str, places: Places, types: Mapping[str, str]) -> tuple[Fault, ...]:
    """Parse every error in CEL's text; of several syntax errors only the first, because the rest follow from it."""
    if _TOO_DEEP.search(text):
        return (Fault(TOO_DEEP, 0, 1, "split it, or name a part of it as a fact"),)
    faults: list[Fault] = []
    seen_syntax = False
    errors = _ERROR.findall(_STATUS.sub("", text))
    for line, column, message in [error for error in errors if not _follows(error)] or errors:
        syntax = message.startswith("Syntax error")
        if syntax and seen_syntax:
            continue
        seen_syntax = seen_syntax or syntax
        fault = _fault(message, places.offset(int(line), int(column)), places, types)
        if fault not in faults:
            faults.append(fault)
    kept = tuple(fault for fault in faults if not _is_loop_variable(fault, faults))
    return kept or (Fault(_lower(_STATUS.sub("", text)), 0),)


def _is_loop_variable(fault: Fault, faults: list[Fault]) -> bool:
    """Return whether an unknown name only follows from a misspelt loop, as both `c` in `x.any(c, c == 1)`."""
    plain = fault.message.startswith("unknown fact `") and "." not in fault.message
    return plain and any(other.message.startswith("unknown function") for other in faults)


def _follows(error: tuple[str, str, str]) -> bool:
    """Return whether an error only follows from another: it has no place, or refers to a part that failed itself."""
    return error[0] == "-1" or "*error*" in error[2]


def _fault(message: str, offset: int, places: Places, types: Mapping[str, str]) -> Fault:
    if match := _UNDECLARED.fullmatch(message):
        return _undeclared(match.group(1), offset, places, types)
    if match := _SYNTAX.match(message):
        return _syntax(match["missing"] or "", match["found"] == "<EOF>", offset, places)
    start = places.start(offset)
    length = places.length(start)
    if match := _OVERLOAD.fullmatch(message):
        found, hint = _mismatch(match.group(1), [_type(part) for part in _split(match.group(2))])
        return Fault(found, start, length, hint)
    if match := _SELECT.fullmatch(message):
        return _selected(_type(match.group(1)), start, places, types)
    if match := _VARIABLE.fullmatch(message):
        return Fault(f"the loop variable of `{match.group(1)}` must be one plain name", start, length)
    if match := _EXPECTED.fullmatch(message):
        return Fault(f"needs {_type(match.group(1))} here, not {_type(match.group(2))}", start, length)
    return Fault(_lower(message), start, length)


def _undeclared(reference: str, offset: int, places: Places, types: Mapping[str, str]) -> Fault:
    name = places.name_at(offset)
    if name is None:
        return Fault(f"unknown name `{reference}`", offset)
    if name.called and (not name.operand or reference == name.parts[-1].text):
        function = name.parts[-1]
        other = _OTHER_NAMES.get(function.text)
        hint = f"did you mean `{other}`?" if other else _similar(function.text, _FUNCTIONS)
        return Fault(f"unknown function `{function.text}`", function.offset, len(function.text), hint)
    path = ".".join(part.text for part in name.operand)
    length = name.operand[-1].end - name.offset
    kind = "parameter" if path.startswith("params.") else "fact"
    parts = sorted(other for other in types if other.startswith(path + "."))
    if parts:
        shown = ", ".join(f"`{part}`" for part in parts[:_SHOWN]) + (", …" if len(parts) > _SHOWN else "")
        return Fault(f"`{path}` is not a {kind} but a group of them", name.offset, length, f"it has {shown}")
    return Fault(f"unknown {kind} `{path}`", name.offset, length, _similar_fact(path, types))


def _similar_fact(path: str, types: Mapping[str, str]) -> str:
    hint = _similar(path, tuple(types))
    if hint:
        return hint
    tail = path.rpartition(".")[2]
    same_tail = [other for other in types if other.rpartition(".")[2] == tail]
    if same_tail:
        return _similar(path, tuple(same_tail), 0.0)
    return "" if "." in path else f'write `"{path}"` if it is a text'


def _similar(name: str, known: tuple[str, ...], cutoff: float = 0.75) -> str:
    close = get_close_matches(name, known, 1, cutoff)
    return f"did you mean `{close[0]}`?" if close else ""


def _syntax(missing: str, at_end: bool, offset: int, places: Places) -> Fault:  # noqa: FBT001 (two readings of one text)
    if missing:
        return Fault(f"`{missing}` is missing", offset)
    token = places.token_at(offset)
    if at_end or token is None:
        return Fault("the condition ends too early", offset)
    before = next((other for other in reversed(places.tokens) if other.offset < offset), None)
    for suspect in (token, before):
        if suspect is not None and suspect.text in _OTHER_LANGUAGES:
            instead = _OTHER_LANGUAGES[suspect.text]
            return Fault(f"unexpected `{suspect.text}`", suspect.offset, len(suspect.text), f"write `{instead}`")
    if token.text in {'"', "'"}:
        return Fault("a text is never closed", token.offset)
    return Fault(f"unexpected `{token.text}`", token.offset, len(token.text))


def _mismatch(function: str, operands: list[str]) -> tuple[str, str]:
    sign = function.strip("_@")
    numbers = set(operands) == {"int", "double"}
    hint = "write whole numbers as `1.0`, or `double(…)` around the int" if numbers else ""
    hint = ABSENCE if "null" in operands else hint
    both = " and ".join(operands)
    if sign in _COMPARISONS:
        return f"cannot compare {' with '.join(operands)}", hint
    if sign == "in" and operands[1].startswith("list<"):
        return f"cannot look for {operands[0]} in {operands[1]}", ""
    if sign == "in":
        return f"`in` needs a list on its right, not {operands[1]}", ""
    if function == "_?_:_" and operands[0] == "bool":
        return f"the two results of `?:` differ in type: {operands[1]} and {operands[2]}", ""
    if function == "_?_:_" or sign in {"&&", "||", "!"}:
        other = operands[0] if function == "_?_:_" else next((kind for kind in operands if kind != "bool"), both)
        return f"`{sign[:2].rstrip('_')}` needs bool, not {other}", ""
    if sign == "contains" and operands[0].startswith("list<"):
        hint = "`contains` is for parts of a text; write `… in` before the list"
    return f"`{sign}` cannot take {both or 'nothing'}", hint


def _selected(kind: str, start: int, places: Places, types: Mapping[str, str]) -> Fault:
    name: Name | None = places.name_at(start)
    fact = longest_declared(name.operand, types) if name else ""
    if name is None or not fact:
        return Fault(f"{kind} has no parts to select", start, places.length(start))
    path = ".".join(part.text for part in name.operand)
    length = name.operand[-1].end - start
    if path == fact:
        return Fault(f"the loop variable `{name.parts[0].text}` hides a fact", start, length, "choose another letter")
    return Fault(f"unknown fact `{path}`", start, length, f"`{fact}` is {kind} and has no parts")


def _split(types: str) -> list[str]:
    inner = types.removeprefix("(").removesuffix(")")
    return re.split(r", (?![^(]*\))", inner) if inner else []


def _type(name: str) -> str:
    name = name.removesuffix("_type").replace("google.protobuf.", "").replace("list(", "list<").replace(")", ">")
    return name[:1].lower() + name[1:]


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:].rstrip(".")
