"""Ways around the gate through the path that a report is written to."""

from tests.bypasses.gate import Gate
from tests.bypasses.table import bypass
from tests.cli.running import DAY, Done, policyengine


def _checked(gate: Gate, path: str, *, judged_by: tuple[str, ...] = ()) -> Done:
    return policyengine(gate.folder, "check", ".", "--as-of", DAY, "--output-file", path, *judged_by)


@bypass(
    "formats",
    "`--output-file` names `.gitignore`, which decides which profiles are found",
    code=2,
    says="the name of a file that decides which files are judged",
)
def output_over_gitignore(gate: Gate) -> Done:
    """Write the report over a file that git reads, not this program."""
    return _checked(gate, ".gitignore")


@bypass(
    "formats",
    "`--output-file` names `.pre-commit-config.yaml`, which holds the hook",
    code=2,
    says="the name of a file that decides which files are judged",
)
def output_over_hook(gate: Gate) -> Done:
    """Write the report over the configuration of the hook."""
    return _checked(gate, ".pre-commit-config.yaml")


@bypass(
    "formats",
    "`--output-file` names a workflow of the continuous integration",
    code=2,
    says="the name of a file that decides which files are judged",
)
def output_over_workflow(gate: Gate) -> Done:
    """Write the report over the workflow that runs the check."""
    return _checked(gate, ".github/workflows/check.yml")


@bypass(
    "look-alikes",
    "`--output-file` makes a file whose name looks like that of settings",
    code=2,
    says="so close to that of a profile or of settings",
)
def output_near_settings(gate: Gate) -> Done:
    """Write a file that later runs would refuse."""
    return _checked(gate, ".policyengine.yaml")


@bypass(
    "formats",
    "`--output-file` makes a rule in a pack, and the settings of the base branch judge",
    code=2,
    says="the place and the name of a rule or catalog entry",
)
def output_into_a_pack(gate: Gate) -> Done:
    """Write a file into a pack that this run does not read from the working tree."""
    return _checked(gate, "policy/acme/rules/own/report.yaml", judged_by=("--policy-from", "origin/main"))


@bypass(
    "formats",
    "`--output-file` names a symbolic link that the pull request leads out of the repository",
    code=2,
    says="leads out of the repository by a symbolic link",
)
def output_through_a_link(gate: Gate) -> Done:
    """The file that it leads to is another one's, or none, so that nobody reads the report."""
    (gate.folder.parent / "outside.txt").write_text("kept\n")
    (gate.folder / "report.txt").symlink_to("../outside.txt")
    gate.commit()
    return _checked(gate, "report.txt")


@bypass(
    "formats",
    "A comment of the profile holds a command to the runner of the continuous integration",
    code=1,
    says=r"#\u{23}[add-mask]error",
)
def command_to_the_runner(gate: Gate) -> Done:
    """Runners obey some of them anywhere in a line of the log."""
    gate.edit(gate.profile, "      hosting: vendor-api\n", "      hosting: vendor-api # ##[add-mask]error\n")
    return gate.check()
