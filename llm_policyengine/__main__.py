"""`python -m llm_policyengine`: the command, also where a folder `policyengine` stands in the working directory."""

from llm_policyengine import main

if __name__ == "__main__":
    main()
