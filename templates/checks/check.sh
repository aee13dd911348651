#!/usr/bin/env bash
# Checks what a golden path has rendered, with the tools that its users will use.
#
#   check.sh <directory of a rendered service> [check ...]
#
# Prints one line for each check (✓ or ✗, seconds, name), then the output of each
# that failed. Ends with 1 if any failed, with 2 if it was called wrongly; a tool
# that is missing is a failure, never a skipped check.
#
# Tools are taken from the environment, else from the PATH:
#   GO  GOLANGCI_LINT  HELM  KUBECONFORM  SLOTH  PROMTOOL  K6  ACTIONLINT  NODE
# KUBERNETES_SCHEMAS names a directory of schemas for kubeconform; without it they
# are made by kubernetes-schemas.mjs. GITOPS names the directory with what goes into
# the GitOps repository (services/<name>/…); the chart is then checked with it too.
set -uo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
: "${GO:=go}" "${GOLANGCI_LINT:=golangci-lint}" "${HELM:=helm}"
: "${KUBECONFORM:=kubeconform}" "${SLOTH:=sloth}" "${PROMTOOL:=promtool}"
: "${K6:=k6}" "${ACTIONLINT:=actionlint}" "${NODE:=node}"

# The version the charts are rendered for; the schemas are of the same one.
readonly kubernetes_version=1.34.1

# Two lanes at once, for two cores: Go in one, everything else in the other.
readonly go_lane=(go-build go-format go-vet go-lint go-test)
readonly other_lane=(helm-lint helm-schema manifests slo rules runbooks dashboards load pipeline)

