"""The fact table in schemas/facts/: one Fact per leaf."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from generators.yaml_source import read

PROJECT = Path(__file__).resolve().parent.parent
"""The root of the repository."""

ROOTS = (
    "project", "organization", "team", "workload", "option", "license", "recipient", "tool", "store", "decision",
    "today",
)  # fmt: skip
"""The first parts of fact paths, in the order of pages and schemas."""

TYPES = ("string", "bool", "int", "double", "timestamp", "list<string>", "list<int>", "map<int>")
"""The types of facts; `map<int>` feeds derived facts and is not a variable of rules."""

ORIGINS = ("profile", "settings", "catalog", "derived", "engine")
"""The origins of facts."""


class Fact(NamedTuple):
    """One fact. `keys` is its route inside its element's mapping; `like` is the fact whose values it shares.

    `sentences` explain values; `meant` are the values to write instead of other common words. `past` marks the date of
    a past event. `informational` is the reason why nothing reads a declared fact. `formerly` are former keys that are
    still read, `near` similar keys that people write.
    """

    path: str
    type: str
    origins: tuple[str, ...]
    description: str
    example: Any
    keys: tuple[str, ...]
    values: tuple[str, ...] = ()
    sentences: Mapping[str, str] = MappingProxyType({})
    meant: Mapping[str, str] = MappingProxyType({})
    formerly: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    like: str = ""
    required: bool = False
    claim: bool = False
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    inputs: tuple[str, ...] = ()
    past: bool = False
    informational: str = ""

    @property
    def root(self) -> str:
        """Return the first part of the path."""
        return self.path.partition(".")[0]


_HOSTING = "option.hosting"

_KNOWN = {
    "type", "values", "from", "key", "required", "claim", "unit", "minimum", "maximum", "inputs", "description",
    "example", "past", "informational", "meant", "formerly", "near",
}  # fmt: skip


def load_facts(folder: Path = PROJECT / "schemas" / "facts") -> tuple[Fact, ...]:
    """Return every fact, by root, file name and written order; raises ValueError for an invalid table."""
    leaves: dict[str, dict[str, Any]] = {}
    for file in sorted(folder.glob("*.yaml"), key=lambda file: (ROOTS.index(file.stem.partition("-")[0]), file.stem)):
        for path, leaf in read(file).items():
            if path in leaves:
                raise ValueError(f"{file.name}: `{path}` is in two files")
            if path.partition(".")[0] != file.stem.partition("-")[0]:
                raise ValueError(f"{file.name}: `{path}` belongs in another file")
            leaves[path] = leaf
    if _HOSTING in leaves:
        leaves[_HOSTING]["meant"] = _of_services() | leaves[_HOSTING].get("meant", {})
    return tuple(_fact(path, leaf, leaves) for path, leaf in leaves.items())


def _of_services() -> dict[str, str]:
    """Return what to write where people write the id of a service of the catalog for how it hosts models."""
    files = sorted((PROJECT / "catalog" / "companies").glob("*.yaml"))
    services = (service for file in files for service in read(file).get("services") or ())
    words = {service["id"]: _hosting_words(service.get("hostings") or ()) for service in services}
    return {name: f"{said} with `provider: {name}`" for name, said in words.items() if said}


def _hosting_words(hostings: Sequence[str]) -> str:
    """Return the words for how a service hosts models, or an empty text."""
    if {*hostings} == {"vendor-api", "managed-open"}:
        return "`vendor-api` for a closed model or `managed-open` for open weights,"
    return f"`{hostings[0]}`" if len(hostings) == 1 else ""


def _fact(path: str, leaf: dict[str, Any], leaves: dict[str, dict[str, Any]]) -> Fact:
    if unknown := leaf.keys() - _KNOWN:
        raise ValueError(f"{path}: unknown keys {sorted(unknown)}")
    if leaf["type"] not in TYPES or not set(leaf["from"]) <= set(ORIGINS):
        raise ValueError(f"{path}: unknown type or origin")
    if any(other.startswith(f"{path}.") for other in leaves):
        raise ValueError(f"{path}: is both a fact and a group")
    if ("past" in leaf) != _is_declared_date(leaf):
        raise ValueError(f"{path}: `past` is for the dates that people declare, and each of them has it")
    values = leaf.get("values", ())
    like = values if isinstance(values, str) else ""
    meant = leaf.get("meant", {})
    if like:
        values, meant = leaves[like]["values"], leaves[like].get("meant", {})
    if clash := meant.keys() & set(values):
        raise ValueError(f"{path}: {sorted(clash)} are values, so nobody means another")
    key = leaf.get("key")
    return Fact(
        path=path,
        type=leaf["type"],
        origins=tuple(leaf["from"]),
        description=leaf["description"],
        example=leaf["example"],
        keys=(key,) if key else tuple(path.split(".")[1:]),
        values=tuple(values),
        sentences=dict(values) if isinstance(values, dict) else {},
        meant=meant,
        formerly=tuple(leaf.get("formerly", ())),
        near=tuple(leaf.get("near", ())),
        like=like,
        required=leaf.get("required", False),
        claim=leaf.get("claim", False),
        unit=leaf.get("unit", ""),
        minimum=leaf.get("minimum"),
        maximum=leaf.get("maximum"),
        inputs=_inputs(leaf, leaves),
        past=leaf.get("past", False),
        informational=leaf.get("informational", ""),
    )


def _is_declared_date(leaf: dict[str, Any]) -> bool:
    return leaf["type"] == "timestamp" and not {"profile", "settings"}.isdisjoint(leaf["from"])


def _inputs(leaf: dict[str, Any], leaves: dict[str, dict[str, Any]]) -> tuple[str, ...]:
    """Return a derived fact's inputs: as listed, or those of the fact named instead."""
    given = leaf.get("inputs", ())
    return tuple(leaves[given]["inputs"] if isinstance(given, str) else given)
