"""The git command, run on one repository without anything that its environment redirects."""

import os

from policyengine.errors import Mistake, UsageError

_SECONDS = 60
HINT = "name a branch, a tag or a commit that this clone has, such as origin/main; CI may have to fetch it first"

_TRUST = "another user owns the folder; if you trust it, run `git config --global --add safe.directory {}`"
_OPTIONS = (
    *("-c", "core.fsmonitor=false"),
    *("-c", "safe.bareRepository=explicit"),  # a folder of the working tree may look like one
    *("-c", "advice.graftFileDeprecated=false"),
    "--no-optional-locks",
)


def command(directory: str, *arguments: str) -> tuple[str, ...]:
    """Return the command line that runs git in a directory."""
    return ("git", "-C", directory, *_OPTIONS, *arguments)


def environment(root: str) -> dict[str, str]:
    """Return the environment in which git reads the repository at a root, and no other.

    A hook's variables point at its own repository, index and objects, so they are dropped. The variables that name
    configuration files are the user's own. Replaced objects and grafts are ignored: a revision is what its id says.
    """
    kept = {name: v for name, v in os.environ.items() if not name.startswith("GIT_") or name.startswith("GIT_CONFIG")}
    return {
        **kept,
        "GIT_CEILING_DIRECTORIES": os.path.dirname(root),  # a broken `.git` is not its parent's
        "GIT_WORK_TREE": root,  # whatever `core.worktree` says
        "GIT_GRAFT_FILE": os.devnull,
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_NO_LAZY_FETCH": "1",
        "LC_ALL": "C",
    }


def run_git(root: str, *arguments: str, stdin: bytes = b"", wrong: str = "", hint: str = HINT) -> bytes:
    """Run git on a repository and return its output.

    Raises UsageError when git cannot answer: with `wrong` as its message where git prints none.
    """
    import subprocess  # slow to load, and most runs ask for no revision

    try:
        done = subprocess.run(  # noqa: S603 - no shell, and the user's text comes after --end-of-options
            command(root, *arguments),
            input=stdin,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
            env={**environment(root), "GIT_LITERAL_PATHSPECS": "1"},
        )
    except FileNotFoundError:
        raise UsageError(Mistake("git is not installed", hint="install git, or name no revision")) from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UsageError(Mistake(f"git could not be run: {type(error).__name__}", hint="run it by hand")) from None
    if done.returncode:
        said = " ".join(done.stderr.decode("utf-8", "replace").split())
        hint = _TRUST.format(root) if "dubious ownership" in said else hint
        raise UsageError(Mistake(wrong if wrong and not said else f"git: {said}"[:300], hint=hint))
    return done.stdout
