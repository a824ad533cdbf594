"""`python -m policyengine`, and where the command `policyengine` begins."""

import gc


def main() -> None:
    """Run the command line without collecting garbage: a run makes no cycles to speak of, and ends soon.

    Collecting took a third of a run's time. It starts with the first import, so it is switched off before; and the
    interpreter collects once more as it ends, which is quick when there is nothing to look at.
    """
    gc.disable()
    from policyengine.cli.main import main as run

    try:
        run()
    finally:
        gc.freeze()


if __name__ == "__main__":
    main()
