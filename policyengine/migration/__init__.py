"""Moving a workload to another option: what could move, in which phases, whether it goes well, and when to go back."""
