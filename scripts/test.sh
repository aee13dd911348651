#!/usr/bin/env bash
# Everything that must hold. Needs what `make run` needs; leaves logs of every step in
# .data/test. STEPS="types jest" runs only these.
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
step_scripts() { run node --test scripts/clean.test.mjs scripts/install-dependencies.test.mjs; }
step_jest() {
  lab with postgres -- ./scripts/with-databases.sh \
    yarn backstage-cli repo test --watchAll=false --maxWorkers=2 --passWithNoTests
}
step_tools() { lab tools >"$logs/tools.json"; }
step_app() { run yarn workspace app build; }
step_golden-paths() {
  lab with postgres -- ./scripts/with-databases.sh ./scripts/check-golden-paths.sh \
    go-gateway go-service go-worker
}
step_chart() { run ./scripts/check-chart.sh; }
step_stories() {
  CHROMIUM=$(./scripts/browser.sh) && export CHROMIUM &&
    run yarn workspace @goreliable/ui storybook:build &&
    run yarn workspace @goreliable/ui storybook:check
}
step_roads() { run ./scripts/roads.sh; }
# Without the lab's platform: it is made to survive by the same supervisor, and that takes long.
step_recovery() { TIERS=none run ./scripts/recovery.sh; }
step_production() { run ./scripts/production.sh; }

# Those that read the sources only, and use one processor each, go side by side.
reading="types lint formatting"
# One after the other: each uses both processors by itself, and tests that wait for real
# servers do not bear to be starved. What fails most often, and needs least, comes first.
steps="scripts jest tools app stories chart golden-paths production recovery roads"

wanted() { [ -z "${STEPS:-}" ] || [[ " $STEPS " == *" $1 "* ]]; }

run_step() {
  local name=$1 begun=$SECONDS
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
echo 'Preparing …'
if ! run true >"$logs/prepare.log" 2>&1; then
  tail -n 40 "$logs/prepare.log"
  echo '0 passed, 1 failed'
  exit 1
fi

for name in $reading; do
  if wanted "$name"; then
    run_step "$name" &
  fi
done
wait
for name in $steps; do
  if wanted "$name"; then
    run_step "$name"
  fi
done

passed=$(cat "$logs"/*.outcome 2>/dev/null | grep -c passed)
failed=$(cat "$logs"/*.outcome 2>/dev/null | grep -c failed)
printf '\n%d steps in %d min %d s\n' $((passed + failed)) \
  $(((SECONDS - started) / 60)) $(((SECONDS - started) % 60))
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
