#!/bin/sh
# What survives being killed: runs of the lab that end in every bad way, and the next ones.
# They are started on free ports, in a folder of their own.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
exec "$root/scripts/bootstrap.sh" exec "$root/scripts/node-test.sh" \
  "$root/packages/lab/roads/recovery.test.ts"
