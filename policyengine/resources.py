"""Locations of the shipped rules, catalog, schemas and templates: `data/` in the wheel, or beside the package."""

import os.path

_PACKAGE = os.path.dirname(os.path.abspath(__file__))
_DATA = os.path.join(_PACKAGE, "data")

IS_INSTALLED = os.path.isdir(_DATA)
"""Whether this is an installed wheel, whose files only installers change, rather than a checkout."""

ROOT = _DATA if IS_INSTALLED else os.path.dirname(_PACKAGE)
RULES = os.path.join(ROOT, "rules")
CATALOG = os.path.join(ROOT, "catalog")
SCHEMAS = os.path.join(ROOT, "schemas")
TEMPLATES = os.path.join(ROOT, "templates")
