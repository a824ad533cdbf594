"""`policyengine settings`: the settings in force for a place, and the line of the file that states each."""

import os.path

import click

from policyengine.cli.arguments import day_of, output_format_option, policy_from_option
from policyengine.cli.exit_codes import CLEAN
from policyengine.cli.output import write_output
from policyengine.cli.usage import A_PATH, Command
from policyengine.engine.session import Question
from policyengine.errors import Mistake, UsageError
from policyengine.loading.paths import display_path
from policyengine.outputs.settings.text import settings_json, settings_text
from policyengine.sessions import session_for

_FORMS = {"text": settings_text, "json": settings_json}


@click.command(name="settings", cls=Command, epilog="Example: policyengine settings services/chat")
@click.argument("path", metavar="[PATH]", default=".", type=A_PATH)
@output_format_option(_FORMS, "list")
@policy_from_option
def command(path: str, output_format: str, policy_from: str) -> int:
    """Print the settings in force for PATH, a profile or a directory; by default the current directory.

    Each value is shown with its place and, after `over`, the values from files further up that it replaces.
    """
    if not os.path.exists(path):
        raise UsageError(Mistake(f"`{display_path(path)}`: no such file or directory", hint="check the spelling"))
    inside = os.path.join(path, "llm-profile.yaml") if os.path.isdir(path) else path
    session = session_for(inside, Question(day_of(None), policy_from=policy_from), {})
    write_output(_FORMS[output_format](session.environment.settings, display_path(path)))
    return CLEAN
