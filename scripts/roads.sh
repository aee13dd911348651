#!/bin/sh
# Whole roads: through the portal in a browser, and through the platform that it shows. The
# lab is brought up for it on free ports. Needs the built app (packages/app/dist).
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
if [ "${1-}" != in-lab ]; then
  exec "$root/scripts/bootstrap.sh" with portal,prometheus,alertmanager,platform -- \
    "$root/scripts/roads.sh" in-lab
fi
roads=$root/packages/lab/roads
# The platform mostly waits for things to happen, and what happens changes no page's shape.
"$root/scripts/node-test.sh" --test-concurrency=2 \
  "$roads/pages.test.ts" "$roads/platform.test.ts" "$roads/portal.test.ts" "$roads/sight.test.ts"
# What these two bring about would be in the way of the others: an objective and a service more.
"$root/scripts/node-test.sh" "$roads/author.test.ts" "$roads/service.test.ts"
