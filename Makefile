# Every command that a person types. Each makes what it needs by itself, from lock files.
.DEFAULT_GOAL := help
.PHONY: help run test test-backend test-frontend test-e2e lint types format bench lock openapi clean

start := @infra/local/start.sh

help: ## list the commands
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-14s %s\n", $$1, $$2 }'

run: ## PatriotForge on this machine until Ctrl-C (PORT=8000)
	$(start) run

test: ## everything that CI checks
	$(start) test

test-backend: ## the backend's tests (ARGS="-k price" picks some)
	$(start) test backend

test-frontend: ## the web app's rules, types, tests and build
	$(start) test frontend

test-e2e: ## the browser journeys, against a real server
	$(start) test e2e

lint: ## the rules of both languages, imports and lock files
	$(start) test lint

types: ## types of both languages, and generated files that fell behind
	$(start) test types

format: ## lay out the code and mend what can be mended
	$(start) format

bench: ## how fast it is beside a bare endpoint and beside bare SQL
	$(start) bench

lock: ## resolve the dependencies anew (UPGRADE=1 takes newer versions)
	$(start) lock

openapi: ## write the API's document and the web app's types from it
	$(start) openapi

clean: ## remove all that these commands made, but the data in .local
	rm -rf .cache .tools .venv frontend/dist frontend/node_modules
	rm -rf frontend/test-results frontend/playwright-report
	find backend infra -name __pycache__ -prune -exec rm -rf {} +
	rm -rf backend/.mypy_cache backend/.ruff_cache backend/.pytest_cache backend/.hypothesis
	rm -rf backend/.import_linter_cache infra/.ruff_cache
