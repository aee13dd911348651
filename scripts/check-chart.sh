#!/usr/bin/env bash
# The portal's own chart: lint, strict values, and manifests that Kubernetes accepts, for a
# small and a large installation. And of the image what can be known without building it.
set -euo pipefail
cd -- "$(dirname -- "$0")/.."

node --test scripts/image.test.mjs

chart=deploy/helm/goreliable-portal
kubernetes_version=1.34.1
operator=monitoring.coreos.com/v1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

./scripts/bootstrap.sh tools helm kubeconform >"$work/tools.json"
binary() { node -p 'JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"))[process.argv[2]]' "$work/tools.json" "$1"; }
helm=$(binary helm)
kubeconform=$(binary kubeconform)
schemas=$(node templates/checks/kubernetes-schemas.mjs)

cat >"$work/small.yaml" <<'YAML'
autoscaling: { enabled: false }
ingress: { enabled: false }
networkPolicy: { enabled: false }
serviceMonitor: { enabled: false }
postgres: { sslMode: no-verify }
replicaCount: 1
YAML
cat >"$work/large.yaml" <<'YAML'
replicaCount: 4
image: { digest: 'sha256:0000000000000000000000000000000000000000000000000000000000000000' }
ingress: { className: nginx, annotations: { example.com/timeout: '60' } }
networkPolicy:
  ingressFrom: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ingress } } }]
  metricsFrom: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: monitoring } } }]
  extraEgress: [{ ports: [{ port: 9090 }] }]
extraConfig: { slo: { prometheus: [{ name: main, url: 'http://prometheus:9090' }] } }
extraEnv: [{ name: PROMETHEUS_TOKEN, valueFrom: { secretKeyRef: { name: tokens, key: prometheus } } }]
extraVolumes: [{ name: authority, configMap: { name: postgres-authority } }]
extraVolumeMounts: [{ name: authority, mountPath: /etc/postgres-authority, readOnly: true }]
nodeSelector: { kubernetes.io/os: linux }
tolerations: [{ key: portal, operator: Exists }]
YAML

for size in small large; do
  "$helm" lint --strict --quiet --kube-version "$kubernetes_version" "$chart" --values "$work/$size.yaml"
  "$helm" template portal "$chart" --kube-version "$kubernetes_version" --api-versions "$operator" \
    --values "$work/$size.yaml" >"$work/$size.rendered.yaml"
  "$kubeconform" -strict -summary -schema-location "$schemas/{{.ResourceKind}}{{.KindSuffix}}.json" "$work/$size.rendered.yaml"
done

# A cluster without the Prometheus Operator refuses a release that has a ServiceMonitor.
"$helm" template portal "$chart" --kube-version "$kubernetes_version" >"$work/without-operator.yaml"
if ! grep --quiet '^kind: ServiceMonitor' "$work/large.rendered.yaml" ||
  grep --quiet '^kind: ServiceMonitor' "$work/without-operator.yaml"; then
  echo 'the chart must bring a ServiceMonitor where there is the Prometheus Operator, and only there' >&2
  exit 1
fi

# What Helm tells after an installation, which `helm template` leaves out: a copy of the chart
# carries it in a manifest.
cp -r "$chart" "$work/telling"
cat >"$work/telling/templates/notes.yaml" <<'YAML'
{ apiVersion: v1, kind: ConfigMap, notes: {{ include (print $.Template.BasePath "/NOTES.txt") . | toJson }} }
YAML
notes() { "$helm" template portal "$work/telling" --kube-version "$kubernetes_version" --show-only templates/notes.yaml "$@"; }
tell() { grep --quiet --fixed-strings "$1" <<<"$2"; }

closed=$(notes)
open=$(notes --set networkPolicy.enabled=false)
watched=$(notes --api-versions "$operator")
if ! tell networkPolicy.extraEgress "$closed" || tell networkPolicy.extraEgress "$open"; then
  echo 'the notes must name networkPolicy.extraEgress when there is a NetworkPolicy, and only then' >&2
  exit 1
fi
if ! tell 'no ServiceMonitor' "$closed" || tell 'no ServiceMonitor' "$watched"; then
  echo 'the notes must say that there is no ServiceMonitor where there is none, and only there' >&2
  exit 1
fi

# A chart that lets everything through would pass all of the above.
for mistake in replicaCount=many unknownKey=1 portalUrl=portal.example.com image.pullPolicy=Sometimes postgres.sslMode=allow \
  terminationGracePeriodSeconds=39 autoscaling.maxReplicas=1; do
  if "$helm" template portal "$chart" --kube-version "$kubernetes_version" --set "$mistake" >/dev/null 2>&1; then
    echo "the chart accepts --set $mistake" >&2
    exit 1
  fi
done
echo 'The chart is well.'
