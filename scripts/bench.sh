#!/bin/sh
# Measures the portal beside what it is compared with (docs/benchmarks.md). The lab's
# identity provider runs for it, on free ports; the stock app is made once, in the cache.
#   SUITE=start,pages   only these      ROUNDS=9   more runs than five
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
exec "$root/scripts/bootstrap.sh" with identity -- node \
  --require "$root/node_modules/@backstage/cli-node/config/nodeTransform.cjs" \
  "$root/bench/src/main.ts"
