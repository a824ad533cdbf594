"""Plans: how workloads move to their choice, with each phase as a profile that rules evaluate."""
