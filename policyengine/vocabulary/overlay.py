"""The schema of the settings' `catalog:`, for `policyengine.loading.fitting.fits`.

Made by `python -m generators` from schemas/catalog/; do not edit.
"""

from typing import Any

OVERLAY: Any = {
 'type': ['object', 'null'],
 'properties': {
  'models': {
   'type': ['object', 'null'],
   'additionalProperties': {
    'type': ['object', 'null'],
    'properties': {
     'id': {'type': 'string', 'minLength': 1},
     'aliases': {'type': 'array', 'items': {'type': 'string', 'minLength': 1}, 'uniqueItems': True},
     'floating_aliases': {'type': 'array', 'items': {'type': 'string', 'minLength': 1}, 'uniqueItems': True},
     'licenses': {
      'type': 'array',
      'items': {'type': 'string', 'minLength': 1},
      'uniqueItems': True,
      'minItems': 1,
     },
     'licenses_by_provider': {
      'type': 'object',
      'patternProperties': {
       '^[a-z0-9]+(-[a-z0-9]+)*$': {
        'type': 'array',
        'items': {'type': 'string', 'minLength': 1},
        'uniqueItems': True,
        'minItems': 1,
       },
      },
      'additionalProperties': False,
     },
     'openness': {
      'type': 'string',
      'enum': ['fully-open', 'open-source', 'open-weights', 'restricted-weights', 'closed'],
     },
     'open_training_data': {'type': 'boolean'},
     'params_total_b': {'type': 'number', 'exclusiveMinimum': 0},
     'params_active_b': {'type': 'number', 'exclusiveMinimum': 0},
     'context_window': {'type': 'integer', 'minimum': 1},
     'max_input_tokens': {'type': 'integer', 'minimum': 1},
     'max_output_tokens': {'type': 'integer', 'minimum': 1},
     'modalities': {
      'type': 'object',
      'properties': {
       'input': {
        'type': 'array',
        'items': {'type': 'string', 'enum': ['text', 'image', 'audio', 'video', 'pdf', 'embedding']},
        'uniqueItems': True,
       },
       'output': {
        'type': 'array',
        'items': {'type': 'string', 'enum': ['text', 'image', 'audio', 'video', 'pdf', 'embedding']},
        'uniqueItems': True,
       },
      },
      'required': ['input', 'output'],
      'additionalProperties': False,
     },
     'released': {'type': 'string', 'minLength': 1, 'pattern': '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'},
     'stage': {'type': 'string', 'enum': ['experimental', 'preview', 'general']},
     'fine_tunable': {'type': 'boolean'},
     'lineage': {'type': 'array', 'items': {'type': 'string', 'minLength': 1}, 'uniqueItems': True},
     'available_on': {'type': 'array', 'items': {'type': 'string', 'minLength': 1}, 'uniqueItems': True},
     'retirements': {
      'type': 'object',
      'patternProperties': {
       '^[a-z0-9]+(-[a-z0-9]+)*$': {
        'type': 'object',
        'properties': {
         'date': {'type': 'string', 'minLength': 1, 'pattern': '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'},
         'first': {'type': 'string', 'minLength': 1, 'pattern': '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'},
         'not_before': {'type': 'string', 'minLength': 1, 'pattern': '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'},
         'deprecated': {'type': 'string', 'minLength': 1, 'pattern': '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'},
         'firm': {'type': 'boolean'},
         'source': {'type': 'string', 'minLength': 1},
        },
        'required': ['firm', 'source'],
        'additionalProperties': False,
        'minProperties': 3,
       },
      },
      'additionalProperties': False,
     },
     'notes': {'type': 'string', 'minLength': 1},
     'sources': {
      'type': 'object',
      'properties': {
       'default': {'$ref': '#/$defs/source'},
       'id': {'$ref': '#/$defs/override'},
       'aliases': {'$ref': '#/$defs/override'},
       'licenses': {'$ref': '#/$defs/override'},
       'licenses_by_provider': {'$ref': '#/$defs/override'},
       'params_total_b': {'$ref': '#/$defs/override'},
       'params_active_b': {'$ref': '#/$defs/override'},
       'context_window': {'$ref': '#/$defs/override'},
       'modalities': {'$ref': '#/$defs/override'},
       'released': {'$ref': '#/$defs/override'},
      },
      'required': ['default'],
      'additionalProperties': False,
     },
     'family': {'type': 'string', 'minLength': 1},
     'developer': {'type': 'string', 'minLength': 1},
     'origin': {'type': 'string', 'minLength': 1, 'pattern': '^[A-Z]{2}$'},
    },
    'additionalProperties': False,
   },
  },
  'services': {
   'type': ['object', 'null'],
   'additionalProperties': {
    'type': ['object', 'null'],
    'properties': {
     'id': {'type': 'string', 'minLength': 1, 'pattern': '^[a-z0-9]+(-[a-z0-9]+)*$'},
     'aliases': {'type': 'array', 'items': {'type': 'string', 'minLength': 1}, 'uniqueItems': True},
     'name': {'type': 'string', 'minLength': 1},
     'kind': {
      'type': 'string',
      'enum': ['model-api', 'cloud-model-api', 'cloud-compute', 'gateway', 'observability', 'vector-store'],
     },
     'hostings': {
      'type': 'array',
      'items': {'type': 'string', 'minLength': 1, 'enum': ['vendor-api', 'managed-open', 'private-cloud']},
      'uniqueItems': True,
     },
     'terms': {'type': 'string', 'minLength': 1},
     'regions': {'type': 'string', 'minLength': 1, 'pattern': '^[a-z0-9]+(-[a-z0-9]+)*$'},
     'training_use': {'type': 'string', 'enum': ['none', 'opt-out', 'default']},
     'retention_days': {'type': 'integer', 'minimum': 0},
     'zero_retention': {'type': 'string', 'enum': ['default', 'self-serve', 'approval', 'sales', 'operator']},
     'baa_offered': {
      'type': 'string',
      'enum': ['included', 'self-serve', 'on-request', 'yes', 'none-known', 'no'],
     },
     'dpa_offered': {'type': 'string', 'enum': ['yes', 'on-request', 'no']},
     'certifications': {
      'type': 'array',
      'items': {
       'type': 'object',
       'properties': {
        'name': {'type': 'string', 'minLength': 1},
        'level': {'type': 'string', 'minLength': 1},
        'date': {'type': 'string', 'minLength': 1, 'pattern': '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'},
       },
       'required': ['name'],
       'additionalProperties': False,
      },
     },
     'fedramp': {
      'type': 'object',
      'properties': {
       'commercial': {'type': 'string', 'enum': ['none', 'low', 'moderate', 'high']},
       'gov': {'type': 'string', 'enum': ['none', 'low', 'moderate', 'high']},
      },
      'additionalProperties': False,
     },
     'uptime_sla_percent': {'type': 'number', 'minimum': 0, 'maximum': 100},
     'prose': {
      'type': 'object',
      'properties': {
       'retention': {'type': 'string', 'minLength': 1},
       'zero_retention': {'type': 'string', 'minLength': 1},
       'training_use': {'type': 'string', 'minLength': 1},
       'baa': {'type': 'string', 'minLength': 1},
       'fedramp': {'type': 'string', 'minLength': 1},
       'residency': {'type': 'string', 'minLength': 1},
       'terms': {'type': 'string', 'minLength': 1},
      },
      'additionalProperties': False,
     },
     'sources': {
      'type': 'object',
      'properties': {
       'default': {'$ref': '#/$defs/source'},
       'training_use': {'$ref': '#/$defs/override'},
       'retention_days': {'$ref': '#/$defs/override'},
       'zero_retention': {'$ref': '#/$defs/override'},
       'baa_offered': {'$ref': '#/$defs/override'},
       'dpa_offered': {'$ref': '#/$defs/override'},
       'certifications': {'$ref': '#/$defs/override'},
       'fedramp': {'$ref': '#/$defs/override'},
       'uptime_sla_percent': {'$ref': '#/$defs/override'},
       'regions': {'$ref': '#/$defs/override'},
       'terms': {'$ref': '#/$defs/override'},
      },
      'required': ['default'],
      'additionalProperties': False,
     },
     'company': {'type': 'string', 'minLength': 1},
     'hq': {'type': 'string', 'minLength': 1, 'pattern': '^[A-Z]{2}$'},
    },
    'additionalProperties': False,
   },
  },
  'licenses': {
   'type': ['object', 'null'],
   'additionalProperties': {
    'type': ['object', 'null'],
    'additionalProperties': False,
    'properties': {
     'id': {'type': 'string', 'minLength': 1, 'pattern': '^[A-Za-z0-9.-]+$'},
     'aliases': {'type': 'array', 'items': {'type': 'string', 'minLength': 1}, 'uniqueItems': True},
     'name': {'type': 'string', 'minLength': 1},
     'version': {'type': 'string', 'minLength': 1},
     'steward': {'type': 'string', 'minLength': 1},
     'openness': {'type': 'string', 'enum': ['open-source', 'open-weights', 'restricted-weights', 'closed']},
     'commercial': {'type': 'string', 'enum': ['yes', 'conditional', 'no']},
     'mau_limit': {
      'type': 'object',
      'properties': {
       'effect': {'type': 'string', 'enum': ['none', 'ends', 'display', 'review']},
       'threshold': {'type': 'integer', 'minimum': 1},
       'operator': {'type': 'string', 'enum': ['gt', 'gte']},
       'measured': {'type': 'string', 'enum': ['release-month', 'continuous']},
       'frozen': {'type': 'boolean'},
       'release': {'type': 'string', 'minLength': 1, 'pattern': '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'},
       'month': {'type': 'string', 'minLength': 1, 'pattern': '^[0-9]{4}-[0-9]{2}$'},
       'counts': {'type': 'string', 'enum': ['group', 'licensee', 'product']},
      },
      'required': ['effect'],
      'additionalProperties': False,
     },
     'revenue_limit': {
      'type': 'object',
      'properties': {
       'effect': {'type': 'string', 'enum': ['none', 'ends', 'display', 'review']},
       'threshold_usd': {'type': 'integer', 'minimum': 1},
       'operator': {'type': 'string', 'enum': ['gt', 'gte']},
       'period': {'type': 'string', 'enum': ['month', 'year']},
       'counts': {'type': 'string', 'enum': ['group', 'licensee', 'product']},
       'applies_to': {'type': 'string', 'enum': ['all', 'model-services']},
      },
      'required': ['effect'],
      'additionalProperties': False,
     },
     'excluded_jurisdictions': {'type': 'array', 'items': {'type': 'string', 'minLength': 1}, 'uniqueItems': True},
     'excluded_modalities': {
      'type': 'array',
      'items': {'type': 'string', 'minLength': 1, 'enum': ['text', 'image', 'audio', 'video', 'pdf']},
      'uniqueItems': True,
     },
     'exclusion_basis': {'type': 'string', 'enum': ['domicile', 'use']},
     'excluded_uses': {
      'type': 'array',
      'items': {
       'type': 'string',
       'enum': ['any-commercial-use', 'automated-high-stakes-decisions', 'child-exploitation', 'circumventing-safety', 'clinical-use', 'commercial-distribution', 'commercial-evaluation', 'competing-development', 'consumer-use', 'critical-infrastructure', 'defamation', 'discrimination', 'disinformation', 'election-interference', 'exploiting-vulnerable-groups', 'export-control-violations', 'fake-engagement', 'fraud', 'harassment', 'harm-to-minors', 'hate', 'hosting-for-others', 'human-trafficking', 'illegal-activity', 'illegal-drugs', 'impersonation', 'internal-business-use', 'ip-infringement', 'itar-activities', 'justice-and-immigration-decisions', 'limited-access-registration', 'malware', 'material-decisions-about-people', 'medical-advice', 'medical-advice-substitute', 'medical-device', 'military', 'misleading-expertise-claims', 'nuclear', 'personal-data-misuse', 'presenting-output-as-human', 'production-use', 'programmatic-extraction', 'prohibited-content', 'resale', 'reverse-engineering', 'self-harm', 'sensitive-data-without-consent', 'sexual-solicitation', 'sexually-explicit-content', 'social-scoring', 'spam', 'terrorism', 'tracking-without-consent', 'transport-or-heavy-machinery', 'undisclosed-machine-generation', 'unlicensed-professional-practice', 'unsupported-regions', 'use-policy-violations', 'users-under-18', 'violence', 'weapons'],
      },
      'uniqueItems': True,
     },
     'attribution': {
      'type': 'array',
      'items': {'type': 'string', 'enum': ['none', 'notice', 'display', 'name-prefix', 'citation']},
      'uniqueItems': True,
     },
     'display_trigger': {'type': 'string', 'enum': ['product-using', 'product-containing', 'derived-model']},
     'redistribution': {'type': 'string', 'enum': ['yes', 'notice', 'same-terms', 'no']},
     'hosting_for_others': {'type': 'string', 'enum': ['yes', 'conditional', 'no']},
     'output_training': {
      'type': 'string',
      'enum': ['none', 'none-found', 'none-in-licence', 'allowed-with-naming', 'attribution-if-distributed', 'derivative-if-distilled', 'own-family-only', 'no-competing', 'forbidden', 'research-only', 'image-only', 'aup-only', 'per-model-licence'],
     },
     'use_policy': {
      'type': 'object',
      'properties': {
       'name': {'type': 'string', 'minLength': 1},
       'url': {'type': 'string', 'minLength': 1, 'pattern': '^https?://'},
       'mutable': {'type': 'boolean'},
      },
      'additionalProperties': False,
     },
     'termination': {
      'type': 'array',
      'items': {
       'type': 'string',
       'enum': ['none', 'breach', 'ip-litigation', 'patent-litigation', 'guardrail-bypass', 'limit-crossed', 'remote-restriction', 'at-will'],
      },
      'uniqueItems': True,
     },
     'prose': {
      'type': 'object',
      'properties': {
       'mau_limit': {'type': 'string', 'minLength': 1},
       'revenue_limit': {'type': 'string', 'minLength': 1},
       'excluded_jurisdictions': {'type': 'string', 'minLength': 1},
       'attribution': {'type': 'string', 'minLength': 1},
       'redistribution': {'type': 'string', 'minLength': 1},
       'hosting_for_others': {'type': 'string', 'minLength': 1},
       'output_training': {'type': 'string', 'minLength': 1},
       'termination': {'type': 'string', 'minLength': 1},
       'notes': {'type': 'string', 'minLength': 1},
      },
      'additionalProperties': False,
     },
     'sources': {
      'type': 'object',
      'properties': {
       'default': {'$ref': '#/$defs/source'},
       'commercial': {'$ref': '#/$defs/override'},
       'mau_limit': {'$ref': '#/$defs/override'},
       'revenue_limit': {'$ref': '#/$defs/override'},
       'excluded_jurisdictions': {'$ref': '#/$defs/override'},
       'excluded_modalities': {'$ref': '#/$defs/override'},
       'excluded_uses': {'$ref': '#/$defs/override'},
       'attribution': {'$ref': '#/$defs/override'},
       'redistribution': {'$ref': '#/$defs/override'},
       'hosting_for_others': {'$ref': '#/$defs/override'},
       'output_training': {'$ref': '#/$defs/override'},
       'use_policy': {'$ref': '#/$defs/override'},
       'termination': {'$ref': '#/$defs/override'},
      },
      'required': ['default'],
      'additionalProperties': False,
     },
    },
   },
  },
  'gpus': {
   'type': ['object', 'null'],
   'additionalProperties': {
    'type': ['object', 'null'],
    'properties': {
     'id': {'type': 'string', 'minLength': 1},
     'aliases': {'type': 'array', 'items': {'type': 'string', 'minLength': 1}, 'uniqueItems': True},
     'vendor': {'type': 'string', 'enum': ['NVIDIA', 'AMD', 'Intel', 'Google', 'AWS']},
     'memory_gb': {'type': 'integer', 'minimum': 1},
     'released': {'type': 'string', 'minLength': 1, 'pattern': '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'},
     'sources': {
      'type': 'object',
      'properties': {
       'default': {'$ref': '#/$defs/source'},
       'memory_gb': {'$ref': '#/$defs/override'},
       'released': {'$ref': '#/$defs/override'},
      },
      'required': ['default'],
      'additionalProperties': False,
     },
    },
    'additionalProperties': False,
   },
  },
  'regions': {
   'type': ['object', 'null'],
   'additionalProperties': {
    'type': 'object',
    'patternProperties': {
     '^[a-z0-9]+(-[a-z0-9]+)*$': {
      'type': 'object',
      'properties': {
       'country': {'type': 'string', 'minLength': 1, 'pattern': '^[A-Z]{2}$'},
       'area': {'type': 'string', 'enum': ['EU', 'Europe', 'APAC', 'global']},
       'label': {'type': 'string', 'minLength': 1},
       'partition': {'type': 'string', 'enum': ['gov', 'china', 'sovereign']},
       'source': {'type': 'string', 'minLength': 1},
      },
      'additionalProperties': False,
     },
    },
    'additionalProperties': False,
   },
  },
 },
 'additionalProperties': False,
}

