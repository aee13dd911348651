#!/bin/sh
# The platform on one machine, without the portal: services from Git, with users, metrics,
# 30 days of history and scenarios. Everything is built and started for it.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
exec "$root/scripts/bootstrap.sh" with prometheus,alertmanager,platform -- \
  "$root/scripts/node-test.sh" "$root/packages/lab/roads/platform.test.ts"
