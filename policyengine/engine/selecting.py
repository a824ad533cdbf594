"""Resolves `--select` and `--ignore`, for runs whose profiles use the rules of several settings files."""

from policyengine.engine.selectors import check_command_line
from policyengine.engine.session import Question, Session, Sessions
from policyengine.loading.profiles import Profile
from policyengine.policy.selection import meant, selected, unmatched
from policyengine.words.numbers import counted


def refuse_unnamed(question: Question, sessions: Sessions) -> None:
    """Raise UsageError for selectors of a question that match no rule of any settings file of the run.

    If settings are broken, the rules of their packs are unknown; the report contains the errors.
    """
    made = [session for session in sessions.values() if isinstance(session, Session)]
    if made and len(made) == len(sessions):
        headers = dict.fromkeys(header for session in made for header in session.policy.all_headers)
        check_command_line((*question.select, *question.ignore), tuple(headers))


def meanings(question: Question, sessions: Sessions) -> list[str]:
    """Return the selectors that words of the command line refer to, for words that are not selectors."""
    headers = tuple(
        dict.fromkeys(
            header
            for session in sessions.values()
            if isinstance(session, Session)
            for header in session.policy.all_headers
        )
    )
    found = []
    for option, words in (("--select", question.select), ("--ignore", question.ignore)):
        for word in dict.fromkeys(words):
            selector = meant(word, headers)
            if selector != word:
                number = len(selected(headers, (selector,), ()))
                found.append(f"`{option} {word}` means `{selector}`: {counted(number, 'rule')}")
    return found


def unselected(profile: Profile, session: Session, question: Question) -> list[str]:
    """Return the selectors of a question that match no rule in the settings of a profile."""
    path = profile.document.path
    headers = session.policy.all_headers
    words = [word for word in unmatched(question.select, headers) if meant(word, headers) == word]
    return [f"{path}: its settings have no rule `{word}`, so it selects nothing there" for word in words]
