#!/bin/sh
# Runs a command whose tests find the lab's PostgreSQL; for `bootstrap.sh with postgres -- …`.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
exec node --require "$root/node_modules/@backstage/cli-node/config/nodeTransform.cjs" \
  "$root/packages/lab/src/testing/withDatabases.ts" "$@"
