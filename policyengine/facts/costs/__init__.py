"""What options cost: the derived facts `option.cost.*`, and what `policyengine cost` reports."""
