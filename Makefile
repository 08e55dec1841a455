# The commands of the house: `make help`. On Windows README.md says what to type instead.
# Plain make of any age (macOS brings 3.81); stamps in .venv say what it holds, so nothing is installed twice.

PORT = 8501
PYTHON =
ARGS =

PY = .venv/bin/python
INSTALL = if command -v uv >/dev/null 2>&1; \
	then install="uv pip install --quiet --compile-bytecode --python $(PY)"; \
	else install="$(PY) -m pip install --quiet --disable-pip-version-check"; fi; $$install

.PHONY: help run test lint check validate bench clean

help:
	@echo "make run    opens the app in the browser (PORT=8600 for another port than 8501)"
	@echo "make test   runs every test, the browser's too (ARGS='-k words' for a few)"
	@echo "make lint   format, lint, types and import contracts"
	@echo "make check  these and the fast tests, in under a minute"
	@echo "make validate  holds every export against somebody else's program (docs/exports.md says what it needs)"
	@echo "make bench  measures speed (ARGS=slider for one of them)"
	@echo "make clean  removes .venv and what tools left behind"
	@echo "A new .venv takes uv when it is installed, else the first Python 3.11 to 3.14; PYTHON=python3.12 names one."

run: .venv/runtime.stamp
	@$(PY) -m streamlit run app.py --server.port $(PORT)

# The browser's tests have the machine to themselves. 5 is pytest's word for: ARGS chose none of these.
test: .venv/dev.stamp
	@$(PY) -m tests.find_browser --install
	$(PY) -m pytest -m "not browser" -n 2 $(ARGS) || test $$? -eq 5
	$(PY) -m pytest -m browser $(ARGS) || test $$? -eq 5

lint: .venv/dev.stamp
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy .
	.venv/bin/lint-imports

check: lint
	$(PY) -m pytest -m "not browser and not slow" -n 2 $(ARGS)

# Its files are called validate_*.py, so that no other target finds them.
validate: .venv/dev.stamp .cache/validate/node.stamp .cache/validate/packages.stamp
	@$(PY) -m tests.find_browser --install
	$(PY) -m pytest -o python_files='validate_*.py' tests/validate $(ARGS)

.cache/validate/node.stamp: tests/validate/node/package-lock.json
	@echo "Installing what comes from npm (400 MB, the first time only) ..."
	@mkdir -p .cache/validate && rm -f .cache/validate/excalidraw.js
	@cd tests/validate/node && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# In a folder of their own: what c4studio stands on is not what the app stands on.
.cache/validate/packages.stamp: tests/validate/requirements.txt .venv/dev.stamp
	@rm -rf .cache/validate/packages
	@$(PY) -m pip install --quiet --disable-pip-version-check --ignore-requires-python --no-deps \
		--target .cache/validate/packages -r tests/validate/requirements.txt
	@touch $@

bench: .venv/dev.stamp
	@$(PY) -m tests.find_browser --install
	@$(PY) -m benchmarks $(ARGS)

clean:
	rm -rf .cache tests/validate/node/node_modules
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/dev.stamp: .venv/runtime.stamp requirements-dev.txt
	@echo "Installing what the tests need ..."
	@$(INSTALL) -r requirements-dev.txt
	@touch $@

.venv/runtime.stamp: $(PY) requirements.txt
	@echo "Installing what the app needs (a minute or two, the first time only) ..."
	@$(INSTALL) -r requirements.txt
	@touch $@

# A half-made .venv is removed, so that the next try starts afresh. --seed: pip can take over where uv began.
$(PY):
	@if command -v uv >/dev/null 2>&1; then \
	  python="$(PYTHON)"; exec uv venv --quiet --seed --clear --python "$${python:->=3.11,<3.15}" .venv; \
	fi; \
	for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
	  "$$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null || continue; \
	  "$$python" -m venv --clear .venv && exit 0; \
	  rm -rf .venv; \
	  echo "$$python could not make .venv, see above. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; \
	done; \
	echo "ML Casebook needs Python 3.11 to 3.14, and none was found. Install one (https://www.python.org/downloads/," >&2; \
	echo "'brew install python@3.13', 'apt install python3 python3-venv') or uv, and run make again." >&2; exit 1
