# `make demo` and `make test` need Python 3.11 or later, git and make, and no network beyond the Python package index.
# Everything is installed into .venv here (test-pythons: .venv-3.X); choose another interpreter with `make PYTHON=python3.13 …`.

PYTHON ?= python3
WORKERS ?= 2
# How long `make fuzz` runs, on which format and with which inputs; FUZZ_NUMBER tries one of them again.
FUZZ_SECONDS ?= 120
FUZZ_FORMAT ?= all
SEED ?= 1

DEMO_PROFILE := examples/patient-chatbot/llm-profile.yaml
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --no-input
# Stamps: an install is repeated only when pyproject.toml has changed since.
MADE := $(VENV)/.made
INSTALLED := $(VENV)/.installed
TESTABLE := $(VENV)/.testable

.DEFAULT_GOAL := help
.PHONY: help demo test test-pythons verify fuzz browser lint generate golden edition prices upgrade-fixtures bench clean

help:
	@echo "make demo          check the examples and write a decision record"
	@echo "make test          all linters and tests, as CI runs them; it leaves what takes minutes to make verify"
	@echo "make test-pythons  a quick selection on every other supported Python that is here, each in a .venv-3.X"
	@echo "make verify        the slow tests that prove a claim: faults, mutation, package managers"
	@echo "make fuzz          try inputs that programs made: FUZZ_SECONDS=600 FUZZ_FORMAT=settings SEED=3"
	@echo "make lint          the linters of code and prose alone"
	@echo "make generate      rewrite the files that are made from schemas/facts/"
	@echo "make golden        rewrite the expected output of commands, records and messages; read the difference before you commit it"
	@echo "make edition       add an edition of the shipped rules: make edition DATE=2026-12-15"
	@echo "make prices        take the prices of tokens from the installed genai-prices"
	@echo "make upgrade-fixtures  write the files of this version, which later versions have to pass"
	@echo "make bench         measure start-up and throughput"
	@echo "make clean         remove .venv, caches and build products"

# A check that fails, one that passes, and the beginning of a record; under 100 lines, which a test counts.
demo: $(INSTALLED)
	@run() { \
	  expected=$$1; shift; printf '$$ policyengine %s\n' "$$*"; \
	  code=0; $(BIN)/policyengine "$$@" </dev/null || code=$$?; echo; \
	  [ "$$code" -eq "$$expected" ] || { echo "expected exit code $$expected, not $$code" >&2; exit 1; }; \
	}; \
	scratch=$$(mktemp -d) && trap 'rm -rf "$$scratch"' EXIT && \
	run 1 check examples/failing --select category:compliance && \
	run 0 check examples/smallest && \
	printf '$$ policyengine record %s\n' $(DEMO_PROFILE) && \
	$(BIN)/policyengine record $(DEMO_PROFILE) --directory "$$scratch" >/dev/null && \
	sed -n '/^# /,/^## Considered/p' "$$scratch"/0001-*.md | sed -e '$$d' -e '/^<!--/d' | cat -s | fold -s -w 118 | head -n 40
	@echo "Next: README.md (quick start), examples/ (profiles and their records), docs/facts.md (what a profile may declare),"
	@echo "      policyengine explain compliance/hipaa/self-hosting examples/failing/llm-profile.yaml (why a check fails)"

# The pictures are measured in a browser. Where none is and one can be had without asking anybody, it is installed; where
# not, those tests say that they are skipped.
browser:
	@command -v chromium chromium-browser google-chrome chrome >/dev/null || { \
	  [ "$$(id -u)" -eq 0 ] && command -v apt-get >/dev/null && echo "installing chromium" && \
	  { apt-get install -qq -y --no-install-recommends chromium >/dev/null 2>&1 || \
	    { apt-get update -qq >/dev/null 2>&1 && apt-get install -qq -y --no-install-recommends chromium >/dev/null 2>&1; }; }; } || \
	  echo "no browser: the tests that measure pictures in one will be skipped"

test: lint browser
	$(BIN)/python -m generators --check
	$(BIN)/policyengine rules test
	$(BIN)/python -m pytest -n $(WORKERS) --maxschedchunk 20

# Interpreters are python3.11, python3.12 … on PATH, or those that pyenv keeps; one that does not work is named.
test-pythons: $(TESTABLE)
	@$(BIN)/python -m tests.every_python $(WORKERS)

# Tests with the marker `verify`, wherever they are; `make verify PART=tests/faults` runs those of one folder.
PART ?= tests

verify: $(TESTABLE) browser
	$(BIN)/python -m pytest -m verify -n $(WORKERS) --maxschedchunk 1 $(PART)

fuzz: $(TESTABLE)
	$(BIN)/python -m tests.fuzz --seconds $(FUZZ_SECONDS) --format $(FUZZ_FORMAT) --seed $(SEED) \
	  $(if $(FUZZ_NUMBER),--number $(FUZZ_NUMBER))

lint: $(TESTABLE)
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --check --quiet
	$(BIN)/mypy --no-error-summary
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m tests.house.prose

generate: $(INSTALLED)
	$(BIN)/python -m generators

# Goldens alone, in the order of the files: records come before the commands that compare them.
golden: $(TESTABLE)
	$(BIN)/python -m pytest --update-golden

edition: $(INSTALLED)
	$(BIN)/python -m generators.edition $(DATE)

prices: $(TESTABLE)
	$(BIN)/policyengine catalog update --output-file catalog/prices/genai-prices.yaml

# At a release: the folder tests/upgrades/<version>/ is written once, committed, and never written again.
upgrade-fixtures: $(TESTABLE)
	$(BIN)/python -m tests.upgrades.write

bench: $(INSTALLED)
	$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) .venv-3.* build dist .grimp_cache .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(MADE):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "policyengine needs Python 3.11 or later; \`$(PYTHON)\` is: $$($(PYTHON) --version 2>&1)" >&2; \
	  echo "name another one: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	@echo "making $(VENV)"
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(INSTALLED): pyproject.toml $(MADE)
	@echo "installing policyengine into $(VENV)"
	@$(PIP) install --editable .
	@touch $@

$(TESTABLE): pyproject.toml $(MADE)
	@echo "installing policyengine and what its tests need into $(VENV)"
	@$(PIP) install --editable '.[test]'
	@touch $(INSTALLED) $@
