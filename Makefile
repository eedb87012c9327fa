# The commands of the project. Each does the whole set-up by itself on a fresh clone.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PY := .venv/bin/python
export RASA_TELEMETRY_ENABLED := false
export TF_CPP_MIN_LOG_LEVEL := 3

.PHONY: help setup run train train-redaction redaction-report understanding-report test check bench shell lock clean

help:  ## say what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1 \t/'

setup: .venv/.installed  ## Python 3.10 and the locked dependencies into .venv

.venv/.installed: requirements.lock pyproject.toml .python-version scripts/setup
	@scripts/setup

train: setup  ## build the encoder, and train the model if data/ changed
	@$(PY) -m redaction.tagger $${ALDER_MODEL_DIR:-models}/tagger
	@scripts/train-if-needed

train-redaction: setup  ## learn our part of the encoder anew, from nothing (about three hours)
	@$(PY) -m redaction.training

run: setup train  ## serve everything on http://127.0.0.1:8000
	@$(PY) -m bot.cli.main serve

test: setup train  ## run every test
	@scripts/test-tools
	@$(PY) -m pytest --numprocesses logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder

check: setup  ## format, lint, types, import contracts, documentation
	@scripts/check

bench: setup train  ## the benchmark of docs/benchmarks.md, side by side with stock Rasa
	@$(PY) -m tests.bench

redaction-report: setup train  ## measure redaction on the labelled messages, write docs/redaction.md
	@scripts/redaction-report

understanding-report: setup train  ## measure understanding and safety, write docs/understanding.md and docs/safety.md
	@$(PY) -m tests.understanding

shell: setup train  ## plain `rasa shell` with our actions beside it
	@scripts/rasa-shell

lock: setup  ## write requirements.lock anew
	@scripts/lock

clean:  ## remove what was made (not your data in .alder)
	@rm -rf .venv models .rasa results .pytest_cache .mypy_cache .ruff_cache
