"""`python -m llm_policyengine`: the command, whatever modules stand in the working directory.

`python -m` looks there first, and a pull request decides what is there. What it finds before this line, a folder
`llm_policyengine` among it, only `python -P -m` leaves out.
"""

import sys

if __name__ == "__main__":
    if not sys.flags.safe_path:
        del sys.path[0]
    from llm_policyengine import main

    main()
