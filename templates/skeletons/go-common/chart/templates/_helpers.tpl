{{/*
The name of every resource. It is the chart's name and not the release's: other
services reach this one as http://<name>, whatever the release is called.
Set nameOverride to run two releases in one namespace.
*/}}
{{- define "service.name" -}}
{{- .Values.nameOverride | default .Chart.Name | trunc 53 | trimSuffix "-" -}}
{{- end -}}

{{/* Labels by which Services, budgets and policies find the pods: never change them, a Deployment's selector is immutable. */}}
{{- define "service.selectorLabels" -}}
app.kubernetes.io/name: {{ include "service.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "service.labels" -}}
{{ include "service.selectorLabels" . }}
app.kubernetes.io/version: {{ include "service.version" . | quote }}
app.kubernetes.io/component: {{ .Values.component }}
app.kubernetes.io/part-of: {{ .Values.system }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
backstage.io/kubernetes-id: {{ .Values.kubernetesId | default (include "service.name" .) }}
goreliable.dev/environment: {{ .Values.environment }}
goreliable.dev/owner: {{ .Values.owner }}
{{- with .Values.labels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "service.version" -}}
{{- .Values.image.tag | default .Chart.AppVersion | trunc 63 -}}
{{- end -}}

{{/* A digest wins over a tag: it names one image for ever. */}}
{{- define "service.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ include "service.version" . }}
{{- end -}}
{{- end -}}

{{/*
How long Kubernetes waits between SIGTERM and SIGKILL: the time in which the
service keeps serving while it is taken out of the load balancers, the time in
which it may finish what it has begun, and a margin in which it closes its pools
and sends its last traces.
*/}}
{{- define "service.terminationGracePeriodSeconds" -}}
{{- add .Values.shutdown.delaySeconds .Values.shutdown.timeoutSeconds 5 -}}
{{- end -}}

{{/* Files in the image are owned by root; the process runs as the distroless user. */}}
{{- define "service.containerSecurityContext" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
capabilities:
  drop:
    - ALL
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "service.podSecurityContext" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
seccompProfile:
  type: RuntimeDefault
{{- end -}}
