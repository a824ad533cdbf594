"""`python -m policyengine`, and where the command `policyengine` begins: nothing is loaded before Ctrl-C is heeded."""

import gc
import sys


def main() -> None:
    """Run the command line without collecting garbage: a run makes no cycles to speak of, and ends soon.

    Collecting took a third of a run's time. It starts with the first import, so it is switched off before; and the
    interpreter collects once more as it ends, which is quick when there is nothing to look at. Ctrl-C ends a run
    quietly with 130, even while it is still loading.
    """
    gc.disable()
    try:
        from policyengine.cli.main import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(130)  # `cli.exit_codes.INTERRUPTED`, which may not be loaded yet
    finally:
        gc.freeze()


if __name__ == "__main__":
    main()
