# What can be made here; CI calls nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# What is written ten thousand times, and waited for each time, is written to memory where there is a gigabyte of it
QUICK_DISK := $(shell df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 && $$4 > 1000000 {print "TMPDIR=/dev/shm"}')

.PHONY: help demo test torture mutation lint bench gate same readme answers guide dates reference rules architecture team clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(VENV)/made ## Plan two invented deals and debrief one
	@$(BIN)/callplan demo

test: $(VENV)/made ## Run the tests, in about five minutes on two cores; COVER=1: see that they reach every branch of the core
	@$(if $(COVER),COVERAGE_FILE=.coverage.tests) $(BIN)/python -m pytest -n 3 --dist loadgroup $(if $(COVER),--cov --cov-context=test --cov-report=term-missing:skip-covered)

torture: $(VENV)/made ## Run what takes long: a thousand kills, all seeds, 4,000 random types, every question left
	@$(QUICK_DISK) $(BIN)/python -m pytest -n 3 --dist loadgroup -m torture --ignore=tests/hub

team: $(VENV)/made ## Start a PostgreSQL in a folder of its own, run the tests of a team's hub on it, and stop it; LONG=1: at random for long
	@CALLPLAN_TEAM=1 $(BIN)/python -m pytest tests/hub $(if $(LONG),-m torture)

mutation: $(VENV)/made .coverage.tests ## Put 300 small faults into the core, one at a time, and see which no test finds, in an hour or two
	@nice $(BIN)/python tests/mutation.py $(MUTANTS) $(if $(MUTANTS),,--write)

# Which test runs which line of the core
.coverage.tests: $(shell find src/callplan/core tests -name '*.py')
	@$(MAKE) test COVER=1

lint: $(VENV)/made ## Check style, types and the direction of imports
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(VENV)/made ## Measure how fast each kind of line starts, what checking a playbook costs, and a look at 100,000 deals
	@$(BIN)/python bench/start_up.py
	@$(BIN)/python bench/playbook_check.py
	@$(BIN)/python bench/mutated_playbooks.py
	@$(BIN)/python bench/pipeline.py
	@$(BIN)/python bench/crm.py
	@$(BIN)/python bench/calendar.py
	@$(BIN)/python bench/hub.py

gate: $(VENV)/made ## Hold the start to its bounds, in instructions
	@$(BIN)/python bench/start_up.py --gate

same: $(VENV)/made ## Compare what 2,000 random deals print with a revision: make same FROM=main SEEDS="0 2000"
	@$(BIN)/python tests/same.py $(FROM) $(SEEDS)

readme: $(VENV)/made ## Print the README's blocks anew, and draw its pictures
	@$(BIN)/python tests/test_readme.py
	@PYTHONPATH=src:tests $(BIN)/python tests/test_drawn_docs.py

answers: $(VENV)/made ## Print docs/answers.md and docs/questions.md anew
	@PYTHONPATH=src:tests $(BIN)/python tests/test_answers.py
	@PYTHONPATH=src:tests $(BIN)/python tests/test_questions_page.py

guide: $(VENV)/made ## Print the blocks of docs/tutorial.md, docs/playbooks.md, docs/redpen.md and docs/letter.md anew
	@PYTHONPATH=src:tests $(BIN)/python tests/maps/test_guide.py
	@PYTHONPATH=src:tests $(BIN)/python tests/test_redpen_page.py
	@PYTHONPATH=src:tests $(BIN)/python tests/test_letter_page.py
	@PYTHONPATH=src:tests $(BIN)/python tests/test_tutorial.py

dates: $(VENV)/made ## Print the blocks of docs/dates.md anew
	@PYTHONPATH=src:tests $(BIN)/python tests/core/dates/test_page.py

reference: $(VENV)/made ## Make docs/playbook-reference.md and the schemas in playbooks/ anew
	@PYTHONPATH=src:tests $(BIN)/python tests/test_reference.py
	@PYTHONPATH=src:tests $(BIN)/python tests/test_schema.py
	@PYTHONPATH=src:tests $(BIN)/python tests/test_answers_schema.py

rules: $(VENV)/made ## Say in docs/rules.md anew where each rule is kept and shown
	@PYTHONPATH=src:tests $(BIN)/python tests/test_rules_page.py

architecture: $(VENV)/made ## Draw the pictures of docs/architecture.md anew
	@PYTHONPATH=src:tests $(BIN)/python tests/test_architecture.py

clean: ## Remove what was made
	rm -rf $(VENV) build dist .coverage .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

$(VENV)/made: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "callplan needs Python 3.11 or newer; if you have one by another name: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { \
	  echo "This Python comes without venv; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@
