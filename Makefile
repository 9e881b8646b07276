# `make` builds the sample feeds, `make help` says what else there is.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := feeds
.DELETE_ON_ERROR:
.PHONY: feeds test lint validate bench clean help programs

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# What real parts the tests use, as Debian package:proof that it is there.
PROGRAMS := chromium:chromium nginx-light:nginx newsboat:newsboat sfeed:sfeed rss2email:r2e \
	fonts-noto-core:/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf
# nginx lives where only root looks.
export PATH := $(PATH):/usr/sbin:/usr/local/sbin

feeds: $(VENV)/.feedpub ## build output/ from seeds/ (the default)
	$(BIN)/feedpub build --config seeds/feedpub.toml

test: programs $(VENV)/.test ## run the tests; as root on Debian, install the programs they use first
	$(BIN)/python -m pytest

lint: $(VENV)/.dev ## check style, layout and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

validate: $(VENV)/.validate ## hold output/ against the W3C validator; FEEDVALIDATOR is the src folder of its checkout
	FEEDVALIDATOR='$(FEEDVALIDATOR)' $(BIN)/python tests/validate_w3c.py

bench: $(VENV)/.bench ## measure speed and memory beside other programs; e.g. SIZES=1000,1000000 BENCH='--only growth'
	PYTHONPATH=tests $(BIN)/python -m benchmarks $(if $(SIZES),--sizes $(SIZES)) $(BENCH)

clean: ## remove the environment and what tools left behind; output/ and the ledger stay
	rm -rf $(VENV) build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find feedpub tests -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## say what there is to make
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# Each stamp is as old as the installation that it stands for.
$(VENV)/.feedpub: EXTRA :=
$(VENV)/.test: EXTRA := [test]
$(VENV)/.dev: EXTRA := [dev]
$(VENV)/.bench: EXTRA := [test,bench]
$(VENV)/.feedpub $(VENV)/.test $(VENV)/.dev $(VENV)/.bench: pyproject.toml $(VENV)/.made
	$(PIP) install --editable '.$(EXTRA)'
	touch $@

$(VENV)/.validate: $(VENV)/.feedpub
	$(PIP) install html5lib rdflib
	touch $@

# The `python3` of a Debian without python3-venv has the module venv, but cannot use it.
$(VENV)/.made:
	@for python in $(PYTHON) python3 python3.13 python3.12 python3.11; do
		if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then break; fi
		python=
	done
	if [ -z "$$python" ]; then
		echo 'feedpub needs Python 3.11 or later; name it with `make PYTHON=…`' >&2
		exit 1
	fi
	if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then
		package=$$("$$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
		if [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
			echo "$$python cannot make an environment; as root: apt-get install $$package" >&2
			exit 1
		fi
		apt-get -qq update
		DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends "$$package"
	fi
	rm -rf $(VENV)
	"$$python" -m venv $(VENV)
	touch $@

programs:
	@missing=()
	for pair in $(PROGRAMS); do
		proof=$${pair#*:}
		if [ ! -e "$$proof" ] && ! command -v "$$proof" >/dev/null; then missing+=("$${pair%%:*}"); fi
	done
	if [ $${#missing[@]} = 0 ]; then exit; fi
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
		apt-get -qq update
		DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends "$${missing[@]}"
	elif [ -n "$${CI:-}" ]; then
		echo "missing: $${missing[*]}" >&2
		exit 1
	else
		echo "missing: $${missing[*]}; the tests that need them are skipped" >&2
		echo "as root: apt-get install --no-install-recommends $${missing[*]}" >&2
	fi

.ONESHELL:
