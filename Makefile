# The front door of Delivery Desk. `make help` lists what it does; CI calls the same targets.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
UV := .boot/bin/uv
DESK := .venv/bin/desk
RUN := .venv/bin/python -m

# What the tests of live services and of documents need, as Debian and Ubuntu call it.
DEBIAN := dovecot-imapd postgresql redis-server rabbitmq-server chromium libreoffice-writer-nogui \
          libreoffice-calc-nogui poppler-utils strace tesseract-ocr-eng fonts-liberation
ROOT := $(shell [ "$$(id -u)" = 0 ] && echo "" || echo "sudo -n")
APT := DEBIAN_FRONTEND=noninteractive $(ROOT) apt-get -qq -o Dpkg::Use-Pty=0

.PHONY: help demo test setup debian lint types imports unit fuzz bench format clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/\1|\2/' | \
	  while IFS='|' read -r name what; do printf '  make %-9s %s\n' "$$name" "$$what"; done

demo: .venv/ready ## set everything up and run the main job on a sample agency
	@$(DESK) demo

test: debian setup lint types imports unit ## set everything up (Debian packages too) and run every check

.venv/ready: pyproject.toml uv.lock | $(UV)
	@echo "· installing the Python packages of uv.lock (once, well under a minute)"
	@$(UV) sync --quiet --frozen --no-dev --inexact
	@touch $@

setup: | $(UV) ## install the Python packages of uv.lock, test tools included
	@echo "· installing the Python packages of uv.lock, test tools included"
	@$(UV) sync --quiet --frozen --all-extras
	@touch .venv/ready

$(UV):
	@echo "· making a place for the installer in .boot (once)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Delivery Desk needs Python 3.11 or newer; name one with: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -m venv .boot 2>/dev/null >&2 || \
	  { echo "· installing python3-venv"; $(APT) update; $(APT) install python3-venv >/dev/null && $(PYTHON) -m venv --clear .boot; } || \
	  { echo "Python cannot make virtual environments here; install it with: sudo apt-get install python3-venv"; exit 1; }
	@.boot/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9'

debian: ## install the Debian packages that tests of live services need
	@missing=""; for p in $(DEBIAN); do dpkg-query -Wf '$${Status}' $$p 2>/dev/null | grep -q 'install ok installed' || missing="$$missing $$p"; done; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if ! command -v apt-get >/dev/null || { [ -n "$(ROOT)" ] && ! $(ROOT) true 2>/dev/null; }; then \
	  echo "· cannot install packages here; tests of live services will be skipped. To have them: sudo apt-get install$$missing"; exit 0; fi; \
	echo "· installing Debian packages (a few minutes the first time):$$missing"; \
	$(APT) update && $(APT) install --no-install-recommends $$missing >/dev/null || \
	  echo "· some packages could not be installed; their tests will be skipped:$$missing"

lint: ## ruff: style, docstrings, time zones, banned calls
	@$(RUN) ruff check . && $(RUN) ruff format --check -q .

types: ## mypy --strict over code and tests
	@$(RUN) mypy

imports: ## the import contracts of pyproject.toml
	@.venv/bin/lint-imports --cache-dir .import_linter_cache

unit: ## the whole test suite, on every core
	@$(RUN) pytest -n auto

fuzz: setup ## throw 100,000 mutated documents and mails at the readers; goes on where the last run ended
	@$(RUN) tests.fuzz.run --count 100000 --state .fuzz.json

bench: setup ## the benchmarks, side by side, as ratios
	@for f in benchmarks/[a-z]*.py benchmarks/*/__main__.py; do n=$$(echo $${f%.py} | tr / .); n=$${n%.__main__}; \
	  echo "· $$n"; $(RUN) $$n || exit 1; done

format: ## put the code into shape
	@$(RUN) ruff check --fix -q . ; $(RUN) ruff format -q .

clean: ## remove everything these targets made
	rm -rf .venv .boot demo-home .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
