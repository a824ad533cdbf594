"""YAML files to documents: YAML 1.2 core data in one pass of libyaml, with every mistake at its place."""

from collections.abc import Callable
from typing import Any

import yaml
from yaml.composer import Composer
from yaml.events import CollectionEndEvent, CollectionStartEvent, StreamEndEvent
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner, ScannerError

from policyengine.document import Document
from policyengine.errors import InputError, Mistake
from policyengine.loading.yaml.data import (
    MAX_DEPTH,
    TOO_DEEP,
    TOO_DEEP_HINT,
    Outdents,
    Problems,
    check_indentation,
    construct,
)
from policyengine.location import Location, Route


class _NoResolver:
    """Leaves the tag of every untagged node None: a node with a tag is one that a person tagged."""

    def resolve(self, kind: object, value: object, implicit: object) -> None: ...
    def descend_resolver(self, parent: object, index: object) -> None: ...
    def ascend_resolver(self) -> None: ...


class _PureComposer(_NoResolver, Reader, Scanner, Parser, Composer):
    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)
        Composer.__init__(self)

    def scan_to_next_token(self) -> None:
        """Skip tabs between tokens as libyaml does: not where a block may begin."""
        super().scan_to_next_token()
        while self.peek() == "\t" and (self.flow_level or not self.allow_simple_key):
            self.forward()
            super().scan_to_next_token()

    def scan_block_scalar_ignored_line(self, start_mark: Any) -> None:
        """Skip tabs after `|` and `>`, as libyaml does."""
        while self.peek() in " \t":
            self.forward()
        super().scan_block_scalar_ignored_line(start_mark)

    def scan_flow_scalar_non_spaces(self, double: bool, start_mark: Any) -> list[str]:  # noqa: FBT001 - PyYAML's signature
        """Refuse escapes of surrogates and of numbers beyond Unicode, as libyaml does."""
        try:
            chunks: list[str] = super().scan_flow_scalar_non_spaces(double, start_mark)
            "".join(chunks).encode()
        except (ValueError, OverflowError):
            problem = "found invalid Unicode character escape code"
            raise ScannerError("while parsing a quoted scalar", start_mark, problem, self.get_mark()) from None
        return chunks


_FastComposer: Callable[[str], Any] = _PureComposer
if yaml.__with_libyaml__:
    from yaml._yaml import CParser

    class _LibyamlComposer(_NoResolver, CParser): ...

    _FastComposer = _LibyamlComposer

# libyaml composes by recursion in C: 1,000 levels fit a stack of 512 KiB; 50,000 overflow one of 8 MiB.
# The Python composer has the interpreter's limit.
_SAFE_DEPTH = 1000
_SAFE_DEPTH_PURE = 150

_MOST_KEPT = 1 << 18
"""Of how many code points of text the nodes are kept: those read last, among them a profile and its settings."""

_LARGE = 1 << 16
"""Texts with more code points take so long to compose that their nodes are kept from the first time."""

_kept: dict[str, Any] = {}
"""The root nodes of these texts, the one read last at the end."""


class MisreadError(InputError):
    """A text has mistakes, but what it means is clear; `document` has that, for finding other mistakes."""

    def __init__(self, document: Document, *mistakes: Mistake) -> None:
        super().__init__(*mistakes)
        self.document = document

    def __reduce__(self) -> tuple[Any, ...]:
        return MisreadError, (self.document, *self.mistakes)


def parse(path: str, text: str, *, pure: bool = False) -> Document:
    """Read a YAML text; raise InputError with every mistake that can be found at once.

    `path` is what messages print. `pure` uses the parser written in Python even where libyaml is there.
    """
    text = text.removeprefix("\ufeff")
    _refuse_ambiguous(path, text)
    lines = text.splitlines()
    try:
        root = compose(path, text, lines, pure=pure)
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        from policyengine.loading.yaml.syntax import syntax_mistake

        raise InputError(syntax_mistake(path, text, error)) from None
    if root is None or (root.value == "" and not root.style and root.tag is None):
        hint = "write at least one key, or remove the file"
        raise InputError(Mistake("the file is empty", Location(path, 1, 1, 1, 1), lines[0] if lines else "", hint))
    problems: Problems = {}
    value = _checked_data(root, text, lines, problems)
    if len(text) > _LARGE:
        _keep(text, root)
    document = Document(path, text, value, tuple(lines), YamlPositions(text))
    if problems:
        from policyengine.loading.yaml.places import is_clear, mistakes_of

        mistakes = mistakes_of(document, problems)
        raise MisreadError(document, *mistakes) if is_clear(problems) else InputError(*mistakes)
    return document


def parse_mapping(path: str, text: str) -> Document:
    """Read a YAML text that holds a mapping at the top; raise InputError otherwise."""
    try:
        document = parse(path, text)
    except MisreadError as error:
        if isinstance(error.document.value, dict):
            raise
        raise InputError(*error.mistakes) from None
    if isinstance(document.value, dict):
        return document
    found = "a list" if isinstance(document.value, list) else "nothing" if document.value is None else "one value"
    place = document.locate_key(())
    hint = "start with a key in the first column: `key: value`"
    raise InputError(document.mistake(f"expected a mapping at the top, found {found}", place, hint))


