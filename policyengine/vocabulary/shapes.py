"""The shapes of the files people write, for `policyengine.loading.walk.walk`.

Made by `python -m generators` from schemas/facts/; do not edit.
"""

from typing import Any

_PROFILE_0: Any = {'pilot', 'production', 'prototype', 'retired'}
_PROFILE_1: Any = {'AD', 'AE', 'AF', 'AG', 'AI', 'AL', 'AM', 'AO', 'AQ', 'AR', 'AS', 'AT', 'AU', 'AW', 'AX', 'AZ', 'BA', 'BB', 'BD', 'BE', 'BF', 'BG', 'BH', 'BI', 'BJ', 'BL', 'BM', 'BN', 'BO', 'BQ', 'BR', 'BS', 'BT', 'BV', 'BW', 'BY', 'BZ', 'CA', 'CC', 'CD', 'CF', 'CG', 'CH', 'CI', 'CK', 'CL', 'CM', 'CN', 'CO', 'CR', 'CU', 'CV', 'CW', 'CX', 'CY', 'CZ', 'DE', 'DJ', 'DK', 'DM', 'DO', 'DZ', 'EC', 'EE', 'EEA', 'EG', 'EH', 'ER', 'ES', 'ET', 'EU', 'FI', 'FJ', 'FK', 'FM', 'FO', 'FR', 'GA', 'GB', 'GD', 'GE', 'GF', 'GG', 'GH', 'GI', 'GL', 'GM', 'GN', 'GP', 'GQ', 'GR', 'GS', 'GT', 'GU', 'GW', 'GY', 'HK', 'HM', 'HN', 'HR', 'HT', 'HU', 'ID', 'IE', 'IL', 'IM', 'IN', 'IO', 'IQ', 'IR', 'IS', 'IT', 'JE', 'JM', 'JO', 'JP', 'KE', 'KG', 'KH', 'KI', 'KM', 'KN', 'KP', 'KR', 'KW', 'KY', 'KZ', 'LA', 'LB', 'LC', 'LI', 'LK', 'LR', 'LS', 'LT', 'LU', 'LV', 'LY', 'MA', 'MC', 'MD', 'ME', 'MF', 'MG', 'MH', 'MK', 'ML', 'MM', 'MN', 'MO', 'MP', 'MQ', 'MR', 'MS', 'MT', 'MU', 'MV', 'MW', 'MX', 'MY', 'MZ', 'NA', 'NC', 'NE', 'NF', 'NG', 'NI', 'NL', 'NO', 'NP', 'NR', 'NU', 'NZ', 'OM', 'PA', 'PE', 'PF', 'PG', 'PH', 'PK', 'PL', 'PM', 'PN', 'PR', 'PS', 'PT', 'PW', 'PY', 'QA', 'RE', 'RO', 'RS', 'RU', 'RW', 'SA', 'SB', 'SC', 'SD', 'SE', 'SG', 'SH', 'SI', 'SJ', 'SK', 'SL', 'SM', 'SN', 'SO', 'SR', 'SS', 'ST', 'SV', 'SX', 'SY', 'SZ', 'TC', 'TD', 'TF', 'TG', 'TH', 'TJ', 'TK', 'TL', 'TM', 'TN', 'TO', 'TR', 'TT', 'TV', 'TW', 'TZ', 'UA', 'UG', 'UM', 'US', 'UY', 'UZ', 'VA', 'VC', 'VE', 'VG', 'VI', 'VN', 'VU', 'WF', 'WS', 'YE', 'YT', 'ZA', 'ZM', 'ZW', 'us-ak', 'us-al', 'us-ar', 'us-az', 'us-ca', 'us-co', 'us-ct', 'us-dc', 'us-de', 'us-fl', 'us-ga', 'us-hi', 'us-ia', 'us-id', 'us-il', 'us-in', 'us-ks', 'us-ky', 'us-la', 'us-ma', 'us-md', 'us-me', 'us-mi', 'us-mn', 'us-mo', 'us-ms', 'us-mt', 'us-nc', 'us-nd', 'us-ne', 'us-nh', 'us-nj', 'us-nm', 'us-nv', 'us-ny', 'us-ny-nyc', 'us-oh', 'us-ok', 'us-or', 'us-pa', 'us-ri', 'us-sc', 'us-sd', 'us-tn', 'us-tx', 'us-ut', 'us-va', 'us-vt', 'us-wa', 'us-wi', 'us-wv', 'us-wy'}
_PROFILE_2: Any = {'biometric-identification', 'clinical-decision-support', 'clinical-documentation', 'coding', 'collections-action', 'companion-chatbot', 'content-creation', 'credit-decision', 'credit-limit', 'critical-infrastructure', 'customer-support', 'data-analysis', 'diagnosis', 'document-processing', 'education-access', 'emotion-recognition', 'essential-services', 'financial-advice', 'financial-close', 'financial-reporting', 'fraud-detection', 'general-assistance', 'healthcare-access', 'hiring-decision', 'hiring-screen', 'housing', 'insurance-claims', 'insurance-underwriting', 'journal-entry', 'justice', 'law-enforcement', 'legal-drafting', 'legal-research', 'lending', 'marketing', 'migration-control', 'moderation', 'other', 'patient-communication', 'promotion', 'revenue-recognition', 'search', 'student-assessment', 'termination', 'translation', 'triage', 'utilization-management', 'worker-monitoring'}
_PROFILE_3: Any = {'agent', 'audio-generation', 'chat', 'classification', 'code-architecture', 'code-completion', 'code-generation', 'code-review', 'data-generation', 'embeddings', 'evaluation', 'extraction', 'function-calling', 'image-generation', 'image-understanding', 'moderation', 'planning', 'question-answering', 'ranking', 'reasoning', 'retrieval', 'rewriting', 'routing', 'search', 'sentiment', 'speech-synthesis', 'structured-output', 'summarization', 'tool-use', 'transcription', 'translation', 'video-generation', 'writing'}
_PROFILE_4: Any = {'domain', 'frontier', 'general', 'narrow', 'simple'}
_PROFILE_5: Any = {'affected-persons', 'children-under-13', 'clinicians', 'consumers', 'customers', 'developers', 'employees', 'job-candidates', 'lawyers', 'machines', 'minors', 'patients', 'professionals', 'public', 'students', 'workers'}
_PROFILE_6: Any = {'agent', 'batch', 'chat', 'form', 'none', 'voice'}
_PROFILE_7: Any = {'high', 'low', 'medium'}
_PROFILE_8: Any = {'informs', 'irreversible', 'none', 'significant'}
_PROFILE_9: Any = {'none', 'public-interest-text', 'synthetic-media', 'text'}
_PROFILE_10: Any = {'capability', 'cost', 'customization', 'latency', 'lock-in', 'none', 'offline', 'privacy', 'speed-to-market', 'transparency'}
_PROFILE_11: Any = {'audio', 'image', 'pdf', 'text', 'video'}
_PROFILE_12: Any = {'audio', 'code', 'embedding', 'image', 'text', 'video'}
_PROFILE_13: Any = {'model', 'none', 'provider', 'rules'}
_PROFILE_14: Any = {'biometric', 'card-authentication', 'cardholder', 'children', 'cji', 'classified', 'client-confidential', 'confidential', 'credentials', 'cui', 'ear', 'financial', 'genetic', 'health', 'important-data', 'internal', 'itar', 'legal-privileged', 'nonpublic-personal', 'payment-system', 'phi', 'pii', 'precise-geolocation', 'public', 'source-code', 'special-category', 'student-records', 'substance-use', 'trade-secret'}
_PROFILE_15: Any = {'machine', 'network', 'none', 'premises', 'vpc'}
_PROFILE_16: Any = ({
'status': (4, 'status', None, False),
'evidence': (2, 'evidence', None, True),
'checked': (7, 'checked', None, True),
'by': (2, 'by', None, True),
}, {'status'})
_PROFILE_17: Any = {'masked', 'none', 'pseudonymised', 'tokenised', 'truncated'}
_PROFILE_18: Any = {'anonymised', 'hipaa-expert-determination', 'hipaa-safe-harbor', 'none', 'pseudonymised', 'synthetic'}
_PROFILE_19: Any = {'deceased-50-years', 'education-records', 'employment-records', 'none', 'not-health-information'}
_PROFILE_20: Any = ({
'status': (3, 'status', _PROFILE_19, False),
'evidence': (2, 'evidence', None, True),
'checked': (7, 'checked', None, True),
'by': (2, 'by', None, True),
}, {'status'})
_PROFILE_21: Any = {'il2', 'il4', 'il5', 'il6', 'none'}
_PROFILE_22: Any = {'high', 'low', 'moderate', 'none'}
_PROFILE_23: Any = {'consent', 'contract', 'legal-obligation', 'legitimate-interests', 'none', 'public-task', 'vital-interests'}
_PROFILE_24: Any = {'employment-law', 'explicit-consent', 'health-care', 'legal-claims', 'made-public', 'none', 'not-for-profit-body', 'public-health', 'research', 'substantial-public-interest', 'vital-interests'}
_PROFILE_25: Any = {'deployer', 'distributor', 'importer', 'none', 'product-manufacturer', 'provider'}
_PROFILE_26: Any = {'high-annex-i', 'high-annex-iii', 'minimal', 'out-of-scope', 'prohibited', 'transparency'}
_PROFILE_27: Any = {'1a', '1b', '1c', '2', '3a', '3b', '3c', '3d', '4a', '4b', '5a', '5b', '5c', '5d', '6a', '6b', '6c', '6d', '6e', '7a', '7b', '7c', '7d', '8a', '8b', 'none'}
_PROFILE_28: Any = {'a', 'b', 'c', 'd', 'none'}
_PROFILE_29: Any = {'clear', 'hit', 'none'}
_PROFILE_30: Any = {'hardware-module', 'organization', 'provider'}
_PROFILE_31: Any = {'none', 'per-service', 'per-user', 'shared-key'}
_PROFILE_32: Any = {'infrastructure', 'model-version', 'retrieval-sources', 'system-prompt', 'tools'}
_PROFILE_33: Any = {'engineering', 'gpu', 'hiring', 'model-updates', 'monitoring', 'network', 'on-call', 'security-patching', 'storage'}
_PROFILE_34: Any = {'closed', 'open'}
_PROFILE_35: Any = {'abandonment', 'feedback', 'regeneration'}
_PROFILE_36: Any = {'cost', 'latency', 'model-version', 'outcome', 'policy-version', 'prompt-hash', 'retrieval-ids', 'route', 'tenant-pseudonym', 'tokens', 'tool-calls', 'user-pseudonym'}
_PROFILE_37: Any = {'audit-trail', 'none', 'worm'}
_PROFILE_38: Any = {'classifier', 'confidence', 'none', 'rules'}
_PROFILE_39: Any = {'escalation', 'fallback', 'primary', 'route'}
_PROFILE_40: Any = {'canary', 'full', 'rollout', 'shadow'}
_PROFILE_41: Any = {'derivatives', 'none', 'product', 'weights'}
_PROFILE_42: Any = {'competing', 'none', 'own', 'same-family'}
_PROFILE_43: Any = {'any-commercial-use', 'automated-high-stakes-decisions', 'child-exploitation', 'circumventing-safety', 'clinical-use', 'commercial-distribution', 'commercial-evaluation', 'competing-development', 'consumer-use', 'critical-infrastructure', 'defamation', 'discrimination', 'disinformation', 'election-interference', 'exploiting-vulnerable-groups', 'export-control-violations', 'fake-engagement', 'fraud', 'harassment', 'harm-to-minors', 'hate', 'hosting-for-others', 'human-trafficking', 'illegal-activity', 'illegal-drugs', 'impersonation', 'internal-business-use', 'ip-infringement', 'itar-activities', 'justice-and-immigration-decisions', 'limited-access-registration', 'malware', 'material-decisions-about-people', 'medical-advice', 'medical-advice-substitute', 'medical-device', 'military', 'misleading-expertise-claims', 'nuclear', 'personal-data-misuse', 'presenting-output-as-human', 'production-use', 'programmatic-extraction', 'prohibited-content', 'resale', 'reverse-engineering', 'self-harm', 'sensitive-data-without-consent', 'sexual-solicitation', 'sexually-explicit-content', 'social-scoring', 'spam', 'terrorism', 'tracking-without-consent', 'transport-or-heavy-machinery', 'undisclosed-machine-generation', 'unlicensed-professional-practice', 'unsupported-regions', 'use-policy-violations', 'users-under-18', 'violence', 'weapons'}
_PROFILE_44: Any = {'approval', 'none', 'post-decision', 'pre-decision', 'sampled'}
_PROFILE_45: Any = {'adverse-outcome', 'affected-persons', 'candidates-10-business-days', 'correction', 'employment', 'opt-out', 'point-of-use', 'pre-use', 'privacy', 'users', 'workers'}
_PROFILE_46: Any = {'exempt', 'metadata', 'metadata-and-watermark', 'none', 'watermark'}
_PROFILE_47: Any = {'continuous', 'full', 'lora', 'none', 'prompt', 'rag'}
_PROFILE_48: Any = {'air-gapped', 'managed-open', 'on-device', 'on-premises', 'private-cloud', 'vendor-api'}
_PROFILE_49: Any = {'global', 'group', 'none'}
_PROFILE_50: Any = {'business', 'consumer', 'enterprise', 'free', 'government'}
_PROFILE_51: Any = {'dedicated', 'shared'}
_PROFILE_52: Any = {'direct', 'marketplace', 'reseller'}
_PROFILE_53: Any = {'assistants', 'batch', 'beta', 'code-interpreter', 'files', 'fine-tuning', 'logging', 'prompt-caching', 'threads', 'tools', 'vector-store', 'web-search'}
_PROFILE_54: Any = {'eu-residents', 'own-staff', 'provider-staff', 'screened-personnel', 'us-persons'}
_PROFILE_55: Any = {'gguf', 'mlx', 'onnx', 'other', 'pickle', 'safetensors'}
_PROFILE_56: Any = {'kserve', 'llama-cpp', 'lm-studio', 'mlx', 'nim', 'ollama', 'other', 'ray-serve', 'sglang', 'tensorrt-llm', 'tgi', 'triton', 'vllm'}
_PROFILE_57: Any = {'bf16', 'fp16', 'fp32', 'fp4', 'fp8', 'int4', 'int8'}
_PROFILE_58: Any = {'on-demand', 'reserved', 'spot'}
_PROFILE_59: Any = {'list', 'negotiated', 'on-demand', 'reserved', 'spot'}
_PROFILE_60: Any = ({
'model': (2, 'option.model.id', None, False),
'hosting': (3, 'option.hosting', _PROFILE_48, False),
'provider': (2, 'option.provider.id', None, True),
'region': (2, 'option.region.id', None, True),
'cross_region': (3, 'option.cross_region', _PROFILE_49, True),
'version': (2, 'option.version', None, True),
'version_pinned': (4, 'option.version_pinned', None, True),
'since': (7, 'option.since', None, True),
'tier': (3, 'option.tier', _PROFILE_50, True),
'tenancy': (3, 'option.tenancy', _PROFILE_51, True),
'endpoint': (2, 'option.endpoint', None, True),
'access_path': (3, 'option.access_path', _PROFILE_52, True),
'features': (8, 'option.features', (_PROFILE_53, 0), True),
'operators': (8, 'option.operators', (_PROFILE_54, 0), True),
'colocated': (4, 'option.colocated', None, True),
'measured_p95_ms': (5, 'option.measured_p95_ms', (0, None), True),
'separate_license': (1, 'option.separate_license', (4, None, _PROFILE_16), True),
'fine_tuned': (4, 'option.fine_tuned', None, True),
'hardware_owned': (4, 'option.hardware_owned', None, True),
'artifact': (0, 'artifact', ({
'hash': (2, 'option.artifact.hash', None, True),
'source': (2, 'option.artifact.source', None, True),
'format': (3, 'option.artifact.format', _PROFILE_55, True),
'scanned': (7, 'option.artifact.scanned', None, True),
}, None), True),
'serving': (0, 'serving', ({
'engine': (3, 'option.serving.engine', _PROFILE_56, True),
'tensor_parallel': (5, 'option.serving.tensor_parallel', (1, None), True),
'quantization': (3, 'option.serving.quantization', _PROFILE_57, True),
'context': (5, 'option.serving.context', (1, None), True),
'concurrency': (5, 'option.serving.concurrency', (1, None), True),
'memory_utilization': (6, 'option.serving.memory_utilization', (0, 1), True),
'requests_per_second': (6, 'option.serving.requests_per_second', (0, None), True),
'utilization': (6, 'option.serving.utilization', (0.01, 1), True),
}, None), True),
'hardware': (0, 'hardware', ({
'gpu': (2, 'option.hardware.gpu', None, True),
'count': (5, 'option.hardware.count', (0, None), True),
'term': (3, 'option.hardware.term', _PROFILE_58, True),
'usd_per_hour': (6, 'option.hardware.usd_per_hour', (0, None), True),
'hours_per_month': (6, 'option.hardware.hours_per_month', (0, 744), True),
'spare': (5, 'option.hardware.spare', (0, None), True),
'months_of_use': (6, 'option.hardware.months_of_use', (1, None), True),
'running_usd_per_month': (6, 'option.hardware.running_usd_per_month', (0, None), True),
}, None), True),
'running': (0, 'running', ({
'fine_tuning_usd_per_month': (6, 'option.running.fine_tuning_usd_per_month', (0, None), True),
'evaluation_usd_per_month': (6, 'option.running.evaluation_usd_per_month', (0, None), True),
'storage_usd_per_month': (6, 'option.running.storage_usd_per_month', (0, None), True),
}, None), True),
'estimate': (0, 'estimate', ({
'monthly_usd': (6, 'option.estimate.monthly_usd', (0, None), True),
'loaded': (4, 'option.estimate.loaded', None, True),
'engineering_hours_per_month': (6, 'option.estimate.engineering_hours_per_month', (0, None), True),
'setup_hours': (6, 'option.estimate.setup_hours', (0, None), True),
'purchase_usd': (6, 'option.estimate.purchase_usd', (0, None), True),
'saving_usd_per_month': (6, 'option.estimate.saving_usd_per_month', None, True),
'price_basis': (3, 'option.estimate.price_basis', _PROFILE_59, True),
'price_checked': (7, 'option.estimate.price_checked', None, True),
}, None), True),
}, {'hosting', 'model'})
_PROFILE_61: Any = {'batch', 'embedding', 'escalation', 'fallback', 'guardrail', 'judge', 'primary', 'reranker', 'route', 'shadow', 'teacher'}
_PROFILE_62: Any = ({
'role': (3, 'option.role', _PROFILE_61, False),
'share': (6, 'option.share', (0, 1), True),
'model': (2, 'option.model.id', None, False),
'hosting': (3, 'option.hosting', _PROFILE_48, False),
'provider': (2, 'option.provider.id', None, True),
'region': (2, 'option.region.id', None, True),
'cross_region': (3, 'option.cross_region', _PROFILE_49, True),
'version': (2, 'option.version', None, True),
'version_pinned': (4, 'option.version_pinned', None, True),
'since': (7, 'option.since', None, True),
'tier': (3, 'option.tier', _PROFILE_50, True),
'tenancy': (3, 'option.tenancy', _PROFILE_51, True),
'endpoint': (2, 'option.endpoint', None, True),
'access_path': (3, 'option.access_path', _PROFILE_52, True),
'features': (8, 'option.features', (_PROFILE_53, 0), True),
'operators': (8, 'option.operators', (_PROFILE_54, 0), True),
'colocated': (4, 'option.colocated', None, True),
'measured_p95_ms': (5, 'option.measured_p95_ms', (0, None), True),
'separate_license': (1, 'option.separate_license', (4, None, _PROFILE_16), True),
'fine_tuned': (4, 'option.fine_tuned', None, True),
'hardware_owned': (4, 'option.hardware_owned', None, True),
'artifact': (0, 'artifact', ({
'hash': (2, 'option.artifact.hash', None, True),
'source': (2, 'option.artifact.source', None, True),
'format': (3, 'option.artifact.format', _PROFILE_55, True),
'scanned': (7, 'option.artifact.scanned', None, True),
}, None), True),
'serving': (0, 'serving', ({
'engine': (3, 'option.serving.engine', _PROFILE_56, True),
'tensor_parallel': (5, 'option.serving.tensor_parallel', (1, None), True),
'quantization': (3, 'option.serving.quantization', _PROFILE_57, True),
'context': (5, 'option.serving.context', (1, None), True),
'concurrency': (5, 'option.serving.concurrency', (1, None), True),
'memory_utilization': (6, 'option.serving.memory_utilization', (0, 1), True),
'requests_per_second': (6, 'option.serving.requests_per_second', (0, None), True),
'utilization': (6, 'option.serving.utilization', (0.01, 1), True),
}, None), True),
'hardware': (0, 'hardware', ({
'gpu': (2, 'option.hardware.gpu', None, True),
'count': (5, 'option.hardware.count', (0, None), True),
'term': (3, 'option.hardware.term', _PROFILE_58, True),
'usd_per_hour': (6, 'option.hardware.usd_per_hour', (0, None), True),
'hours_per_month': (6, 'option.hardware.hours_per_month', (0, 744), True),
'spare': (5, 'option.hardware.spare', (0, None), True),
'months_of_use': (6, 'option.hardware.months_of_use', (1, None), True),
'running_usd_per_month': (6, 'option.hardware.running_usd_per_month', (0, None), True),
}, None), True),
'running': (0, 'running', ({
'fine_tuning_usd_per_month': (6, 'option.running.fine_tuning_usd_per_month', (0, None), True),
'evaluation_usd_per_month': (6, 'option.running.evaluation_usd_per_month', (0, None), True),
'storage_usd_per_month': (6, 'option.running.storage_usd_per_month', (0, None), True),
}, None), True),
'estimate': (0, 'estimate', ({
'monthly_usd': (6, 'option.estimate.monthly_usd', (0, None), True),
'loaded': (4, 'option.estimate.loaded', None, True),
'engineering_hours_per_month': (6, 'option.estimate.engineering_hours_per_month', (0, None), True),
'setup_hours': (6, 'option.estimate.setup_hours', (0, None), True),
'purchase_usd': (6, 'option.estimate.purchase_usd', (0, None), True),
'saving_usd_per_month': (6, 'option.estimate.saving_usd_per_month', None, True),
'price_basis': (3, 'option.estimate.price_basis', _PROFILE_59, True),
'price_checked': (7, 'option.estimate.price_checked', None, True),
}, None), True),
}, {'hosting', 'model', 'role'})
_PROFILE_63: Any = {'analytics', 'annotation', 'cloud-host', 'evaluation', 'fine-tuning', 'gateway', 'guardrail', 'inference', 'observability', 'other', 'search', 'storage', 'support', 'vector-store'}
_PROFILE_64: Any = {'default', 'none', 'opt-out', 'unknown'}
_PROFILE_65: Any = ({
'status': (3, 'status', _PROFILE_64, False),
'evidence': (2, 'evidence', None, True),
'checked': (7, 'checked', None, True),
'by': (2, 'by', None, True),
}, {'status'})
_PROFILE_66: Any = {'abuse-review', 'none', 'support-on-request', 'unrestricted'}
_PROFILE_67: Any = {'listed', 'none', 'notified', 'unknown'}
_PROFILE_68: Any = {'br-clauses', 'ccpa', 'cjis', 'client-consent', 'cn-transfer', 'confidentiality', 'data-act', 'dora', 'dora-critical', 'ferpa', 'glba', 'indemnity', 'legal-hold', 'pci-responsibility', 'qsoa', 'responsibility-matrix', 'uk-addendum', 'us-persons'}
_PROFILE_69: Any = {'expired', 'in-negotiation', 'none', 'offered', 'signed'}
_PROFILE_70: Any = ({
'status': (3, 'status', _PROFILE_69, False),
'evidence': (2, 'evidence', None, True),
'checked': (7, 'checked', None, True),
'by': (2, 'by', None, True),
}, {'status'})
_PROFILE_71: Any = {'de-identified', 'permitted', 'prohibited'}
_PROFILE_72: Any = {'adequacy', 'bcr', 'derogation', 'none', 'not-needed', 'scc'}
_PROFILE_73: Any = {'c5', 'cjis', 'csa-star', 'dod-pa', 'ens', 'fedramp', 'hds', 'hitrust', 'irap', 'iso-27001', 'iso-27017', 'iso-27018', 'iso-27701', 'iso-42001', 'pci-dss', 'soc-1', 'soc-2', 'soc-3'}
_PROFILE_74: Any = ({
'provider': (2, 'recipient.id', None, False),
'role': (3, 'recipient.role', _PROFILE_63, False),
'company': (2, 'recipient.company', None, True),
'entity_country': (3, 'recipient.entity_country', _PROFILE_1, True),
'hq': (3, 'recipient.hq', _PROFILE_1, True),
'countries': (8, 'recipient.countries', (_PROFILE_1, 0), True),
'dpf_certified': (1, 'recipient.dpf_certified', (4, None, _PROFILE_16), True),
'classes': (8, 'recipient.classes', (_PROFILE_14, 0), True),
'tier': (3, 'recipient.tier', _PROFILE_50, True),
'training_use': (1, 'recipient.training_use', (3, _PROFILE_64, _PROFILE_65), True),
'retention_days': (5, 'recipient.retention_days', (0, None), True),
'zero_retention': (1, 'recipient.zero_retention', (4, None, _PROFILE_16), True),
'human_access': (3, 'recipient.human_access', _PROFILE_66, True),
'analytics_use': (1, 'recipient.analytics_use', (4, None, _PROFILE_16), True),
'subprocessors': (3, 'recipient.subprocessors', _PROFILE_67, True),
'notice_hours': (5, 'recipient.notice_hours', (0, None), True),
'returns_data': (1, 'recipient.returns_data', (4, None, _PROFILE_16), True),
'tenant_isolation': (1, 'recipient.tenant_isolation', (4, None, _PROFILE_16), True),
'agreements': (8, 'recipient.agreements', (_PROFILE_68, 0), True),
'baa': (0, 'baa', ({
'status': (1, 'recipient.baa.status', (3, _PROFILE_69, _PROFILE_70), True),
'date': (7, 'recipient.baa.date', None, True),
'expires': (7, 'recipient.baa.expires', None, True),
'covers': (8, 'recipient.baa.covers', (None, 0), True),
'secondary_use': (3, 'recipient.baa.secondary_use', _PROFILE_71, True),
'notice_hours': (5, 'recipient.baa.notice_hours', (0, None), True),
'flow_down': (4, 'recipient.baa.flow_down', None, True),
}, None), True),
'dpa': (0, 'dpa', ({
'status': (1, 'recipient.dpa.status', (3, _PROFILE_69, _PROFILE_70), True),
'date': (7, 'recipient.dpa.date', None, True),
'clickthrough': (4, 'recipient.dpa.clickthrough', None, True),
'archived': (4, 'recipient.dpa.archived', None, True),
}, None), True),
'transfer': (0, 'transfer', ({
'mechanism': (3, 'recipient.transfer.mechanism', _PROFILE_72, True),
'tia': (1, 'recipient.transfer.tia', (4, None, _PROFILE_16), True),
}, None), True),
'attestations': (0, 'attestations', ({
'soc2': (0, 'soc2', ({
'date': (7, 'recipient.attestations.soc2.date', None, True),
'covers_service': (4, 'recipient.attestations.soc2.covers_service', None, True),
}, None), True),
'iso_27001': (0, 'iso_27001', ({
'date': (7, 'recipient.attestations.iso_27001.date', None, True),
'covers_service': (4, 'recipient.attestations.iso_27001.covers_service', None, True),
}, None), True),
'iso_42001': (0, 'iso_42001', ({
'date': (7, 'recipient.attestations.iso_42001.date', None, True),
'covers_service': (4, 'recipient.attestations.iso_42001.covers_service', None, True),
}, None), True),
'pci_dss': (0, 'pci_dss', ({
'date': (7, 'recipient.attestations.pci_dss.date', None, True),
'covers_service': (4, 'recipient.attestations.pci_dss.covers_service', None, True),
}, None), True),
'hitrust': (0, 'hitrust', ({
'date': (7, 'recipient.attestations.hitrust.date', None, True),
'covers_service': (4, 'recipient.attestations.hitrust.covers_service', None, True),
}, None), True),
'fedramp': (0, 'fedramp', ({
'level': (3, 'recipient.attestations.fedramp.level', _PROFILE_22, True),
'covers_service': (4, 'recipient.attestations.fedramp.covers_service', None, True),
}, None), True),
'dod': (0, 'dod', ({
'impact_level': (3, 'recipient.attestations.dod.impact_level', _PROFILE_21, True),
}, None), True),
}, None), True),
'certifications': (8, 'recipient.certifications', (_PROFILE_73, 0), True),
}, {'provider', 'role'})
_PROFILE_75: Any = {'human', 'none', 'policy'}
_PROFILE_76: Any = {'none', 'per-agent', 'per-user', 'shared'}
_PROFILE_77: Any = ({
'name': (2, 'tool.name', None, False),
'write': (4, 'tool.write', None, True),
'payment': (4, 'tool.payment', None, True),
'external_send': (4, 'tool.external_send', None, True),
'web': (4, 'tool.web', None, True),
'scopes': (8, 'tool.scopes', (None, 0), True),
'approval': (3, 'tool.approval', _PROFILE_75, True),
'limit': (2, 'tool.limit', None, True),
'credentials': (3, 'tool.credentials', _PROFILE_76, True),
'untrusted_input': (4, 'tool.untrusted_input', None, True),
}, {'name'})
_PROFILE_78: Any = {'evaluation-set', 'feedback', 'files', 'log', 'prompt-cache', 'tuning-set', 'vector-store'}
_PROFILE_79: Any = ({
'kind': (3, 'store.kind', _PROFILE_78, False),
'name': (2, 'store.name', None, True),
'provider': (2, 'store.provider', None, True),
'region': (2, 'store.region', None, True),
'country': (3, 'store.country', _PROFILE_1, True),
'classes': (8, 'store.classes', (_PROFILE_14, 0), True),
'encrypted': (1, 'store.encrypted', (4, None, _PROFILE_16), True),
'acl': (1, 'store.acl', (4, None, _PROFILE_16), True),
'tenant_isolation': (1, 'store.tenant_isolation', (4, None, _PROFILE_16), True),
'retention_days': (5, 'store.retention_days', (0, None), True),
}, {'kind'})
_PROFILE_80: Any = {'accepted', 'deprecated', 'draft', 'proposed', 'rejected', 'superseded'}
_PROFILE_81: Any = ({
'rule': (2, 'rule', None, False),
'workload': (2, 'workload', None, True),
'subject': (2, 'subject', None, True),
'owner': (2, 'owner', None, True),
'reason': (2, 'reason', None, True),
'requested_by': (2, 'requested_by', None, True),
'approved_by': (2, 'approved_by', None, True),
'ticket': (2, 'ticket', None, True),
'granted': (7, 'granted', None, True),
'expires': (7, 'expires', None, False),
'compensating_control': (2, 'compensating_control', None, True),
'facts': (16, 'facts', None, True),
}, {'expires', 'rule'})
PROFILE: Any = ({
'version': (12, 'version', 1, False),
'project': (0, 'project', ({
'name': (2, 'project.name', None, False),
'owner': (2, 'project.owner', None, True),
'lifecycle': (3, 'project.lifecycle', _PROFILE_0, False),
'started': (7, 'project.started', None, True),
'jurisdictions': (8, 'project.jurisdictions', (_PROFILE_1, 0), True),
'contains_training_of_others': (4, 'project.contains_training_of_others', None, True),
'monthly_active_users': (5, 'project.monthly_active_users', (0, None), True),
}, {'lifecycle', 'name'}), False),
'team': (0, 'team', ({
'ml_engineers': (5, 'team.ml_engineers', (0, None), True),
'gpu_engineers': (6, 'team.gpu_engineers', (0, None), True),
'operations_level': (5, 'team.operations_level', (1, 5), True),
'mlops_owner': (2, 'team.mlops_owner', None, True),
'on_call': (4, 'team.on_call', None, True),
'engineer_hourly_usd': (6, 'team.engineer_hourly_usd', (0, None), True),
'loaded_multiplier': (6, 'team.loaded_multiplier', (1, None), True),
'hugging_face': (4, 'team.hugging_face', None, True),
}, None), True),
'defaults': (13, 'defaults', None, True),
'workloads': (11, 'workloads', (1, 1, (10, '', ({
'purpose': (2, 'workload.purpose', None, True),
'use_case': (3, 'workload.use_case', _PROFILE_2, True),
'tasks': (8, 'workload.tasks', (_PROFILE_3, 0), True),
'capability': (3, 'workload.capability', _PROFILE_4, True),
'audience': (8, 'workload.audience', (_PROFILE_5, 0), True),
'interaction': (3, 'workload.interaction', _PROFILE_6, True),
'criticality': (3, 'workload.criticality', _PROFILE_7, True),
'critical_or_important': (4, 'workload.critical_or_important', None, True),
'risk_tier': (3, 'workload.risk_tier', _PROFILE_7, True),
'decision_effect': (3, 'workload.decision_effect', _PROFILE_8, True),
'publishes': (3, 'workload.publishes', _PROFILE_9, True),
'review_by': (7, 'workload.review_by', None, True),
'changed': (7, 'workload.changed', None, True),
'availability_percent': (6, 'workload.availability_percent', (0, 100), True),
'reasons': (8, 'workload.reasons', (_PROFILE_10, 0), True),
'supports_government_contract': (4, 'workload.supports_government_contract', None, True),
'needs': (0, 'needs', ({
'training_data_audit': (4, 'workload.needs.training_data_audit', None, True),
'interpretability': (4, 'workload.needs.interpretability', None, True),
'offline': (4, 'workload.needs.offline', None, True),
'second_provider': (4, 'workload.needs.second_provider', None, True),
'abstention': (4, 'workload.needs.abstention', None, True),
}, None), True),
'modalities': (0, 'modalities', ({
'input': (8, 'workload.modalities.input', (_PROFILE_11, 0), True),
'output': (8, 'workload.modalities.output', (_PROFILE_12, 0), True),
}, None), True),
'output': (0, 'output', ({
'strict_json': (4, 'workload.output.strict_json', None, True),
'structured': (4, 'workload.output.structured', None, True),
'validator': (4, 'workload.output.validator', None, True),
'fallback_parser': (4, 'workload.output.fallback_parser', None, True),
'user_facing': (4, 'workload.output.user_facing', None, True),
'safety_filter': (3, 'workload.output.safety_filter', _PROFILE_13, True),
'languages': (8, 'workload.output.languages', (None, 0), True),
'abstention_tested': (4, 'workload.output.abstention_tested', None, True),
'reason_codes': (4, 'workload.output.reason_codes', None, True),
}, None), True),
'assessments': (0, 'assessments', ({
'bias_evaluation': (0, 'bias_evaluation', ({
'date': (7, 'workload.assessments.bias_evaluation.date', None, True),
'reference': (2, 'workload.assessments.bias_evaluation.reference', None, True),
'covers_change': (4, 'workload.assessments.bias_evaluation.covers_change', None, True),
}, None), True),
'red_team': (0, 'red_team', ({
'date': (7, 'workload.assessments.red_team.date', None, True),
'reference': (2, 'workload.assessments.red_team.reference', None, True),
'covers_change': (4, 'workload.assessments.red_team.covers_change', None, True),
}, None), True),
'security_review': (0, 'security_review', ({
'date': (7, 'workload.assessments.security_review.date', None, True),
'reference': (2, 'workload.assessments.security_review.reference', None, True),
'covers_change': (4, 'workload.assessments.security_review.covers_change', None, True),
}, None), True),
'vendor_review': (0, 'vendor_review', ({
'date': (7, 'workload.assessments.vendor_review.date', None, True),
'reference': (2, 'workload.assessments.vendor_review.reference', None, True),
'covers_change': (4, 'workload.assessments.vendor_review.covers_change', None, True),
}, None), True),
'model_card': (0, 'model_card', ({
'date': (7, 'workload.assessments.model_card.date', None, True),
'reference': (2, 'workload.assessments.model_card.reference', None, True),
'covers_change': (4, 'workload.assessments.model_card.covers_change', None, True),
}, None), True),
'egress_test': (0, 'egress_test', ({
'date': (7, 'workload.assessments.egress_test.date', None, True),
'reference': (2, 'workload.assessments.egress_test.reference', None, True),
'covers_change': (4, 'workload.assessments.egress_test.covers_change', None, True),
}, None), True),
'license_review': (0, 'license_review', ({
'date': (7, 'workload.assessments.license_review.date', None, True),
'reference': (2, 'workload.assessments.license_review.reference', None, True),
'covers_change': (4, 'workload.assessments.license_review.covers_change', None, True),
}, None), True),
'legal_review': (0, 'legal_review', ({
'date': (7, 'workload.assessments.legal_review.date', None, True),
'reference': (2, 'workload.assessments.legal_review.reference', None, True),
'covers_change': (4, 'workload.assessments.legal_review.covers_change', None, True),
}, None), True),
'privacy_checklist': (0, 'privacy_checklist', ({
'date': (7, 'workload.assessments.privacy_checklist.date', None, True),
'reference': (2, 'workload.assessments.privacy_checklist.reference', None, True),
'covers_change': (4, 'workload.assessments.privacy_checklist.covers_change', None, True),
}, None), True),
'compliance_sign_off': (0, 'compliance_sign_off', ({
'date': (7, 'workload.assessments.compliance_sign_off.date', None, True),
'reference': (2, 'workload.assessments.compliance_sign_off.reference', None, True),
'covers_change': (4, 'workload.assessments.compliance_sign_off.covers_change', None, True),
}, None), True),
'private_cloud_justification': (0, 'private_cloud_justification', ({
'date': (7, 'workload.assessments.private_cloud_justification.date', None, True),
'reference': (2, 'workload.assessments.private_cloud_justification.reference', None, True),
'covers_change': (4, 'workload.assessments.private_cloud_justification.covers_change', None, True),
}, None), True),
'open_model_analysis': (0, 'open_model_analysis', ({
'date': (7, 'workload.assessments.open_model_analysis.date', None, True),
'reference': (2, 'workload.assessments.open_model_analysis.reference', None, True),
'covers_change': (4, 'workload.assessments.open_model_analysis.covers_change', None, True),
}, None), True),
'cost_comparison': (0, 'cost_comparison', ({
'date': (7, 'workload.assessments.cost_comparison.date', None, True),
'reference': (2, 'workload.assessments.cost_comparison.reference', None, True),
'covers_change': (4, 'workload.assessments.cost_comparison.covers_change', None, True),
}, None), True),
'price_sensitivity': (0, 'price_sensitivity', ({
'date': (7, 'workload.assessments.price_sensitivity.date', None, True),
'reference': (2, 'workload.assessments.price_sensitivity.reference', None, True),
'covers_change': (4, 'workload.assessments.price_sensitivity.covers_change', None, True),
}, None), True),
'switching_cost': (0, 'switching_cost', ({
'date': (7, 'workload.assessments.switching_cost.date', None, True),
'reference': (2, 'workload.assessments.switching_cost.reference', None, True),
'covers_change': (4, 'workload.assessments.switching_cost.covers_change', None, True),
}, None), True),
'risk_acceptance': (0, 'risk_acceptance', ({
'date': (7, 'workload.assessments.risk_acceptance.date', None, True),
'reference': (2, 'workload.assessments.risk_acceptance.reference', None, True),
'covers_change': (4, 'workload.assessments.risk_acceptance.covers_change', None, True),
}, None), True),
'dpia': (0, 'dpia', ({
'date': (7, 'workload.assessments.dpia.date', None, True),
'reference': (2, 'workload.assessments.dpia.reference', None, True),
'covers_change': (4, 'workload.assessments.dpia.covers_change', None, True),
}, None), True),
'fria': (0, 'fria', ({
'date': (7, 'workload.assessments.fria.date', None, True),
'reference': (2, 'workload.assessments.fria.reference', None, True),
'covers_change': (4, 'workload.assessments.fria.covers_change', None, True),
}, None), True),
'tia': (0, 'tia', ({
'date': (7, 'workload.assessments.tia.date', None, True),
'reference': (2, 'workload.assessments.tia.reference', None, True),
'covers_change': (4, 'workload.assessments.tia.covers_change', None, True),
}, None), True),
'risk_analysis': (0, 'risk_analysis', ({
'date': (7, 'workload.assessments.risk_analysis.date', None, True),
'reference': (2, 'workload.assessments.risk_analysis.reference', None, True),
'covers_change': (4, 'workload.assessments.risk_analysis.covers_change', None, True),
}, None), True),
'encryption_alternative': (0, 'encryption_alternative', ({
'date': (7, 'workload.assessments.encryption_alternative.date', None, True),
'reference': (2, 'workload.assessments.encryption_alternative.reference', None, True),
'covers_change': (4, 'workload.assessments.encryption_alternative.covers_change', None, True),
}, None), True),
'offshore_approval': (0, 'offshore_approval', ({
'date': (7, 'workload.assessments.offshore_approval.date', None, True),
'reference': (2, 'workload.assessments.offshore_approval.reference', None, True),
'covers_change': (4, 'workload.assessments.offshore_approval.covers_change', None, True),
}, None), True),
'balancing_test': (0, 'balancing_test', ({
'date': (7, 'workload.assessments.balancing_test.date', None, True),
'reference': (2, 'workload.assessments.balancing_test.reference', None, True),
'covers_change': (4, 'workload.assessments.balancing_test.covers_change', None, True),
}, None), True),
'memorisation_test': (0, 'memorisation_test', ({
'date': (7, 'workload.assessments.memorisation_test.date', None, True),
'reference': (2, 'workload.assessments.memorisation_test.reference', None, True),
'covers_change': (4, 'workload.assessments.memorisation_test.covers_change', None, True),
}, None), True),
'model_due_diligence': (0, 'model_due_diligence', ({
'date': (7, 'workload.assessments.model_due_diligence.date', None, True),
'reference': (2, 'workload.assessments.model_due_diligence.reference', None, True),
'covers_change': (4, 'workload.assessments.model_due_diligence.covers_change', None, True),
}, None), True),
'bias_audit': (0, 'bias_audit', ({
'date': (7, 'workload.assessments.bias_audit.date', None, True),
'reference': (2, 'workload.assessments.bias_audit.reference', None, True),
'covers_change': (4, 'workload.assessments.bias_audit.covers_change', None, True),
}, None), True),
'model_risk': (0, 'model_risk', ({
'date': (7, 'workload.assessments.model_risk.date', None, True),
'reference': (2, 'workload.assessments.model_risk.reference', None, True),
'covers_change': (4, 'workload.assessments.model_risk.covers_change', None, True),
}, None), True),
'ai_impact': (0, 'ai_impact', ({
'date': (7, 'workload.assessments.ai_impact.date', None, True),
'reference': (2, 'workload.assessments.ai_impact.reference', None, True),
'covers_change': (4, 'workload.assessments.ai_impact.covers_change', None, True),
}, None), True),
'ccpa_risk': (0, 'ccpa_risk', ({
'date': (7, 'workload.assessments.ccpa_risk.date', None, True),
'reference': (2, 'workload.assessments.ccpa_risk.reference', None, True),
'covers_change': (4, 'workload.assessments.ccpa_risk.covers_change', None, True),
}, None), True),
'nist_800_171': (0, 'nist_800_171', ({
'date': (7, 'workload.assessments.nist_800_171.date', None, True),
'reference': (2, 'workload.assessments.nist_800_171.reference', None, True),
'covers_change': (4, 'workload.assessments.nist_800_171.covers_change', None, True),
}, None), True),
'accreditation': (0, 'accreditation', ({
'date': (7, 'workload.assessments.accreditation.date', None, True),
'reference': (2, 'workload.assessments.accreditation.reference', None, True),
'covers_change': (4, 'workload.assessments.accreditation.covers_change', None, True),
}, None), True),
'bulk_data_security': (0, 'bulk_data_security', ({
'date': (7, 'workload.assessments.bulk_data_security.date', None, True),
'reference': (2, 'workload.assessments.bulk_data_security.reference', None, True),
'covers_change': (4, 'workload.assessments.bulk_data_security.covers_change', None, True),
}, None), True),
'written_supervisory_procedures': (0, 'written_supervisory_procedures', ({
'date': (7, 'workload.assessments.written_supervisory_procedures.date', None, True),
'reference': (2, 'workload.assessments.written_supervisory_procedures.reference', None, True),
'covers_change': (4, 'workload.assessments.written_supervisory_procedures.covers_change', None, True),
}, None), True),
'concentration': (0, 'concentration', ({
'date': (7, 'workload.assessments.concentration.date', None, True),
'reference': (2, 'workload.assessments.concentration.reference', None, True),
'covers_change': (4, 'workload.assessments.concentration.covers_change', None, True),
}, None), True),
'deemed_export': (0, 'deemed_export', ({
'date': (7, 'workload.assessments.deemed_export.date', None, True),
'reference': (2, 'workload.assessments.deemed_export.reference', None, True),
'covers_change': (4, 'workload.assessments.deemed_export.covers_change', None, True),
}, None), True),
'cn_transfer': (0, 'cn_transfer', ({
'date': (7, 'workload.assessments.cn_transfer.date', None, True),
'reference': (2, 'workload.assessments.cn_transfer.reference', None, True),
'covers_change': (4, 'workload.assessments.cn_transfer.covers_change', None, True),
}, None), True),
}, None), True),
'data': (0, 'data', ({
'classes': (8, 'workload.data.classes', (_PROFILE_14, 1), False),
'subjects': (8, 'workload.data.subjects', (_PROFILE_1, 0), True),
'subjects_count': (5, 'workload.data.subjects_count', (0, None), True),
'residency': (8, 'workload.data.residency', (_PROFILE_1, 0), True),
'boundary': (3, 'workload.data.boundary', _PROFILE_15, True),
'minimised': (1, 'workload.data.minimised', (4, None, _PROFILE_16), True),
'redaction': (3, 'workload.data.redaction', _PROFILE_17, True),
'in_cde': (1, 'workload.data.in_cde', (4, None, _PROFILE_16), True),
'deid': (0, 'deid', ({
'method': (3, 'workload.data.deid.method', _PROFILE_18, True),
'report': (2, 'workload.data.deid.report', None, True),
'date': (7, 'workload.data.deid.date', None, True),
}, None), True),
'phi_exception': (1, 'workload.data.phi_exception', (3, _PROFILE_19, _PROFILE_20), True),
'impact_level': (3, 'workload.data.impact_level', _PROFILE_21, True),
'fips199': (3, 'workload.data.fips199', _PROFILE_22, True),
'eccn': (2, 'workload.data.eccn', None, True),
'retention_policy': (1, 'workload.data.retention_policy', (4, None, _PROFILE_16), True),
'erasure_path': (1, 'workload.data.erasure_path', (4, None, _PROFILE_16), True),
'offsite_access': (4, 'workload.data.offsite_access', None, True),
'legal_review': (1, 'workload.data.legal_review', (4, None, _PROFILE_16), True),
}, {'classes'}), False),
'privacy': (0, 'privacy', ({
'lawful_basis': (3, 'workload.privacy.lawful_basis', _PROFILE_23, True),
'art9_condition': (3, 'workload.privacy.art9_condition', _PROFILE_24, True),
'purposes_separated': (1, 'workload.privacy.purposes_separated', (4, None, _PROFILE_16), True),
'large_scale': (4, 'workload.privacy.large_scale', None, True),
'profiling': (4, 'workload.privacy.profiling', None, True),
'parental_consent': (0, 'parental_consent', ({
'processing': (1, 'workload.privacy.parental_consent.processing', (4, None, _PROFILE_16), True),
'training': (1, 'workload.privacy.parental_consent.training', (4, None, _PROFILE_16), True),
}, None), True),
'opt_out_methods': (5, 'workload.privacy.opt_out_methods', (0, None), True),
}, None), True),
'ai_act': (0, 'ai_act', ({
'role': (3, 'workload.ai_act.role', _PROFILE_25, True),
'class': (3, 'workload.ai_act.class', _PROFILE_26, True),
'annex_iii_point': (3, 'workload.ai_act.annex_iii_point', _PROFILE_27, True),
'art6_3': (3, 'workload.ai_act.art6_3', _PROFILE_28, True),
'profiling': (4, 'workload.ai_act.profiling', None, True),
'prohibited_screen': (3, 'workload.ai_act.prohibited_screen', _PROFILE_29, True),
'placed': (7, 'workload.ai_act.placed', None, True),
'instructions_on_file': (1, 'workload.ai_act.instructions_on_file', (4, None, _PROFILE_16), True),
'own_brand': (4, 'workload.ai_act.own_brand', None, True),
'substantial_modification': (4, 'workload.ai_act.substantial_modification', None, True),
'provider_programme': (1, 'workload.ai_act.provider_programme', (4, None, _PROFILE_16), True),
'model_docs': (1, 'workload.ai_act.model_docs', (4, None, _PROFILE_16), True),
'depicts_people': (4, 'workload.ai_act.depicts_people', None, True),
'registered': (1, 'workload.ai_act.registered', (4, None, _PROFILE_16), True),
}, None), True),
'security': (0, 'security', ({
'transit': (1, 'workload.security.transit', (4, None, _PROFILE_16), True),
'rest': (1, 'workload.security.rest', (4, None, _PROFILE_16), True),
'keys': (3, 'workload.security.keys', _PROFILE_30, True),
'fips': (1, 'workload.security.fips', (4, None, _PROFILE_16), True),
'auth': (3, 'workload.security.auth', _PROFILE_31, True),
'roles': (1, 'workload.security.roles', (4, None, _PROFILE_16), True),
'mfa': (1, 'workload.security.mfa', (4, None, _PROFILE_16), True),
'network_isolation': (1, 'workload.security.network_isolation', (4, None, _PROFILE_16), True),
'retrieval_acl': (1, 'workload.security.retrieval_acl', (4, None, _PROFILE_16), True),
'untrusted_content_isolated': (1, 'workload.security.untrusted_content_isolated', (4, None, _PROFILE_16), True),
'personnel_screened': (1, 'workload.security.personnel_screened', (4, None, _PROFILE_16), True),
'recovery_tested': (1, 'workload.security.recovery_tested', (4, None, _PROFILE_16), True),
'last_test': (7, 'workload.security.last_test', None, True),
}, None), True),
'operations': (0, 'operations', ({
'health_check': (4, 'workload.operations.health_check', None, True),
'autoscale': (4, 'workload.operations.autoscale', None, True),
'failover': (4, 'workload.operations.failover', None, True),
'failover_tested': (7, 'workload.operations.failover_tested', None, True),
'load_balancing': (4, 'workload.operations.load_balancing', None, True),
'rollback': (4, 'workload.operations.rollback', None, True),
'version_comparison': (4, 'workload.operations.version_comparison', None, True),
'patching': (4, 'workload.operations.patching', None, True),
'upgrade_procedure': (4, 'workload.operations.upgrade_procedure', None, True),
'kill_switch': (4, 'workload.operations.kill_switch', None, True),
'retry': (4, 'workload.operations.retry', None, True),
'rate_limit_plan': (4, 'workload.operations.rate_limit_plan', None, True),
'deprecation_plan': (4, 'workload.operations.deprecation_plan', None, True),
'terms_watch': (4, 'workload.operations.terms_watch', None, True),
'prompts_versioned': (4, 'workload.operations.prompts_versioned', None, True),
'incident_contact': (2, 'workload.operations.incident_contact', None, True),
'runbook': (2, 'workload.operations.runbook', None, True),
'notice_hours': (5, 'workload.operations.notice_hours', (0, None), True),
'change_control': (8, 'workload.operations.change_control', (_PROFILE_32, 0), True),
'abstraction': (4, 'workload.operations.abstraction', None, True),
'portability_note': (4, 'workload.operations.portability_note', None, True),
'exit': (0, 'exit', ({
'plan': (2, 'workload.operations.exit.plan', None, True),
'tested': (7, 'workload.operations.exit.tested', None, True),
}, None), True),
'cost': (0, 'cost', ({
'budget_usd_per_month': (6, 'workload.operations.cost.budget_usd_per_month', (0, None), True),
'alert_percent': (6, 'workload.operations.cost.alert_percent', (0, None), True),
'cap_usd_per_month': (6, 'workload.operations.cost.cap_usd_per_month', (0, None), True),
'lines': (8, 'workload.operations.cost.lines', (_PROFILE_33, 0), True),
}, None), True),
'setup_days': (5, 'workload.operations.setup_days', (0, None), True),
}, None), True),
'evaluation': (0, 'evaluation', ({
'suite': (2, 'workload.evaluation.suite', None, True),
'own_metric': (4, 'workload.evaluation.own_metric', None, True),
'examples': (5, 'workload.evaluation.examples', (0, None), True),
'hardest_cases': (5, 'workload.evaluation.hardest_cases', (0, None), True),
'gap_percent': (6, 'workload.evaluation.gap_percent', (0, 100), True),
'penalty_accepted': (1, 'workload.evaluation.penalty_accepted', (4, None, _PROFILE_16), True),
'parity_claimed': (4, 'workload.evaluation.parity_claimed', None, True),
'gate': (4, 'workload.evaluation.gate', None, True),
'safety_set': (4, 'workload.evaluation.safety_set', None, True),
'retrieval': (4, 'workload.evaluation.retrieval', None, True),
'long_context': (4, 'workload.evaluation.long_context', None, True),
'compared': (8, 'workload.evaluation.compared', (_PROFILE_34, 0), True),
'last_run': (7, 'workload.evaluation.last_run', None, True),
'on_version': (2, 'workload.evaluation.on_version', None, True),
}, None), True),
'monitoring': (0, 'monitoring', ({
'quality': (4, 'workload.monitoring.quality', None, True),
'latency': (4, 'workload.monitoring.latency', None, True),
'gpu': (4, 'workload.monitoring.gpu', None, True),
'cost': (4, 'workload.monitoring.cost', None, True),
'cost_per_quality': (4, 'workload.monitoring.cost_per_quality', None, True),
'alert_route': (2, 'workload.monitoring.alert_route', None, True),
'alert_relative_percent': (6, 'workload.monitoring.alert_relative_percent', (0, 100), True),
'suite_size': (5, 'workload.monitoring.suite_size', (0, None), True),
'suite_every_days': (5, 'workload.monitoring.suite_every_days', (1, None), True),
'user_signals': (8, 'workload.monitoring.user_signals', (_PROFILE_35, 0), True),
}, None), True),
'logging': (0, 'logging', ({
'content': (4, 'workload.logging.content', None, True),
'redacted': (1, 'workload.logging.redacted', (4, None, _PROFILE_16), True),
'fields': (8, 'workload.logging.fields', (_PROFILE_36, 0), True),
'metadata_days': (5, 'workload.logging.metadata_days', (0, None), True),
'content_days': (5, 'workload.logging.content_days', (0, None), True),
'immutable': (3, 'workload.logging.immutable', _PROFILE_37, True),
'reviewed': (1, 'workload.logging.reviewed', (4, None, _PROFILE_16), True),
'location': (3, 'workload.logging.location', _PROFILE_1, True),
}, None), True),
'routing': (0, 'routing', ({
'router': (3, 'workload.routing.router', _PROFILE_38, True),
'threshold': (6, 'workload.routing.threshold', (0, 1), True),
'cut_characters': (5, 'workload.routing.cut_characters', (0, None), True),
'keywords': (4, 'workload.routing.keywords', None, True),
'default': (3, 'workload.routing.default', _PROFILE_39, True),
'covers_all_tasks': (4, 'workload.routing.covers_all_tasks', None, True),
'tasks': (0, 'tasks', ({
'primary': (8, 'workload.routing.tasks.primary', (_PROFILE_3, 0), True),
'route': (8, 'workload.routing.tasks.route', (_PROFILE_3, 0), True),
'escalation': (8, 'workload.routing.tasks.escalation', (_PROFILE_3, 0), True),
}, None), True),
'shares_logged': (4, 'workload.routing.shares_logged', None, True),
'simple_share': (6, 'workload.routing.simple_share', (0, 1), True),
'shadow_sample_percent': (6, 'workload.routing.shadow_sample_percent', (0, 100), True),
}, None), True),
'migration': (0, 'migration', ({
'phases': (8, 'workload.migration.phases', (_PROFILE_40, 0), True),
'from': (2, 'workload.migration.from', None, True),
'start': (7, 'workload.migration.start', None, True),
'canary_days': (5, 'workload.migration.canary_days', (1, None), True),
'rollout_days': (5, 'workload.migration.rollout_days', (1, None), True),
'shadow_days': (5, 'workload.migration.shadow_days', (0, None), True),
'canary_percent': (6, 'workload.migration.canary_percent', (0, 100), True),
'steps_percent': (9, 'workload.migration.steps_percent', (5, (0, 100), 0), True),
'days_at_parity': (5, 'workload.migration.days_at_parity', (0, None), True),
'revert_thresholds': (4, 'workload.migration.revert_thresholds', None, True),
'revert': (0, 'revert', ({
'relative_percent': (6, 'workload.migration.revert.relative_percent', (0, 100), True),
'absolute_points': (6, 'workload.migration.revert.absolute_points', (0, 100), True),
'p95_ms': (5, 'workload.migration.revert.p95_ms', (0, None), True),
}, None), True),
'one_at_a_time': (4, 'workload.migration.one_at_a_time', None, True),
'rollback': (4, 'workload.migration.rollback', None, True),
}, None), True),
'use': (0, 'use', ({
'commercial': (4, 'workload.use.commercial', None, True),
'distributes': (3, 'workload.use.distributes', _PROFILE_41, True),
'hosts_for_others': (4, 'workload.use.hosts_for_others', None, True),
'brand_shown': (4, 'workload.use.brand_shown', None, True),
'notice_shown': (4, 'workload.use.notice_shown', None, True),
'derivative_named': (4, 'workload.use.derivative_named', None, True),
'outputs_train': (3, 'workload.use.outputs_train', _PROFILE_42, True),
'purposes': (8, 'workload.use.purposes', (_PROFILE_43, 0), True),
'indemnity_needed': (4, 'workload.use.indemnity_needed', None, True),
}, None), True),
'oversight': (0, 'oversight', ({
'human_review': (3, 'workload.oversight.human_review', _PROFILE_44, True),
'contest': (1, 'workload.oversight.contest', (4, None, _PROFILE_16), True),
'named': (2, 'workload.oversight.named', None, True),
'trained': (1, 'workload.oversight.trained', (4, None, _PROFILE_16), True),
'can_stop': (4, 'workload.oversight.can_stop', None, True),
'licensed_professional': (1, 'workload.oversight.licensed_professional', (4, None, _PROFILE_16), True),
'counsel_directed': (1, 'workload.oversight.counsel_directed', (4, None, _PROFILE_16), True),
'editorial': (4, 'workload.oversight.editorial', None, True),
'feedback': (4, 'workload.oversight.feedback', None, True),
}, None), True),
'transparency': (0, 'transparency', ({
'ai_disclosure': (1, 'workload.transparency.ai_disclosure', (4, None, _PROFILE_16), True),
'human_contact': (4, 'workload.transparency.human_contact', None, True),
'notices': (8, 'workload.transparency.notices', (_PROFILE_45, 0), True),
'marking': (3, 'workload.transparency.marking', _PROFILE_46, True),
'detector': (4, 'workload.transparency.detector', None, True),
'labels': (4, 'workload.transparency.labels', None, True),
'explanation': (1, 'workload.transparency.explanation', (4, None, _PROFILE_16), True),
}, None), True),
'volume': (0, 'volume', ({
'requests_per_day': (5, 'workload.volume.requests_per_day', (0, None), True),
'measured': (4, 'workload.volume.measured', None, True),
'input_tokens': (5, 'workload.volume.input_tokens', (0, None), True),
'output_tokens': (5, 'workload.volume.output_tokens', (0, None), True),
'total_tokens_per_month': (6, 'workload.volume.total_tokens_per_month', (0, None), True),
'context_tokens': (5, 'workload.volume.context_tokens', (0, None), True),
'cached_share': (6, 'workload.volume.cached_share', (0, 1), True),
'batch_share': (6, 'workload.volume.batch_share', (0, 1), True),
'peak_factor': (6, 'workload.volume.peak_factor', (1, None), True),
'growth_percent_per_month': (6, 'workload.volume.growth_percent_per_month', (-100, None), True),
'api_spend_usd_per_month': (6, 'workload.volume.api_spend_usd_per_month', (0, None), True),
}, None), True),
'latency': (0, 'latency', ({
'p95_ms': (5, 'workload.latency.p95_ms', (0, None), True),
'network_share': (6, 'workload.latency.network_share', (0, 1), True),
'measured': (4, 'workload.latency.measured', None, True),
}, None), True),
'customization': (0, 'customization', ({
'need': (3, 'workload.customization.need', _PROFILE_47, True),
'examples': (5, 'workload.customization.examples', (0, None), True),
'baseline_measured': (4, 'workload.customization.baseline_measured', None, True),
'rag_compared': (4, 'workload.customization.rag_compared', None, True),
'retrain_plan': (4, 'workload.customization.retrain_plan', None, True),
'pipeline': (4, 'workload.customization.pipeline', None, True),
}, None), True),
'fine_tune': (0, 'fine_tune', ({
'data_classes': (8, 'workload.fine_tune.data_classes', (_PROFILE_14, 0), True),
'teacher': (2, 'workload.fine_tune.teacher', None, True),
'compute_flop': (6, 'workload.fine_tune.compute_flop', (0, None), True),
'drift_plan': (4, 'workload.fine_tune.drift_plan', None, True),
'dataset_summary': (1, 'workload.fine_tune.dataset_summary', (4, None, _PROFILE_16), True),
}, None), True),
'choice': (10, 'choice', _PROFILE_60, True),
'supporting': (9, 'supporting', (10, _PROFILE_62, 0), True),
'considered': (9, 'considered', (10, _PROFILE_60, 0), True),
'recipients': (9, 'recipients', (10, _PROFILE_74, 0), True),
'tools': (9, 'tools', (10, _PROFILE_77, 0), True),
'stores': (9, 'stores', (10, _PROFILE_79, 0), True),
}, {'data'}), False)), False),
'decisions': (11, 'decisions', (1, 0, (10, '', ({
'title': (2, 'decision.title', None, True),
'workloads': (8, 'decision.workloads', (None, 1), False),
'status': (3, 'decision.status', _PROFILE_80, False),
'date': (7, 'decision.date', None, False),
'decision-makers': (8, 'decision.makers', (None, 0), True),
'makers': (8, 'decision.makers', (None, 0), True),
'consulted': (8, 'decision.consulted', (None, 0), True),
'informed': (8, 'decision.informed', (None, 0), True),
'context': (2, 'decision.context', None, True),
'because': (2, 'decision.because', None, True),
'notes': (2, 'decision.notes', None, True),
'tags': (8, 'decision.tags', (None, 0), True),
'supersedes': (2, 'decision.supersedes', None, True),
}, {'date', 'status', 'workloads'}), False)), True),
'waivers': (9, 'waivers', (10, _PROFILE_81, 0), True),
}, {'project', 'version', 'workloads'})

