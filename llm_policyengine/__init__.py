"""The entry point of the command `policyengine`: runs our package of that name, or explains that it is another one.

Another distribution, a model of taxes and benefits, has the same import name. In one environment, each of the two
overwrites files of the other. This package has a different name, so it remains available for the explanation.
"""

import sys
from importlib.machinery import PathFinder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn  # `typing` costs a millisecond that the command may not need

_OURS = b'\nDISTRIBUTION = "llm-policyengine"\n'
"""A text that is only in our `policyengine/__init__.py`."""


def main() -> None:
    """Run the command line; exits 2 with an explanation if `policyengine` is the package of another distribution."""
    try:
        if not _is_ours():
            _explain()
        try:
            from policyengine.__main__ import main as run
        except ImportError as error:
            if not (error.name or "").startswith("policyengine"):
                raise  # one of our requirements is missing
            _explain()
    except KeyboardInterrupt:
        sys.exit(130)
    run()


def _is_ours() -> bool:
    """Return whether importing `policyengine` would import our package, without running any of it."""
    spec = PathFinder.find_spec("policyengine")
    if spec is None or spec.origin is None:
        return False
    try:
        with open(spec.origin, "rb") as file:
            return _OURS in file.read(4096)
    except OSError:
        return False


def _explain() -> "NoReturn":
    """Print the distributions with a package `policyengine` and their locations, and exit 2."""
    from llm_policyengine.conflict import explanation

    if sys.stderr is not None:
        sys.stderr.write(explanation())
    sys.exit(2)
