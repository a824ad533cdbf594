"""The declarations of projects and workloads that make rules apply."""

OF_PROJECT = (("jurisdictions",),)
"""Keys of a project whose words make rules apply; its lifecycle is compared by strictness."""

OF_WORKLOAD = (
    ("ai_act", "class"),
    ("audience",),
    ("criticality",),
    ("customization", "need"),
    ("data", "boundary"),
    ("data", "classes"),
    ("data", "residency"),
    ("data", "subjects"),
    ("decision_effect",),
    ("fine_tune", "data_classes"),
    ("fine_tune", "teacher"),
    ("interaction",),
    ("modalities", "input"),
    ("modalities", "output"),
    ("needs", "second_provider"),
    ("reasons",),
    ("routing", "default"),
    ("routing", "router"),
    ("supports_government_contract",),
    ("tasks",),
    ("use", "commercial"),
    ("use", "distributes"),
    ("use", "hosts_for_others"),
    ("use", "outputs_train"),
    ("use", "purposes"),
    ("use_case",),
)
"""Keys of a workload whose words or booleans make rules apply or are permitted by licences."""
