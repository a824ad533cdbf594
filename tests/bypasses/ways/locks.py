"""Ways around what the settings lock: a settings file below them, the packs that it names, and the profile.

Each way through a settings file is tried without the lock first, where it has to work: it turns the failure that is
selected into a pass. What is refused is therefore the lock's doing.
"""

import shutil

from tests.bypasses.gate import FAILING, Gate
from tests.bypasses.table import bypass
from tests.cli.running import Done

BAA = "compliance/hipaa/business-associate-agreement"
SELF_HOSTING = "compliance/hipaa/self-hosting"
COMMERCIAL = "license/commercial-use"
MODEL = "LGAI-EXAONE/EXAONE-4.0-32B"
LICENSE = "LicenseRef-EXAONE-1.2-NC"
FREE = "openness: open-weights, stage: general, licenses: [Apache-2.0], params_total_b: 32"
SIGNED = (
    "{entity_country: US, baa: {status: {status: signed, evidence: a.pdf, checked: 2026-11-01, by: b}, "
    "date: 2025-11-18, expires: 2027-11-17, covers: [openai], secondary_use: prohibited, notice_hours: 24, "
    "flow_down: true}}"
)


def below(gate: Gate, rule: str, locked: str, lower: str, swap: tuple[str, str] | None = None) -> Done:
    """Try a settings file below a lock; assert that the rule fails without the file, and passes with it unlocked.

    `swap` is what the profile replaces in the same pull request.
    """
    gate.lock(locked)
    assert gate.judged(rule).code == 1
    gate.extend(lower)
    if swap:
        gate.edit(gate.profile, *swap)
    shutil.copy(FAILING / "policyengine.yaml", gate.settings)
    unlocked = gate.judged(rule)
    assert unlocked.code == 0, unlocked.out + unlocked.err
    gate.lock(locked)
    gate.commit()
    return gate.judged(rule)


def locked_then(gate: Gate, locked: str, lower: str, rule: str = "") -> Done:
    """Lock something, and assert that the profile fails; then judge it with a settings file below the lock."""
    gate.lock(locked)
    assert gate.judged(rule).code == 1
    gate.extend(lower)
    gate.commit()
    return gate.judged(rule)


def use_exaone(gate: Gate, model: str = MODEL) -> None:
    """Choose a model whose licence forbids commercial use, on the organisation's own machines."""
    text = gate.profile.read_text().replace("model: openai/gpt-4o\n", f"model: {model}\n")
    text = text.replace("hosting: vendor-api", "hosting: on-premises").replace("region: us\n", "region: US\n")
    lines = [line for line in text.splitlines() if line.strip() not in ("provider: openai", "tier: enterprise")]
    gate.profile.write_text("\n".join(lines) + "\n")


def use_provider(gate: Gate, name: str) -> None:
    """Have another service run the model."""
    gate.edit(gate.profile, "provider: openai\n      region: us\n", f"provider: {name}\n")


@bypass(
    "overlays", "A settings file below the lock gives the locked model another licence", code=2, says="is locked by"
)
def locked_model_overlaid(gate: Gate) -> Done:
    """State another licence under the model's own id."""
    use_exaone(gate)
    lower = f"catalog: {{models: {{{MODEL}: {{licenses: [Apache-2.0]}}}}}}"
    return below(gate, COMMERCIAL, f"facts: [catalog.models.{MODEL}]", lower)


@bypass(
    "overlays",
    "A settings file below the lock rewrites the licence that the locked model names",
    code=2,
    says=f"this changes `commercial` of the licence `{LICENSE}`",
)
def licence_of_locked_model_overlaid(gate: Gate) -> Done:
    """Leave the model as it is, and make its licence a free one."""
    use_exaone(gate)
    lower = f"catalog: {{licenses: {{{LICENSE}: {{commercial: 'yes'}}}}}}"
    return below(gate, COMMERCIAL, f"facts: [catalog.models.{MODEL}]", lower)


