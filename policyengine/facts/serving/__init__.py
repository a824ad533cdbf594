"""Recommendations of published articles for serving (docs/serving.md): engines, readiness, latency, reliability."""
