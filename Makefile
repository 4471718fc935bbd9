# What people do here every day. `make` alone lists it.
.POSIX:
.SUFFIXES:

PYTHON = python3
VENV = .venv
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check

# Each target runs whether or not a file of its name exists.
.PHONY: help demo test check snap bench clean

help: ## list what there is to do
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile

demo: $(VENV)/installed ## set safelint up in .venv and run it on examples/
	$(BIN)/safelint check --fail-on never examples/

test: $(VENV)/installed-dev ## run the tests, the examples of every rule among them
	$(BIN)/python -m pytest -n auto --dist loadfile

check: $(VENV)/installed-dev ## lint, format, types and the layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

snap: $(VENV)/installed-dev ## write the golden files anew; look at the diff before you commit it
	SNAP=1 $(BIN)/python -m pytest tests

bench: $(VENV)/installed-dev ## time safelint beside a peer, as a ratio
	$(BIN)/python benchmarks/speed/run.py

clean: ## remove the virtual environment and the caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache build dist

$(VENV)/python-made:
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/installed: $(VENV)/python-made pyproject.toml
	$(PIP) --editable .
	touch $@

$(VENV)/installed-dev: $(VENV)/installed pyproject.toml
	$(PIP) --editable '.[dev]'
	touch $@
