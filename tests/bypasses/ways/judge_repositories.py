"""Ways around the gate through other repositories, other objects and git's own redirections."""

import shutil
from pathlib import Path

from tests.bypasses.gate import FAILING, Gate
from tests.bypasses.table import bypass
from tests.bypasses.ways.judge_branches import STILL_FAILS, lenient
from tests.bypasses.ways.judge_removals import GONE
from tests.cli.cloning import commit, git
from tests.cli.running import DAY, Done, policyengine

ACCEPTS = "version: 1\nseverities: {'category:compliance': off, 'category:license': off, 'category:governance': off}\n"
OWN = "is a repository of its own"


def other_repository(folder: Path) -> None:
    """Make a repository with the failing profile and settings that accept it; its `origin/main` is its own."""
    folder.mkdir(parents=True)
    shutil.copy(FAILING / "llm-profile.yaml", folder)
    (folder / "policyengine.yaml").write_text(ACCEPTS)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "config", "user.name", "Mallory")
    git(folder, "config", "user.email", "mallory@example.org")
    commit(folder)
    git(folder, "update-ref", "refs/remotes/origin/main", "HEAD")


def made_a_submodule(gate: Gate) -> None:
    """Turn the folder of the failing profile into a submodule with its own `origin/main`."""
    source = gate.folder.parent / "source"
    other_repository(source)
    gate.git("rm", "-r", "--quiet", "svc/chat")
    gate.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(source), "svc/chat")
    gate.commit()


def inside(gate: Gate, *arguments: str, **environment: str) -> Done:
    """Run `check` in the folder of the failing profile."""
    command = ("check", ".", "--as-of", DAY, "--policy-from", "origin/main", *arguments)
    return policyengine(gate.folder / "svc" / "chat", *command, **environment)


def redirected(gate: Gate, **environment: str) -> Done:
    """Run `check` in the clone with variables that redirect git."""
    return policyengine(gate.folder, "check", ".", "--as-of", DAY, "--policy-from", "origin/main", **environment)


@bypass("repositories", "The folder of the profile becomes a submodule with branches of its own", code=1, says=GONE)
def submodule(gate: Gate) -> Done:
    """The submodule's `origin/main` accepts the profile."""
    made_a_submodule(gate)
    return gate.check()


@bypass(
    "repositories",
    "The same, and continuous integration runs inside that folder",
    code=2,
    says="here its own repository",
)
def inside_a_submodule(gate: Gate) -> Done:
    """The base branch has files there, so the pull request made it a repository."""
    made_a_submodule(gate)
    return inside(gate)


@bypass(
    "repositories",
    "The same, and a second tag makes the base branch of the repository around it ambiguous",
    code=2,
    says="means several commits",
)
def inside_a_submodule_of_an_ambiguous_repository(gate: Gate) -> Done:
    """What cannot be looked up around the submodule is no permission."""
    made_a_submodule(gate)
    gate.git("tag", "origin/main", "HEAD")
    return inside(gate)


@bypass(
    "repositories",
    "The folder becomes a submodule that is not checked out, so nothing is found in it",
    code=1,
    says="error[removed/profile]",
)
def submodule_not_checked_out(gate: Gate) -> Done:
    """The folder is empty, as without `git submodule update`."""
    made_a_submodule(gate)
    gate.git("submodule", "--quiet", "deinit", "--force", "svc/chat")
    return gate.check()


@bypass("repositories", "A job clones another repository over the folder of the profile", code=2, says=OWN)
def nested_clone(gate: Gate) -> Done:
    """An untracked repository inside the repository."""
    shutil.rmtree(gate.folder / "svc" / "chat")
    other_repository(gate.folder / "svc" / "chat")
    return gate.check()


@bypass("repositories", "A file `.git` beside the profile leads to another repository", code=2, says=OWN)
def file_that_leads_elsewhere(gate: Gate) -> Done:
    """As submodules and worktrees have it."""
    source = gate.folder.parent / "source"
    other_repository(source)
    (gate.folder / "svc" / "chat" / ".git").write_text(f"gitdir: {source / '.git'}\n")
    return gate.check("svc/chat")


