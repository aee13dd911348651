#!/usr/bin/env bash
# Renders every golden path with typical and edge answers, by the portal's own renderer, and
# checks the results with the tools that their users have: compilers, linters, helm, promtool …
#   scripts/check-golden-paths.sh [title …]
# With TEST_DATABASE_URL (scripts/with-databases.sh) the services' stores run on PostgreSQL, too.
set -euo pipefail
cd -- "$(dirname -- "$0")/.."

GOLDEN_PATH_TOOLS=$(./scripts/bootstrap.sh tools \
  golangci-lint helm kubeconform sloth prometheus k6 actionlint)
export GOLDEN_PATH_TOOLS
exec ./scripts/bootstrap.sh exec node \
  --require ./node_modules/@backstage/cli-node/config/nodeTransform.cjs \
  plugins/scaffolder-backend-module-golden-path/src/checks/checkGoldenPaths.ts "$@"
