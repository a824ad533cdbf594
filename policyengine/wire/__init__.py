"""Parts shared by the JSON outputs, each serialised in one place; `schemas/common.schema.json` describes them."""
