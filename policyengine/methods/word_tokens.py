"""The tokens of a text, from its words (001:L233)."""

from typing import NamedTuple

from policyengine.costs.ranges import exactly
from policyengine.costs.tokens import tokens_of_words
from policyengine.methods.articles import SEED_001
from policyengine.methods.forms import amount
from policyengine.methods.method import Figure, Input, Method
from policyengine.methods.units import WORDS, WORDS_PER_TOKEN


class Text(NamedTuple):
    """A text by its number of words; English has about 0.75 words per token."""

    words: float
    words_per_token: float = 0.75


class Tokens(NamedTuple):
    """The tokens, rounded to whole ones."""

    tokens: int


def word_tokens(text: Text) -> Tokens:
    """Return words / words per token."""
    return Tokens(round(tokens_of_words(text.words, text.words_per_token)))


METHOD = Method(
    id="seed-001/words-to-tokens",
    title="Words to tokens",
    articles=(SEED_001,),
    sources=("001:L233",),
    computes="the tokens of a text, from its number of words",
    formula=("tokens = words / words_per_token",),
    shape=Text,
    inputs=(
        Input("words", amount(WORDS), "words of the text"),
        Input("words_per_token", amount(WORDS_PER_TOKEN), "0.75 for English, 1 or less for code", "001:L233"),
    ),
    function=word_tokens,
    example=("words=1000",),
    figures=lambda: (
        Figure("1,000 words", "001:L233", exactly(1_333), exactly(word_tokens(Text(1_000)).tokens), "tokens"),
    ),
    limits=(
        "for code the article states `1:1 or higher` for denser text: that is 1 word per token or fewer",
        "an estimate: tokenizers differ by model and language; count with the model's own before a contract",
    ),
)
