"""Ways around the gate through names that mean another commit than the base branch."""

from tests.bypasses.gate import Gate
from tests.bypasses.table import bypass
from tests.cli.running import Done

AMBIGUOUS = "means several commits"
STILL_FAILS = "error[compliance/hipaa/self-hosting]"
NO_NAME = "is not the name of a revision"


def lenient(gate: Gate) -> str:
    """Commit settings that accept everything to the pull request; return the commit."""
    with gate.settings.open("a") as file:
        file.write("parameters: {compliance/hipaa/self-hosting: {accept_baa: true, hosting: [vendor-api]}}\n")
        file.write("severities: {'category:compliance': off, 'category:license': off, 'category:governance': off}\n")
    gate.commit()
    return gate.git("rev-parse", "HEAD")


@bypass("branches", "A tag called `origin/main` points at the pull request", code=2, says=AMBIGUOUS)
def tag_like_a_remote_branch(gate: Gate) -> Done:
    """Git prefers the tag."""
    gate.git("tag", "origin/main", lenient(gate))
    return gate.check()


@bypass("branches", "A local branch called `origin/main` points at the pull request", code=2, says=AMBIGUOUS)
def branch_like_a_remote_branch(gate: Gate) -> Done:
    """Git prefers the branch."""
    gate.git("branch", "origin/main", lenient(gate))
    return gate.check()


@bypass("branches", "An annotated tag of a tag is called `origin/main`", code=2, says=AMBIGUOUS)
def nested_tag(gate: Gate) -> Done:
    """Both tag objects lead to the commit in the end."""
    lenient(gate)
    gate.git("tag", "-a", "-m", "x", "inner")
    gate.git("-c", "advice.nestedTag=false", "tag", "-a", "-m", "x", "origin/main", "inner")
    return gate.check()


@bypass("branches", "The colliding tag is packed, so no file of its name exists", code=2, says=AMBIGUOUS)
def packed_tag(gate: Gate) -> Done:
    """Packed references count as loose ones do."""
    gate.git("tag", "origin/main", lenient(gate))
    gate.git("pack-refs", "--all", "--prune")
    return gate.check()


@bypass("branches", "A reference called `refs/origin/main`, which git reads first of all", code=2, says=AMBIGUOUS)
def reference_at_the_top(gate: Gate) -> Done:
    """No command of git makes it, but a push can."""
    gate.git("update-ref", "refs/origin/main", lenient(gate))
    return gate.check()


@bypass(
    "branches",
    "A tag called `refs/remotes/origin/main` stands in for the full name of the base branch",
    code=1,
    says=STILL_FAILS,
)
def tag_like_a_full_name(gate: Gate) -> Done:
    """A full name means itself."""
    gate.git("tag", "refs/remotes/origin/main", lenient(gate))
    return gate.check(revision="refs/remotes/origin/main")


@bypass(
    "branches",
    "The same, in a clone that does not have the base branch",
    code=2,
    says="`refs/remotes/origin/main` is not a revision of this repository",
)
def tag_instead_of_a_full_name(gate: Gate) -> Done:
    """Git would take the tag."""
    gate.git("tag", "refs/remotes/origin/main", lenient(gate))
    gate.git("update-ref", "-d", "refs/remotes/origin/main")
    return gate.check(revision="refs/remotes/origin/main")


@bypass(
    "branches",
    "The pull request comes from a branch called `main`, and `--policy-from main` is asked for",
    code=2,
    says=AMBIGUOUS,
)
def branch_of_a_fork(gate: Gate) -> Done:
    """Checking out the branch of a fork makes a local branch of its name."""
    gate.git("checkout", "--quiet", "-B", "main")
    lenient(gate)
    return gate.check(revision="main")


@bypass(
    "branches",
    "The same, in a clone that fetched no branch of that name",
    code=2,
    says="it would judge itself",
)
def only_the_branch_of_a_fork(gate: Gate) -> Done:
    """Nothing else is called `main`, but what is checked out is not its own judge."""
    gate.git("checkout", "--quiet", "-B", "main")
    lenient(gate)
    gate.git("update-ref", "-d", "refs/remotes/origin/main")
    gate.git("update-ref", "refs/remotes/origin/other", "HEAD~1")
    return gate.check(revision="main")


