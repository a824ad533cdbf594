"""The five articles, numbered 000 to 004, whose calculators the methods reproduce."""

from policyengine.methods.method import Article

SEED_000 = Article(
    "000", "Open Source vs Closed Source LLMs — Decision Framework (2026)", "no author named",
    "https://myengineeringpath.dev/genai-engineer/open-vs-closed-llms",
)  # fmt: skip
SEED_001 = Article(
    "001", "Open Source vs Closed AI: How to Decide", "Ash", "https://rawpickai.com/learn/open-source-vs-closed-ai"
)
SEED_002 = Article(
    "002", "Open Source vs Closed LLMs: Technical Comparison", "reviewed by Taylor Rupe",
    "https://hakia.com/compare/open-vs-closed-llms/",
)  # fmt: skip
SEED_003 = Article(
    "003", "Open vs Closed LLMs: The Real Cost of Free Models (2026)", "Mamta Chauhan",
    "https://ailearnings.in/blog/open-vs-closed-llm",
)  # fmt: skip
SEED_004 = Article(
    "004", "Open Source vs. Closed LLMs: The Trade-offs Nobody Explains", "CustomClanker",
    "https://www.customclanker.com/open-vs-closed-llms",
)  # fmt: skip
EVERY = (SEED_000, SEED_001, SEED_002, SEED_003, SEED_004)
