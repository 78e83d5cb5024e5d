# Two commands: `make run` and `make test`. Nothing but Python 3.11 or newer and make is needed.
# Every path is relative and every tool is called as a module: a clone may lie under any name.

PYTHON ?= python3
PY := .venv/bin/python
SOURCES := platform tenants integrity agreements config
# what tools that only read the settings are told
STATIC := ENVIRONMENT=test DATABASE_URL=postgres://reader@localhost:9/none \
	DATABASE_OWNER_URL=postgres://reader@localhost:9/none BROKER_URL=redis://localhost:9/0
UV := UV_PYTHON_DOWNLOADS=never .venv/uv/bin/uv
LOCK := $(UV) pip compile pyproject.toml --quiet --no-header --universal --python-version 3.11 \
	--generate-hashes

unexport PYTHONPATH

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test check lint types fmt imports migrations wheel security coverage lock docs \
	archive bench bench-large chaos clean setup setup-dev

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' Makefile | expand -t 14

run: setup ## start everything on this machine; Ctrl-C ends it
	@exec $(PY) -m config run

test: setup-dev ## unit, integration, journeys (ARGS="-k name" narrows)
	@$(PY) -m tests.chromium
	@exec $(PY) -m pytest -n 2 $(ARGS)

check: lint types imports migrations wheel security test ## what CI runs

lint: setup-dev ## format and lint, code and templates
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m djlint --quiet --check $(SOURCES)
	$(PY) -m djlint --quiet --lint $(SOURCES)

types: setup-dev ## mypy, strict
	$(STATIC) $(PY) -m mypy

imports: setup-dev ## who may import whom
	$(PY) -c "from importlinter.cli import lint_imports_command; lint_imports_command()"

migrations: setup-dev ## models and migrations agree, the release before keeps running; Django's checks
	$(STATIC) $(PY) -W ignore::RuntimeWarning -m config makemigrations --check --dry-run
	$(STATIC) $(PY) -m config check --fail-level WARNING
	$(STATIC) $(PY) -W ignore::RuntimeWarning -m config lint_migrations

wheel: setup-dev ## build the wheel and use it from elsewhere
	$(PY) -m tests.wheel

security: setup-dev ## bandit
	$(PY) -m bandit --quiet --recursive --severity-level medium --configfile pyproject.toml $(SOURCES)

fmt: setup-dev ## format code and templates
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .
	$(PY) -m djlint --quiet --reformat $(SOURCES)

coverage: setup-dev ## what the tests reach
	$(PY) -m coverage erase
	$(PY) -m coverage run --parallel-mode -m pytest $(ARGS)
	$(PY) -m coverage combine --quiet
	$(PY) -m coverage report --skip-covered --sort=cover

lock: setup-dev ## choose versions anew and write them with their hashes
	$(LOCK) --upgrade --extra local --output-file requirements/run.txt
	$(LOCK) --upgrade --extra local --extra dev --constraint requirements/run.txt \
		--output-file requirements/dev.txt

archive: setup-dev ## keep the archive of this release, which later ones must restore
	$(PY) -m tests.archives $(ARGS)

docs: setup-dev ## write the pages that are made from the code
	$(PY) -m tests.docs

bench: setup-dev ## measure and print JSON
	@$(PY) -m tests.bench

bench-large: setup-dev ## the same with as many organisations as Minas Gerais has municipalities
	@BENCH_TENANTS=853 $(PY) -m tests.bench

chaos: setup-dev ## kill -9 everywhere, 20 rounds by a seed; prints JSON
	@$(PY) -m tests.chaos

clean: ## end the running copy; remove its data and .venv
	@if [ -x $(PY) ]; then $(PY) -m config local clean; fi
	rm -rf .venv dist

setup:
	@$(PYTHON) requirements/install.py run

setup-dev:
	@$(PYTHON) requirements/install.py dev
