# `make run` opens rung on the sample data, `make test` runs the suite. Both set everything up first;
# a machine needs Python 3.11 or newer and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

# What is started again and again, in tests above all, is compiled once.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run test soak lint types walls check lock clean

run: $(READY)
	@echo "Opening the sample shop: ? helps, q ends it."
	@$(BIN)/rung --demo
	@echo "Now your own: put what your helpdesk exported into a folder, and type"
	@echo "  $(BIN)/rung init FOLDER"

# On all cores, but for what counts bytes and waits for a terminal: that wants the machine to itself.
ALONE := tests/tui/test_terminal.py tests/tui/test_ssh.py tests/tui/test_monkey.py tests/tui/test_endings.py
test: $(READY)
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal $(ALONE:%=--ignore=%)
	$(BIN)/python -m pytest $(ALONE)

# What the suite runs in short, whole and on all cores: that takes its time.
soak: $(READY)
	RUNG_SOAK=1 RUNG_CAUSES=20 RUNG_ANSWERING=60 \
	  $(BIN)/python -m pytest --numprocesses auto --durations=10 $(ALONE:%=--ignore=%)
	RUNG_SOAK=1 RUNG_KEYS=20000 RUNG_ENDINGS=1 $(BIN)/python -m pytest $(ALONE)

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

walls: $(READY)
	$(BIN)/lint-imports

check: test lint types walls

$(READY): requirements.lock pyproject.toml
	@echo "Setting rung up in $(VENV), once; this takes a minute or two."
	@echo "1/3 a Python environment of its own"
	@$(PYTHON) -m venv $(VENV)
	@echo "2/3 the libraries that requirements.lock names, each checked by its hash"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@echo "3/3 rung itself"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# Needs uv. The lock holds hashes and no address of any index.
lock:
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
	  --group dev --no-header --output-file requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) dist
