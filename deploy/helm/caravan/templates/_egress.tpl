{{- define "caravan.egressToDns" -}}
- ports: [{port: 53, protocol: UDP}, {port: 53, protocol: TCP}]
  {{- with .Values.networkPolicy.dns }}
  to: {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}

{{/* One rule; none when nobody, or no port, is named, because a rule without them allows all. Takes {to, ports}. */}}
{{- define "caravan.egressTo" -}}
{{- if and .to .ports -}}
- to: {{- toYaml .to | nindent 4 }}
  ports:
    {{- range .ports }}
    - {port: {{ . }}, protocol: TCP}
    {{- end }}
{{- end -}}
{{- end -}}

{{/* What the service reaches. */}}
{{- define "caravan.serviceEgress" -}}
{{- $policy := .Values.networkPolicy -}}
{{ include "caravan.egressToDns" . }}
{{- if .Values.redis.enabled }}
- to:
    - podSelector:
        matchLabels: {{- include "caravan.selectorLabels" (dict "root" . "component" "redis") | nindent 10 }}
  ports: [{port: 6379, protocol: TCP}]
{{- else }}
{{ include "caravan.egressTo" $policy.redis }}
{{- end }}
{{ include "caravan.egressTo" $policy.s3 }}
{{- if include "caravan.inCluster" . }}
{{ include "caravan.egressTo" $policy.apiServer }}
{{- end }}
{{- with $policy.extraEgress }}
{{ toYaml . }}
{{- end }}
{{- end -}}
