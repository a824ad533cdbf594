"""Names that are near, and names that only begin alike."""

import pytest

from policyengine.loading.near_names import (
    has_profile_words,
    is_misspelt_profile,
    is_near_profile,
    is_near_settings,
    is_profile_name,
)

NEAR_PROFILES = [
    "llm_profile.yaml",
    "llmprofile.yml",
    "llm.profile.yaml",
    "llm profile.yaml",
    "llm-profiles.yaml",
    "LLM-Profile.yaml",
    "llm-profile.YAML",
    "llm-profile.Yml",
    "llm-profile.json",
    "llm-profile.toml",
    "llm-profile.yaml.txt",
    "llm-profile.txt",
    "llm-profile.yaml.yaml",
    "llm-profile.yaml ",
    "llm-profile.yaml.",
    "chat.llm_profile.yaml",
    "chat.LLM-profile.yaml",
    "Ilm-profile.yaml",
    "llm-profi1e.yaml",
    "llm-pr0file.yaml",
    "llm-profil\u0435.yaml",  # Cyrillic
    "\u217c\u217cm-profile.yaml",  # Roman numerals
    "\uff4c\uff4c\uff4d-profile.yaml",  # full width
    "llm-pro\u200bfile.yaml",
    "llm-profile\u2060.yaml",  # invisible
    "llm\u2013profile.yaml",
    "llm\u2010profile.yaml",  # dashes
    "llm-profile\u2024yaml",
    "llm-profile.y\u0430ml",
    "llm-pro\ufb01le.yaml",
    "llm-profil\u00e9.yaml",
    "llm-pr\u00f6file.yaml",
]
OTHER_FILES = [
    "llm-profile.md",
    "llm-profile.schema.json",
    "llm-profile.yaml.j2",
    "llm-profile.yaml.bak",
    "llm-profile.pilot.yaml",
    "llm-profile.lock.json",
    "llm-profile",
    "vllm-profile.yaml",
    "llm-profiler.yaml",
    "ilm-profile.yaml",
    "ILM-profile.yaml",
    "my-llm-profile.yaml",
    "profile.yaml",
    "llm.yaml",
    "llm-profile-old.yaml",
    "profil\u00e9.yaml",
]


@pytest.mark.parametrize("name", NEAR_PROFILES)
def test_near_a_profile(name: str) -> None:
    """Case, separators, plural, extension and look-alike characters make no other name."""
    assert (is_near_profile(name), is_profile_name(name)) == (True, False)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("chat-llm-profile.yaml", True),
        ("chat_llm_profile.yml", True),
        ("llm-profile-chat.yaml", True),
        ("llm-profile.chat.yaml", True),
        ("LLM Profile (chat).yaml", True),
        ("llm-profile .yaml", True),
        ("llm-profile-ch\u0430t.yaml", True),
        ("llm-profile.yaml", False),
        ("chat.llm-profile.yaml", False),
        ("llm-profile.schema.json", False),
        ("llm-profile.yaml.j2", False),
        ("vllm-profile.yaml", False),
        ("my-vllm-profile-chat.yaml", False),
        ("llm-profiler-chat.yaml", False),
    ],
)
def test_more_words(name: str, *, expected: bool) -> None:
    """The words of a profile's name are a part of the name, between separators."""
    assert has_profile_words(name) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("llm-profil.yaml", True),
        ("llm-profiel.yaml", True),
        ("llm-profilee.yml", True),
        ("lm-profile.yaml", True),
        ("llm-prefile.yaml", True),
        ("llmp-rofile.yaml", True),
        ("lmlprofile.yaml", True),
        ("llm_profil.yaml", True),
        ("LLM-Profil.YAML", True),
        ("chat.llm-profil.yaml", True),
        ("llm-profile", True),
        ("LLM_profile", True),
        ("chat.llm-profile", True),
        ("llm-profile.yam", True),
        ("llm-profile.ymal", True),
        ("llm-profil.yam", True),
        ("vllm-profile.yaml", True),
        ("llm-profiler.yaml", True),
        ("llm-profile.yaml", False),
        ("chat.llm-profile.yml", False),
        ("llm-prfl.yaml", False),
        ("llm.yaml", False),
        ("profile.yaml", False),
        ("user-profile.yaml", False),
        ("llm-profil-chat.yaml", False),
        ("llm-profile.yaml.bak", False),
        ("llm-profile.yaml.gz", False),
        ("llm-profile.yaml~", False),
        ("llm-profile.md", False),
        ("llm-profile.yaml.j2", False),
        ("llm-profile/x", False),
        ("Makefile", False),
    ],
)
def test_misspelt(name: str, *, expected: bool) -> None:
    """One edit, or the extension, keeps the name from being read; copies, archives and templates are other files."""
    assert is_misspelt_profile(name) is expected


@pytest.mark.parametrize("name", [*OTHER_FILES, "llm-profile.yaml", "chat.llm-profile.yml", "\u00fc.llm-profile.yaml"])
def test_not_near_a_profile(name: str) -> None:
    """Documents, schemas, templates, other programs' files and what is read are not near."""
    assert is_near_profile(name) is False


@pytest.mark.parametrize(
    "name",
    [
        ".policyengine.yaml",
        "policy-engine.yaml",
        "policy_engine.yml",
        "PolicyEngine.yaml",
        "policyengine.YML",
        "policyengines.yaml",
        "policyengine.toml",
        "policyengine.yaml.txt",
        "p\u043elicyengine.yaml",
        "pol1cyengine.yaml",
    ],
)
def test_near_settings(name: str) -> None:
    """The same for settings."""
    assert is_near_settings(name) is True


@pytest.mark.parametrize(
    "name",
    [
        "policyengine.yaml",
        "policyengine.yml",
        "policyengine.json",
        "policyengine.schema.json",
        "my.policyengine.yaml",
        "policyengine.yaml.md",
        "policy.yaml",
        "engine.yaml",
        "policy-engine-deployment.yaml",
    ],
)
def test_not_near_settings(name: str) -> None:
    """Reports as JSON, schemas and manifests are other files."""
    assert is_near_settings(name) is False
