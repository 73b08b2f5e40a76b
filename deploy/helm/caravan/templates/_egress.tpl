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
