# Thin: each target is one command of the project. VENV may name another folder.
VENV ?= .venv
PYTHON ?= python3
BIN = $(VENV)/bin

.PHONY: help install run test

# The first target, which `make` alone makes.
help:
	@echo 'make run       installs what running needs into $(VENV)/ and serves; PORT=9000 make run sets a setting'
	@echo 'make install   installs everything for development into $(VENV)/'
	@echo 'make test      checks and tests everything'
	@echo 'After the first two, $(BIN)/llm-backend is the program.'

# Everything for development, nox included.
install: $(BIN)/.development

# What running needs, then the server, which migrates its database first.
run: $(BIN)/.running
	exec $(BIN)/llm-backend serve --migrate

test: install
	$(BIN)/nox -s check tests

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("$(PYTHON) is older than 3.11. Name a newer one: make $(MAKECMDGOALS) PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(BIN)/.running: requirements/run.txt pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(BIN)/.development: requirements/dev.txt pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@ $(BIN)/.running
