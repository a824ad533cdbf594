"""From composed YAML nodes to plain data: one walk that also gathers what is wrong with keys and numbers."""

from collections.abc import Iterator, Sequence
from typing import Any

from policyengine.loading.yaml.values import NUMERIC, WORDS, NumberError, number_or_text

MAX_DEPTH = 64
"""How many collections may be nested."""

MAX_PROBLEMS = 100
"""How many mistakes of one file are reported; a file with more was not written by a person."""

Problems = dict[int, tuple[Any, str, str]]
"""What is wrong: start offset of a node → the node, a message, a hint. A node reached by aliases is named once."""

Outdents = list[tuple[int, int, Any]]
"""Values in quotes or brackets, of more than one line, of block collections: line and column of the parent, node."""

_ENDS = frozenset("[]{}, \t\r")

_MOST_SEARCHED = 200
"""In a mapping with more keys, none is looked at as a part of a number."""

IN_BRACES = ": in braces, a comma ends a value"
"""The end of the message about a number with commas that is read as it is meant."""

NOT_TEXT = "` is not text"
"""The end of the message about a key that is read as if it were in quotes."""

TWICE = "duplicate key `"
"""The beginning of the message about a key whose first value is read."""

NO_KEY = "a key is missing before `:`"

TOO_DEEP = f"nested more than {MAX_DEPTH} levels deep"
TOO_DEEP_HINT = "flatten the structure; no file read here needs so many levels"


def construct(node: Any, problems: Problems, outdents: Outdents, depth: int = 1) -> Any:
    """Return the plain data of a node, adding mistakes to `problems` and possible ones to `outdents`.

    The class of a node's value tells its kind: text is a scalar; the rest is lists, of pairs in a mapping. `depth` is
    the number of collections that this one would be.
    """
    value = node.value
    if value.__class__ is str:
        return _scalar(node, value, problems)
    if depth > MAX_DEPTH:
        problems[node.start_mark.index] = (node, TOO_DEEP, TOO_DEEP_HINT)
        return None
    block = not node.flow_style
    if node.id == "sequence":
        outdents += _items_running_over(node) if block else ()
        return [construct(item, problems, outdents, depth + 1) for item in value]
    result: dict[str, Any] = {}
    for key_node, item in value:
        key = key_node.value
        if key.__class__ is not str or (not key_node.style and (key in WORDS or key[0] in NUMERIC or key == "<<")):
            if not block and _continues_number(node, key_node, item, result, problems):
                continue
            key = _key(key_node, problems)
        into = result
        if key is None or key in result:
            _duplicate(node, key_node, problems)
            into = {}  # only the mistakes in the value are of interest
        text = item.value
        if text.__class__ is str and not item.style and text not in WORDS and text[0] not in NUMERIC:
            into[key] = text  # the commonest value, without a call
        else:
            if (
                block
                and (item.style if text.__class__ is str else item.flow_style)
                and item.end_mark.line > key_node.start_mark.line
                and _runs_over(item, key_node)
            ):
                outdents.append((key_node.start_mark.line, key_node.start_mark.column, item))
            into[key] = construct(item, problems, outdents, depth + 1)
    return result


def _items_running_over(node: Any) -> Outdents:
    return [
        (item.start_mark.line, node.start_mark.column, item)
        for item in node.value
        if (item.style if item.value.__class__ is str else item.flow_style)
        and item.end_mark.line > item.start_mark.line
        and _runs_over(item, item)
        and item.start_mark.index >= node.start_mark.index
    ]