@bypass(
    "overlays",
    "A settings file below the lock repeats a locked fact from a source that nobody read, which would soften the error",
    code=2,
    says="this makes `commercial` of the licence",
)
def locked_fact_made_unverified(gate: Gate) -> Done:
    """Repeat the value with an unverified source: unverified facts decide at most a warning."""
    use_exaone(gate)
    source = "{title: t, url: 'https://example.org', checked: 2026-11-01, confidence: unverified}"
    lower = f"catalog: {{licenses: {{{LICENSE}: {{commercial: 'no', sources: {{default: {source}}}}}}}}}"
    return below(gate, COMMERCIAL, f"facts: [catalog.models.{MODEL}]", lower)


@bypass(
    "overlays",
    "A settings file below the lock declares a model made from the locked one, and leaves out its licence",
    code=2,
    says="and leaves out a licence of it",
)
def made_from_a_locked_model(gate: Gate) -> Done:
    """Declare a derived model under a free licence, and choose that."""
    use_exaone(gate)
    lower = f"catalog: {{models: {{acme/tuned: {{{FREE}, lineage: [{MODEL}]}}}}}}"
    swap = (f"model: {MODEL}\n", "model: acme/tuned\n")
    return below(gate, COMMERCIAL, f"facts: [catalog.models.{MODEL}]", lower, swap)


@bypass(
    "overlays",
    "A settings file below the lock reads the prices from another set than the locked one",
    code=2,
    says="this changes the price sets in force",
)
def price_sets_replaced(gate: Gate) -> Done:
    """Name a set of a publication, in which the model is cheaper or not priced at all."""
    return locked_then(gate, "facts: [catalog.prices]", "prices: [seed-001]")


@bypass(
    "overlays",
    "A settings file below the lock moves a region that a locked service runs in to another country",
    code=2,
    says="of the region table `openai`",
)
def region_of_locked_service_moved(gate: Gate) -> Done:
    """Rewrite the table that the service reads its regions from."""
    return locked_then(gate, "facts: [catalog.services.openai]", "catalog: {regions: {openai: {us: {country: CH}}}}")


@bypass(
    "aliases",
    "An entry of a settings file below the lock takes the locked model's id as its alias",
    code=2,
    says=f"this makes the model `{MODEL}` lead to `mine/x`",
)
def id_taken_as_alias(gate: Gate) -> Done:
    """Add an entry under a free licence with the locked id as another name of it."""
    use_exaone(gate)
    lower = f"catalog: {{models: {{mine/x: {{{FREE}, aliases: [{MODEL}]}}}}}}"
    return below(gate, COMMERCIAL, f"facts: [catalog.models.{MODEL}]", lower)


@bypass(
    "aliases",
    "A settings file below the lock changes the locked model under another of its names",
    code=2,
    says="this changes `licenses` of the model `openai/gpt-4o`",
)
def locked_model_changed_by_alias(gate: Gate) -> Done:
    """Use the alias as the key of the overlay: `gpt-4o` where `openai/gpt-4o` is locked."""
    lower = "catalog: {models: {gpt-4o: {licenses: [Apache-2.0]}}}"
    return locked_then(gate, "facts: [catalog.models.openai/gpt-4o]", lower)


@bypass(
    "aliases",
    "A new licence takes the id of the locked model's licence as its alias",
    code=2,
    says=f"this makes the licence `{LICENSE}` lead to `mine`",
)
def licence_taken_as_alias(gate: Gate) -> Done:
    """Have the model's licence lead to a free one."""
    use_exaone(gate)
    terms = "commercial: 'yes', openness: open-weights"
    lower = f"catalog: {{licenses: {{mine: {{{terms}, aliases: [{LICENSE}]}}}}}}"
    return below(gate, COMMERCIAL, f"facts: [catalog.models.{MODEL}]", lower)


@bypass(
    "aliases",
    "A new service takes the id of the service with the locked agreement as its alias",
    code=2,
    says="this makes the service `openai` lead to `mine`",
)
def service_taken_as_alias(gate: Gate) -> Done:
    """Have `openai` lead to a service of a company with a signed agreement."""
    lower = f"catalog: {{services: {{mine: {{company: mycorp, aliases: [openai]}}}}}}\nagreements: {{mycorp: {SIGNED}}}"
    return below(gate, BAA, "facts: [agreements.openai]", lower)


