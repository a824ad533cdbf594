"""Where the script and `python -m policyengine` come in: nothing is imported before Ctrl-C is heeded."""

import sys


def main() -> None:
    """Run the command line; Ctrl-C ends it quietly with 130, even while it is still loading."""
    try:
        from policyengine.cli.main import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(130)  # `cli.exit_codes.INTERRUPTED`, which may not be loaded yet
