#!/usr/bin/env bash
# Everything that must hold, on two lanes. Needs what `make run` needs; leaves logs of every
# step in .data/test. STEPS="types jest" runs only these.
set -u
cd -- "$(dirname -- "$0")/.." || exit 1

logs=$PWD/.data/test
rm -rf "$logs"
mkdir -p "$logs"
started=$SECONDS

run() { ./scripts/bootstrap.sh exec "$@"; }
lab() { ./scripts/bootstrap.sh "$@"; }

step_types() { run yarn tsc; }
step_lint() {
  run yarn backstage-cli repo lint --successCache &&
    run node --test scripts/import-directions.test.mjs
}
step_formatting() { run yarn prettier --check --loglevel warn .; }
step_jest() {
  lab with postgres -- ./scripts/with-databases.sh \
    yarn backstage-cli repo test --watchAll=false --maxWorkers=2 --passWithNoTests
}
step_tools() { lab tools >"$logs/tools.json"; }
step_app() { run yarn workspace app build; }
step_golden-paths() {
  lab with postgres -- ./scripts/with-databases.sh ./scripts/check-golden-paths.sh
}
step_chart() { run ./scripts/check-chart.sh; }
step_stories() {
  CHROMIUM=$(./scripts/browser.sh) && export CHROMIUM &&
    run yarn workspace @goreliable/ui storybook:build &&
    run yarn workspace @goreliable/ui storybook:check
}
step_roads() { run ./scripts/roads.sh; }
step_production() { run ./scripts/production.sh; }

# The order within a lane matters: what a later step needs, and what fails most often, first.
lane_code="types lint formatting jest stories"
lane_lab="tools app chart golden-paths"
# Whole roads drive real servers and a browser: beside other work they would only be slower.
lane_roads="roads production"

wanted() { [ -z "${STEPS:-}" ] || [[ " $STEPS " == *" $1 "* ]]; }

# A step's outcome is a file: lanes run in processes of their own.
run_step() {
  local name=$1 begun=$SECONDS
  declare -F "step_$name" >/dev/null || return 0
  printf '      %s …\n' "$name"
  if "step_$name" >"$logs/$name.log" 2>&1 </dev/null; then
    echo passed >"$logs/$name.outcome"
    printf '  ✓   %-14s %4d s\n' "$name" $((SECONDS - begun))
  else
    echo failed >"$logs/$name.outcome"
    printf '  ✗   %-14s %4d s   %s\n' "$name" $((SECONDS - begun)) "$logs/$name.log"
    tail -n 60 "$logs/$name.log" | sed 's/^/        /'
  fi
}
run_lane() { for name in $1; do wanted "$name" && run_step "$name"; done; }

echo 'Preparing …'
if ! run true >"$logs/prepare.log" 2>&1; then
  tail -n 40 "$logs/prepare.log"
  echo '0 passed, 1 failed'
  exit 1
fi

run_lane "$lane_code" &
code=$!
run_lane "$lane_lab" &
wait $! $code
run_lane "$lane_roads"

passed=$(cat "$logs"/*.outcome 2>/dev/null | grep -c passed)
failed=$(cat "$logs"/*.outcome 2>/dev/null | grep -c failed)
printf '\n%d steps in %d min %d s\n' $((passed + failed)) \
  $(((SECONDS - started) / 60)) $(((SECONDS - started) % 60))
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
