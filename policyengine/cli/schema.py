"""`policyengine schema`: the JSON Schemas, for editors and other tools."""

import click

from policyengine.cli.output import write_output
from policyengine.cli.usage import Command
from policyengine.errors import Mistake, UsageError
from policyengine.loading.schemas import complete_text, schema_names
from policyengine.loading.suggestion import did_you_mean

_OF_COMMANDS = {"check": "report", "record": "decision", "offload": "candidates", "monitor": "monitoring"}
"""What the JSON of a command is called where the command has another name."""


@click.command(name="schema", cls=Command, epilog="Example: policyengine schema llm-profile")
@click.argument("name", required=False)
def command(name: str | None) -> int:
    """Print the JSON Schema NAME, such as llm-profile or rule; without NAME, list the names."""
    names = schema_names()
    if name is None:
        write_output("\n".join(names) + "\n")
        return 0
    if name not in names:
        named = _OF_COMMANDS.get(name)
        hint = f"the JSON of that command is `{named}`" if named else ""
        hint = hint or did_you_mean(name, names) or f"the schemas are {', '.join(names)}"
        raise UsageError(Mistake(f"no schema `{name}`", hint=hint))
    write_output(complete_text(name))
    return 0
