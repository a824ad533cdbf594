"""What several commands take on the command line."""

from datetime import UTC, datetime

from policyengine.errors import Mistake, UsageError


def day_of(text: str | None) -> str:
    """Give the day to judge as of: the one asked for, or today in UTC; raises UsageError for what is not a day."""
    if text is None:
        return datetime.now(UTC).date().isoformat()
    try:
        day = datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).date().isoformat()
    except ValueError:
        day = ""
    if day != text:
        raise UsageError(Mistake(f"`{text}` is not a day", hint="write it as 2026-11-22"))
    return day


def words_of(given: tuple[str, ...]) -> tuple[str, ...]:
    """Split what stands between commas."""
    return tuple(word.strip() for text in given for word in text.split(",") if word.strip())