def _checked_data(root: Any, text: str, lines: list[str], problems: Problems) -> Any:
    """Return the plain data; the checks of rare features run only where the text has the characters for them."""
    if _may_be_misread(text):
        from policyengine.loading.yaml.strict import check_gaps

        check_gaps(root, text, problems)
    if "!" in text or ("&" in text and "*" in text):
        from policyengine.loading.yaml.checks import check_aliases, check_tags

        check_tags(root, text, problems)
        aliases: Problems = {}
        if not check_aliases(root, aliases):
            problems.update(aliases)
            return None
    outdents: Outdents = []
    value = construct(root, problems, outdents)
    if outdents:
        check_indentation(outdents, lines, problems)
    return value


def compose(path: str, text: str, lines: list[str], *, pure: bool = False) -> Any:
    """Return the root node, or None for an empty text; bound the nesting before libyaml's recursion could overflow."""
    composer = _PureComposer if pure else _FastComposer
    # Every block collection starts to the right of its parent, but a list may start below its key.
    bound = text.count("[") + text.count("{") + 2 * max(map(len, lines), default=0)
    if bound > (_SAFE_DEPTH_PURE if composer is _PureComposer else _SAFE_DEPTH):
        _bound_depth(path, text, lines, composer)
    # A last line without its end loses the line break that a `|` or `>` gives it.
    return composer(text if text.endswith("\n") else text + "\n").get_single_node()


def _bound_depth(path: str, text: str, lines: list[str], composer: Callable[[str], Any]) -> None:
    """Refuse a text that is nested too deep, where that begins.

    libyaml 0.2.6 and later read ahead through a run of brackets, and stop at a bound of their own without the place
    where ours was passed; the parser written in Python then finds it.
    """
    try:
        _measure_depth(path, lines, composer(text))
    except yaml.MarkedYAMLError as error:
        if "nesting depth" not in (error.problem or ""):
            raise
        _measure_depth(path, lines, _PureComposer(text))


def _measure_depth(path: str, lines: list[str], parser: Any) -> None:
    depth = 0
    while not isinstance(event := parser.get_event(), StreamEndEvent):
        if isinstance(event, CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                mark: Any = event.start_mark
                line, column = mark.line, mark.column
                place = Location(path, line + 1, column + 1, line + 1, column + 2)
                raise InputError(Mistake(TOO_DEEP, place, lines[line], TOO_DEEP_HINT))
        elif isinstance(event, CollectionEndEvent):
            depth -= 1


class YamlPositions(str):
    """A YAML text that tells where its nodes sit. Few nodes are kept; others are composed again when somebody asks."""

    __slots__ = ()

    def value_at(self, path: str, route: Route) -> Location:
        """Return the span of the node at a route; where nothing is, of the key of its nearest ancestor."""
        from policyengine.loading.yaml.places import value_at

        return value_at(path, self, _composed(self), route)

    def key_at(self, path: str, route: Route) -> Location:
        """Return the span of the key at a route."""
        from policyengine.loading.yaml.places import key_at

        return key_at(path, self, _composed(self), route)

    def content_at(self, path: str, route: Route, offset: int) -> Location:
        """Return the place, one column wide, of the code point with an offset (from 0) inside the text at a route."""
        from policyengine.loading.yaml.content import content_at

        return content_at(path, self, _composed(self), route, offset)


def _composed(text: str) -> Any:
    """Return the root node of a text that was read before."""
    if text not in _kept:
        plain = str(text)  # libyaml takes no subclass
        _keep(plain, compose("", plain, plain.splitlines()))
    return _kept[text]


def _keep(text: str, root: Any) -> None:
    """Keep a root node, and let go of those of other texts, the oldest first, where they are too long together."""
    _kept[text] = root
    while len(_kept) > 1 and sum(map(len, _kept)) > _MOST_KEPT:
        del _kept[next(iter(_kept))]


def _refuse_ambiguous(path: str, text: str) -> None:
    """Raise InputError for a line break or mark that not every program shows, and for a directive."""
    if (
        ("\r" in text and text.count("\r") != text.count("\r\n"))
        or "\x85" in text
        or "\u2028" in text
        or "\u2029" in text
        or "\ufeff" in text
        or ("%" in text and (text.startswith("%") or "\n%" in text))
    ):
        from policyengine.loading.yaml.strict import refuse_ambiguous_text

        refuse_ambiguous_text(path, text)


_BEFORE = {
    "#": frozenset("\"']}[{,:|>-+123456789"),
    "?": frozenset("\n [{,:"),
    "&": frozenset("\n [{,:"),
    "*": frozenset("\n [{,:"),
}
"""After which characters `#`, `?`, `&` and `*` may be read by parsers otherwise than by YAML 1.2."""


_NAME_WINDOW = 80


def _may_be_misread(text: str) -> bool:
    """Return whether a text has a comment, key, anchor, alias or tab where parsers and YAML 1.2 may disagree."""
    if "\t" in text or text[:1] in ("?", "&"):
        return True
    for char, before in _BEFORE.items():
        index = text.find(char, 1)
        while index > 0:
            if text[index - 1] in before and (char == "#" or _is_odd(char, text[index + 1 : index + _NAME_WINDOW])):
                return True
            index = text.find(char, index + 1)
    return False


def _is_odd(char: str, following: str) -> bool:
    """Return whether `?` does not stand alone, or `&` or `*` is not followed by a plain name."""
    if following[:1] in (" ", "\n"):
        return False
    name = following.split(maxsplit=1)[0].rstrip(",]}") if char != "?" else ""
    return not (name.isascii() and name.replace("-", "_").replace("_", "a").isalnum())
