"""Ways to commit past the hook `policyengine-check-all` through symbolic links, submodules and names that are near.

As in `hooks`, a profile of the repository fails, so a commit that the hook judges is refused.
"""

from tests.bypasses.gate import Gate
from tests.bypasses.table import bypass
from tests.bypasses.ways.hooks import REFUSED, committed, hooked
from tests.cli.running import Done

SUBMODULE = '[submodule "policy/shared"]\n\tpath = policy/shared\n\turl = ./shared\n\tignore = all\n'


def linked(gate: Gate, link: str, to: str) -> None:
    """Put a symbolic link in the place of a file, or where nothing is."""
    path = gate.folder / link
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to(to)


def begun(gate: Gate) -> None:
    """Commit everything without the hook, as if it had been there before."""
    assert committed(gate, "--no-verify").code == 0


def appended(gate: Gate, name: str, text: str) -> None:
    """Add a text to a file."""
    with (gate.folder / name).open("a") as file:
        file.write(text)


@bypass(
    "hooks", "A commit adds a profile as a symbolic link, which pre-commit's patterns leave out", code=1, says=REFUSED
)
def commit_adds_a_linked_profile(gate: Gate) -> Done:
    """Keep the text under a name of its own."""
    hooked(gate)
    linked(gate, "svc/new/llm-profile.yaml", "../chat/llm-profile.yaml")
    return committed(gate)


@bypass("hooks", "A commit changes the file that a linked profile leads to", code=1, says=REFUSED)
def commit_changes_the_target_of_a_profile(gate: Gate) -> Done:
    """Link the profile, and change the text under its other name."""
    hooked(gate)
    gate.profile.rename(gate.profile.with_name("text.yaml"))
    linked(gate, "svc/chat/llm-profile.yaml", "text.yaml")
    begun(gate)
    appended(gate, "svc/chat/text.yaml", "# touched\n")
    return committed(gate)


@bypass("hooks", "A commit changes the file that linked settings lead to", code=1, says=REFUSED)
def commit_changes_the_target_of_settings(gate: Gate) -> Done:
    """Link the settings, and allow more in the file under its other name."""
    hooked(gate)
    gate.settings.rename(gate.folder / "policy" / "house.txt")
    linked(gate, "policyengine.yaml", "policy/house.txt")
    begun(gate)
    appended(gate, "policy/house.txt", "severities: {vendor/retention: off}\n")
    return committed(gate)


@bypass(
    "hooks",
    "A commit deletes the link to the directory through which settings extend a file",
    code=1,
    says="there is no settings file",
)
def commit_deletes_a_link_to_a_directory(gate: Gate) -> Done:
    """Extend `house/base.txt`, where `house` leads to `policy`."""
    hooked(gate)
    linked(gate, "house", "policy")
    gate.settings.write_text("version: 1\nextends: house/base.txt\n")
    begun(gate)
    (gate.folder / "house").unlink()
    return committed(gate)


@bypass("hooks", "A commit moves a submodule that `.gitmodules` tells git to ignore", code=1, says=REFUSED)
def commit_moves_an_ignored_submodule(gate: Gate) -> Done:
    """Write `ignore = all` in an earlier commit; `git diff` then leaves the submodule out."""
    hooked(gate)
    folder = gate.folder / "policy" / "shared"
    folder.mkdir()
    inner = Gate(folder)
    inner.git("init", "--quiet")
    inner.git("config", "user.name", "Ada Lovelace")
    inner.git("config", "user.email", "ada@example.org")
    (folder / "base.txt").write_text("version: 1\n")
    inner.commit()
    (gate.folder / ".gitmodules").write_text(SUBMODULE)
    begun(gate)
    appended(gate, "policy/shared/base.txt", "# touched\n")
    inner.commit()
    gate.git("add", "--force", "policy/shared")
    return committed(gate, paths=())


@bypass("hooks", "A commit takes a profile out of the index and leaves it on disk", code=1, says=REFUSED)
def commit_keeps_a_profile_on_disk(gate: Gate) -> Done:
    """Remove the profile that passes with `git rm --cached`."""
    hooked(gate)
    gate.git("rm", "--quiet", "--cached", "svc/notes/llm-profile.yaml")
    return committed(gate, paths=())


def _named(gate: Gate, name: str) -> Done:
    hooked(gate)
    path = gate.folder / "svc" / "new" / name
    path.parent.mkdir()
    path.write_text(gate.profile.read_text())
    return committed(gate)


@bypass("hooks", "A commit adds a profile as `IIm-profile.yaml`, with capital I for l", code=1, says="is not read")
def commit_adds_a_look_alike(gate: Gate) -> Done:
    """Use a look-alike name."""
    return _named(gate, "IIm-profile.yaml")


@bypass("hooks", "A commit adds a profile as `llm-profile.json`", code=1, says="is not read")
def commit_adds_a_profile_as_json(gate: Gate) -> Done:
    """Use another extension."""
    return _named(gate, "llm-profile.json")


@bypass("hooks", "A commit adds a profile as `llm-profil.yaml`, with a letter less", code=1, says="is not read")
def commit_adds_a_misspelt_profile(gate: Gate) -> Done:
    """Leave out a letter."""
    return _named(gate, "llm-profil.yaml")


@bypass("hooks", "A commit adds a profile as `llm-profile`, without an extension", code=1, says="is not read")
def commit_adds_a_profile_without_an_extension(gate: Gate) -> Done:
    """Leave out the extension."""
    return _named(gate, "llm-profile")


@bypass("hooks", "A commit adds settings as `policy-engine.yaml` beside a profile", code=1, says="is not read")
def commit_adds_settings_with_a_hyphen(gate: Gate) -> Done:
    """Use another separator."""
    hooked(gate)
    (gate.folder / "svc" / "chat" / "policy-engine.yaml").write_text("version: 1\n")
    return committed(gate)


@bypass(
    "hooks",
    "A commit deletes the last profile: there is nothing left to check",
    code=1,
    says="nothing was checked: no profile in `.`",
)
def commit_deletes_the_last_profile(gate: Gate) -> Done:
    """A hook may find nothing only where the last commit had nothing."""
    hooked(gate)
    gate.git("rm", "-r", "--quiet", "svc")
    return committed(gate)


@bypass(
    "hooks",
    "A commit is judged by laxer settings that lie beside the profile and stay out of the commit",
    code=1,
    says="would judge profiles of this commit, and is not in it",
)
def commit_leaves_settings_behind(gate: Gate) -> Done:
    """Write settings beside the profile that fails, and stage only the others."""
    hooked(gate)
    (gate.folder / "svc" / "chat" / "policyengine.yaml").write_text("version: 1\n")
    appended(gate, "policyengine.yaml", "# touched\n")
    return committed(gate, paths=("policyengine.yaml",))
