{{/* Conversions in the cluster: their settings, and the template of their Jobs with the volumes that the service has. */}}

{{/* caravan.kubernetes and caravan.convert; empty when the service converts by itself, and asks nothing of the cluster. */}}
{{- define "caravan.clusterSettings" -}}
{{- if include "caravan.inCluster" . -}}
kubernetes:
  {{- with .Values.kubernetes.namespace }}
  namespace: {{ . }}
  {{- end }}
  instance: {{ include "caravan.jobsInstance" . | quote }}
  calls-per-second: {{ .Values.kubernetes.callsPerSecond }}
  look: {{ .Values.kubernetes.look }}
  patience: {{ .Values.kubernetes.patience }}
{{- end }}
{{- if eq .Values.conversion.runner "kubernetes" }}
convert:
  runner: kubernetes
  kubernetes:
    {{- if include "caravan.jobTemplate" . }}
    template: /etc/caravan/conversion/{{ include "caravan.jobTemplateKey" . }}
    {{- end }}
    cpus: {{ .Values.conversion.cpus }}
    most-memory: {{ .Values.conversion.mostMemory }}
    {{- if .Values.conversion.sendAhead }}
    send-ahead: true
    {{- end }}
    parameters: {{- merge (dict) .Values.conversion.parameters (include "caravan.jobParameters" . | fromYaml) | toYaml | nindent 6 }}
{{- else if eq .Values.conversion.runner "argo" }}
convert:
  runner: argo
  argo:
    workflow-template: {{ include "caravan.workflowTemplate" . }}
    parameters: {{- merge (dict) .Values.conversion.argo.parameters (include "caravan.workflowParameters" . | fromYaml) | toYaml | nindent 6 }}
{{- end }}
{{- if eq .Values.publishing.runner "kubernetes" }}
publish:
  runner: kubernetes
  kubernetes:
    {{- with .Values.publishing.secrets }}
    secrets: {{- toYaml . | nindent 6 }}
    {{- end }}
    parameters: {{- merge (dict) .Values.publishing.parameters (include "caravan.publishParameters" . | fromYaml) | toYaml | nindent 6 }}
{{- end }}
{{- if eq .Values.geozarr.runner "argo" }}
geozarr:
  runner: argo
  argo:
    workflow-template: {{ .Values.geozarr.workflowTemplate | default (include "caravan.geozarrTemplate" .) }}
    parameters: {{- merge (dict) .Values.geozarr.parameters (include "caravan.geozarrParameters" . | fromYaml) | toYaml | nindent 6 }}
{{- end }}
{{- end -}}

{{/* Of deploy/templates/convert-job.yaml. */}}
{{- define "caravan.jobParameters" -}}
{{- $conversion := .Values.conversion -}}
image: {{ include "caravan.conversionImage" . }}
{{ include "caravan.volumeParameters" . }}
{{- with $conversion.queue }}
queue: {{ . | quote }}
{{- end }}
{{- with $conversion.priorityClass }}
priority-class: {{ . | quote }}
{{- end }}
{{- with $conversion.serviceAccount }}
service-account: {{ . | quote }}
{{- end }}
{{- with include "caravan.conversionSecret" . }}
pull-secret: {{ . | quote }}
{{- end }}
{{- with $conversion.publishSecret }}
publish-secret: {{ . | quote }}
{{- end }}
{{- end -}}

{{/* Of deploy/templates/publish-job.yaml. */}}
{{- define "caravan.publishParameters" -}}
image: {{ .Values.publishing.image | default (include "caravan.image" .) }}
work-claim: {{ include "caravan.dataClaim" . }}
work-path: /data
{{- with .Values.publishing.serviceAccount }}
service-account: {{ . | quote }}
{{- end }}
{{- with first .Values.image.pullSecrets }}
pull-secret: {{ . | quote }}
{{- end }}
{{- end -}}

{{/* Of deploy/argo/potree-convert-workflowtemplate.yaml. */}}
{{- define "caravan.workflowParameters" -}}
potree-image: {{ include "caravan.conversionImage" . }}
image-pull-policy: {{ .Values.image.pullPolicy }}
{{ include "caravan.volumeParameters" . }}
{{- end -}}

{{/* Where both kinds of template find what the service has; with several sources, what they say of the first is for `caravan doctor` only. */}}
{{- define "caravan.volumeParameters" -}}
{{- with first .Values.sources -}}
sources-claim: {{ .claim }}
sources-path: {{ .path }}
{{ end -}}
work-claim: {{ include "caravan.dataClaim" . }}
work-path: /data
{{- end -}}

