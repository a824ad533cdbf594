"""Ways around the gate through names that hold the words of a profile's name."""

from tests.bypasses.gate import Gate
from tests.bypasses.table import bypass
from tests.bypasses.ways.judge_removals import GONE, NOT_READ, renamed
from tests.cli.running import Done


@bypass("look-alikes", "The profile is called `chat-llm-profile.yaml`", code=2, says=NOT_READ)
def word_before(gate: Gate) -> Done:
    """A word before, after a hyphen."""
    return renamed(gate, "svc/chat/chat-llm-profile.yaml")


@bypass("look-alikes", "The profile is called `llm-profile-chat.yaml`", code=2, says=NOT_READ)
def word_after(gate: Gate) -> Done:
    """A word after, after a hyphen."""
    return renamed(gate, "svc/chat/llm-profile-chat.yaml")


@bypass(
    "look-alikes", "The profile is called `llm-profile.chat.yaml`", code=1, says="is not judged: a profile is called"
)
def word_between(gate: Gate) -> Done:
    """A word before the extension."""
    return renamed(gate, "svc/chat/llm-profile.chat.yaml")


@bypass("look-alikes", "The profile is called `llm-profile .yaml`", code=2, says=NOT_READ)
def blank(gate: Gate) -> Done:
    """A blank before the extension."""
    return renamed(gate, "svc/chat/llm-profile .yaml")


@bypass("look-alikes", "The profile is called `llm-profile.txt`", code=2, says=NOT_READ)
def text(gate: Gate) -> Done:
    """Another extension."""
    return renamed(gate, "svc/chat/llm-profile.txt")


@bypass("look-alikes", "A new failing profile is called `llm-profile-chat.yaml`", code=2, says=NOT_READ)
def new_word_after(gate: Gate) -> Done:
    """The base branch has none to miss."""
    (gate.folder / "lab").mkdir()
    (gate.folder / "lab" / "llm-profile-chat.yaml").write_text(gate.profile.read_text())
    gate.commit()
    return gate.check("lab", "svc/notes")


@bypass("look-alikes", "The profile is called `llm_profile.yaml`, and loses its workloads for the time being", code=1,
        says=GONE)  # fmt: skip
def no_workloads(gate: Gate) -> Done:
    """Such a file is another program's, and the profile is gone."""
    text = gate.profile.read_text()
    gate.profile.write_text(text[: text.index("workloads:")])
    return renamed(gate, "svc/chat/llm_profile.yaml")
