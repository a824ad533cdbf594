"""Costs of options: the derived facts `option.cost.*`, and the figures of `policyengine cost`."""
