"""Short names for people: of models, services and places, made from their ids."""

import re

_DATE = re.compile(r"-20\d{6}$|-20\d\d-\d\d-\d\d$")
_TUNED = re.compile(r"-(?:instruct(?=-|$)|it$)", re.IGNORECASE)
_POINT = re.compile(r"(?<=[-_])(\d{1,2})[-_](\d{1,2})(?=[-_]|$)|(?<=\d)_(?=\d)")
_SIZE = re.compile(r"\d+(?:\.\d+)?b")
_SHORTEST_WORD = 2

_WORDS = {
    "ai": "AI",
    "ai21": "AI21",
    "api": "API",
    "aws": "AWS",
    "bge": "BGE",
    "coreweave": "CoreWeave",
    "deepinfra": "DeepInfra",
    "deepseek": "DeepSeek",
    "gcp": "Google Cloud",
    "glm": "GLM",
    "gpt": "GPT",
    "huggingface": "Hugging Face",
    "ibm": "IBM",
    "mini": "mini",
    "nano": "nano",
    "nvidia": "NVIDIA",
    "openai": "OpenAI",
    "openrouter": "OpenRouter",
    "oss": "OSS",
    "ovhcloud": "OVHcloud",
    "sambanova": "SambaNova",
    "watsonx": "watsonx",
    "xai": "xAI",
}
"""Parts of ids that are not simply written with a capital; any other part is."""

_PLACES = {"eu": "the EU", "us": "the US", "uk": "the UK", "eea": "the EEA", "global": "all regions"}


def model_name(model: str) -> str:
    """Return the name of a model: `Llama 3.1 8B` for `meta-llama/Llama-3.1-8B-Instruct`, `GPT-4o mini`.

    The developer, a date and the word for tuning on instructions are left out.
    """
    last = model.rstrip("/").rpartition("/")[2]
    plain = _TUNED.sub("", _DATE.sub("", last)) or last
    pointed = _POINT.sub(lambda found: f"{found[1]}.{found[2]}" if found[1] else ".", plain)
    name = " ".join(map(_word, re.split(r"[-_]+", pointed)))
    return re.sub(r"\bGPT (?=\d)", "GPT-", name).strip() or model


def service_name(service: str) -> str:
    """Return the name of a service or company: `Azure OpenAI` for `azure-openai`."""
    return " ".join(map(_word, service.split("-")))


def place_name(place: str) -> str:
    """Return a region or country within a sentence: `the EU`, `eu-central-1`, `DE`."""
    return _PLACES.get(place.lower(), place.upper() if len(place) == _SHORTEST_WORD else place)


def _word(part: str) -> str:
    if part in _WORDS:
        return _WORDS[part]
    if _SIZE.fullmatch(part):
        return part.upper()
    return part.capitalize() if part.isalpha() and part.islower() else part
