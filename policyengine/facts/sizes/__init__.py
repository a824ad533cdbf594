"""The memory that models need: the derived facts `option.sizing.*`, and what `policyengine size` reports."""