@bypass(
    "aliases",
    "Another provider becomes another name of a service that a locked agreement covers",
    code=2,
    says="this lets what was agreed with `amazon` cover `openai`",
)
def provider_becomes_alias_of_covered_service(gate: Gate) -> Done:
    """Have `openai` lead to a service of Amazon, which signed."""
    lower = "catalog: {services: {aws: {aliases: [openai]}}}"
    return below(gate, BAA, "facts: [agreements.amazon]", lower)


@bypass(
    "services",
    "A settings file below a lock on agreements lets a service run on own hardware, where no agreement is asked for",
    code=2,
    says="this changes `hostings` of the service `openai`",
)
def service_on_own_hardware(gate: Gate) -> Done:
    """Correct the catalog where it was right."""
    return locked_then(gate, "facts: [agreements]", "catalog: {services: {openai: {hostings: [on-premises]}}}")


@bypass(
    "services",
    "A settings file below a lock on agreements makes a service a mere storage, whose terms fewer rules ask for",
    code=2,
    says="this changes `kind` of the service `datadog`",
)
def service_becomes_a_storage(gate: Gate) -> Done:
    """Give the service another kind."""
    return locked_then(gate, "facts: [agreements]", "catalog: {services: {datadog: {kind: storage}}}")


@bypass(
    "services",
    "A settings file below the lock moves the service with the locked agreement to another company, which signed",
    code=2,
    says="this changes the company of `openai` from `openai` to `mycorp`",
)
def company_of_service_changed(gate: Gate) -> Done:
    """Change the company, and state an agreement with that."""
    lower = f"catalog: {{services: {{openai: {{company: mycorp}}}}}}\nagreements: {{mycorp: {SIGNED}}}"
    return below(gate, BAA, "facts: [agreements.openai]", lower)


@bypass(
    "services",
    "A settings file below the lock gives the provider's service to a company that signed, whose agreement is locked",
    code=2,
    says="this lets what was agreed with `amazon` cover `openai`",
)
def service_claims_company_with_agreement(gate: Gate) -> Done:
    """Let the signed agreement of Amazon cover a service of OpenAI."""
    lower = "catalog: {services: {openai: {company: amazon}}}"
    return below(gate, BAA, "facts: [agreements.amazon]", lower)


@bypass(
    "services",
    "A new service claims the company whose locked agreement is signed",
    code=2,
    says="this lets what was agreed with `amazon` cover `proxy`",
)
def new_service_claims_company(gate: Gate) -> Done:
    """Declare a proxy of Amazon's, and choose it as the provider."""
    gate.settings.write_text(gate.settings.read_text() + "locked: {facts: [agreements.amazon]}\n")
    assert gate.judged(BAA).code == 1
    use_provider(gate, "proxy")
    lower = "catalog: {services: {proxy: {name: Proxy, company: amazon, kind: model-api, hostings: [vendor-api]}}}"
    gate.extend(lower)
    gate.commit()
    return gate.judged(BAA)


@bypass(
    "services",
    "All agreements are locked, and a pack below brings a service whose company has one",
    code=2,
    says="this lets an agreement cover `amazon`",
)
def service_of_a_pack_takes_the_name_of_a_company(gate: Gate) -> Done:
    """Name the service like the company: agreements are found by either."""
    gate.lock("facts: [agreements]")
    assert gate.judged(BAA).code == 1
    source = "{default: {title: t, url: 'https://example.org', checked: 2026-11-01, confidence: primary}}"
    company = gate.profile.parent / "own" / "catalog" / "companies" / "own.yaml"
    company.parent.mkdir(parents=True)
    company.write_text(
        f"id: own\nname: Own\nhq: US\nservices:\n  - {{id: amazon, name: A, kind: model-api, hostings: [vendor-api], "
        f"sources: {source}}}\nsources: {source}\n"
    )
    use_provider(gate, "amazon")
    gate.extend("packs: [own]")
    gate.commit()
    return gate.judged(BAA)


@bypass(
    "services",
    "A settings file below the lock agrees with a service what the locked agreement with its company does not say",
    code=2,
    says="this changes `baa.status` of the service `azure-openai`",
)
def agreement_with_the_service_instead(gate: Gate) -> Done:
    """State the agreement under the service's id, which comes before that of the company."""
    use_provider(gate, "azure-openai")
    lower = f"agreements: {{azure-openai: {SIGNED.replace('[openai]', '[azure-openai]')}}}"
    return below(gate, BAA, "facts: [agreements.microsoft]", lower)


