"""`python -m policyengine`, and the entry point of the command `policyengine`; handles signals before all else.

Signals during the start of the interpreter cannot be handled here.
"""

import _signal  # type: ignore[import-not-found]  # no stubs: the quick half of `signal`, without enumerations
import gc
import os
import sys

from policyengine import unfinished

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")


def _stop(signal: int, _frame: object) -> None:
    """End the run immediately with exit code 128 plus the signal number, without drafts and without a traceback."""
    if not unfinished.has_to_wait(signal):
        unfinished.remove_begun()
        os._exit(128 + signal)


def _heed(handler: object) -> None:
    """Handle signals that ask the run to stop; those that the parent process ignores, as `nohup` does, stay ignored."""
    for name in _NAMES:
        number = getattr(_signal, name, None)
        if number is not None and _signal.getsignal(number) != _signal.SIG_IGN:
            try:
                _signal.signal(number, handler)
            except ValueError:  # not the main thread
                return


_heed(_stop)


def main() -> None:
    """Run the command line without garbage collection: a run creates few cycles and is short.

    Garbage collection took a third of the run time. It starts with the first import, so it is turned off before. The
    interpreter collects once more when it exits, which is fast if there is nothing to traverse. At the end of the run,
    signals are ignored, so that its exit code is final.
    """
    gc.disable()
    try:
        from policyengine.cli.main import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(130)  # `cli.exit_codes.INTERRUPTED`, which must not be loaded yet
    except SystemExit as ended:
        _heed(_signal.SIG_IGN)
        _end(ended.code)
        raise
    finally:
        _heed(_signal.SIG_IGN)
        gc.freeze()


def _end(code: object) -> None:
    """End the process immediately; return if callbacks, threads, profilers or a prompt still have work to do.

    Freeing the objects of a run takes a twentieth of its time; the operating system frees all memory at once.
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
        return  # the interpreter reports the error
    os._exit(code if isinstance(code, int) else 0)


def _unknown() -> int:
    return 1


if __name__ == "__main__":
    main()