def each_node(root: Any) -> Iterator[Any]:
    """Yield every composed node once, however many aliases lead to it."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        if node.id == "mapping":
            waiting.extend(part for pair in node.value for part in pair)
        elif node.id == "sequence":
            waiting.extend(node.value)


def _runs_over(item: Any, parent: Any) -> bool:
    """Return whether a value in quotes or brackets, or the `|` of a text, is not all in the line of its parent.

    It ends below that line, which callers look at first: most values do not, and an alias ends above.
    """
    if item.value.__class__ is not str:
        return bool(item.flow_style)
    return item.style in ("'", '"') or (bool(item.style) and item.start_mark.line != parent.start_mark.line)


def _scalar(node: Any, text: str, problems: Problems) -> Any:
    if node.style:
        if "\0" in text:
            problems[node.start_mark.index] = (node, "text holds a NUL character", r"remove the `\0`")
        return text
    if text in WORDS:
        return WORDS[text]
    if text[0] not in NUMERIC:
        return text
    try:
        return number_or_text(text)
    except NumberError as error:
        problems[node.start_mark.index] = (node, *error.args)
        return 0


def _key(node: Any, problems: Problems) -> str | None:
    """Return the key of a mapping that may not be text; None for one that is not read."""
    place = node.start_mark.index
    if node.value.__class__ is not str:
        kind = "list" if node.id == "sequence" else "mapping"
        problems[place] = (node, f"a {kind} used as a key", "quote text that starts with `[` or `{`; keys are text")
        return None
    text: str = node.value
    if text == "<<":
        problems[place] = (node, "merge key `<<`", "write the keys out; merging is not part of YAML 1.2")
        return None
    if text == "" and not node.style:
        problems[place] = (node, NO_KEY, "write `key: value`")
        return None
    value = _scalar(node, text, problems)
    if place in problems:  # a number that is refused in any place
        return None
    if value.__class__ is not str:
        problems[place] = (node, f"key `{text}{NOT_TEXT}", f'quote it: "{text}"')
    return text


def _continues_number(node: Any, key_node: Any, item: Any, result: dict[str, Any], problems: Problems) -> bool:
    """Note a number with a comma in braces, and read it as meant: in `{a: 50,000}`, `000` looks like a key."""
    if len(node.value) > _MOST_SEARCHED or key_node.value.__class__ is not str:
        return False
    place = next(index for index, (key, _) in enumerate(node.value) if key is key_node)
    is_empty = item.value == "" and not item.style and item.end_mark.index <= key_node.end_mark.index
    if not place or not is_empty:
        return False
    named, before = next((pair for pair in reversed(node.value[:place]) if pair[1].value != ""), (None, key_node))
    start = before.start_mark.index
    message = problems[start][1] if start in problems else ""
    written = message.split("`")[1] if message.endswith(IN_BRACES) else before.value
    if named is None or not isinstance(written, str) or start + len(written) + 1 != key_node.start_mark.index:
        return False
    from policyengine.loading.written_numbers import plain_number, separated_hint  # few files have such a number

    whole = f"{written},{key_node.value}"
    digits = "" if before.style else plain_number(whole)
    if not digits:
        return False
    try:
        result[named.value] = number_or_text(digits)
    except NumberError:
        return False
    problems[start] = (before, f"`{whole}`{IN_BRACES}", separated_hint(whole, digits))
    return True


def _duplicate(mapping: Any, key_node: Any, problems: Problems) -> None:
    if key_node.start_mark.index not in problems and len(problems) <= MAX_PROBLEMS:
        first = next(other for other, _ in mapping.value if other.value == key_node.value)
        line = first.start_mark.line + 1
        problems[key_node.start_mark.index] = (
            key_node,
            f"{TWICE}{key_node.value}`",
            f"line {line} has it first; keep one of them",
        )


def check_indentation(outdents: Outdents, lines: Sequence[str], problems: Problems) -> None:
    """Note the first line of each value that is indented no more than the key or list item it belongs to.

    libyaml accepts `note: "x`, then `data: y"` on a line of its own, where a reader sees a new key; YAML 1.2 does not.

    A line that holds nothing but closing brackets, or the closing quote, is accepted: nobody reads it as a key.
    """
    for parent_line, column, node in outdents:
        first = node.start_mark.line + (node.start_mark.line == parent_line)
        for number in range(first, min(node.end_mark.line + 1, len(lines))):
            line = lines[number].lstrip(" ")
            indent = len(lines[number]) - len(line)
            if indent <= column and not _is_harmless(line, node, last=number == node.end_mark.line):
                message = "a value goes on in a line that is not indented under its key"
                hint = f"indent it by {column + 1} or more spaces, or close the value in line {parent_line + 1}"
                from policyengine.loading.yaml.spots import spot  # most values are indented

                place = spot(node.start_mark.index + number - first, number, indent)
                problems[place.start_mark.index] = (place, message, hint)
                break


def _is_harmless(line: str, node: Any, *, last: bool) -> bool:
    """Return whether a line without its indentation is empty, a comment, or only ends what is above it."""
    if not line.strip():
        return True
    if node.id == "scalar":
        return last and line[0] == node.style
    return line[0] == "#" or _ENDS.issuperset(line.partition("#")[0])
