"""Where the shipped rules, catalog, schemas and templates are: in the wheel under `data/`, else beside the package."""

import os.path

_PACKAGE = os.path.dirname(os.path.abspath(__file__))
_DATA = os.path.join(_PACKAGE, "data")

ROOT = _DATA if os.path.isdir(_DATA) else os.path.dirname(_PACKAGE)
RULES = os.path.join(ROOT, "rules")
CATALOG = os.path.join(ROOT, "catalog")
SCHEMAS = os.path.join(ROOT, "schemas")
TEMPLATES = os.path.join(ROOT, "templates")
