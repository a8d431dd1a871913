# Everything a newcomer needs: make demo, make test. See README.md.
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3

.PHONY: demo setup test bench lint clean

# uv where present, else venv and pip; the stamps make a second call cheap.
define install
	@if command -v uv >/dev/null 2>&1; then \
	  test -x $(BIN)/python || uv venv --quiet --python '>=3.11' $(VENV); \
	  uv pip install --quiet --python $(BIN)/python -c constraints.txt -e '$(1)'; \
	else \
	  test -x $(BIN)/pip || $(PYTHON) -m venv --clear $(VENV); \
	  $(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '$(1)'; \
	fi
	@touch $@
endef

$(VENV)/.run: pyproject.toml constraints.txt
	$(call install,.)

$(VENV)/.test: pyproject.toml constraints.txt
	$(call install,.[test])
	@touch $(VENV)/.run

setup: $(VENV)/.test

demo: $(VENV)/.run
	@$(BIN)/scrapy demo

test: $(VENV)/.test
	@$(BIN)/python -m pytest -n auto

lint: $(VENV)/.test
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

# Peers that cannot be installed are skipped, and the table says so.
$(VENV)/.bench: $(VENV)/.test
	-$(call install,.[bench])

bench: $(VENV)/.bench
	@$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) demo-site
