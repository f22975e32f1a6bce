# Set-up happens by itself, once; run `make` to see what there is.
SHELL := /bin/bash
.SHELLFLAGS := -o pipefail -c
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell command -v python3.11 || command -v python3)
Q ?= when did Kim meet Putin?
export Q

# pip's own progress, one line that is overwritten, if somebody watches; the whole log if it fails.
define install
	@test -x $(BIN)/python || "$(PYTHON)" -m venv $(VENV)
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Footnote needs Python 3.11 or newer.")'
	@echo "Installing what Footnote needs into $(VENV), once; this takes a minute or two." >&2
	@if [ -t 2 ]; then \
		$(BIN)/python -m pip install --disable-pip-version-check -e "$(1)" 2>&1 | tee $(VENV)/setup.log \
		| awk '/^(Collecting|Downloading|Installing)/ {printf "\r\033[K%.79s", $$0 > "/dev/stderr"} END {printf "\r\033[K" > "/dev/stderr"}'; \
	else \
		$(BIN)/python -m pip install --disable-pip-version-check -e "$(1)" > $(VENV)/setup.log 2>&1; \
	fi || { cat $(VENV)/setup.log >&2; exit 1; }
	@touch $@
endef

.PHONY: help setup ask run test lint bench acceptance pictures clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/installed ## Install into .venv, if it has not been done

ask: $(VENV)/installed ## Answer a question: make ask Q="when did Kim meet Putin?"
	@$(BIN)/footnote ask -- "$$Q" || [ $$? -eq 4 ]

run: $(VENV)/installed ## Answer on Discord, or in the terminal if there is no token
	@$(BIN)/footnote run

test: $(VENV)/installed-dev ## Run the tests that every change must pass, on up to four cores
	@$(BIN)/python -m pytest -m "not acceptance" -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder $(ARGS)

lint: $(VENV)/installed-dev ## Check style and types
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy --no-error-summary

acceptance: $(VENV)/installed-dev ## Run the tests that take minutes
	@$(BIN)/python -m pytest -m acceptance $(ARGS)

bench: $(VENV)/installed-dev ## Measure, as ratios within one run
	@$(BIN)/python -m tests.bench $(ARGS)

pictures: $(VENV)/installed-dev ## Draw the cards that the documentation shows (needs Chromium and Noto's fonts)
	@$(BIN)/python -m tests.preview $(ARGS)

clean: ## Remove .venv and everything that was made from the documents
	@rm -rf $(VENV) data build *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/installed: pyproject.toml
	$(call install,.)

$(VENV)/installed-dev: pyproject.toml
	$(call install,.[dev])
	@touch $(VENV)/installed
