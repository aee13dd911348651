#!/usr/bin/env bash
# Renders every golden path with typical and edge answers, by the portal's own renderer, and
# checks the results with the tools that their users have: compilers, linters, helm, promtool …
#   scripts/check-golden-paths.sh [title …]
# With TEST_DATABASE_URL (scripts/with-databases.sh) the services' stores run on PostgreSQL, too.
# What is rendered stays in .data/golden-paths, so that what has not changed since is answered
# by the caches of the tools (docs/golden-paths.md).
set -euo pipefail
cd -- "$(dirname -- "$0")/.."

GOLDEN_PATH_TOOLS=$(./scripts/bootstrap.sh tools \
  golangci-lint helm kubeconform sloth prometheus k6 actionlint)
GOLDEN_PATH_FOLDER=$PWD/.data/golden-paths
export GOLDEN_PATH_TOOLS GOLDEN_PATH_FOLDER
typescript=(node --disable-warning=ExperimentalWarning
  --require "$PWD/node_modules/@backstage/cli-node/config/nodeTransform.cjs")
exec ./scripts/bootstrap.sh exec \
  "${typescript[@]}" packages/lab/src/testing/withNamedDatabase.ts "$GOLDEN_PATH_FOLDER" \
  "${typescript[@]}" plugins/scaffolder-backend-module-golden-path/src/checks/checkGoldenPaths.ts "$@"
