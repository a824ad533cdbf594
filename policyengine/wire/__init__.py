"""What JSON outputs have in common, each serialised once; `schemas/common.schema.json` describes it."""
