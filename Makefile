# `make run` opens rung on the sample data, `make test` runs the suite. Both set everything up first;
# a machine needs Python 3.11 or newer and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run test soak lint types walls check lock clean

run: $(READY)
	$(BIN)/rung --demo

# On all cores, but for what counts bytes and waits for a terminal: that wants the machine to itself.
ALONE := tests/tui/test_terminal.py tests/tui/test_ssh.py tests/tui/test_monkey.py tests/tui/test_endings.py
test: $(READY)
	$(BIN)/python -m pytest --numprocesses auto $(ALONE:%=--ignore=%)
	$(BIN)/python -m pytest $(ALONE)

# What the suite runs in short, whole and on all cores: that takes its time.
SOAK := tests/queries/exports/test_mutations.py tests/queries/test_stationary.py \
  tests/queries/answers/test_log.py tests/queries/exports/test_cache.py::test_kill_at_random_points_leaves_a_cache_that_is_right
soak: $(READY)
	RUNG_MUTATIONS=5000 RUNG_SHOPS=300 RUNG_KILLS=200 RUNG_ANSWERING=60 \
	  $(BIN)/python -m pytest --numprocesses auto --durations=10 $(SOAK)
	RUNG_KEYS=20000 $(BIN)/python -m pytest tests/tui/test_monkey.py

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

walls: $(READY)
	$(BIN)/lint-imports

check: test lint types walls

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

# Needs uv. The lock holds hashes and no address of any index.
lock:
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
	  --group dev --no-header --output-file requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) dist
