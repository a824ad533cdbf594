"""Plans: how workloads move to their choice, with the phases as profiles that rules judge."""
