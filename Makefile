# Two commands do everything on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint languagetool browser neovim samples clean

demo: $(VENV)/.installed
	@$(BIN)/mtaudit check --exit-zero seeds/taliban-border/article.txt

test: $(VENV)/.dev lint languagetool browser neovim
	$(BIN)/python -m pytest

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# The tests run the real LanguageTool where there is a Java.
languagetool: $(VENV)/.dev
	@if command -v java > /dev/null; then MTAUDIT_LANGUAGETOOL_DIR=$(VENV)/languagetool $(BIN)/mtaudit languagetool install; \
	else echo "There is no Java: the tests of LanguageTool are skipped."; fi

# The tests open the HTML report in a real browser, where there is one or Debian's can be had.
browser:
	@command -v chromium > /dev/null || command -v google-chrome > /dev/null || \
	{ test "$$(id -u)" = 0 && command -v apt-get > /dev/null && apt-get update -qq && \
	DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium > /dev/null; } || \
	echo "There is no Chromium: the tests of the HTML report in a browser are skipped."

# The language server is asked by a real editor, where there is one or Debian's can be had.
neovim:
	@command -v nvim > /dev/null || \
	{ test "$$(id -u)" = 0 && command -v apt-get > /dev/null && apt-get update -qq && \
	DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends neovim > /dev/null; } || \
	echo "There is no Neovim: the test of the language server in an editor is skipped."

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.installed pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	@touch $@

# After a change of what the reports say: the samples that a test compares.
samples: $(VENV)/.dev
	$(BIN)/python reports/samples.py

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