DEFS: Any = {
 'source': {
  'type': 'object',
  'properties': {
   'title': {'type': 'string', 'minLength': 1},
   'section': {'type': 'string', 'minLength': 1},
   'url': {'type': 'string', 'minLength': 1, 'pattern': '^https?://'},
   'version': {'type': 'string', 'minLength': 1},
   'checked': {'type': 'string', 'minLength': 1, 'pattern': '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'},
   'confidence': {'type': 'string', 'enum': ['primary', 'secondary', 'unverified']},
   'read_via': {'type': 'string', 'minLength': 1},
  },
  'required': ['title', 'url', 'checked', 'confidence'],
  'additionalProperties': False,
 },
 'override': {
  'type': 'object',
  'properties': {
   'title': {'type': 'string', 'minLength': 1},
   'section': {'type': 'string', 'minLength': 1},
   'url': {'type': 'string', 'minLength': 1, 'pattern': '^https?://'},
   'version': {'type': 'string', 'minLength': 1},
   'checked': {'type': 'string', 'minLength': 1, 'pattern': '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'},
   'confidence': {'type': 'string', 'enum': ['primary', 'secondary', 'unverified']},
   'read_via': {'type': 'string', 'minLength': 1},
  },
  'additionalProperties': False,
  'minProperties': 1,
 },
}