@bypass(
    "services",
    "A settings file below the lock agrees with a company what the locked agreement with its service does not say",
    code=2,
    says="this changes `baa.status` of the service `azure-openai`",
)
def agreement_with_the_company_instead(gate: Gate) -> Done:
    """State the agreement under the company's id, which holds for each service of it."""
    use_provider(gate, "azure-openai")
    lower = f"agreements: {{microsoft: {SIGNED.replace('[openai]', '[azure-openai]')}}}"
    return below(gate, BAA, "facts: [agreements.azure-openai]", lower)


@bypass(
    "services",
    "A settings file below the lock names the organisation like the provider's company, which is then no third party",
    code=2,
    says="this makes `openai` a part of the organisation",
)
def organisation_named_like_the_company(gate: Gate) -> Done:
    """Become OpenAI by name."""
    return locked_then(gate, "facts: [agreements.openai]", "organization: {name: openai}", BAA)


@bypass(
    "services",
    "The profile names another company for the provider, though only a part of its agreement is locked",
    code=2,
    says="`company` of `openai` is locked by",
)
def company_named_by_the_profile(gate: Gate) -> Done:
    """List the provider as a recipient of the company that signed."""
    gate.lock("facts: [agreements.openai.baa]")
    assert gate.judged().code == 1
    gate.append("    recipients:\n      - {role: inference, provider: openai, company: amazon}\n")
    gate.commit()
    return gate.judged()


@bypass(
    "services",
    "The profile repeats a locked agreement and adds evidence of its own",
    code=2,
    says="`zero_retention` of `aws` is locked by",
)
def evidence_added_by_the_profile(gate: Gate) -> Done:
    """Add a document to a claim, where rules ask for one."""
    gate.lock("facts: [agreements]")
    assert gate.judged().code == 1
    claim = "{status: true, evidence: own.pdf, checked: 2026-11-20, by: me}"
    gate.append(f"    recipients:\n      - {{role: storage, provider: aws, zero_retention: {claim}}}\n")
    gate.commit()
    return gate.judged()


@bypass(
    "look-alikes",
    "A new service `OpenAI` belongs to a company that signed, and the agreement of `openai` is locked",
    code=2,
    says="`OpenAI` could be taken for `openai`",
)
def service_in_another_case(gate: Gate) -> Done:
    """Choose the service that a reviewer takes for the locked one."""
    lower = (
        "catalog: {services: {OpenAI: {company: mycorp, kind: model-api, hostings: [vendor-api]}}}\n"
        f"agreements: {{mycorp: {SIGNED.replace('[openai]', '[OpenAI]')}}}"
    )
    old = "provider: openai\n      region: us\n"
    return below(gate, BAA, "facts: [agreements.openai]", lower, (old, "provider: OpenAI\n"))


@bypass(
    "look-alikes",
    "The company of a new service is written `open-ai`, and that company signed",
    code=2,
    says="`open-ai` could be taken for `openai`",
)
def company_with_a_hyphen(gate: Gate) -> Done:
    """Agree with a company whose name differs by a hyphen."""
    lower = (
        "catalog: {services: {chat-api: {company: open-ai, kind: model-api, hostings: [vendor-api]}}}\n"
        f"agreements: {{open-ai: {SIGNED.replace('[openai]', '[chat-api]')}}}"
    )
    old = "provider: openai\n      region: us\n"
    return below(gate, BAA, "facts: [agreements.openai]", lower, (old, "provider: chat-api\n"))


def _exaone_as(gate: Gate, name: str) -> Done:
    use_exaone(gate)
    lower = f"catalog: {{models: {{{name}: {{{FREE}}}}}}}"
    locked = f"facts: [catalog.models.{MODEL}]"
    return below(gate, COMMERCIAL, locked, lower, (f"model: {MODEL}\n", f"model: {name}\n"))


@bypass(
    "services",
    "All agreements are locked, and the profile uses a service that settings below give to the organisation itself",
    code=2,
    says="which needs no agreement",
)
def in_house_service(gate: Gate) -> Done:
    """Name a service of the organisation, which is no third party, instead of the vendor."""
    service = "{company: Meridian Health Inc., kind: model-api, hostings: [vendor-api]}"
    lower = f"catalog: {{services: {{corp-llm: {service}}}}}"
    return below(
        gate, BAA, "facts: [agreements]", lower, ("provider: openai\n      region: us\n", "provider: corp-llm\n")
    )


