# The two commands of the README: `make demo` and `make test`. Both need only Python 3.11 (or newer) and make.

PYTHON ?= $(firstword $(foreach python,python3 python3.11 python3.12 python3.13,\
  $(shell $(python) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(python))))
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo test cover soak fuzz check bench lock clean

demo: .venv/installed
	$(BIN)/inroad demo

# Files of tests lie in memory where there is room: else a third of the time is spent on waiting for the disk.
QUICK := $(shell [ "$$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 {print $$4}')" -gt 4000000 ] 2>/dev/null && echo TMPDIR=/dev/shm)

test: .venv/installed-dev
	$(QUICK) $(BIN)/python -m pytest -n 3 -q

# The same with coverage, which makes it slower by a third.
cover: .venv/installed-dev
	$(BIN)/python -m pytest -n 3 --cov --cov-fail-under=90 -q

# What `make test` does with few points, faults and texts, with many; a seed that is printed strikes the same ones again.
SOAK_POINTS ?= 200
SOAK_SEED ?= $(shell date +%s)
SOAK_SEED := $(SOAK_SEED)
SOAK := tests/graph/test_exactly_once.py tests/graph/test_crash_matrix.py tests/graph/test_fault_matrix.py \
  tests/security tests/tools/store/test_three_processes.py tests/fuzz

soak: .venv/installed-dev
	@echo "SOAK_SEED=$(SOAK_SEED) SOAK_POINTS=$(SOAK_POINTS)"
	SOAK_SEED=$(SOAK_SEED) SOAK_POINTS=$(SOAK_POINTS) $(BIN)/python -m pytest -n 2 -q --write-reliability docs/reliability.md $(SOAK)

# Inputs that are almost right, thousands for each test; a printed seed makes the same ones again.
FUZZ_EXAMPLES ?= 3000
FUZZ_SEED ?= $(shell date +%s)
FUZZ_SEED := $(FUZZ_SEED)

fuzz: .venv/installed-dev
	@echo "FUZZ_SEED=$(FUZZ_SEED) FUZZ_EXAMPLES=$(FUZZ_EXAMPLES)"
	FUZZ=1 FUZZ_EXAMPLES=$(FUZZ_EXAMPLES) $(BIN)/python -m pytest -n 2 -q --hypothesis-seed=$(FUZZ_SEED) tests/fuzz

check: .venv/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# All benchmarks with their goals, in about ten minutes; writes docs/performance.md and benchmarks/results.json.
bench: .venv/installed-dev
	$(QUICK) $(BIN)/python -m benchmarks

# The versions that the tests are run with; `make lock` takes the newest that fit together.
lock:
	rm -rf .venv-lock && $(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python -m pip install --quiet -e '.[dev]' -r tests/requirements.txt
	.venv-lock/bin/python -m pip freeze --exclude-editable | sort -f > constraints.txt
	rm -rf .venv-lock

clean:
	rm -rf .venv .venv-lock demo-out

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "inroad needs Python 3.11 or newer; install it, or say make PYTHON=/path/to/python."; exit 1; }
	@echo "Making .venv with $(PYTHON) ..."
	@$(PYTHON) -m venv .venv

.venv/installed: .venv/bin/python pyproject.toml constraints.txt
	@echo "Installing inroad (about half a minute) ..."
	@$(PIP) install --constraint constraints.txt --editable '.[demo]'
	@touch $@

.venv/installed-dev: .venv/bin/python pyproject.toml constraints.txt tests/requirements.txt
	@echo "Installing inroad with what its tests need (about a minute) ..."
	@$(PIP) install --constraint constraints.txt --editable '.[dev]' -r tests/requirements.txt
	@touch $@ .venv/installed
