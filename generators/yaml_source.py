"""Reads the YAML that the generators start from; the project's own reader is not needed to build it."""

import re
from pathlib import Path
from typing import Any

import yaml


class _CoreLoader(yaml.SafeLoader):
    """YAML 1.2 core schema: `no` and `2026-10-01` are text."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - the way PyYAML is configured


_CoreLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))
_CoreLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("^(?:null|~|)$"), ["n", "~", ""])
_CoreLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile("^-?[0-9]+$"), list("-0123456789"))
_CoreLoader.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"^-?[0-9]+(?:\.[0-9]*)?(?:e[-+]?[0-9]+)?$"),
    list("-0123456789"),
)


def _mapping(loader: _CoreLoader, node: yaml.MappingNode) -> dict[str, Any]:
    loader.flatten_mapping(node)
    keys = [key.value for key, _ in node.value]
    for key in keys:
        if keys.count(key) > 1:
            raise ValueError(f"{node.start_mark.name}: `{key}` is written twice")
    return {str(key): value for key, value in loader.construct_mapping(node, deep=True).items()}


def _float(_: _CoreLoader, node: yaml.ScalarNode) -> float:
    return float(node.value)


_CoreLoader.add_constructor("tag:yaml.org,2002:map", _mapping)
_CoreLoader.add_constructor("tag:yaml.org,2002:float", _float)


def read(path: Path) -> dict[str, Any]:
    """Give the mapping that a file holds; raises ValueError for a key written twice."""
    with path.open(encoding="utf-8") as file:
        loaded = yaml.load(file, Loader=_CoreLoader)  # noqa: S506 - a SafeLoader
    if not isinstance(loaded, dict):
        raise TypeError(f"{path}: not a mapping")
    return loaded