@bypass(
    "look-alikes",
    "The locked model comes back in small letters, under a free licence",
    code=2,
    says=f"`{MODEL.lower()}` could be taken for `{MODEL}`",
)
def model_in_small_letters(gate: Gate) -> Done:
    """Names are compared exactly, so another case is another entry."""
    return _exaone_as(gate, MODEL.lower())


@bypass(
    "look-alikes",
    "The locked model comes back behind a provider's prefix, under a free licence",
    code=2,
    says=f"`hosted_vllm/{MODEL}` could be taken for",
)
def model_behind_a_prefix(gate: Gate) -> Done:
    """Write the name as a gateway does."""
    return _exaone_as(gate, f"hosted_vllm/{MODEL}")


@bypass(
    "look-alikes",
    "The locked model comes back as a quantised copy of somebody else, under a free licence",
    code=2,
    says="`unsloth/EXAONE-4.0-32B-AWQ` could be taken for",
)
def model_quantised(gate: Gate) -> Done:
    """Quantising changes neither the weights' origin nor their licence."""
    return _exaone_as(gate, "unsloth/EXAONE-4.0-32B-AWQ")


@bypass(
    "look-alikes",
    "The locked model comes back with a Cyrillic letter in its name, under a free licence",
    code=2,
    says=f"could be taken for `{MODEL}`",
)
def model_with_a_foreign_letter(gate: Gate) -> Done:
    """Replace a letter by one that looks the same."""
    return _exaone_as(gate, MODEL.replace("X", "\N{CYRILLIC CAPITAL LETTER HA}", 1))


@bypass(
    "settings",
    "A settings file below the locks does not extend the file that locks",
    code=2,
    says="locks what is below it, and this file does not extend it",
)
def locking_file_not_extended(gate: Gate) -> Done:
    """Leave `extends:` out."""
    gate.lock("severities: ['*']")
    gate.profile.with_name("policyengine.yaml").write_text(f"version: 1\nagreements: {{openai: {SIGNED}}}\n")
    gate.commit()
    return gate.judged()


@bypass(
    "settings",
    "A settings file below the locks quietens a locked rule by a glob that is no word of the lock",
    code=2,
    says="this lowers `",
)
def locked_rule_quietened_by_a_glob(gate: Gate) -> Done:
    """Lower a wider group than the one that is locked."""
    lower = "severities: {'*': warning, category:compliance: note}"
    return below(gate, SELF_HOSTING, f"severities: ['category:license', {SELF_HOSTING}]", lower)


@bypass(
    "settings",
    "A settings file below the locks lists itself as a legal approver, where the locking file lists nobody",
    code=2,
    says="`approvers.legal` is locked by",
)
def legal_approver_added(gate: Gate) -> Done:
    """Have the law waived by whoever writes the file."""
    return locked_then(gate, "terms: [approvers]", "approvers: {legal: [Mallory]}")


@bypass(
    "settings",
    "A pack below the locks has a rule that claims the id of a shipped one as its former id",
    code=2,
    says="two rules have the id `compliance/hipaa/self-hosting`",
)
def rule_of_a_pack_claims_a_shipped_id(gate: Gate) -> Done:
    """Copy a rule into a pack, and let it inherit the shipped rule's parameters and waivers."""
    rule = (FAILING.parent.parent / "rules/compliance/hipaa/self-hosting.yaml").read_text()
    path = gate.profile.parent / "own" / "rules" / "weaker.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(f"{rule}formerly: [compliance/hipaa/self-hosting]\n")
    gate.extend("packs: [own]")
    gate.commit()
    return gate.judged()


@bypass(
    "settings",
    "The pull request adds a settings file beside the profile that states a signed agreement",
    code=1,
    says=f"error[{BAA}]",
)
def settings_file_added_beside_the_profile(gate: Gate) -> Done:
    """Put a nearer settings file into the branch: the base branch has none there."""
    gate.extend(f"agreements: {{openai: {SIGNED}}}")
    gate.commit()
    return gate.check("svc/chat", "--select", BAA)