@bypass(
    "repositories",
    "A bare repository is committed around the profile, with `HEAD`, `objects` and `refs`",
    code=1,
    says=STILL_FAILS,
)
def embedded_bare_repository(gate: Gate) -> Done:
    """Git would take the folder for a repository; it is none without `.git`."""
    source = gate.folder.parent / "source"
    other_repository(source)
    shutil.copytree(source / ".git", gate.folder / "svc" / "chat", dirs_exist_ok=True)
    (gate.folder / "svc" / "chat" / "policyengine.yaml").write_text(ACCEPTS)
    gate.commit()
    return inside(gate)


def bare_with_an_exclude(gate: Gate) -> Path:
    """Commit a folder that looks like a bare repository, whose exclude file leaves out one of its two new profiles."""
    folder = gate.folder / "svc" / "added"
    for name in ("objects", "refs", "info", "good", "bad"):
        (folder / name).mkdir(parents=True)
        (folder / name / ".keep").write_text("")
    (folder / "HEAD").write_text("ref: refs/heads/main\n")
    (folder / "config").write_text("[core]\n\tbare = true\n")
    (folder / "info" / "exclude").write_text("bad/\n")
    shutil.copy(gate.folder / "svc" / "notes" / "llm-profile.yaml", folder / "good")
    shutil.copy(gate.profile, folder / "bad")
    gate.commit()
    return folder


@bypass(
    "repositories",
    "A bare repository is committed into the folder that is searched, and its `info/exclude` leaves a profile out",
    code=1,
    says="svc/added/bad/llm-profile.yaml",
)
def bare_repository_in_the_searched_folder(gate: Gate) -> Done:
    """Git, run in that folder, would find the bare repository before the real one."""
    bare_with_an_exclude(gate)
    return gate.check("svc/added")


@bypass(
    "repositories",
    "The check runs inside a folder with a committed bare repository that excludes a profile",
    code=1,
    says="bad/llm-profile.yaml",
)
def bare_repository_around_the_run(gate: Gate) -> Done:
    """The same, with the folder as the working directory."""
    folder = bare_with_an_exclude(gate)
    return policyengine(folder, "check", ".", "--as-of", DAY, "--policy-from", "origin/main")


@bypass("repositories", "`refs/replace` replaces the commit of the base branch", code=1, says=STILL_FAILS)
def replaced_commit(gate: Gate) -> Done:
    """`git replace` gives another object for an id."""
    gate.git("replace", "origin/main", lenient(gate))
    return gate.check()


@bypass("repositories", "`refs/replace` replaces the settings of the base branch alone", code=1, says=STILL_FAILS)
def replaced_blob(gate: Gate) -> Done:
    """The same with one file."""
    there = gate.git("rev-parse", "origin/main:policyengine.yaml")
    lenient(gate)
    gate.git("replace", there, gate.git("rev-parse", "HEAD:policyengine.yaml"))
    return gate.check()


@bypass(
    "repositories",
    "A graft makes the pull request the parent of the commit whose parent is asked for",
    code=1,
    says=STILL_FAILS,
)
def grafted_parent(gate: Gate) -> Done:
    """`.git/info/grafts` changes history without changing ids."""
    evil = lenient(gate)
    gate.git("checkout", "--quiet", "--detach", "origin/main")
    gate.git("commit", "--quiet", "--allow-empty", "--message=Merge")
    (gate.folder / ".git" / "info").mkdir(exist_ok=True)
    (gate.folder / ".git" / "info" / "grafts").write_text(f"{gate.git('rev-parse', 'HEAD')} {evil}\n")
    return gate.check(revision="HEAD~1")


@bypass(
    "repositories",
    "`objects/info/alternates` takes objects from a folder that the pull request commits",
    code=2,
    says="among the files that are checked",
)
def alternates_in_the_working_tree(gate: Gate) -> Done:
    """Objects are believed by their names, and whoever writes the files chooses both."""
    (gate.folder / "vendor" / "objects").mkdir(parents=True)
    (gate.folder / ".git" / "objects" / "info" / "alternates").write_text("../../vendor/objects\n")
    return gate.check()


@bypass(
    "repositories",
    "`.git` itself is a file that leads to a folder among the files",
    code=2,
    says="among the files that are checked",
)
def store_in_the_working_tree(gate: Gate) -> Done:
    """The whole repository would come from the pull request."""
    (gate.folder / ".git").rename(gate.folder / "store")
    (gate.folder / ".git").write_text("gitdir: store\n")
    return gate.check()


