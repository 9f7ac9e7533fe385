# Every task sets up what it needs, and is quick when that is done. `make` alone lists the tasks.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo test lint format bench faces lock clean setup setup-dev setup-system

BIN := .venv/bin
JOBS ?= 2
PYTEST_ARGS ?=

# The long campaign: how many random fillings of each template, and the first seed.
export FACES_FILLINGS ?= 200
export FACES_SEED ?= 1

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: setup ## the whole workbench once, on the samples, into out/demo
	$(BIN)/workbench demo --out out/demo

test: setup-dev setup-system ## lint, then every test but the long ones
	@$(MAKE) --no-print-directory lint
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile $(PYTEST_ARGS)

lint: setup-dev ## style, types, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: setup-dev ## put the code in the agreed shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup-dev ## speed, side by side with other tools
	$(BIN)/python -m benchmarks

faces: setup-dev setup-system ## the long campaign: workbook, Python and LibreOffice agree (FACES_FILLINGS, FACES_SEED)
	$(BIN)/python -m pytest -n $(JOBS) -m long $(PYTEST_ARGS) tests/faces

lock: setup-dev ## write constraints.txt anew from the newest versions that fit
	$(BIN)/python -m scripts.lock

setup: ## .venv with what the workbench needs
	@scripts/setup-venv.sh run

setup-dev: ## .venv with what tests and lint need too
	@scripts/setup-venv.sh dev

setup-system: ## LibreOffice, Chromium, fonts
	@scripts/setup-system.sh

clean: ## remove what was made here, .venv too
	rm -rf .venv build dist out .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
