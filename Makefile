# Sikker By. `make run` and `make test` are the two commands; `make` alone lists the rest.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run clean format tree lock licences audit bench load pictures \
	test lint types scripts pytest soak faults \
	python chromium libreoffice nginx postgresql node

SHELL := /bin/bash
PORT ?= 8501
WORKERS ?= 2
PYTHON ?= $(or $(shell command -v python3.11 2>/dev/null),$(shell command -v python3 2>/dev/null))
VENV := .venv
BIN := $(VENV)/bin
TOOLS := .tools
PIP := $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check install --progress-bar off
COMPILE := $(TOOLS)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command "make lock" $(ARGS)
APT := DEBIAN_FRONTEND=noninteractive apt-get -qq

help: ## List the targets
	@sed -nE 's/^([a-z]+):.*## (.*)/\1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r name words; do printf 'make %-10s %s\n' "$$name" "$$words"; done

run: $(VENV)/.installed ## Serve the app on http://127.0.0.1:8501 (installs at first; PORT=… for another port)
	@$(BIN)/python -m streamlit run app.py --server.address 127.0.0.1 --server.port $(PORT)

test: chromium nginx postgresql lint types scripts pytest ## Everything: ruff, mypy, node, and all tests, those in a browser included

lint: $(VENV)/.installed-dev ## Check style and format of the code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed-dev ## Check that the hints of types hold
	$(BIN)/mypy

scripts: node ## Test the pure parts of the browser's scripts
	node --test --test-reporter=spec tests/scripts/*.test.js

pytest: $(VENV)/.installed-dev ## All tests (ARGS="tests/domain -k flags" for some of them, WORKERS=4 on a larger machine)
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(ARGS)

soak: chromium nginx postgresql $(VENV)/.installed-dev ## What takes long: every Python on the machine, memory over hours of use (ARGS="tests/soak -k memory")
	$(BIN)/python -m pytest $(or $(ARGS),tests/soak)

format: $(VENV)/.installed-dev ## Put the code in its format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

tree: python ## Write the annotated tree in the README anew
	@$(PYTHON) docs/tree.py

lock: $(TOOLS)/.installed ## Pin all packages anew, with hashes, for the direct pins as they stand (ARGS=--upgrade for the newest of the others)
	$(COMPILE) --output-file requirements.lock requirements.txt
	$(COMPILE) --constraint requirements.lock --output-file requirements-dask.lock requirements-dask.txt
	$(COMPILE) --constraint requirements.lock --constraint requirements-dask.lock --output-file requirements-dev.lock requirements-dev.txt
	@$(MAKE) --no-print-directory licences

licences: $(VENV)/.installed-dev ## Write the licences of all packages into LICENSES.md
	$(BIN)/python docs/packages/licences.py

audit: $(TOOLS)/.installed ## Ask the public list for known weaknesses of the packages (needs a network; no part of make test)
	@$(TOOLS)/bin/python docs/packages/audit.py

faults: chromium $(VENV)/.installed-dev ## Put known slips into the code and see which test notices (ARGS="ids of some")
	$(BIN)/python docs/faults/inject.py $(ARGS)

bench: chromium $(VENV)/.installed-dev ## Measure the map page beside other ways to write it (ARGS="--runs 3", --record keeps the table in docs/)
	$(BIN)/python benchmarks/map_page.py $(ARGS)

load: nginx $(VENV)/.installed-dev ## Measure 1 to 100 readers at once, one process and two (ARGS="--only one", --record keeps the table in docs/)
	$(BIN)/python benchmarks/load.py $(ARGS)

pictures: chromium libreoffice $(VENV)/.installed-dev ## Take the pictures in docs/pictures anew
	$(BIN)/python docs/pictures/take.py
	$(BIN)/python docs/pictures/documents.py

clean: ## Remove the environments and the caches
	rm -rf $(VENV) $(TOOLS) .pytest_cache .ruff_cache .mypy_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# What is installed is remembered with a stamp, so that a second start asks the network for nothing.
$(VENV)/.installed: requirements.lock pyproject.toml | python
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing what the app runs on, and the command sikkerby …"
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	@echo "Installing what the tests need …"
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

$(TOOLS)/.installed: requirements-tools.txt | python
	@test -x $(TOOLS)/bin/python || $(PYTHON) -m venv $(TOOLS)
	@$(TOOLS)/bin/python -m pip --quiet --disable-pip-version-check install -r requirements-tools.txt
	@touch $@

python:
	@if test -x $(BIN)/python; then exit 0; fi; \
	if ! "$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then \
		echo "Python 3.11 or newer is needed: apt-get install python3" >&2; exit 1; fi; \
	if "$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null; then exit 0; fi; \
	if test "$$(id -u)" = 0; then $(APT) update && $(APT) install --yes python3-venv >/dev/null; \
	else echo "Python cannot make environments. Run: sudo apt-get install python3-venv" >&2; exit 1; fi

nginx:
	@if command -v nginx >/dev/null || test -x /usr/sbin/nginx; then exit 0; fi; \
	if test "$$(id -u)" = 0; then echo "Installing nginx …"; \
		$(APT) update && $(APT) install --yes --no-install-recommends nginx-light >/dev/null; \
	else echo "The tests of running behind nginx need it. Run: sudo apt-get install nginx-light" >&2; exit 1; fi

postgresql:
	@if ls /usr/share/postgresql/*/extension/postgis.control >/dev/null 2>&1; then exit 0; fi; \
	if test "$$(id -u)" = 0; then echo "Installing PostgreSQL and PostGIS …"; \
		$(APT) update && $(APT) install --yes --no-install-recommends postgresql-15 postgresql-15-postgis-3 >/dev/null; \
	else echo "The tests of the store need PostgreSQL. Run: sudo apt-get install postgresql-15 postgresql-15-postgis-3" >&2; exit 1; fi

chromium:
	@if command -v chromium >/dev/null || test -x /usr/bin/chromium; then exit 0; fi; \
	if test "$$(id -u)" = 0; then echo "Installing Chromium …"; \
		$(APT) update && $(APT) install --yes --no-install-recommends chromium >/dev/null; \
	else echo "The browser tests need Chromium. Run: sudo apt-get install chromium" >&2; exit 1; fi

libreoffice:
	@if command -v soffice >/dev/null && command -v pdftoppm >/dev/null; then exit 0; fi; \
	if test "$$(id -u)" = 0; then echo "Installing LibreOffice Writer …"; \
		$(APT) update && $(APT) install --yes --no-install-recommends libreoffice-writer-nogui poppler-utils >/dev/null; \
	else echo "Documents are not drawn. For that run: sudo apt-get install libreoffice-writer-nogui poppler-utils" >&2; fi

node:
	@if command -v node >/dev/null; then exit 0; fi; \
	if test "$$(id -u)" = 0; then echo "Installing Node …"; \
		$(APT) update && $(APT) install --yes --no-install-recommends nodejs >/dev/null; \
	else echo "The tests of the scripts need Node 18 or newer. Run: sudo apt-get install nodejs" >&2; exit 1; fi
