"""The five articles, called seeds 000 to 004, that the methods reproduce."""

from policyengine.methods.method import Article

SEED_000 = Article("000", "Open Source vs Closed Source LLMs — Decision Framework (2026)", "no author named")
SEED_001 = Article("001", "Open Source vs Closed AI: How to Decide", "Ash")
SEED_002 = Article("002", "Open Source vs Closed LLMs: Technical Comparison", "reviewed by Taylor Rupe")
SEED_003 = Article("003", "Open vs Closed LLMs: The Real Cost of Free Models (2026)", "Mamta Chauhan")
SEED_004 = Article("004", "Open Source vs. Closed LLMs: The Trade-offs Nobody Explains", "CustomClanker")
EVERY = (SEED_000, SEED_001, SEED_002, SEED_003, SEED_004)
