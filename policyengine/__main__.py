"""`python -m policyengine`, and where the command `policyengine` begins: signals are handled before anything is loaded.

What comes before this module is Python's own: Ctrl-C while the interpreter itself starts cannot be handled here.
"""

import _signal  # type: ignore[import-not-found]  # no stubs: the quick half of `signal`, without enumerations
import gc
import os
import sys

from policyengine import unfinished

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")


def _stop(signal: int, _frame: object) -> None:
    """End the run at once with 128 and the signal's number: no draft is left, and no traceback is printed."""
    if not unfinished.has_to_wait(signal):
        unfinished.remove_begun()
        os._exit(128 + signal)


def _heed(handler: object) -> None:
    """Handle what asks the run to stop; what whoever started it has it ignore, as `nohup` does, stays ignored."""
    for name in _NAMES:
        number = getattr(_signal, name, None)
        if number is not None and _signal.getsignal(number) != _signal.SIG_IGN:
            try:
                _signal.signal(number, handler)
            except ValueError:  # not the main thread
                return


_heed(_stop)


def main() -> None:
    """Run the command line without collecting garbage: a run makes no cycles to speak of, and ends soon.

    Collecting took a third of a run's time. It starts with the first import, so it is switched off before; and the
    interpreter collects once more as it ends, which is quick when there is nothing to look at. Once the run has ended,
    signals are ignored: its exit code stands, and the interpreter ends in peace.
    """
    gc.disable()
    try:
        from policyengine.cli.main import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(130)  # `cli.exit_codes.INTERRUPTED`, which may not be loaded yet
    finally:
        _heed(_signal.SIG_IGN)
        gc.freeze()


if __name__ == "__main__":
    main()
