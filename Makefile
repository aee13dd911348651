# Two commands matter: `make run` and `make test`. The rest is listed by `make`.
# Each target is one call of a script, which does its work in any folder, for
# any user, and brings along what it needs.

# The environment's PORT is meant for the portal only, whose parts have others.
PORT ?=
TIERS ?= core
SCENARIO ?=

export TIERS
export LAB_PORTAL_PORT := $(or $(PORT),$(LAB_PORTAL_PORT))
unexport PORT

BOOTSTRAP := ./scripts/bootstrap.sh

.DEFAULT_GOAL := help
.PHONY: help run dev stop status doctor break heal test check bench clean clean-cache

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

run: ## Start the portal and the lab (TIERS=none|core|core,ml PORT=7007)
	@$(BOOTSTRAP) run

dev: ## The same for working on it: app with hot reload on port 3000, backend restarting
	@$(BOOTSTRAP) dev

stop: ## Stop what `make run` or `make dev` has started, from any terminal
	@$(BOOTSTRAP) stop

status: ## Show what runs and what is still to come
	@$(BOOTSTRAP) status || [ $$? -eq 3 ]

doctor: ## Say what this machine has and lacks, and how to get it
	@$(BOOTSTRAP) doctor

break: ## Break the lab's services on purpose (SCENARIO=errors|latency|worker-backlog)
	@$(BOOTSTRAP) break $(SCENARIO)

heal: ## End the scenario that runs
	@$(BOOTSTRAP) heal

test: ## Run everything that must hold
	@./scripts/test.sh

check: ## The fast part of it: types, lint and formatting of all
	@$(BOOTSTRAP) exec ./scripts/check.sh

bench: ## Measure pages and start beside a stock Backstage (SUITE=start,pages ROUNDS=5)
	@./scripts/bench.sh

clean: ## Stop all, delete .data and what was built in this checkout
	@./scripts/clean.sh

clean-cache: ## Delete the tools and builds that checkouts share
	@./scripts/clean.sh cache
