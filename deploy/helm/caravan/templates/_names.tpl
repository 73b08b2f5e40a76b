{{/* Names, labels, and where things are. */}}

{{- define "caravan.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{/* Shorter than 63 characters by what is put behind it, such as -network-default. */}}
{{- define "caravan.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 45 | trimSuffix "-" -}}
{{- else if contains (include "caravan.name" .) .Release.Name -}}
{{- .Release.Name | trunc 45 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "caravan.name" .) | trunc 45 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "caravan.instanceLabels" -}}
app.kubernetes.io/name: {{ include "caravan.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{/* Takes {root, component}. */}}
{{- define "caravan.selectorLabels" -}}
{{ include "caravan.instanceLabels" .root }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{/* Takes {root, component}. */}}
{{- define "caravan.labels" -}}
{{ include "caravan.selectorLabels" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/part-of: caravan
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- with .root.Values.labels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Name, namespace, labels and annotations. Takes {root, component, name, annotations, namespace}; without the last it is the release's. */}}
{{- define "caravan.metadata" -}}
name: {{ .name }}
namespace: {{ .namespace | default .root.Release.Namespace }}
labels: {{- include "caravan.labels" . | nindent 2 }}
{{- with merge (dict) (.annotations | default dict) .root.Values.annotations }}
annotations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{- define "caravan.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end -}}

{{- define "caravan.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- .Values.serviceAccount.name | default (include "caravan.fullname" .) -}}
{{- else -}}
{{- .Values.serviceAccount.name | default "default" -}}
{{- end -}}
{{- end -}}

{{- define "caravan.dataClaim" -}}
{{- .Values.data.existingClaim | default (printf "%s-data" (include "caravan.fullname" .)) -}}
{{- end -}}

{{- define "caravan.routes" -}}
{{- .Values.routes.configMap | default (ternary (printf "%s-routes" (include "caravan.fullname" .)) "" (not (empty .Values.routes.files))) -}}
{{- end -}}

{{/* spring.data.redis, part by part: a password in the environment counts only without `url`. */}}
{{- define "caravan.redisSettings" -}}
{{- if .Values.redis.enabled -}}
host: {{ include "caravan.fullname" . }}-redis
port: 6379
database: 0
{{- else -}}
{{- $url := urlParse .Values.redis.url -}}
host: {{ $url.hostname }}
port: {{ regexReplaceAll "^.*:([0-9]+)$|.*" $url.host "${1}" | default "6379" | int }}
database: {{ trimPrefix "/" $url.path | default "0" | int }}
{{- with regexReplaceAll ":.*" $url.userinfo "" }}
username: {{ . | quote }}
{{- end }}
{{- if eq $url.scheme "rediss" }}
ssl: {enabled: true}
{{- end }}
{{- end -}}
{{- end -}}

{{- define "caravan.usesJobs" -}}
{{- if or .Values.kubernetes.enabled (eq .Values.conversion.runner "kubernetes") (eq .Values.publishing.runner "kubernetes") }}true{{ end -}}
{{- end -}}

{{- define "caravan.usesWorkflows" -}}
{{- if or .Values.argo.enabled (eq .Values.conversion.runner "argo") (eq .Values.geozarr.runner "argo") }}true{{ end -}}
{{- end -}}

{{/* Whether the service speaks to the API server. */}}
{{- define "caravan.inCluster" -}}
{{- if or (include "caravan.usesJobs" .) (include "caravan.usesWorkflows" .) }}true{{ end -}}
{{- end -}}

{{/* Of what the service makes in the cluster. */}}
{{- define "caravan.jobsNamespace" -}}
{{- .Values.kubernetes.namespace | default .Release.Namespace -}}
{{- end -}}

{{/* The label app.kubernetes.io/instance of what the service makes; a release's name may be longer, and have dots. */}}
{{- define "caravan.jobsInstance" -}}
{{- .Values.kubernetes.instance | default (.Release.Name | replace "." "-" | trunc 40 | trimSuffix "-") -}}
{{- end -}}

{{- define "caravan.workflowAccount" -}}
{{ include "caravan.fullname" . }}-workflow
{{- end -}}

{{/* Spec of a claim. Takes accessMode, size, storageClass. */}}
{{- define "caravan.claimSpec" -}}
accessModes: [{{ .accessMode }}]
{{- with .storageClass }}
storageClassName: {{ . }}
{{- end }}
resources:
  requests:
    storage: {{ .size }}
{{- end -}}

{{/* Whether a Secret with API keys is mounted. A single run listens on loopback and needs none. */}}
{{- define "caravan.hasKeys" -}}
{{- if and (eq .Values.mode "service") .Values.api.keysSecret.name }}true{{ end -}}
{{- end -}}
