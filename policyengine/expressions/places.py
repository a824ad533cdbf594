"""Positions in a source, in code points: converts CEL's offsets to the positions that a person would mark."""

from bisect import bisect_right

from policyengine.expressions.tokens import Name, Token, dotted_names, words


class Places:
    """The words and dotted names of a source."""

    def __init__(self, source: str) -> None:
        self.tokens = words(source)
        self.names = dotted_names(self.tokens)
        self._offsets = [token.offset for token in self.tokens]
        self._lines = [0, *(index + 1 for index, character in enumerate(source) if character == "\n")]
        self._size = len(source)

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a line and column, both counted from 1."""
        start = self._lines[min(max(line, 1), len(self._lines)) - 1]
        return min(start + max(column, 1) - 1, self._size)

    def name_at(self, offset: int) -> Name | None:
        """Return the dotted name at an offset, or the one called by the bracket there."""
        index = bisect_right(self._offsets, offset) - 1
        if index > 0 and self.tokens[index].text == "(" and self.tokens[index].offset == offset:
            offset = self.tokens[index - 1].offset
        return next((name for name in self.names if name.offset <= offset < name.end), None)

    def has_root(self, root: str) -> bool:
        """Return whether a dotted name begins with this word: `option` in `option.hosting`."""
        return any(len(name.operand) > 1 and name.parts[0].text == root for name in self.names)

    def start(self, offset: int) -> int:
        """Move CEL's offset to the first letter of a name or function, or to an operator."""
        index = bisect_right(self._offsets, offset) - 1
        if index < 0:
            return offset
        token = self.tokens[index]
        if token.text == "(" and index and self.tokens[index - 1].kind == "name":
            return self.tokens[index - 1].offset
        name = self.name_at(offset)
        return name.offset if name else offset

    def length(self, offset: int) -> int:
        """Return the length of the token at an offset: the whole name of a fact, or one word."""
        token = self.token_at(offset)
        if token is None:
            return 1
        name = next((name for name in self.names if name.offset == offset and name.operand), None)
        return name.operand[-1].end - offset if name else len(token.text)

    def token_at(self, offset: int) -> Token | None:
        """Return the word at an offset."""
        index = bisect_right(self._offsets, offset) - 1
        return self.tokens[index] if index >= 0 and offset < self.tokens[index].end else None