@bypass("repositories", "`GIT_DIR` and `GIT_WORK_TREE` name another repository", code=1, says=STILL_FAILS)
def variables_name_a_repository(gate: Gate) -> Done:
    """Hooks export them."""
    source = gate.folder.parent / "source"
    other_repository(source)
    return redirected(
        gate, GIT_DIR=str(source / ".git"), GIT_WORK_TREE=str(source), GIT_LARGEST_AT_ONCE_DIR=str(source / ".git")
    )


@bypass(
    "repositories", "`GIT_NAMESPACE`, `GIT_REPLACE_REF_BASE` and `GIT_GRAFT_FILE` are set", code=1, says=STILL_FAILS
)
def variables_rename_references(gate: Gate) -> Done:
    """Each would give other references or another history."""
    evil = lenient(gate)
    there = gate.git("rev-parse", "origin/main")
    gate.git("update-ref", "refs/namespaces/evil/refs/remotes/origin/main", evil)
    gate.git("update-ref", f"refs/other/{there}", evil)
    return redirected(gate, GIT_NAMESPACE="evil", GIT_REPLACE_REF_BASE="refs/other/", GIT_GRAFT_FILE="/dev/null")


@bypass(
    "repositories",
    "`GIT_OBJECT_DIRECTORY` and `GIT_ALTERNATE_OBJECT_DIRECTORIES` name other objects",
    code=1,
    says=STILL_FAILS,
)
def variables_name_objects(gate: Gate) -> Done:
    """Neither is heard."""
    source = gate.folder.parent / "source"
    other_repository(source)
    objects = str(source / ".git" / "objects")
    return redirected(gate, GIT_OBJECT_DIRECTORY=objects, GIT_ALTERNATE_OBJECT_DIRECTORIES=objects)


@bypass("repositories", "`core.worktree` names another folder, in the configuration", code=1, says=STILL_FAILS)
def other_work_tree(gate: Gate) -> Done:
    """Git would list the files of that folder."""
    elsewhere = gate.folder.parent / "elsewhere"
    elsewhere.mkdir()
    gate.git("config", "core.worktree", str(elsewhere))
    return gate.check()


@bypass("repositories", "`core.worktree` comes from an included file and from variables", code=1, says=STILL_FAILS)
def included_configuration(gate: Gate) -> Done:
    """`include.path` may name a file that the pull request has."""
    (gate.folder / "gitconfig").write_text("[core]\n\tworktree = /nowhere\n\texcludesFile = /dev/null\n")
    gate.git("config", "include.path", "../gitconfig")
    return redirected(gate, GIT_CONFIG_COUNT="1", GIT_CONFIG_KEY_0="core.worktree", GIT_CONFIG_VALUE_0="/nowhere")


@bypass(
    "repositories",
    "The clone is too shallow to have the parent that is asked for",
    code=2,
    says="its history ends before that",
)
def shallow_clone(gate: Gate) -> Done:
    """There is no judge, which is an error."""
    lenient(gate)
    folder = gate.folder.parent / "shallow"
    git(gate.folder.parent, "clone", "--quiet", "--depth=1", f"file://{gate.folder}", str(folder))
    return policyengine(folder, "check", ".", "--as-of", DAY, "--policy-from", "HEAD~1")


@bypass(
    "repositories",
    "The folder of the profile becomes a link to a folder outside the repository",
    code=2,
    says="symbolic link to a directory outside the repository",
)
def link_to_a_directory(gate: Gate) -> Done:
    """What lies there is nobody's pull request, and could be anything."""
    elsewhere = gate.folder.parent / "elsewhere"
    shutil.copytree(gate.folder / "svc" / "notes", elsewhere)
    gate.git("rm", "-r", "--quiet", "svc/chat")
    (gate.folder / "svc" / "chat").symlink_to(elsewhere)
    gate.commit()
    return gate.check("svc/chat")


@bypass(
    "repositories",
    "The folder becomes a submodule, and continuous integration names it",
    code=2,
    says=OWN,
)
def submodule_that_is_named(gate: Gate) -> Done:
    """What is named is judged or refused."""
    made_a_submodule(gate)
    return gate.check("svc/chat")
