"""Short names of models, services and places."""

import pytest

from policyengine.words.names import model_name, place_name, service_name


@pytest.mark.parametrize(
    ("model", "name"),
    [
        ("meta-llama/Llama-3.1-8B-Instruct", "Llama 3.1 8B"),
        ("meta-llama/Meta-Llama-3-70B-Instruct", "Meta Llama 3 70B"),
        ("mistralai/Mistral-Small-3.2-24B-Instruct-2506", "Mistral Small 3.2 24B 2506"),
        ("google/gemma-2-9b-it", "Gemma 2 9B"),
        ("openai/gpt-4o", "GPT-4o"),
        ("openai/gpt-4o-mini", "GPT-4o mini"),
        ("gpt-4o-2024-11-20", "GPT-4o"),
        ("openai/gpt-3.5-turbo", "GPT-3.5 Turbo"),
        ("openai/gpt-oss-120b", "GPT OSS 120B"),
        ("anthropic/claude-sonnet-4-6", "Claude Sonnet 4.6"),
        ("anthropic/claude-3-5-haiku-20241022", "Claude 3.5 Haiku"),
        ("nvidia/Llama-3_3-Nemotron-Super-49B-v1_5", "Llama 3.3 Nemotron Super 49B v1.5"),
        ("allenai/OLMo-2-0325-32B-Instruct", "OLMo 2 0325 32B"),
        ("-", "-"),
        ("", ""),
    ],
)
def test_a_model_is_called_what_people_call_it(model: str, name: str) -> None:
    """Without its developer, its date and the word for tuning; numbers apart by a dash are one version."""
    assert model_name(model) == name


@pytest.mark.parametrize(
    ("service", "name"),
    [
        ("aws", "AWS"),
        ("azure-openai", "Azure OpenAI"),
        ("mistral", "Mistral"),
        ("google-gemini-api", "Google Gemini API"),
    ],
)
def test_a_service_is_called_what_people_call_it(service: str, name: str) -> None:
    """Abbreviations are capitals."""
    assert service_name(service) == name


@pytest.mark.parametrize(
    ("place", "name"), [("EU", "the EU"), ("us", "the US"), ("eu-central-1", "eu-central-1"), ("de", "DE")]
)
def test_a_place_fits_a_sentence(place: str, name: str) -> None:
    """Unions and the United States have an article, and codes of countries are capitals."""
    assert place_name(place) == name
