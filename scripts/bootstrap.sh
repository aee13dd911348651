#!/bin/sh
# Brings along what the portal needs (Node, dependencies) and runs one verb with it:
#   scripts/bootstrap.sh run|dev|stop|status|doctor|tools|…   a verb of packages/lab/src/main.ts
#   scripts/bootstrap.sh exec <command> [arguments…]          any command, with Node and yarn on the PATH
# Needs no root, bears spaces in paths, and may be killed at any moment: whatever
# is brought along appears in one step or is finished by the next call.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cache=${GORELIABLE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/goreliable}
node_version=24.21.0
loader=$root/node_modules/@backstage/cli-node/config/nodeTransform.cjs
lab=$root/packages/lab/src/main.ts

. "$root/scripts/prerequisites.sh"

say() { printf '%s\n' "$*" >&2; }

# Puts a Node of the right age first on the PATH, the system's own if it is one.
provide_node() {
  case $(node --version 2>/dev/null || true) in
  v24.*) return ;;
  esac
  case $(uname -s) in
  Linux) system=linux ;;
  Darwin) system=darwin ;;
  *) say "Node $node_version cannot be brought along for $(uname -s): install it from https://nodejs.org" && exit 1 ;;
  esac
  case $(uname -m) in
  x86_64 | amd64) architecture=x64 ;;
  aarch64 | arm64) architecture=arm64 ;;
  *) say "Node $node_version cannot be brought along for $(uname -m): install it from https://nodejs.org" && exit 1 ;;
  esac
  package=node-$system-$architecture
  node_home=$cache/node/$node_version/node_modules/$package
  if ! "$node_home/bin/node" --version >/dev/null 2>&1; then
    fetch_node
  fi
  PATH=$node_home/bin:$PATH
}

fetch_node() {
  say "Bringing Node $node_version along …"
  unfinished=$cache/node/unfinished-$$
  mkdir -p "$unfinished"
  if ! npm install --prefix "$unfinished" --no-save --no-audit --no-fund --ignore-scripts \
    --loglevel=error "$package@$node_version" >&2; then
    rm -rf "$unfinished"
    say "Node $node_version could not be fetched from $(npm config get registry): check the network, or install Node 24 yourself"
    exit 1
  fi
  # A folder that does not run is a torn one; another start may have been faster.
  if ! "$node_home/bin/node" --version >/dev/null 2>&1; then
    rm -rf "$cache/node/$node_version"
    mkdir -p "$cache/node/$node_version"
    mv "$unfinished/node_modules" "$cache/node/$node_version/node_modules"
  fi
  remove_abandoned
  if ! "$node_home/bin/node" --version >/dev/null; then
    say "Node $node_version does not run on this machine (see above): install Node 24 from https://nodejs.org"
    exit 1
  fi
}

# What killed starts have left; those that still work on theirs keep it.
remove_abandoned() {
  rm -rf "$unfinished"
  for abandoned in "$cache/node"/unfinished-*; do
    kill -0 "${abandoned##*-}" 2>/dev/null || rm -rf "$abandoned"
  done
}

# The stamp is emptied while an installation is replaced by another.
installation_is_whole() { [ -s "$root/node_modules/.installed" ]; }

install_dependencies() { node "$root/scripts/install-dependencies.mjs" "$root" "$cache"; }

# Whether enough is left of a cut-off installation to ask the lab anything; 3 means that
# nothing runs.
lab_answers() { node --require "$loader" "$lab" status >/dev/null 2>&1 || [ $? -eq 3 ]; }

# Verbs that only look at, or end, what an installed checkout has started.
require_installed() {
  [ -f "$root/node_modules/.installed" ] && return
  say "Nothing is installed in $root yet, so nothing runs. Start with: make run"
  exit "$1"
}

verb=${1:-run}
[ $# -eq 0 ] || shift
case $verb in
stop) require_installed 0 ;;
status) require_installed 3 ;;
doctor) check_prerequisites || prerequisites_missing=1 ;;
*) check_prerequisites >&2 || exit 1 ;;
esac
if [ "$verb" = doctor ] && ! installation_is_whole; then
  [ -z "${prerequisites_missing:-}" ] || exit 1
  say "This machine has what is needed at first. Install the rest with: make run"
  exit 0
fi

provide_node
export PATH="$root/scripts/bin:$PATH"
case $verb in
# Without the network and without room on the disk a stop has to work, too, if it can.
stop | status) installation_is_whole || lab_answers || install_dependencies ;;
doctor) ;;
*) install_dependencies ;;
esac
if [ "$verb" = exec ]; then
  exec "$@"
fi
export NODE_COMPILE_CACHE="${NODE_COMPILE_CACHE:-$cache/node-compile}"
exec node --disable-warning=ExperimentalWarning --require "$loader" "$lab" "$verb" "$@"