{{- define "caravan.conversionImage" -}}
{{- .Values.conversion.image | default (include "caravan.image" .) -}}
{{- end -}}

{{- define "caravan.conversionSecret" -}}
{{- .Values.conversion.pullSecret | default (first .Values.image.pullSecrets) | default "" -}}
{{- end -}}

{{/* Whether the parameters of the templates can say where the sources are: one whole claim, or one that the parameters name. */}}
{{- define "caravan.oneSource" -}}
{{- if eq (len .Values.sources) 1 -}}
{{- if not (first .Values.sources).subPath }}true{{ end -}}
{{- end -}}
{{- end -}}

{{/* The ConfigMap with the template of Jobs; empty for the one in the image. */}}
{{- define "caravan.jobTemplate" -}}
{{- if eq .Values.conversion.runner "kubernetes" -}}
{{- if .Values.conversion.templateConfigMap.name -}}
{{ .Values.conversion.templateConfigMap.name }}
{{- else if include "caravan.jobTemplateText" . -}}
{{ include "caravan.fullname" . }}-conversion
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "caravan.jobTemplateKey" -}}
{{- ternary .Values.conversion.templateConfigMap.key "convert-job.yaml" (not (empty .Values.conversion.templateConfigMap.name)) -}}
{{- end -}}

{{/* The template that the chart writes: the one in `conversion.template`, or that of the image with the volumes of several sources. */}}
{{- define "caravan.jobTemplateText" -}}
{{- $conversion := .Values.conversion -}}
{{- if and (eq $conversion.runner "kubernetes") (not $conversion.templateConfigMap.name) -}}
{{- if $conversion.template -}}
{{ $conversion.template }}
{{- else if not (or (include "caravan.oneSource" .) (hasKey $conversion.parameters "sources-claim")) -}}
{{- $job := .Files.Get "files/convert-job.yaml" | fromYaml -}}
{{- $pod := $job.spec.template.spec -}}
{{- include "caravan.mountSources" (dict "root" . "volume" "sources" "pod" $pod "container" (first $pod.containers)) -}}
{{- toYaml $job -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Puts the sources of the values in place of one volume. Takes {root, volume, pod, container}, and changes the last two. */}}
{{- define "caravan.mountSources" -}}
{{- $volumes := include "caravan.sourceVolumes" .root | fromYamlArray -}}
{{- range .pod.volumes -}}
{{- if ne .name $.volume -}}{{- $volumes = append $volumes . -}}{{- end -}}
{{- end -}}
{{- $_ := set .pod "volumes" $volumes -}}
{{- $mounts := include "caravan.sourceMounts" .root | fromYamlArray -}}
{{- range .container.volumeMounts -}}
{{- if ne .name $.volume -}}{{- $mounts = append $mounts . -}}{{- end -}}
{{- end -}}
{{- $_ := set .container "volumeMounts" $mounts -}}
{{- end -}}

{{- define "caravan.geozarrTemplate" -}}
{{- ternary (printf "%s-geozarr-convert" (include "caravan.fullname" .)) "caravan-geozarr-convert" .Values.argo.workflowTemplates -}}
{{- end -}}

{{/* Of deploy/argo/geozarr-convert-workflowtemplate.yaml. */}}
{{- define "caravan.geozarrParameters" -}}
{{- with .Values.geozarr.image -}}
image: {{ . }}
{{ end -}}
image-pull-policy: {{ .Values.image.pullPolicy }}
work-claim: {{ include "caravan.dataClaim" . }}
work-path: /data
{{- end -}}

{{- define "caravan.workflowTemplate" -}}
{{- .Values.conversion.argo.workflowTemplate | default (ternary (printf "%s-potree-convert" (include "caravan.fullname" .)) "caravan-potree-convert" .Values.argo.workflowTemplates) -}}
{{- end -}}

{{/* The sources of the values in a WorkflowTemplate, where its parameters cannot say them. Takes {root, spec, container}, and changes the last two. */}}
{{- define "caravan.mountAsTheService" -}}
{{- if not (or (include "caravan.oneSource" .root) (hasKey .root.Values.conversion.argo.parameters "sources-claim")) -}}
{{- range .container.volumeMounts -}}
{{- if eq .name "sources" -}}
{{- include "caravan.mountSources" (dict "root" $.root "volume" .name "pod" $.spec "container" $.container) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
