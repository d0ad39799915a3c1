PYTHON ?= python3
PORT ?= 8000
CORPUS ?= corpus
BIN := .venv/bin

.PHONY: install run test check bench docs screenshots fuzz format lock clean dev

install: .venv/installed

.venv/installed: requirements/run.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

dev: .venv/installed-dev

.venv/installed-dev: requirements/dev.txt .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

run: install
	$(BIN)/recgraph serve $(CORPUS) --port $(PORT)

test: dev
	@.ci/browser
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

check: dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: dev
	$(BIN)/python -m bench

docs: dev
	$(BIN)/python -m docs

screenshots: dev
	@.ci/browser
	$(BIN)/python -m docs.screenshots

fuzz: dev
	$(BIN)/python -m bench.fuzz

# Needs uv: python3 -m pip install uv
lock:
	uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -o requirements/run.txt
	uv pip compile pyproject.toml --group build --group test --group check --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -o requirements/dev.txt

clean:
	rm -rf .venv data build dist graph.html
