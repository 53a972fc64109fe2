# Everything a newcomer needs: `make run` and `make test`. Both make .venv first, from requirements.lock.
.DEFAULT_GOAL := run
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

FIT := .venv-fit/bin/python
LABELLED = $(if $(DATA),--data $(DATA))

.PHONY: run test soak bench fit bench-grading bench-interviewer lint types contracts lock clean

run: $(STAMP)
	@if [ -t 0 ] && [ -t 1 ]; then exec $(BIN)/hotseat; else \
	echo "No terminal here: the full screen needs one. Without: $(BIN)/hotseat onsite --plain" >&2; exit 3; fi

test: $(STAMP) lint types contracts
	$(BIN)/pytest -q -n 2 --dist loadfile -m "not soak"

# The long ones: hundreds of kills, fuzzing, a real model server on loopback (126 MB of packages into .soak).
soak: $(STAMP) .soak/.installed
	$(BIN)/pytest -q -m soak

bench: $(STAMP)
	$(BIN)/python -m benchmarks

# The embedded assessor: its encoder and all its fitted numbers (an hour of one CPU), and how well they agree with raters.
fit: .venv-fit/.installed
	OMP_NUM_THREADS=1 $(FIT) -m benchmarks.fit $(LABELLED)

# The interviewer against simulated candidates: 220 rounds, some twenty minutes of one CPU.
bench-interviewer: $(STAMP)
	OMP_NUM_THREADS=1 $(BIN)/python -m benchmarks.interviewer

bench-grading: $(if $(filter llm,$(ENGINE)),$(STAMP),.venv-fit/.installed)
	OMP_NUM_THREADS=1 $(if $(filter llm,$(ENGINE)),$(BIN)/python,$(FIT)) -m benchmarks.grading $(LABELLED) --attacks $(if $(ENGINE),--engine $(ENGINE))

.venv-fit/.installed: benchmarks/requirements-fit.txt
	@test -x $(FIT) || $(PYTHON) -m venv .venv-fit
	$(FIT) -m pip install --disable-pip-version-check --quiet -r benchmarks/requirements-fit.txt
	@touch $@

.soak/.installed: requirements-soak.txt
	$(BIN)/python -m pip install --disable-pip-version-check --no-deps --require-hashes --upgrade --target .soak -r requirements-soak.txt
	@touch $@

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

contracts: $(STAMP)
	$(BIN)/lint-imports --no-cache

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Hotseat needs Python 3.11 or newer, and $(PYTHON) is " + sys.version.split()[0] + ". Name another: make PYTHON=python3.12")'
	@echo "Installing Hotseat into .venv (about 600 MB, a minute or two) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --disable-pip-version-check --no-deps --require-hashes --progress-bar on -r requirements.lock
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation --no-index -e .
	@touch $(STAMP)

# Without kubernetes and what only it needs: Chroma's embedded and HTTP clients import none of it.
lock:
	uv pip compile pyproject.toml --group test --universal --generate-hashes --no-header --no-annotate -p 3.11 \
	--no-emit-package kubernetes --no-emit-package oauthlib --no-emit-package requests-oauthlib \
	--no-emit-package durationpy --no-emit-package websocket-client -o requirements.lock

clean:
	rm -rf .venv .soak .venv-fit .fit dist build .mypy_cache .ruff_cache .pytest_cache
