{{/* application.yaml as the service reads it: what the values say, and over it the keys of `config`. */}}
{{- define "caravan.settings" -}}
{{- $service := eq .Values.mode "service" -}}
{{- $sources := list -}}
{{- range .Values.sources -}}
{{- $sources = append $sources (merge (dict "path" .path) (.settings | default dict)) -}}
{{- end -}}
{{- $caravan := dict "data" "/data" "redis" (dict "embedded" false) "scan" (dict "sources" $sources) -}}
{{- with .Values.s3.targets -}}
{{- $_ := set $caravan "publish" (dict "targets" .) -}}
{{- end -}}
{{- $caravan = merge $caravan (include "caravan.clusterSettings" . | fromYaml) -}}
{{- $settings := dict
    "caravan" $caravan
    "spring" (dict "data" (dict "redis" (include "caravan.redisSettings" . | fromYaml)))
    "camel" (dict "main" (dict "shutdown-timeout" (int .Values.shutdownTimeout)))
-}}
{{- if $service -}}
{{- $_ := set $settings "server" (dict "address" "0.0.0.0" "port" 8080) -}}
{{- if include "caravan.hasKeys" . -}}
{{- $_ := set $settings.spring "config" (dict "import" (printf "file:/etc/caravan/keys/%s" .Values.api.keysSecret.key)) -}}
{{- end -}}
{{- $readiness := dict "include" (join "," .Values.probes.readiness) "show-details" "never" "show-components" "never" -}}
{{- $_ := set $settings "management" (dict "endpoint" (dict "health" (dict "group" (dict "readiness" $readiness)))) -}}
{{- end -}}
{{- mergeOverwrite $settings (deepCopy .Values.config) | toYaml -}}
{{- end -}}
