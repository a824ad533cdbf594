"""`policyengine explain`: how a rule came to its word, what would change it, and what to declare first."""

from tests.cli.running import ROOT, policyengine

FAILING = "examples/failing/llm-profile.yaml"
CHATBOT = "examples/patient-chatbot/llm-profile.yaml"
DAY = ("--as-of", "2026-11-22")


def explained(*arguments: str) -> tuple[int, list[str]]:
    """Explain from the repository's root; give the exit code and the lines."""
    done = policyengine(ROOT, "explain", *arguments)
    return done.code, (done.out + done.err).splitlines()


def test_a_failure_shows_its_parts_and_what_would_mend_it() -> None:
    """The condition as a tree with values, each fact with its line, and changes that were judged again."""
    code, lines = explained("compliance/hipaa/self-hosting", FAILING, *DAY)
    assert code == 0
    assert lines[0] == "compliance/hipaa/self-hosting patient-qa, primary: fail"
    assert '* true     "phi" in workload.data.classes  (workload.data.classes is [phi, pii])' in lines
    assert f"  workload.data.classes is [phi, pii] ({FAILING}:33:16)" in lines
    mends = [line for line in lines if line.startswith("  pass: option.hosting")]
    assert any('"private-cloud" instead of "vendor-api"' in line for line in mends)


def test_a_pass_shows_its_boundary() -> None:
    """The user limit of Llama 3.1 breaks at one user more than it allows."""
    code, lines = explained("license/user-limit", CHATBOT, *DAY)
    assert code == 0
    settings = "examples/patient-chatbot/policyengine.yaml:14:23"
    months = "organization.monthly_active_users.months.2024-06"
    assert f"  fail: {months} 700,000,001 instead of 31,000 ({settings})" in lines


def test_a_rule_alone_is_its_page() -> None:
    """Without a profile, the same text as `rules show`."""
    page = policyengine(ROOT, "rules", "show", "license/user-limit").out
    assert explained("license/user-limit") == (0, page.splitlines())


def test_facts_to_declare_are_ranked() -> None:
    """The fact that settles most rules comes first."""
    code, lines = explained("--unknown", "examples/smallest/llm-profile.yaml", *DAY)
    settled = [int(line.rpartition("whether ")[2].split()[0]) for line in lines]
    assert (code, settled) == (0, sorted(settled, reverse=True))
    assert len(settled) > 3


def test_nothing_to_explain_is_said() -> None:
    """A profile without tools has nothing that a tool rule could be asked about."""
    code, lines = explained("tools/approval", CHATBOT, *DAY)
    assert (code, lines) == (3, [f"{CHATBOT} has no tool that tools/approval applies to"])


def test_mistakes_are_told_in_one_form() -> None:
    """An unknown rule, an unknown workload and a missing rule exit 2 with a hint."""
    assert explained("license/user-limits", CHATBOT)[0] == 2
    assert explained("license/user-limit", CHATBOT, "--workload", "qa") == (
        2,
        ["error: the profile has no workload `qa`", "  = help: the workloads are patient-qa", ""],
    )
    assert explained()[0] == 2
    assert explained("license/user-limit", "--unknown", CHATBOT)[0] == 2
