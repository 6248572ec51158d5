# `make run` shows the demonstration at http://localhost:8000, `make test` runs every test. Works with GNU make 3.81.

VENV := .venv
BIN := $(VENV)/bin
RUN_SUM := $(shell cat requirements.txt | cksum | cut -d' ' -f1)
DEV_SUM := $(shell cat requirements.txt requirements-dev.txt | cksum | cut -d' ' -f1)
RUN_STAMP := $(VENV)/installed-$(RUN_SUM)
DEV_STAMP := $(VENV)/installed-dev-$(DEV_SUM)

.PHONY: help run test lint stop reset browser pooler databases

help:
	@echo "make run    show the demonstration at http://localhost:8000 (PORT=8001 for another port)"
	@echo "make test   run every test (ARGS='tests/people -x' for some)"
	@echo "make lint   check style, layers, types, templates, migrations and production settings"
	@echo "make stop   end a web server and a database that were left running"
	@echo "make reset  remove the demonstration's data"
	@echo "PYTHON=python3.12 chooses another Python (3.11 or later)."

run: $(RUN_STAMP)
	@exec $(BIN)/python -m repatriation.run

test: $(DEV_STAMP) browser pooler
	@$(BIN)/python -m pytest $(ARGS); status=$$?; $(BIN)/python -m tests.support.database; exit $$status

# What `make test` would build first.
databases: $(DEV_STAMP)
	@$(BIN)/python -m tests.support.database build

lint: $(DEV_STAMP)
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh .ci/lint

stop:
	@if [ -x $(BIN)/python ]; then $(BIN)/python -m repatriation.run stop; else echo "Nothing was ever started here."; fi

reset:
	@if [ -x $(BIN)/python ]; then $(BIN)/python -m repatriation.run reset; else echo "Nothing was ever started here."; fi

# What is installed is named after what was asked for, so that a changed requirements file installs anew.
$(RUN_STAMP): requirements.txt
	@PYTHON="$(PYTHON)" sh .ci/venv $(VENV) requirements.txt
	@rm -f $(VENV)/installed-[0-9]* && touch $@

$(DEV_STAMP): requirements.txt requirements-dev.txt
	@PYTHON="$(PYTHON)" sh .ci/venv $(VENV) requirements-dev.txt
	@rm -f $(VENV)/installed-* && touch $@ $(RUN_STAMP)

browser:
	@sh .ci/browser

# The test of a pooler needs pgbouncer.
pooler:
	@sh .ci/pooler
