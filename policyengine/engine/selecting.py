"""What `--select` and `--ignore` name, where the profiles of a run are judged by rules of several settings files."""

from policyengine.engine.selectors import check_command_line
from policyengine.engine.session import Question, Session, Sessions
from policyengine.loading.profiles import Profile
from policyengine.policy.selection import unmatched


def refuse_unnamed(question: Question, sessions: Sessions) -> None:
    """Raise UsageError for what a question names and no settings file of the run has a rule for.

    Where settings are broken nobody knows what their packs have; the report says that they are.
    """
    made = [session for session in sessions.values() if isinstance(session, Session)]
    if made and len(made) == len(sessions):
        headers = dict.fromkeys(header for session in made for header in session.policy.all_headers)
        check_command_line((*question.select, *question.ignore), tuple(headers))


def unselected(profile: Profile, session: Session, question: Question) -> list[str]:
    """Return what a question selects that the settings of a profile have no rule for."""
    path = profile.document.path
    words = unmatched(question.select, session.policy.all_headers)
    return [f"{path}: its settings have no rule `{word}`, so it selects nothing there" for word in words]
