# One door to all chores; `make` lists them.

.DEFAULT_GOAL := help
.PHONY: help run develop test browser lint format migrations messages ci clean

help:  ## List the chores
	@grep -hE '^[a-z]+:.*  ## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*  ## (.*)/  make \1\t\2/' | expand -t 20

run:  ## Start the whole site on http://127.0.0.1:8000/
	uv run manage.py start

develop:  ## Serve pages that reload with the code, with debug pages (run `make run` once before)
	DEBUG=1 uv run manage.py runserver

test:  ## Run all tests
	uv run pytest

browser:  ## Run the browser tests only
	uv run pytest -m browser

lint:  ## Check style, types, templates and migrations
	uv run ruff check .
	uv run ruff format --check .
	uv run mypy
	uv run djlint --check --quiet templates
	uv run manage.py makemigrations --check --dry-run

format:  ## Format code and templates
	uv run ruff check --fix .
	uv run ruff format .
	uv run djlint --reformat --quiet templates

migrations:  ## Make migrations for changed models
	uv run manage.py makemigrations

messages:  ## Collect and compile the English translations (needs GNU gettext)
	uv run manage.py makemessages --locale en --ignore .venv --no-location
	uv run manage.py compilemessages --ignore .venv

ci:  ## Run what decides whether a change is taken
	.ci/run

clean:  ## Remove caches and the tests' database; the site's data stays
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis .data/tests
