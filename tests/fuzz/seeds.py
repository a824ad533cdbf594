"""Inputs that once broke a law, or that were made to: each is a text and a sentence, and is tried on every run."""

from collections.abc import Iterator
from typing import NamedTuple

from tests.cli.own_rules import RULE
from tests.cli.running import DAY, FAILING, GOOD, ROOT
from tests.fuzz.trial import Trial

CHECK = ("check", "--as-of", DAY, "--output-format", "json")
PROFILE, SETTINGS = "llm-profile.yaml", "policyengine.yaml"


class Seed(NamedTuple):
    """An input with its name, what is wrong with it, and the exit code that it ends with."""

    name: str
    sentence: str
    trial: Trial
    code: int


def seeds() -> Iterator[Seed]:
    """Return every seed: those written here, and the broken files below `tests/errors/`."""
    yield from _profiles()
    yield from _settings()
    yield from _logs_and_results()
    yield from _rules()
    for case in sorted((ROOT / "tests" / "errors").glob("yaml-*")):
        text = (case / "input.yaml").read_bytes()
        yield Seed(case.name, "a broken profile has a message beside it", _profile(text), 2)
    for case in sorted((ROOT / "tests" / "errors").glob("rule-*")):
        files = {f"acme/{path.relative_to(case).as_posix()}": path.read_bytes() for path in case.rglob("*.y*ml")}
        files |= {SETTINGS: b"version: 1\npacks: [acme]\n", PROFILE: GOOD.encode()}
        target = next(name for name in files if name.startswith("acme/"))
        yield Seed(case.name, "a broken rule has a message beside it", Trial(files, CHECK, target), 2)
    for case in sorted((ROOT / "tests" / "errors").glob("settings-*")):
        files = {path.relative_to(case).as_posix(): path.read_bytes() for path in case.rglob("*") if path.is_file()}
        files["service/llm-profile.yaml"] = GOOD.encode()
        target = next(name for name in files if name.endswith(".yaml"))
        yield Seed(case.name, "broken settings have a message beside them", Trial(files, CHECK, target), 2)


def _profile(text: bytes, *command: str) -> Trial:
    return Trial({PROFILE: text}, command or CHECK, PROFILE)


def _profiles() -> Iterator[Seed]:
    failing = FAILING.encode()
    texts: dict[str, tuple[str, bytes, int]] = {
        "question-mark-in-braces": ("`{ ?foo: bar }` was read as the key `foo`", b"version: 1\nx: { ?foo: bar }\n", 2),
        "question-mark-in-brackets": ("`[?x]` was read as a mapping", b"version: 1\nx: [?x]\n", 2),
        "colon-in-anchor": ("`&an:chor v` was read as the text `:chor v`", b"version: 1\nx: &an:chor v\n", 2),
        "comment-after-quote": ('`"value"# text` dropped the text', b'version: 1\nx: "value"# text\n', 2),
        "comment-after-comma": ("`[a,#x` dropped the text", b"version: 1\nx: [a,#x\n  b]\n", 2),
        "tab-in-literal": ("valid text that starts with a tab was called indentation", b"x: |-\n \tbar\n", 2),
        "quote-over-keys": ("a quote hid the keys below it", b'version: 1\nx: "y\ndata: z"\n', 2),
        "line-separator": ("a key stood behind a line separator", "# x\u2028version: 1\n".encode(), 2),
        "mark-in-the-middle": ("an invisible mark made another key", "version: 1\n\ufeffx: 1\n".encode(), 2),
        "not-finite-at-the-top": ("a refused number in place of the whole file was an internal error", b".inf", 2),
        "huge-escape": ("an escape beyond Unicode was an internal error", b'x: "\\U00110000"\n', 2),
        "surrogate-escape": ("half a character could not be printed", b'x: "\\ud800"\n', 2),
        "brackets": ("100,000 brackets overflowed the stack", b"[" * 100_000, 2),
        "dashes": ("100,000 dashes overflowed the stack", b"- " * 100_000, 2),
        "aliases": (
            "aliases of aliases filled the memory",
            b"a: &a [x, x, x, x, x, x, x, x, x]\n"
            + b"".join(b"%c: &%c [%s]\n" % (n + 1, n + 1, b", ".join([b"*%c" % n] * 9)) for n in range(97, 105)),
            2,
        ),
        "digits": ("int() is quadratic in digits", b"version: " + b"9" * 500_000 + b"\n", 2),
        "one-key-often": ("each duplicate looked for the first", b"a: 1\n" * 20_000, 2),
        "one-line": ("one line of 1 MiB", b"version: 1\nx: " + b"y" * 1_000_000 + b"\n", 2),
        "too-large": ("a file beyond 1 MiB", b"#" * (1 << 20) + b"\n", 2),
        "nothing": ("an empty file", b"", 2),
        "comments-on-a-failure": (
            "a comment for a rule that fails",
            failing.replace(b"data: {", b"# policyengine: ignore[compliance/hipaa/self-hosting] x\n    data: {"),
            1,
        ),
        "many-comments": (
            "each comment read the profile again",
            failing + b"# policyengine: ignore[a/b] x\n" * 20_000,
            2,
        ),
        "many-workloads": ("workloads were compared with each other", _workloads(20_000), 2),
        "many-names-in-a-comment": (
            "each unknown name had a search of its own",
            failing + b"# policyengine: ignore[" + b",".join(b"a/b%d" % n for n in range(50_000)) + b"] x\n",
            2,
        ),
        "many-unknown-models": (
            "each unknown model had a search of its own",
            failing + b"    considered:\n" + b"".join(b"      - {model: a/b%d}\n" % n for n in range(15_000)),
            2,
        ),
    }
    for name, (sentence, text, code) in texts.items():
        yield Seed(name, sentence, _profile(text), code)


