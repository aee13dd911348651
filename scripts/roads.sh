#!/bin/sh
# Whole roads: through the portal in a browser, and through the platform that it shows. The
# lab is brought up for it on free ports. Needs the built app (packages/app/dist).
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
exec "$root/scripts/bootstrap.sh" with portal,prometheus,alertmanager,platform -- \
  "$root/scripts/node-test.sh" "$root/packages/lab/roads/portal.test.ts" \
  "$root/packages/lab/roads/pages.test.ts" "$root/packages/lab/roads/platform.test.ts" \
  "$root/packages/lab/roads/service.test.ts"
