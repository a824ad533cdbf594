"""`python -m llm_policyengine`: the command, independent of modules in the working directory.

`python -m` searches there first, and a pull request controls its content. Modules that it finds before this line,
including a folder `llm_policyengine`, are excluded only by `python -P -m`.
"""

import sys

if __name__ == "__main__":
    if not sys.flags.safe_path:
        del sys.path[0]
    from llm_policyengine import main

    main()
