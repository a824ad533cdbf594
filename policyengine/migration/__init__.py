"""Migration of a workload to another option: candidates, phases, monitoring, and rollback conditions."""
