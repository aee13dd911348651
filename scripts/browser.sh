#!/bin/sh
# Prints the path of a Chromium for the tests, and gets one if there is none:
# the one installed, else Debian's package (as root), else Playwright's own.
#   browser.sh          prints the path
#   browser.sh --plan   says in words which one it would be, and gets nothing
# Set CHROMIUM to the path of another one to use that.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)

installed() {
  for candidate in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable \
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome' \
    /Applications/Chromium.app/Contents/MacOS/Chromium; do
    if [ -n "$candidate" ] && path=$(command -v "$candidate" 2>/dev/null); then
      # Some systems have a placeholder that only says what to install.
      if "$path" --version >/dev/null 2>&1; then
        echo "$path"
        return 0
      fi
    fi
  done
  return 1
}

can_use_apt() {
  [ "$(id -u)" -eq 0 ] && [ -f /etc/debian_version ] && command -v apt-get >/dev/null 2>&1
}

playwright() {
  (cd "$root/packages/lab" && "$root/scripts/bootstrap.sh" exec node "$@")
}

playwright_path() {
  playwright -e "process.stdout.write(require('playwright-core').chromium.executablePath())"
}

if [ "${1:-}" = --plan ]; then
  if path=$(installed); then
    echo "$path"
  elif can_use_apt; then
    echo "Debian's package chromium, which the tests install"
  elif [ -f "$root/node_modules/.installed" ] && path=$(playwright_path) && [ -x "$path" ]; then
    echo "$path"
  else
    echo "Playwright's own, which the tests download"
  fi
  exit 0
fi

installed && exit 0
if can_use_apt; then
  echo "Installing Debian's chromium for the tests …" >&2
  apt-cache show chromium >/dev/null 2>&1 || apt-get update -q >&2 || true
  if DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends chromium >&2; then
    installed && exit 0
  fi
  echo "That did not work; trying Playwright's own." >&2
fi
path=$(playwright_path)
if [ ! -x "$path" ]; then
  echo "Downloading Playwright's Chromium for the tests …" >&2
  if ! playwright "$root/node_modules/playwright-core/cli.js" install chromium >&2; then
    echo "No browser could be had: install chromium or google-chrome, or set CHROMIUM to the path of one" >&2
    exit 1
  fi
fi
# A download may still lack libraries of the system.
if ! "$path" --version >/dev/null 2>&1; then
  echo "$path does not run: install what it misses (as root: npx playwright-core install-deps chromium), or set CHROMIUM to the path of another one" >&2
  exit 1
fi
echo "$path"
