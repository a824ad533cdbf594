"""The memory that models need: the derived facts `option.sizing.*`, and the figures of `policyengine size`."""
