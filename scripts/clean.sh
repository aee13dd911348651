#!/bin/sh
# Deletes what can be made again: the data and the builds of this checkout, or,
# with the argument `cache`, the tools and builds shared by all checkouts.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cache=${GORELIABLE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/goreliable}
cd "$root"

remove() {
  for path in "$@"; do
    if [ -e "$path" ]; then
      echo "Deleting $path"
      # Go marks what it has downloaded as read-only.
      chmod -R u+w "$path" 2>/dev/null || true
      rm -rf "$path"
    fi
  done
}

case ${1:-} in
'')
  ./scripts/bootstrap.sh stop
  data=${LAB_DATA_DIR:-.data}
  # As root, the database may live where its user can get at it.
  if [ -f "$data/lab/postgres.refuge" ]; then
    remove "$(cat "$data/lab/postgres.refuge")"
  fi
  if [ -z "${LAB_DATA_DIR:-}" ]; then
    remove "$data"
  else
    # A person chose this folder, and may keep more in it: only what the portal, the lab,
    # the measurements and the production road write there is ours.
    remove "$data/lab" "$data/portal" "$data/app-config.lab.yaml" \
      "$data/app-config.stock.yaml" "$data/app-config.bench-slo.yaml" \
      "$data/bench-fleet.yaml" "$data/bench-portal.log" "$data/bench-stock.log" \
      "$data/replica-1.log" "$data/replica-2.log" "$data/replica-incomplete.log"
    rmdir "$data" 2>/dev/null || true
  fi
  remove dist-types coverage packages/*/dist plugins/*/dist \
    packages/*/coverage plugins/*/coverage packages/*/dist-types plugins/*/dist-types
  ;;
cache)
  # Only what is known to be ours: the folder may be one that a person chose.
  ./scripts/bootstrap.sh stop
  remove "$cache/node" "$cache/tools" "$cache/python" "$cache/node-compile" \
    "$cache/typescript" "$cache/config-schema" "$cache/services" \
    "$cache/kubernetes-schemas" "$cache/bench" "$cache"/install-*.lock
  rmdir "$cache" 2>/dev/null || true
  ;;
*)
  echo "Usage: clean.sh [cache]" >&2
  exit 2
  ;;
esac
