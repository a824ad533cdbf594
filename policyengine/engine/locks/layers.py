"""The settings and the catalog that result from each settings file and those that it extends."""

import os.path
from collections.abc import Sequence
from typing import NamedTuple

from policyengine.loading.layers import merged
from policyengine.loading.settings import Settings
from policyengine.policy.catalog import Catalog
from policyengine.policy.policy import Policy, load_policy


class Layer(NamedTuple):
    """The state in force at a settings file: the joined settings, and the catalog of their packs and overlays."""

    settings: Settings
    catalog: Catalog


class Layers:
    """Builds the layers of settings files, the nearest first; `policy` is that of all of them."""

    def __init__(self, files: Sequence[Settings], policy: Policy, *, by_contents: bool) -> None:
        self.files = tuple(files)
        self._packs = merged(files).packs if files else ()
        self._policy = policy
        self._by_contents = by_contents
        self._catalogs: dict[tuple[str, ...], Catalog] = {}

    def layer(self, files: Sequence[Settings]) -> Layer:
        """Return the layer of the first of these files."""
        settings = merged(files)
        catalog = self._catalog(settings.packs)
        for file in reversed(files):
            if file.overlay:
                from policyengine.loading.overlay import joined_entries

                catalog = catalog.with_overlay(joined_entries(file, catalog.raw))
        return Layer(settings, catalog)

    def _catalog(self, packs: tuple[str, ...]) -> Catalog:
        """Return the catalog of some of the packs; other packs matter only if they contain entries."""
        if packs not in self._catalogs:
            others = [pack for pack in self._packs if pack not in packs]
            brings = any(os.path.isdir(os.path.join(pack, "catalog")) for pack in others)
            policy = load_policy(packs, by_contents=self._by_contents) if brings else self._policy
            self._catalogs[packs] = policy.catalog()
        return self._catalogs[packs]
