#!/bin/sh
# Types, lint and formatting of the whole repository; all three are always said.
set -u
cd -- "$(dirname -- "$0")/.." || exit 1
failed=''
step() { # name command…
  name=$1
  shift
  echo "— $name"
  "$@" || failed="$failed $name"
}
step types yarn --silent tsc
step lint yarn backstage-cli repo lint --successCache
step formatting yarn prettier --check --loglevel warn .
[ -z "$failed" ] && echo 'All is well.' && exit 0
echo "Failed:$failed" >&2
exit 1
