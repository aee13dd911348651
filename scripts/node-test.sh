#!/bin/sh
# Runs test files in TypeScript with Node's own runner, one after the other.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
exec node --require "$root/node_modules/@backstage/cli-node/config/nodeTransform.cjs" \
  --test --test-concurrency=1 --test-timeout=900000 --test-reporter=spec "$@"