if [[ $# -lt 1 || ! -d $1 ]]; then
  echo "usage: check.sh <directory of a rendered service> [${go_lane[*]} ${other_lane[*]}]" >&2
  exit 2
fi
service=$(cd "$1" && pwd)
[[ -z ${GITOPS:-} ]] || GITOPS=$(cd "$GITOPS" && pwd) || exit 2
shift
wanted=("$@")

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Each lane is a process group of its own, so that ending this ends what it started.
set -m
trap 'kill_lanes; exit 130' INT TERM
kill_lanes() {
  local lane
  for lane in $(jobs -p); do
    kill -- "-$lane" 2>/dev/null
  done
}

need() {
  command -v "$1" >/dev/null || {
    echo "$1 is not there: install it, or name it in the environment variable $2"
    return 1
  }
}

environments() {
  local file
  for file in "$service"/chart/values-*.yaml; do
    file=${file##*/values-}
    echo "${file%.yaml}"
  done
}

# Nothing is stamped: what is rendered is no repository yet, and the one around it is another.
go-build() { need "$GO" GO && "$GO" build -buildvcs=false ./...; }
go-vet() { need "$GO" GO && "$GO" vet ./...; }
# Without the part of vet that tests bring along: go-vet does all of it.
go-test() { need "$GO" GO && "$GO" test -race -vet=off ./...; }
go-lint() { need "$GOLANGCI_LINT" GOLANGCI_LINT && "$GOLANGCI_LINT" run ./...; }
go-format() {
  local unformatted
  need "$GO" GO || return
  unformatted=$("$(dirname "$("$GO" env GOROOT)/bin/go")/gofmt" -l .) || return
  [[ -z $unformatted ]] || {
    printf 'gofmt would change:\n%s\n' "$unformatted"
    return 1
  }
}

helm-lint() {
  need "$HELM" HELM || return
  local environment failed=0
  for environment in $(environments); do
    "$HELM" lint --strict --quiet --kube-version "$kubernetes_version" chart \
      -f "chart/values-$environment.yaml" || failed=1
  done
  return "$failed"
}

# A schema that lets everything through would pass every other check.
helm-schema() {
  need "$HELM" HELM || return
  local mistake failed=0
  for mistake in replicas=many unknownKey=1 image.tag=latest http.port=80 \
    resources.limits.memory=lots admin=8081; do
    if "$HELM" template service chart --kube-version "$kubernetes_version" \
      --set "$mistake" >/dev/null 2>&1; then
      echo "the chart's schema accepts --set $mistake"
      failed=1
    fi
  done
  return "$failed"
}

# A copy of the chart with the rules that `make rules` adds: as it is installed.
complete_chart() {
  [[ ! -e $work/chart/rules/slo.yaml ]] || return 0
  need "$SLOTH" SLOTH && rm -rf "$work/chart" && cp -r chart "$work/chart" &&
    "$SLOTH" generate --no-color -i slo/slo.yaml -o "$work/chart/rules/slo.yaml"
}

manifests() {
  need "$HELM" HELM && need "$KUBECONFORM" KUBECONFORM && complete_chart || return
  local schemas environment failed=0
  schemas=${KUBERNETES_SCHEMAS:-$("$NODE" "$here/kubernetes-schemas.mjs")} || return
  local conform=("$KUBECONFORM" -strict
    -schema-location "$schemas/{{.ResourceKind}}{{.KindSuffix}}.json")
  for environment in $(environments); do
    local deployed=/dev/null
    if [[ -n ${GITOPS:-} ]]; then
      deployed=$(echo "$GITOPS"/services/*/"values-$environment.yaml")
    fi
    # Through standard input, because helm takes a path with a % in it for an address.
    "$HELM" template service "$work/chart" --namespace "$environment" \
      --kube-version "$kubernetes_version" -f "chart/values-$environment.yaml" -f - \
      <"$deployed" >"$work/$environment.yaml" &&
      "${conform[@]}" "$work/$environment.yaml" || failed=1
  done
  # Manifests that are applied by hand and so are not part of the chart.
  [[ ! -d chaos ]] || "${conform[@]}" chaos || failed=1
  return "$failed"
}

slo() { need "$SLOTH" SLOTH && "$SLOTH" validate --no-color -i slo; }

rules() {
  need "$PROMTOOL" PROMTOOL && complete_chart &&
    "$PROMTOOL" check rules --lint=all --lint-fatal "$work"/chart/rules/*.yaml &&
    "$PROMTOOL" test rules "$work"/chart/rules/tests/*.yaml
}

# Both ways: each alert has a runbook that names it, each runbook's alert exists.
runbooks() {
  complete_chart || return
  local alerts documented
  alerts=$(sed -nE 's/^ *- alert: *"?([A-Za-z0-9_]+)"?.*/\1/p' \
    "$work"/chart/rules/*.yaml | sort -u)
  documented=$(sed -nE '/^alerts:/,/^[a-z]/s/^ +- *"?([A-Za-z0-9_]+)"?.*/\1/p' \
    runbooks/*.md | sort -u)
  if [[ $alerts != "$documented" ]]; then
    echo "alerts (<) and alerts named by runbooks (>) differ:"
    diff <(echo "$alerts") <(echo "$documented")
    return 1
  fi
  local link failed=0
  for link in $(sed -nE 's#.*runbook_url: .*/(runbooks/[^ "]+)"?$#\1#p' \
    "$work"/chart/rules/*.yaml | sort -u); do
    [[ -f $link ]] || {
      echo "an alert links to $link, which does not exist"
      failed=1
    }
  done
  return "$failed"
}

dashboards() {
  need "$NODE" NODE || return
  local file
  for file in chart/dashboards/*.json; do
    "$NODE" -e 'JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"))' "$file" || return
  done
}

load() {
  need "$K6" K6 || return
  local script
  # k6 would otherwise ask a web service which extensions a script needs.
  export K6_AUTO_EXTENSION_RESOLUTION=false K6_NO_USAGE_REPORT=true
  for script in load/*.js; do
    "$K6" inspect --execution-requirements "$script" >"$work/k6.json" || return
    grep -q '"thresholds": *{' "$work/k6.json" || {
      echo "$script has no thresholds: it cannot fail"
      return 1
    }
  done
}

# A tag can be moved to other code, a commit cannot. actionlint knows the inputs of actions by
# their tags only, and so reads copies in which each commit is replaced by the tag beside it.
pipeline() {
  need "$ACTIONLINT" ACTIONLINT || return
  local files=(.gitea/workflows/*.yaml) file
  if grep -HnE '^ *(- )?uses:' "${files[@]}" | grep -vE '@[0-9a-f]{40} # v[0-9.]+$'; then
    echo 'these actions are not named by a commit with its version beside it'
    return 1
  fi
  mkdir -p "$work/workflows"
  for file in "${files[@]}"; do
    sed -E 's/@[0-9a-f]{40} # (v[0-9]+)[0-9.]*$/@\1/' "$file" >"$work/workflows/${file##*/}"
  done
  # External linters are switched off, so that the verdict does not depend on the machine.
  "$ACTIONLINT" -no-color -shellcheck= -pyflakes= "$work"/workflows/*.yaml
}

is_wanted() {
  [[ ${#wanted[@]} -eq 0 || " ${wanted[*]} " == *" $1 "* ]]
}

seconds_since() {
  local now=$EPOCHREALTIME
  awk -v from="${1/,/.}" -v to="${now/,/.}" 'BEGIN { printf "%6.1f", to - from }'
}

run_lane() {
  local check started
  for check in "$@"; do
    is_wanted "$check" || continue
    started=$EPOCHREALTIME
    if (cd "$service" && "$check") >"$work/$check.log" 2>&1; then
      echo "✓ $(seconds_since "$started") s  $check"
      touch "$work/$check.passed"
    else
      echo "✗ $(seconds_since "$started") s  $check"
    fi
  done
}

for check in ${wanted[@]+"${wanted[@]}"}; do
  if [[ " ${go_lane[*]} ${other_lane[*]} " != *" $check "* ]]; then
    echo "check.sh knows no check '$check', only: ${go_lane[*]} ${other_lane[*]}" >&2
    exit 2
  fi
done

run_lane "${go_lane[@]}" &
run_lane "${other_lane[@]}" &
wait

failed=0
for check in "${go_lane[@]}" "${other_lane[@]}"; do
  is_wanted "$check" && [[ ! -e $work/$check.passed ]] || continue
  failed=1
  printf '\n── %s\n' "$check"
  cat "$work/$check.log"
done
exit "$failed"
