{{/* The service's pod, of the Deployment and of the CronJob. */}}
{{- define "caravan.podMetadata" -}}
labels: {{- include "caravan.labels" (dict "root" . "component" "service") | nindent 2 }}
{{- with .Values.podLabels }}
  {{- toYaml . | nindent 2 }}
{{- end }}
annotations:
  # A pod reads its configuration once; another one begins when it has changed.
  checksum/config: {{ include "caravan.settings" . | sha256sum }}
  {{- with .Values.routes.files }}
  checksum/routes: {{ toYaml . | sha256sum }}
  {{- end }}
  {{- with include "caravan.jobTemplateText" . }}
  checksum/conversion: {{ . | sha256sum }}
  {{- end }}
  {{- with merge (dict) .Values.podAnnotations .Values.annotations }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end -}}

{{- define "caravan.podSpec" -}}
serviceAccountName: {{ include "caravan.serviceAccountName" . }}
automountServiceAccountToken: {{ include "caravan.inCluster" . | empty | not }}
enableServiceLinks: false
# The service's own time to stop, and what it takes to put its jobs back.
terminationGracePeriodSeconds: {{ add .Values.shutdownTimeout 20 }}
securityContext: {{- toYaml .Values.podSecurityContext | nindent 2 }}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.affinity }}
affinity: {{- toYaml . | nindent 2 }}
{{- end }}
{{- if eq .Values.mode "cronjob" }}
restartPolicy: Never
{{- else }}
{{- with .Values.topologySpreadConstraints }}
topologySpreadConstraints:
  {{- range . }}
  {{- $selector := dict "labelSelector" (dict "matchLabels" (include "caravan.selectorLabels" (dict "root" $ "component" "service") | fromYaml)) }}
  - {{ toYaml (merge (deepCopy .) $selector) | nindent 4 | trim }}
  {{- end }}
{{- end }}
{{- end }}
containers:
  - {{ include "caravan.container" . | nindent 4 | trim }}
volumes: {{- include "caravan.volumes" . | nindent 2 }}
{{- end -}}

{{- define "caravan.container" -}}
name: caravan
image: {{ include "caravan.image" . }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
{{- if eq .Values.mode "cronjob" }}
args: [--once]
{{- else }}
ports:
  - {name: http, containerPort: 8080, protocol: TCP}
startupProbe:
  httpGet: {path: /actuator/health/liveness, port: http}
  periodSeconds: 5
  failureThreshold: {{ div (add .Values.probes.startupSeconds 4) 5 }}
# Nothing from outside: a restart does not bring Redis back.
livenessProbe:
  httpGet: {path: /actuator/health/liveness, port: http}
  periodSeconds: {{ .Values.probes.periodSeconds }}
  timeoutSeconds: 5
  failureThreshold: 6
readinessProbe:
  httpGet: {path: /actuator/health/readiness, port: http}
  periodSeconds: {{ .Values.probes.periodSeconds }}
  timeoutSeconds: {{ .Values.probes.timeoutSeconds }}
  failureThreshold: 3
{{- end }}
securityContext: {{- toYaml .Values.securityContext | nindent 2 }}
resources: {{- toYaml .Values.resources | nindent 2 }}
env: {{- include "caravan.env" . | nindent 2 }}
{{- with .Values.envFrom }}
envFrom: {{- toYaml . | nindent 2 }}
{{- end }}
volumeMounts: {{- include "caravan.volumeMounts" . | nindent 2 }}
{{- end -}}

{{- define "caravan.env" -}}
- {name: CARAVAN_JAVA_OPTIONS, value: {{ .Values.javaOptions | quote }}}
{{- with .Values.redis.password }}
{{- if .secret }}
- name: SPRING_DATA_REDIS_PASSWORD
  valueFrom: {secretKeyRef: {name: {{ .secret }}, key: {{ .key }}}}
{{- end }}
{{- end }}
{{- range .Values.s3.credentials }}
{{- $prefix := printf "CARAVAN_PUBLISH_CREDENTIALS_%s" (upper .name) }}
- name: {{ $prefix }}_ACCESSKEY
  valueFrom: {secretKeyRef: {name: {{ .secret }}, key: {{ .accessKey | default "access-key" }}}}
- name: {{ $prefix }}_SECRETKEY
  valueFrom: {secretKeyRef: {name: {{ .secret }}, key: {{ .secretKey | default "secret-key" }}}}
{{- if .sessionToken }}
- name: {{ $prefix }}_SESSIONTOKEN
  valueFrom: {secretKeyRef: {name: {{ .secret }}, key: {{ .sessionToken }}}}
{{- end }}
{{- end }}
{{- with .Values.env }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "caravan.volumeMounts" -}}
- {name: config, mountPath: /opt/caravan/application.yaml, subPath: application.yaml, readOnly: true}
{{- if include "caravan.hasKeys" . }}
- {name: api-keys, mountPath: /etc/caravan/keys, readOnly: true}
{{- end }}
{{- if include "caravan.routes" . }}
- {name: routes, mountPath: /opt/caravan/routes, readOnly: true}
{{- end }}
- {name: data, mountPath: /data}
- {name: tmp, mountPath: /tmp}
{{- if include "caravan.jobTemplate" . }}
- {name: conversion, mountPath: /etc/caravan/conversion, readOnly: true}
{{- end }}
{{- with include "caravan.sourceMounts" . }}
{{ . }}
{{- end }}
{{- with .Values.volumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "caravan.volumes" -}}
- name: config
  configMap: {name: {{ include "caravan.fullname" . }}-config}
{{- if include "caravan.hasKeys" . }}
- name: api-keys
  # 0440
  secret: {secretName: {{ .Values.api.keysSecret.name }}, defaultMode: 288}
{{- end }}
{{- with include "caravan.routes" . }}
- name: routes
  configMap: {name: {{ . }}}
{{- end }}
- name: data
  persistentVolumeClaim: {claimName: {{ include "caravan.dataClaim" . }}}
- name: tmp
  emptyDir: {sizeLimit: {{ .Values.tmpSize }}}
{{- with include "caravan.jobTemplate" . }}
- name: conversion
  configMap: {name: {{ . }}}
{{- end }}
{{- with include "caravan.sourceVolumes" . }}
{{ . }}
{{- end }}
{{- with .Values.volumes }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Of the service and of what converts for it: both see the same files under the same paths. */}}
{{- define "caravan.sourceMounts" -}}
{{- range $i, $source := .Values.sources }}
- name: source-{{ $i }}
  mountPath: {{ $source.path }}
  {{- with $source.subPath }}
  subPath: {{ . }}
  {{- end }}
  readOnly: true
{{- end }}
{{- end -}}

{{- define "caravan.sourceVolumes" -}}
{{- range $i, $source := .Values.sources }}
- name: source-{{ $i }}
  persistentVolumeClaim: {claimName: {{ $source.claim }}, readOnly: true}
{{- end }}
{{- end -}}