@bypass(
    "branches",
    "The same with a local `main` that is not checked out but holds the pull request",
    code=2,
    says="it would judge itself",
)
def moved_branch(gate: Gate) -> Done:
    """A detached checkout of the commit, which continuous integration makes."""
    gate.git("branch", "--force", "main", lenient(gate))
    gate.git("checkout", "--quiet", "--detach")
    gate.git("update-ref", "-d", "refs/remotes/origin/main")
    gate.git("update-ref", "refs/remotes/origin/other", "HEAD~1")
    return gate.check(revision="main")


@bypass("branches", "A second remote has a `main` that is the pull request", code=2, says=AMBIGUOUS)
def branch_at_another_remote(gate: Gate) -> Done:
    """The short name could mean either."""
    gate.git("update-ref", "refs/remotes/fork/main", lenient(gate))
    return gate.check(revision="main")


@bypass("branches", "A tag has the full id of the base commit as its name", code=1, says=STILL_FAILS)
def tag_like_an_id(gate: Gate) -> Done:
    """A full id is the id of a commit, whatever else has its name."""
    there = gate.git("rev-parse", "origin/main")
    gate.git("update-ref", f"refs/tags/{there}", lenient(gate))
    return gate.check(revision=there)


@bypass("branches", "A branch has the abbreviated id of the base commit as its name", code=2, says=AMBIGUOUS)
def branch_like_a_short_id(gate: Gate) -> Done:
    """Git prefers the branch."""
    short = gate.git("rev-parse", "--short=10", "origin/main")
    gate.git("update-ref", f"refs/heads/{short}", lenient(gate))
    return gate.check(revision=short)


@bypass(
    "branches",
    "A tag called `HEAD`, where the revision is `HEAD~1`: the merge that is checked out",
    code=1,
    says=STILL_FAILS,
)
def tag_like_head(gate: Gate) -> Done:
    """`HEAD` is what is checked out, whatever else has its name."""
    gate.git("update-ref", "refs/tags/HEAD", lenient(gate))
    gate.git("checkout", "--quiet", "--detach", "origin/main")
    gate.git("merge", "--quiet", "--no-ff", "--message=Merge", "pull-request")
    return gate.check(revision="HEAD~1")


@bypass("branches", "The second parent of the merge is asked for: the pull request itself", code=2, says=NO_NAME)
def second_parent(gate: Gate) -> Done:
    """`HEAD^2` is what was merged."""
    lenient(gate)
    gate.git("checkout", "--quiet", "--detach", "origin/main")
    gate.git("merge", "--quiet", "--no-ff", "--message=Merge", "pull-request")
    return gate.check(revision="HEAD^2")


@bypass("branches", "A branch is called `FETCH_HEAD`", code=2, says="is what git did last in this clone")
def branch_like_a_pseudo_reference(gate: Gate) -> Done:
    """What was fetched last depends on who fetched; a branch of that name does not stand in for it."""
    gate.git("update-ref", "refs/heads/FETCH_HEAD", lenient(gate))
    return gate.check(revision="FETCH_HEAD")


@bypass("branches", "The commit message of the pull request is what `:/…` searches for", code=2, says=NO_NAME)
def search_by_message(gate: Gate) -> Done:
    """The newest commit with the words wins."""
    lenient(gate)
    return gate.check(revision=":/Change")


@bypass("branches", "The revision is named by the reflog of the clone", code=2, says=NO_NAME)
def reflog(gate: Gate) -> Done:
    """The reflog knows what happened here, not what the branch is."""
    lenient(gate)
    return gate.check(revision="pull-request@{0}")


@bypass(
    "branches",
    "The name looks like the output of `git describe`, and ends in the id of the pull request",
    code=2,
    says="is not a revision of this repository",
)
def described(gate: Gate) -> Done:
    """Git reads nothing but the id."""
    return gate.check(revision=f"v1.0-1-g{lenient(gate)[:12]}")


@bypass("branches", "A second branch differs from `origin/main` in letter case only", code=1, says=STILL_FAILS)
def other_case(gate: Gate) -> Done:
    """On a file system that tells them apart, each is itself."""
    gate.git("update-ref", "refs/remotes/origin/Main", lenient(gate))
    return gate.check()
