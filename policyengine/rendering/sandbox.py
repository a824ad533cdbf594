"""Jinja's sandbox with limits: every operation is counted, and only allowed values can be called and printed."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jinja2 import Undefined, nodes
from jinja2.compiler import CodeGenerator
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from policyengine.rendering.bounds import Budget, check_length
from policyengine.rendering.operations import counting, joining, paired, printed, printing, searching, sized
from policyengine.rendering.steps import with_steps

_PRINTING = ("capitalize", "lower")
_SIZED = ("default", "first", "last", "length", "list", "rejectattr", "selectattr")
_PAIRED_TESTS = frozenset(["==", "!=", "<", "<=", ">", ">=", "eq", "equalto", "ne", "lt", "lessthan", "le", "gt", "ge"])
_PAIRED_TESTS |= {"greaterthan"}
_METHODS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (LoopContext, ("changed", "cycle")),
    (Mapping, ("get", "items", "keys", "values")),
    ((list, tuple), ("count", "index")),
)


class _Generator(CodeGenerator):
    """Compiles a template without evaluating any part of it: everything is evaluated during rendering."""

    def _output_child_to_const(self, node: nodes.Expr, frame: Any, finalize: Any) -> str:
        if not isinstance(node, nodes.TemplateData):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, without the operators and methods that turn a short template into a huge text.

    `budget` counts the work; it is reset before each rendering.
    """

    intercepted_binops = frozenset({"*", "**", "%", "+"})
    code_generator_class = _Generator

    def __init__(self, filters: Mapping[str, Callable[..., Any]], **options: Any) -> None:
        self.budget = budget = Budget()
        self.lengths: dict[str, int] = {}
        super().__init__(optimized=False, finalize=lambda value: printed(budget, value), **options)
        self.globals.clear()
        jinja = self.filters
        self.filters = {name: printing(budget, function) for name, function in filters.items()}
        self.filters |= {name: printing(budget, jinja[name]) for name in _PRINTING}
        self.filters |= {name: sized(budget, jinja[name]) for name in _SIZED}
        self.filters |= {"join": joining(budget, self.getitem), **counting(budget)}
        tests: dict[str, Any] = self.tests.copy()
        self.tests = {name: paired(budget, test) if name in _PAIRED_TESTS else test for name, test in tests.items()}
        self.tests |= {name: printing(budget, tests[name]) for name in ("lower", "upper")}
        self.tests["in"] = searching(budget)

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002 - Jinja's own signature
    ) -> str:
        return super()._generate(with_steps(source, name), name, filename, defer_init)

    def preprocess(self, source: str, name: str | None = None, filename: str | None = None) -> str:
        """Count the text of a template before it is compiled."""
        self.lengths[name or ""] = len(source)
        self.budget.use(name or "", len(source))
        return super().preprocess(source, name, filename)

    def _load_template(self, name: str, *options: Any) -> Any:
        template = super()._load_template(name, *options)
        self.budget.use(name, self.lengths[name])
        return template

    def concat(self, parts: Iterable[str]) -> str:
        """Join the output of a macro, a block or a `set` block."""
        texts = list(parts)
        check_length(sum(map(len, texts)))
        text = "".join(texts)
        self.budget.charge_text(text)
        return text

    def call_binop(self, _context: Any, symbol: str, left: Any, right: Any) -> Any:
        """Count `+`, and refuse the operators that make large values from small ones."""
        if symbol != "+":
            raise SecurityError(f"operator `{symbol}` is not available in templates")
        for value in (left, right):
            self.budget.charge_size(value)
        if isinstance(left, str) and isinstance(right, str):
            check_length(len(left) + len(right))
        return left + right

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Reject all attributes of text, and those that Jinja's sandbox rejects."""
        return not isinstance(obj, str | bytes) and super().is_safe_attribute(obj, attr, value)

    def call(self, context: Any, function: Any, /, *arguments: Any, **named: Any) -> Any:
        """Call a macro or block, or one of the few methods that templates may use."""
        if not isinstance(function, Macro | BlockReference | LoopContext | Undefined):
            owner, name = getattr(function, "__self__", None), getattr(function, "__name__", "")
            if not any(isinstance(owner, kind) and name in names for kind, names in _METHODS):
                raise SecurityError(f"`{name or type(function).__name__}` cannot be called in templates")
            for value in (*arguments, owner if isinstance(owner, list | tuple) else None):
                self.budget.charge_value(value)
            self.budget.charge_size(owner)
        return super().call(context, function, *arguments, **named)
