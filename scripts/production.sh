#!/bin/sh
# The portal in production mode, on a real PostgreSQL and a real OpenID Connect provider.
# Needs the built app (packages/app/dist).
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
exec "$root/scripts/bootstrap.sh" with postgres,identity -- "$root/scripts/node-test.sh" \
  "$root/packages/lab/roads/production.test.ts"
