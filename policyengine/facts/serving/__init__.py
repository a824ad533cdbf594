"""What published articles ask of a served model (docs/serving.md): engines, readiness, latency, reliability."""
