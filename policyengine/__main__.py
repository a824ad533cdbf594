"""`python -m policyengine`."""

from policyengine.cli.entry import main

if __name__ == "__main__":
    main()
