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
    signals are ignored, so that its exit code is final.
    """
    gc.disable()
    try:
        from policyengine.cli.main import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(130)  # `cli.exit_codes.INTERRUPTED`, which may not be loaded yet
    except SystemExit as ended:
        _heed(_signal.SIG_IGN)
        _end(ended.code)
        raise
    finally:
        _heed(_signal.SIG_IGN)
        gc.freeze()


def _end(code: object) -> None:
    """End the process at once; return where something is still to be done: callbacks, threads, profiles, a prompt.

    Freeing one by one what a run held takes a twentieth of its time, and the system frees all of it at once.
    """
    import atexit

    monitoring = getattr(sys, "monitoring", None)  # since Python 3.12
    is_watched = sys.getprofile() or sys.gettrace() or (monitoring and any(map(monitoring.get_tool, range(6))))
    threads = sys.modules.get("threading")
    has_threads = threads is not None and threads.active_count() > 1
    is_message = code is not None and not isinstance(code, int)
    if is_message or is_watched or has_threads or sys.flags.interactive or getattr(atexit, "_ncallbacks", _unknown)():
        return
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):
        return  # the interpreter says what happened
    os._exit(code if isinstance(code, int) else 0)


def _unknown() -> int:
    return 1


if __name__ == "__main__":
    main()
