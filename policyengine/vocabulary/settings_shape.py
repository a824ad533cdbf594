"""The shape of policyengine.yaml, for `policyengine.loading.walk.walk`.

Made by `python -m generators` from schemas/facts/; do not edit.
"""

from typing import Any

_SETTINGS_0: Any = {'bank', 'broker-dealer', 'card-issuer', 'card-merchant', 'ccpa-business', 'data-broker', 'dod-contractor', 'employer', 'eu-financial-entity', 'federal-agency', 'federal-contractor', 'federal-health-funds-recipient', 'glba-institution', 'government-agency', 'health-care-provider', 'hipaa-business-associate', 'hipaa-covered-entity', 'insurer', 'investment-adviser', 'landlord', 'law-enforcement', 'law-firm', 'legal-department', 'nis2-essential', 'nis2-important', 'payment-system-operator', 'public-body', 'school'}
_SETTINGS_1: Any = {'critical-infrastructure', 'defense', 'education', 'energy', 'finance', 'government', 'healthcare', 'insurance', 'law-enforcement', 'legal', 'life-sciences', 'manufacturing', 'media', 'nonprofit', 'other', 'professional-services', 'real-estate', 'retail', 'software', 'telecommunications', 'transport'}
_SETTINGS_2: Any = {'AD', 'AE', 'AF', 'AG', 'AI', 'AL', 'AM', 'AO', 'AR', 'AT', 'AU', 'AW', 'AZ', 'BA', 'BB', 'BD', 'BE', 'BF', 'BG', 'BH', 'BI', 'BJ', 'BM', 'BN', 'BO', 'BR', 'BS', 'BT', 'BW', 'BY', 'BZ', 'CA', 'CA-AB', 'CA-BC', 'CA-MB', 'CA-NB', 'CA-NL', 'CA-NS', 'CA-NT', 'CA-NU', 'CA-ON', 'CA-PE', 'CA-QC', 'CA-SK', 'CA-YT', 'CD', 'CF', 'CG', 'CH', 'CI', 'CK', 'CL', 'CM', 'CN', 'CO', 'CR', 'CU', 'CV', 'CY', 'CZ', 'DE', 'DJ', 'DK', 'DM', 'DO', 'DZ', 'EC', 'EE', 'EEA', 'EG', 'ER', 'ES', 'ET', 'EU', 'FI', 'FJ', 'FM', 'FO', 'FR', 'GA', 'GB', 'GD', 'GE', 'GG', 'GH', 'GI', 'GL', 'GM', 'GN', 'GQ', 'GR', 'GT', 'GU', 'GW', 'GY', 'HK', 'HN', 'HR', 'HT', 'HU', 'ID', 'IE', 'IL', 'IM', 'IN', 'IQ', 'IR', 'IS', 'IT', 'JE', 'JM', 'JO', 'JP', 'KE', 'KG', 'KH', 'KI', 'KM', 'KN', 'KP', 'KR', 'KW', 'KY', 'KZ', 'LA', 'LB', 'LC', 'LI', 'LK', 'LR', 'LS', 'LT', 'LU', 'LV', 'LY', 'MA', 'MC', 'MD', 'ME', 'MG', 'MH', 'MK', 'ML', 'MM', 'MN', 'MO', 'MR', 'MT', 'MU', 'MV', 'MW', 'MX', 'MY', 'MZ', 'NA', 'NE', 'NG', 'NI', 'NL', 'NO', 'NP', 'NR', 'NZ', 'OM', 'PA', 'PE', 'PG', 'PH', 'PK', 'PL', 'PR', 'PS', 'PT', 'PW', 'PY', 'QA', 'RO', 'RS', 'RU', 'RW', 'SA', 'SB', 'SC', 'SD', 'SE', 'SG', 'SI', 'SK', 'SL', 'SM', 'SN', 'SO', 'SR', 'SS', 'ST', 'SV', 'SY', 'SZ', 'TD', 'TG', 'TH', 'TJ', 'TL', 'TM', 'TN', 'TO', 'TR', 'TT', 'TV', 'TW', 'TZ', 'UA', 'UG', 'US', 'US-AK', 'US-AL', 'US-AR', 'US-AZ', 'US-CA', 'US-CO', 'US-CT', 'US-DC', 'US-DE', 'US-FL', 'US-GA', 'US-HI', 'US-IA', 'US-ID', 'US-IL', 'US-IN', 'US-KS', 'US-KY', 'US-LA', 'US-MA', 'US-MD', 'US-ME', 'US-MI', 'US-MN', 'US-MO', 'US-MS', 'US-MT', 'US-NC', 'US-ND', 'US-NE', 'US-NH', 'US-NJ', 'US-NM', 'US-NV', 'US-NY', 'US-NY-NYC', 'US-OH', 'US-OK', 'US-OR', 'US-PA', 'US-RI', 'US-SC', 'US-SD', 'US-TN', 'US-TX', 'US-UT', 'US-VA', 'US-VT', 'US-WA', 'US-WI', 'US-WV', 'US-WY', 'UY', 'UZ', 'VA', 'VC', 'VE', 'VG', 'VI', 'VN', 'VU', 'WS', 'XK', 'YE', 'ZA', 'ZM', 'ZW'}
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
_SETTINGS_18: Any = {'c5', 'cjis', 'dod-pa', 'ens', 'fedramp', 'hds', 'hitrust', 'irap', 'iso-27001', 'iso-27017', 'iso-27018', 'iso-27701', 'iso-42001', 'pci-dss', 'soc-2'}
_SETTINGS_19: Any = {'error', 'note', 'off', 'warning'}
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
}, None), True),
'team': (0, 'team', ({
'ml_engineers': (5, 'team.ml_engineers', (0, None), True),
'gpu_engineers': (6, 'team.gpu_engineers', (0, None), True),
'operations_level': (5, 'team.operations_level', (1, 5), True),
'mlops_owner': (2, 'team.mlops_owner', None, True),
'on_call': (4, 'team.on_call', None, True),
'engineer_hourly_usd': (6, 'team.engineer_hourly_usd', (0, None), True),
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
'parameters': (11, 'parameters', (0, 0, (11, '', (0, 0, (14, '', None, True)), True)), True),
'severities': (11, 'severities', (0, 0, (3, '', _SETTINGS_19, True)), True),
'packs': (8, 'packs', (None, 0), True),
'catalog': (10, 'catalog', ({
'models': (13, 'models', None, True),
'companies': (13, 'companies', None, True),
'services': (13, 'services', None, True),
'licenses': (13, 'licenses', None, True),
'regions': (13, 'regions', None, True),
'gpus': (13, 'gpus', None, True),
}, None), True),
'records': (10, 'records', ({
'directory': (2, 'directory', None, True),
}, None), True),
}, {'version'})