_SETTINGS_0: Any = {'bank', 'broker-dealer', 'card-issuer', 'card-merchant', 'ccpa-business', 'data-broker', 'dod-contractor', 'employer', 'eu-financial-entity', 'federal-agency', 'federal-contractor', 'federal-health-funds-recipient', 'glba-institution', 'government-agency', 'health-care-provider', 'hipaa-business-associate', 'hipaa-covered-entity', 'insurer', 'investment-adviser', 'landlord', 'law-enforcement', 'law-firm', 'legal-department', 'nis2-essential', 'nis2-important', 'payment-system-operator', 'public-body', 'school'}
_SETTINGS_1: Any = {'critical-infrastructure', 'defense', 'education', 'energy', 'finance', 'government', 'healthcare', 'insurance', 'law-enforcement', 'legal', 'life-sciences', 'manufacturing', 'media', 'nonprofit', 'other', 'professional-services', 'real-estate', 'retail', 'software', 'telecommunications', 'transport'}
_SETTINGS_2: Any = {'AD', 'AE', 'AF', 'AG', 'AI', 'AL', 'AM', 'AO', 'AQ', 'AR', 'AS', 'AT', 'AU', 'AW', 'AX', 'AZ', 'BA', 'BB', 'BD', 'BE', 'BF', 'BG', 'BH', 'BI', 'BJ', 'BL', 'BM', 'BN', 'BO', 'BQ', 'BR', 'BS', 'BT', 'BV', 'BW', 'BY', 'BZ', 'CA', 'CC', 'CD', 'CF', 'CG', 'CH', 'CI', 'CK', 'CL', 'CM', 'CN', 'CO', 'CR', 'CU', 'CV', 'CW', 'CX', 'CY', 'CZ', 'DE', 'DJ', 'DK', 'DM', 'DO', 'DZ', 'EC', 'EE', 'EEA', 'EG', 'EH', 'ER', 'ES', 'ET', 'EU', 'FI', 'FJ', 'FK', 'FM', 'FO', 'FR', 'GA', 'GB', 'GD', 'GE', 'GF', 'GG', 'GH', 'GI', 'GL', 'GM', 'GN', 'GP', 'GQ', 'GR', 'GS', 'GT', 'GU', 'GW', 'GY', 'HK', 'HM', 'HN', 'HR', 'HT', 'HU', 'ID', 'IE', 'IL', 'IM', 'IN', 'IO', 'IQ', 'IR', 'IS', 'IT', 'JE', 'JM', 'JO', 'JP', 'KE', 'KG', 'KH', 'KI', 'KM', 'KN', 'KP', 'KR', 'KW', 'KY', 'KZ', 'LA', 'LB', 'LC', 'LI', 'LK', 'LR', 'LS', 'LT', 'LU', 'LV', 'LY', 'MA', 'MC', 'MD', 'ME', 'MF', 'MG', 'MH', 'MK', 'ML', 'MM', 'MN', 'MO', 'MP', 'MQ', 'MR', 'MS', 'MT', 'MU', 'MV', 'MW', 'MX', 'MY', 'MZ', 'NA', 'NC', 'NE', 'NF', 'NG', 'NI', 'NL', 'NO', 'NP', 'NR', 'NU', 'NZ', 'OM', 'PA', 'PE', 'PF', 'PG', 'PH', 'PK', 'PL', 'PM', 'PN', 'PR', 'PS', 'PT', 'PW', 'PY', 'QA', 'RE', 'RO', 'RS', 'RU', 'RW', 'SA', 'SB', 'SC', 'SD', 'SE', 'SG', 'SH', 'SI', 'SJ', 'SK', 'SL', 'SM', 'SN', 'SO', 'SR', 'SS', 'ST', 'SV', 'SX', 'SY', 'SZ', 'TC', 'TD', 'TF', 'TG', 'TH', 'TJ', 'TK', 'TL', 'TM', 'TN', 'TO', 'TR', 'TT', 'TV', 'TW', 'TZ', 'UA', 'UG', 'UM', 'US', 'UY', 'UZ', 'VA', 'VC', 'VE', 'VG', 'VI', 'VN', 'VU', 'WF', 'WS', 'YE', 'YT', 'ZA', 'ZM', 'ZW', 'us-ak', 'us-al', 'us-ar', 'us-az', 'us-ca', 'us-co', 'us-ct', 'us-dc', 'us-de', 'us-fl', 'us-ga', 'us-hi', 'us-ia', 'us-id', 'us-il', 'us-in', 'us-ks', 'us-ky', 'us-la', 'us-ma', 'us-md', 'us-me', 'us-mi', 'us-mn', 'us-mo', 'us-ms', 'us-mt', 'us-nc', 'us-nd', 'us-ne', 'us-nh', 'us-nj', 'us-nm', 'us-nv', 'us-ny', 'us-ny-nyc', 'us-oh', 'us-ok', 'us-or', 'us-pa', 'us-ri', 'us-sc', 'us-sd', 'us-tn', 'us-tx', 'us-ut', 'us-va', 'us-vt', 'us-wa', 'us-wi', 'us-wv', 'us-wy'}
_SETTINGS_3: Any = {'cmmc', 'fedramp', 'hitrust', 'iso-27001', 'iso-27701', 'iso-42001', 'pci-dss', 'soc-2'}
_SETTINGS_4: Any = ({
'status': (4, 'status', None, False),
'evidence': (2, 'evidence', None, True),
'checked': (7, 'checked', None, True),
'by': (2, 'by', None, True),
}, {'status'})
_SETTINGS_5: Any = {'level-1-self', 'level-2-c3pao', 'level-2-self', 'level-3', 'none'}
_SETTINGS_6: Any = {'business', 'consumer', 'enterprise', 'free', 'government'}
_SETTINGS_7: Any = {'default', 'none', 'opt-out', 'unknown'}
_SETTINGS_8: Any = ({
'status': (3, 'status', _SETTINGS_7, False),
'evidence': (2, 'evidence', None, True),
'checked': (7, 'checked', None, True),
'by': (2, 'by', None, True),
}, {'status'})
_SETTINGS_9: Any = {'abuse-review', 'none', 'support-on-request', 'unrestricted'}
_SETTINGS_10: Any = {'listed', 'none', 'notified', 'unknown'}
_SETTINGS_11: Any = {'br-clauses', 'ccpa', 'cjis', 'client-consent', 'cn-transfer', 'confidentiality', 'data-act', 'dora', 'dora-critical', 'ferpa', 'glba', 'indemnity', 'legal-hold', 'pci-responsibility', 'qsoa', 'responsibility-matrix', 'uk-addendum', 'us-persons'}
_SETTINGS_12: Any = {'expired', 'in-negotiation', 'none', 'offered', 'signed'}
_SETTINGS_13: Any = ({
'status': (3, 'status', _SETTINGS_12, False),
'evidence': (2, 'evidence', None, True),
'checked': (7, 'checked', None, True),
'by': (2, 'by', None, True),
}, {'status'})
_SETTINGS_14: Any = {'de-identified', 'permitted', 'prohibited'}
_SETTINGS_15: Any = {'adequacy', 'bcr', 'derogation', 'none', 'not-needed', 'scc'}
_SETTINGS_16: Any = {'high', 'low', 'moderate', 'none'}
_SETTINGS_17: Any = {'il2', 'il4', 'il5', 'il6', 'none'}
_SETTINGS_18: Any = {'c5', 'cjis', 'csa-star', 'dod-pa', 'ens', 'fedramp', 'hds', 'hitrust', 'irap', 'iso-27001', 'iso-27017', 'iso-27018', 'iso-27701', 'iso-42001', 'pci-dss', 'soc-1', 'soc-2', 'soc-3'}
_SETTINGS_19: Any = {'error', 'note', 'off', 'warning'}
_SETTINGS_20: Any = {'approvers', 'edition', 'evidence', 'waivers_max_days', 'waivers_warn_days'}
_SETTINGS_21: Any = {'madr2', 'madr4', 'nygard'}
_SETTINGS_22: Any = ({
'rule': (2, 'rule', None, False),
'profile': (2, 'profile', None, False),
'workload': (2, 'workload', None, True),
'subject': (2, 'subject', None, True),
'owner': (2, 'owner', None, True),
'reason': (2, 'reason', None, True),
'requested_by': (2, 'requested_by', None, True),
'approved_by': (2, 'approved_by', None, True),
'ticket': (2, 'ticket', None, True),
'granted': (7, 'granted', None, True),
'expires': (7, 'expires', None, False),
'compensating_control': (2, 'compensating_control', None, True),
'facts': (16, 'facts', None, True),
}, {'expires', 'profile', 'rule'})
SETTINGS: Any = ({
'version': (12, 'version', 1, False),
'organization': (0, 'organization', ({
'name': (2, 'organization.name', None, True),
'roles': (8, 'organization.roles', (_SETTINGS_0, 0), True),
'sectors': (8, 'organization.sectors', (_SETTINGS_1, 0), True),
'jurisdictions': (8, 'organization.jurisdictions', (_SETTINGS_2, 0), True),
'certifications': (8, 'organization.certifications', (_SETTINGS_3, 0), True),
'monthly_active_users': (0, 'monthly_active_users', ({
'current': (5, 'organization.monthly_active_users.current', (0, None), True),
'months': (11, 'organization.monthly_active_users.months', (2, 0, (5, '', (0, None), False)), True),
'includes_affiliates': (4, 'organization.monthly_active_users.includes_affiliates', None, True),
}, None), True),
'annual_revenue_usd': (6, 'organization.annual_revenue_usd', (0, None), True),
'public_company': (4, 'organization.public_company', None, True),
'ai_literacy': (1, 'organization.ai_literacy', (4, None, _SETTINGS_4), True),
'cmmc': (0, 'cmmc', ({
'status': (3, 'organization.cmmc.status', _SETTINGS_5, True),
'date': (7, 'organization.cmmc.date', None, True),
}, None), True),
'supplier_register': (1, 'organization.supplier_register', (4, None, _SETTINGS_4), True),
'cn_genai_filing': (1, 'organization.cn_genai_filing', (4, None, _SETTINGS_4), True),
'currency': (0, 'currency', ({
'code': (2, 'organization.currency.code', None, True),
'per_usd': (6, 'organization.currency.per_usd', (0, None), True),
'date': (7, 'organization.currency.date', None, True),
'source': (2, 'organization.currency.source', None, True),
}, None), True),
}, None), True),
'team': (0, 'team', ({
'ml_engineers': (5, 'team.ml_engineers', (0, None), True),
'gpu_engineers': (6, 'team.gpu_engineers', (0, None), True),
'operations_level': (5, 'team.operations_level', (1, 5), True),
'mlops_owner': (2, 'team.mlops_owner', None, True),
'on_call': (4, 'team.on_call', None, True),
'engineer_hourly_usd': (6, 'team.engineer_hourly_usd', (0, None), True),
'loaded_multiplier': (6, 'team.loaded_multiplier', (1, None), True),
'hugging_face': (4, 'team.hugging_face', None, True),
}, None), True),
'agreements': (11, 'agreements', (0, 0, (10, '', ({
'entity_country': (3, 'recipient.entity_country', _SETTINGS_2, True),
'hq': (3, 'recipient.hq', _SETTINGS_2, True),
'countries': (8, 'recipient.countries', (_SETTINGS_2, 0), True),
'dpf_certified': (1, 'recipient.dpf_certified', (4, None, _SETTINGS_4), True),
'tier': (3, 'recipient.tier', _SETTINGS_6, True),
'training_use': (1, 'recipient.training_use', (3, _SETTINGS_7, _SETTINGS_8), True),
'retention_days': (5, 'recipient.retention_days', (0, None), True),
'zero_retention': (1, 'recipient.zero_retention', (4, None, _SETTINGS_4), True),
'human_access': (3, 'recipient.human_access', _SETTINGS_9, True),
'analytics_use': (1, 'recipient.analytics_use', (4, None, _SETTINGS_4), True),
'subprocessors': (3, 'recipient.subprocessors', _SETTINGS_10, True),
'notice_hours': (5, 'recipient.notice_hours', (0, None), True),
'returns_data': (1, 'recipient.returns_data', (4, None, _SETTINGS_4), True),
'tenant_isolation': (1, 'recipient.tenant_isolation', (4, None, _SETTINGS_4), True),
'agreements': (8, 'recipient.agreements', (_SETTINGS_11, 0), True),
'baa': (0, 'baa', ({
'status': (1, 'recipient.baa.status', (3, _SETTINGS_12, _SETTINGS_13), True),
'date': (7, 'recipient.baa.date', None, True),
'expires': (7, 'recipient.baa.expires', None, True),
'covers': (8, 'recipient.baa.covers', (None, 0), True),
'secondary_use': (3, 'recipient.baa.secondary_use', _SETTINGS_14, True),
'notice_hours': (5, 'recipient.baa.notice_hours', (0, None), True),
'flow_down': (4, 'recipient.baa.flow_down', None, True),
}, None), True),
'dpa': (0, 'dpa', ({
'status': (1, 'recipient.dpa.status', (3, _SETTINGS_12, _SETTINGS_13), True),
'date': (7, 'recipient.dpa.date', None, True),
'clickthrough': (4, 'recipient.dpa.clickthrough', None, True),
'archived': (4, 'recipient.dpa.archived', None, True),
}, None), True),
'transfer': (0, 'transfer', ({
'mechanism': (3, 'recipient.transfer.mechanism', _SETTINGS_15, True),
'tia': (1, 'recipient.transfer.tia', (4, None, _SETTINGS_4), True),
}, None), True),
'attestations': (0, 'attestations', ({
'soc2': (0, 'soc2', ({
'date': (7, 'recipient.attestations.soc2.date', None, True),
'covers_service': (4, 'recipient.attestations.soc2.covers_service', None, True),
}, None), True),
'iso_27001': (0, 'iso_27001', ({
'date': (7, 'recipient.attestations.iso_27001.date', None, True),
'covers_service': (4, 'recipient.attestations.iso_27001.covers_service', None, True),
}, None), True),
'iso_42001': (0, 'iso_42001', ({
'date': (7, 'recipient.attestations.iso_42001.date', None, True),
'covers_service': (4, 'recipient.attestations.iso_42001.covers_service', None, True),
}, None), True),
'pci_dss': (0, 'pci_dss', ({
'date': (7, 'recipient.attestations.pci_dss.date', None, True),
'covers_service': (4, 'recipient.attestations.pci_dss.covers_service', None, True),
}, None), True),
'hitrust': (0, 'hitrust', ({
'date': (7, 'recipient.attestations.hitrust.date', None, True),
'covers_service': (4, 'recipient.attestations.hitrust.covers_service', None, True),
}, None), True),
'fedramp': (0, 'fedramp', ({
'level': (3, 'recipient.attestations.fedramp.level', _SETTINGS_16, True),
'covers_service': (4, 'recipient.attestations.fedramp.covers_service', None, True),
}, None), True),
'dod': (0, 'dod', ({
'impact_level': (3, 'recipient.attestations.dod.impact_level', _SETTINGS_17, True),
}, None), True),
}, None), True),
'certifications': (8, 'recipient.certifications', (_SETTINGS_18, 0), True),
}, None), True)), True),
'defaults': (9, 'defaults', (13, None, 0), True),
'parameters': (11, 'parameters', (0, 0, (11, '', (0, 0, (14, '', None, True)), True)), True),
'severities': (11, 'severities', (0, 0, (3, '', _SETTINGS_19, True)), True),
'extends': (2, 'extends', None, True),
'edition': (2, 'edition', None, True),
'locked': (10, 'locked', ({
'parameters': (11, 'parameters', (0, 0, (15, '', None, True)), True),
'severities': (8, 'severities', (None, 0), True),
'waivable': (8, 'waivable', (None, 0), True),
'facts': (8, 'facts', (None, 0), True),
'terms': (8, 'terms', (_SETTINGS_20, 0), True),
}, None), True),
'packs': (8, 'packs', (None, 0), True),
'catalog': (10, 'catalog', ({
'models': (13, 'models', None, True),
'services': (13, 'services', None, True),
'licenses': (13, 'licenses', None, True),
'regions': (13, 'regions', None, True),
'gpus': (13, 'gpus', None, True),
'prices': (13, 'prices', None, True),
}, None), True),
'prices': (8, 'prices', (None, 0), True),
'records': (10, 'records', ({
'directory': (2, 'directory', None, True),
'layout': (3, 'layout', _SETTINGS_21, True),
'templates': (2, 'templates', None, True),
}, None), True),
'waivers': (9, 'waivers', (10, _SETTINGS_22, 0), True),
'waivers_max_days': (10, 'waivers_max_days', ({
'error': (5, 'error', (1, None), True),
'warning': (5, 'warning', (1, None), True),
'note': (5, 'note', (1, None), True),
}, None), True),
'waivers_warn_days': (5, 'waivers_warn_days', (0, None), True),
'approvers': (10, 'approvers', ({
'legal': (8, 'legal', (None, 0), True),
}, None), True),
'unwaivable': (8, 'unwaivable', (None, 0), True),
'waivers_need_control': (8, 'waivers_need_control', (None, 0), True),
'evidence': (11, 'evidence', (0, 0, (10, '', ({
'required': (4, 'required', None, True),
'max_age_days': (5, 'max_age_days', (0, None), True),
}, None), True)), True),
}, {'version'})
