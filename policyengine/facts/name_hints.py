"""Suggestions for a name that the catalog does not have."""

import json
import re
from collections.abc import Iterator, Mapping

from policyengine.loading.suggestion import closest, did_you_mean, same_words
from policyengine.policy.catalog import Catalog
from policyengine.vocabulary.meant import MEANT
from policyengine.vocabulary.values import VALUES
from policyengine.words.lists import either

_FACTS = {"models": "option.model.id", "services": "option.provider.id"}
"""The facts whose `meant` is about a kind of entry."""

_ENTRIES = {
    "models": "licenses: [Apache-2.0], openness: open-weights, params_total_b: 24",
    "services": "name: Acme, hq: US, kind: model-api, hostings: [managed-open]",
    "gpus": "vendor: NVIDIA, memory_gb: 48",
    "licenses": "name: Acme, openness: restricted-weights, commercial: conditional",
}
"""An example of an entry of each kind, as settings have it."""

_PLAIN = re.compile(r"[A-Za-z][\w./-]*[A-Za-z_][\w./-]*")
_LONGEST_NAME = 60
_SHORTEST_BEGIN = 4
_MOST_BEGUN = 3
_CODED = re.compile(r"`([^`]+)`")

_DATED = re.compile(r"(.+?)[-@:](latest|v?[0-9]{4}(?:-?[0-9]{2}-?[0-9]{2})?)")
"""A model with its version: `gpt-4o-2024-08-06`, `mistral-large-2407`, `mistral-large-latest`."""

_SEVERAL = re.compile(r"([1-9][0-9]*)(?: ?[x\u00d7*] ?| )(\S.*)|(.*\S)(?: ?[x\u00d7*:] ?)([1-9][0-9]*)")
"""Several GPUs: `2xL40S`, `8 x H100`, `H100:8`."""

_ROUTED = re.compile(r"(?:us|eu|apac|global)\.")
"""Prefixes of Amazon Bedrock for a model served in several regions."""

_REVISED = re.compile(r"-v[0-9]+(?::[0-9]+)?$")
"""Suffixes of Amazon Bedrock for a model."""


def catalog_hint(name: str, kind: str, catalog: Catalog) -> str:
    """Return the id that a name certainly refers to; else possible ids, and how to add an entry."""
    ids = catalog.ids(kind)
    if known := _certain(name, ids):
        return f"write `{known}`"
    if kind == "models" and (hint := _versioned(name, ids)):
        return hint
    if kind == "gpus" and (hint := _counted(name, ids)):
        return hint
    if kind == "services" and name.casefold() in VALUES["option.serving.engine"]:
        engine = f"`{name}` is serving software: write `serving: {{engine: {name.casefold()}}}`"
        return f"{engine}, and name the provider of its servers as `provider`, or omit `provider`"
    if meant := _meant(name.rpartition("/")[2], _FACTS.get(kind, "")):
        return f"write {meant}"
    near = _near(name.removesuffix("-latest"), ids)
    if near:
        return f"did you mean {either(near)}? Else add it under `catalog: {{{kind}: …}}` in policyengine.yaml"
    return entry_hint(name, kind)


def entry_hint(name: str, kind: str) -> str:
    """Return how to add an entry with this name to the catalog: the smallest entry that is accepted and useful."""
    key = name if _PLAIN.fullmatch(name) else json.dumps(name, ensure_ascii=False)
    if len(name) > _LONGEST_NAME:
        return f"add it under `catalog: {{{kind}: …}}` in policyengine.yaml"
    return f"add it in policyengine.yaml, with its own values:\n`catalog: {{{kind}: {{{key}: {{{_ENTRIES[kind]}}}}}}}`"


def region_hint(region: str, cloud: str | None, catalog: Catalog) -> str:
    """Return the regions of a cloud, or else the codes of places, that a word means; empty if there are none."""
    words = _CODED.findall(_meant(region, "option.region.id"))
    entry = catalog.find("regions", cloud) if cloud else None
    own = [word for word in words if entry is not None and word in entry.extra["places"]]
    found = own or [word for word in words if catalog.is_place(word)]
    return f"write {either(found)}" if found else ""


def any_region_hint(region: str, catalog: Catalog) -> str:
    """Return the regions of any cloud, and the codes of places, that a word means, or an empty text."""
    if meant := _meant(region, "option.region.id"):
        return f"write {meant}"
    clouds = [entry for name in catalog.names("regions") if (entry := catalog.find("regions", name)) is not None]
    return did_you_mean(region, sorted({known for entry in clouds for known in entry.extra["places"]}))


def _meant(word: str, fact: str) -> str:
    """Return what to write for a word that people write for names of the catalog, or an empty text."""
    meant = MEANT.get(fact, {})
    same = same_words(word, meant)
    return meant[same[0]] if same else ""


def _near(name: str, ids: Mapping[str, str]) -> list[str]:
    """Return the ids that a name may refer to, the nearest first."""
    near = closest(name, sorted(set(ids.values()))) or list({ids[one]: None for one in closest(name, sorted(ids))})
    return near or _begun(name, ids)


def _begun(name: str, ids: Mapping[str, str]) -> list[str]:
    """Return the few ids that begin with a name, in any case and after a `/`, without another digit of a version."""
    begin = re.compile(re.escape(name.rpartition("/")[2]) + r"(?![.]?[0-9])", re.IGNORECASE)
    found = sorted({meant for meant in ids.values() if begin.match(meant.rpartition("/")[2])})
    return found if len(name) >= _SHORTEST_BEGIN and len(found) <= _MOST_BEGUN else []


def _certain(name: str, ids: Mapping[str, str]) -> str:
    """Return the id of the only entry whose name differs in case, separators or the part before a `/`."""
    tails: dict[str, set[str]] = {}
    for known, meant in ids.items():
        tails.setdefault(known.rpartition("/")[2], set()).add(meant)
    sole = {tail: meant.pop() for tail, meant in tails.items() if len(meant) == 1}
    for word in _forms(name):
        for table in (ids, sole):
            found = {table[known] for known in ([word] if word in table else same_words(word, table))}
            if len(found) == 1:
                return found.pop()
    return ""


def _forms(name: str) -> Iterator[str]:
    """Yield a name, and the name without the prefixes of routers."""
    yield name
    bare = _REVISED.sub("", _ROUTED.sub("", name.rpartition("/")[2], count=1))
    yield bare
    yield bare.replace(".", "/", 1)


def _counted(name: str, ids: Mapping[str, str]) -> str:
    """Return how to write several GPUs of a known kind, or an empty text."""
    found = _SEVERAL.fullmatch(name)
    known = _certain(found[2] or found[3], ids) if found else ""
    return f"write `gpu: {known}`, and `count: {found[1] or found[4]}` beside it" if found and known else ""


def _versioned(name: str, ids: Mapping[str, str]) -> str:
    """Return how to write the name of a known model with an appended version, or an empty text."""
    found = _DATED.fullmatch(name)
    known = _certain(found[1], ids) if found else ""
    if not found or not known:
        return ""
    if found[2] == "latest":
        return f'write `{known}`, and the version in use as `version: "…"`'
    return f'write `{known}`, and `version: "{found[2]}"` beside it'