def _workloads(number: int) -> bytes:
    head, _, body = GOOD.partition("  draft:\n")
    return (head + "".join(f"  w{n}:\n{body}" for n in range(number)))[: (1 << 20) - 200].rpartition("  w")[0].encode()


def _settings() -> Iterator[Seed]:
    texts: dict[str, tuple[str, bytes, int]] = {
        "settings-wrong-type": ("settings that are a list", b"- version\n", 2),
        "settings-null-parts": (
            "each part empty",
            b"version: 1\norganization:\nagreements:\ncatalog:\nlocked:\nwaivers:\nparameters:\nseverities:\n",
            1,
        ),
        "overlay-alias-of-itself": (
            "an alias that is its own entry",
            b"version: 1\ncatalog: {models: {acme/m: {family: m, aliases: [acme/m]}}}\n",
            1,
        ),
    }
    for name, (sentence, text, code) in texts.items():
        yield Seed(name, sentence, Trial({SETTINGS: text, PROFILE: FAILING.encode()}, CHECK, SETTINGS), code)


def _logs_and_results() -> Iterator[Seed]:
    results = b"path,metric,score,n,baseline\nopen,accuracy,0.5,100," + b"9" * 400 + b"\n"
    yield Seed(
        "baseline-of-400-digits",
        "a baseline of 400 digits was an internal error",
        Trial({"results.csv": results}, ("monitor", "results.csv"), "results.csv"),
        2,
    )
    lines = b'{"path": "open", "metric": "m", "score": ' + b"9" * 400 + b', "n": 10, "unit": "ms"}\n'
    yield Seed(
        "score-of-400-digits",
        "a score of 400 digits was an internal error",
        Trial({"results.jsonl": lines}, ("monitor", "results.jsonl"), "results.jsonl"),
        2,
    )
    yield Seed(
        "carriage-return-in-jsonl",
        "a carriage return alone was counted as the end of a line",
        Trial({"results.jsonl": b'\r"\xff\n'}, ("monitor", "results.jsonl"), "results.jsonl"),
        2,
    )
    log = b"timestamp,task,input_tokens,output_tokens\n" + b"2026-01-05,routing,1,1\n" * 20_000
    yield Seed("a-long-log", "20,000 requests", Trial({"log.csv": log}, ("offload", "log.csv"), "log.csv"), 0)
    nul = b"timestamp,task,input_tokens,output_tokens\n2026-01-05,a\0b,1,1\n"
    yield Seed("nul-in-a-log", "a NUL byte in a log", Trial({"log.csv": nul}, ("offload", "log.csv"), "log.csv"), 0)


def _rules() -> Iterator[Seed]:
    conditions = {
        "nested-condition": "(" * 300 + "true" + ")" * 300,
        "attribute-of-a-class": 'workload.data.classes.__class__ == "x"',
        "three-repetitions": 'workload.purpose.matches("a*a*a*b")',
    }
    codes = {"three-repetitions": 1}  # it is evaluated in linear time, and fails
    for name, condition in conditions.items():
        rule = RULE.format(require="'" + condition.replace("'", "''") + "'", message="it fails")
        profile = FAILING.replace("Answers patients' questions", "a" * 3000)
        files = {
            "acme/rules/own/it.yaml": rule.encode(),
            SETTINGS: b"version: 1\npacks: [acme]\n",
            PROFILE: profile.encode(),
        }
        yield Seed(
            name, "a condition that was made to hurt", Trial(files, CHECK, "acme/rules/own/it.yaml"), codes.get(name, 2)
        )
