"""Where the command `policyengine` begins: runs the package of that name if it is ours, and else explains whose it is.

Another distribution, a model of taxes and benefits, has the same import name. In one environment, each of the two
overwrites files of the other. This package has a name of its own, so it is there to explain that.
"""

import sys
from importlib.machinery import PathFinder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn  # `typing` costs a millisecond that the command may not need

_OURS = b'\nDISTRIBUTION = "llm-policyengine"\n'
"""Stands in our `policyengine/__init__.py`, and in no other."""


def main() -> None:
    """Run the command line; exits 2 with an explanation where `policyengine` is another distribution's package."""
    try:
        if not _is_ours():
            _explain()
        try:
            from policyengine.__main__ import main as run
        except ImportError as error:
            if not (error.name or "").startswith("policyengine"):
                raise  # a requirement of ours is missing
            _explain()
    except KeyboardInterrupt:
        sys.exit(130)
    run()


def _is_ours() -> bool:
    """Return whether importing `policyengine` would import our package; nothing of it is run to find out."""
    spec = PathFinder.find_spec("policyengine")
    if spec is None or spec.origin is None:
        return False
    try:
        with open(spec.origin, "rb") as file:
            return _OURS in file.read(4096)
    except OSError:
        return False


def _explain() -> "NoReturn":
    """Print which distributions have a package `policyengine` and where, and exit 2."""
    from llm_policyengine.conflict import explanation

    if sys.stderr is not None:
        sys.stderr.write(explanation())
    sys.exit(2)
