"""Ways around the gate through YAML that a program reads otherwise than the person who reviews it."""

from tests.bypasses.gate import Gate
from tests.bypasses.table import bypass
from tests.cli.running import Done


def _rewritten(gate: Gate, old: str, new: str) -> Done:
    gate.edit(gate.profile, old, new)
    gate.commit()
    return gate.check()


def _prefixed(gate: Gate, text: str) -> Done:
    gate.profile.write_bytes(text.encode() + gate.profile.read_bytes())
    gate.commit()
    return gate.check()


def _suffixed(gate: Gate, text: str) -> Done:
    with gate.profile.open("ab") as file:
        file.write(text.encode())
    gate.commit()
    return gate.check()


@bypass("formats", "A second `workloads:` key at the end of the profile", code=2, says="duplicate key `workloads`")
def duplicate_key(gate: Gate) -> Done:
    """Declare the workloads again; many readers take the last."""
    return _suffixed(gate, "workloads: {}\n")


@bypass("formats", "The same key a second time, in quotes", code=2, says="duplicate key `workloads`")
def duplicate_quoted_key(gate: Gate) -> Done:
    """Declare the workloads again under a key that looks different."""
    return _suffixed(gate, '"workloads": {}\n')


@bypass("formats", "A merge key `<<` that replaces what the profile declares", code=2, says="merge key `<<`")
def merge_key(gate: Gate) -> Done:
    """Merge harmless values into the project."""
    return _suffixed(gate, "decisions:\n  <<: {x: {title: t}}\n")


@bypass("formats", "A second document after `---`", code=2, says="more than one document")
def second_document(gate: Gate) -> Done:
    """Put a harmless document behind the one that fails; readers differ in which they take."""
    return _suffixed(gate, "---\nversion: 1\n")


@bypass("formats", "The profile after a harmless document that `...` ends", code=2, says="more than one document")
def ended_document(gate: Gate) -> Done:
    """End a harmless document before the one that fails."""
    return _prefixed(gate, "version: 1\n...\n---\n")


@bypass("formats", "A tag that turns a value into another, `!!null`", code=2, says="explicit tag")
def tag(gate: Gate) -> Done:
    """Tag the data as null."""
    return _rewritten(gate, "\nproject:", "\nproject: !!null")


@bypass("formats", "An anchor defined twice, of which an alias means one", code=2, says="anchor defined twice")
def anchor_twice(gate: Gate) -> Done:
    """Define an anchor again after the alias's reader has seen the first."""
    return _suffixed(gate, "decisions:\n  a: &x {title: t}\n  b: &x {title: u}\n  c: *x\n")


@bypass("formats", "An anchor whose name parsers end at different characters", code=2, says="name of the anchor")
def anchor_with_colon(gate: Gate) -> Done:
    """Hide a part of a value in the name of an anchor."""
    return _suffixed(gate, "decisions: &a:b {}\n")


@bypass("formats", "Keys hidden in a comment by a lone carriage return", code=2, says="carriage return")
def carriage_return(gate: Gate) -> Done:
    """Write a key that a review shows as the end of a comment."""
    return _suffixed(gate, "# end of the profile\rdecisions: {}\n")


@bypass("formats", "Keys hidden in a comment by U+2028", code=2, says="line separator U+2028")
def line_separator(gate: Gate) -> Done:
    """Write a key behind a line separator, which an editor shows as part of the comment."""
    return _suffixed(gate, "# end of the profile\u2028decisions: {}\n")


@bypass("formats", "Keys hidden in a comment by U+0085", code=2, says="line break U+0085")
def next_line(gate: Gate) -> Done:
    """Write a key behind a line break of YAML 1.1."""
    return _suffixed(gate, "# end of the profile\x85decisions: {}\n")


@bypass("formats", "A byte order mark before a key, which no editor shows", code=2, says="byte order mark U+FEFF")
def mark_before_key(gate: Gate) -> Done:
    """Write a key that differs from another by an invisible character."""
    return _suffixed(gate, "\ufeffworkloads: {}\n")


@bypass("formats", "Text in quotes that swallows the keys below it", code=2, says="not indented under its key")
def quote_over_keys(gate: Gate) -> Done:
    """Open a quote before the keys that fail, and close it behind them."""
    text = (
        gate.profile.read_text()
        .replace("'", "")
        .replace('"', "")
        .replace("\nworkloads:", '\nteam: {name: "\nworkloads:')
    )
    gate.profile.write_text(text + '"}\n')
    gate.commit()
    return gate.check()


@bypass("formats", "Text dropped by a `#` right after a quote", code=2, says="`#` without a space before it")
def glued_comment(gate: Gate) -> Done:
    """Turn the end of a line into a comment that does not look like one."""
    return _suffixed(gate, 'decisions: {"a": {title: "t"}}#, "b": {title: "u"}}\n')


@bypass("formats", "A key that starts with `?` in braces", code=2, says="starts with `?`")
def question_mark(gate: Gate) -> Done:
    """Write a key that the parser would read without its `?`."""
    return _suffixed(gate, "decisions: { ?chat: {title: t} }\n")


@bypass("formats", "A directive that asks for YAML 1.1, where `no` is false", code=2, says="another YAML version")
def version_directive(gate: Gate) -> Done:
    """Ask for another version of YAML."""
    return _prefixed(gate, "%YAML 1.1\n---\n")


@bypass("formats", "A tab that shows a key as nested under another", code=2, says="tab used for indentation")
def tab(gate: Gate) -> Done:
    """Indent a key with a tab."""
    return _suffixed(gate, "decisions:\n\ta: {title: t}\n")


@bypass("formats", "The profile written as JSON in the YAML file", code=1, says="error[compliance/hipaa/self-hosting]")
def json_in_yaml(gate: Gate) -> Done:
    """Write the same profile as JSON: it is judged alike."""
    import json

    from policyengine.loading.yaml.parsing import parse

    gate.profile.write_text(json.dumps(parse("x.yaml", gate.profile.read_text()).value))
    gate.commit()
    return gate.check()


@bypass(
    "formats", "The profile with CR LF at the end of its lines", code=1, says="error[compliance/hipaa/self-hosting]"
)
def carriage_returns(gate: Gate) -> Done:
    """Write the same profile with the line ends of Windows: it is judged alike."""
    gate.profile.write_bytes(gate.profile.read_bytes().replace(b"\n", b"\r\n"))
    gate.commit()
    return gate.check()


@bypass("formats", "The profile saved as UTF-16", code=2, says="UTF-16 text, not UTF-8")
def utf_16(gate: Gate) -> Done:
    """Save the profile in another encoding."""
    gate.profile.write_bytes(gate.profile.read_text().encode("utf-16"))
    gate.commit()
    return gate.check()
