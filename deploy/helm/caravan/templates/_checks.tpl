{{/* Values that each are right and do not go together. */}}
{{- define "caravan.check" -}}
{{- $issuer := dig "caravan" "api" "oidc" "issuer" "" .Values.config -}}
{{- if and (eq .Values.mode "service") (not .Values.api.keysSecret.name) (not $issuer) -}}
{{- fail "api.keysSecret.name is empty: the service listens beyond loopback only for callers with a key (or with config.caravan.api.oidc.issuer). Name a Secret with the lines that `caravan api-key` prints: kubectl create secret generic caravan-api-keys --from-file=keys.yaml" -}}
{{- end -}}
{{- if and (not .Values.redis.enabled) (not .Values.redis.url) -}}
{{- fail "redis.url is empty: with redis.enabled false it names the external server, such as rediss://redis.example.org:6380/0" -}}
{{- end -}}
{{- if and .Values.redis.enabled .Values.redis.url -}}
{{- fail (printf "redis.url is '%s', and redis.enabled is true: set redis.enabled to false to use that server, or leave redis.url empty" .Values.redis.url) -}}
{{- end -}}
{{- if contains "@" .Values.redis.url -}}
{{- if contains ":" (regexReplaceAll "^[a-z]+://([^@]*)@.*$" .Values.redis.url "${1}") -}}
{{- fail "redis.url has a password: name a Secret in redis.password.secret instead" -}}
{{- end -}}
{{- end -}}
{{- $several := or (gt (int .Values.replicas) 1) (eq .Values.strategy "RollingUpdate") -}}
{{- if and (eq .Values.mode "service") $several (not .Values.data.existingClaim) (ne .Values.data.accessMode "ReadWriteMany") -}}
{{- fail (printf "data.accessMode is %s: with replicas above 1, or strategy RollingUpdate, several pods write to it at once, which needs ReadWriteMany" .Values.data.accessMode) -}}
{{- end -}}
{{- if and (eq .Values.mode "service") $several (not .Values.s3.targets) (not (dig "caravan" "publish" "targets" "" .Values.config)) -}}
{{- fail "s3.targets is empty: the S3 server within the pod is for one instance, so replicas above 1, or strategy RollingUpdate, need a target" -}}
{{- end -}}
{{- if and .Values.routes.configMap .Values.routes.files -}}
{{- fail "routes.configMap and routes.files are both set: use one of them" -}}
{{- end -}}
{{- $conversion := .Values.conversion -}}
{{- $configured := dig "caravan" "convert" "runner" $conversion.runner .Values.config -}}
{{- if and (ne $configured $conversion.runner) (has $configured (list "kubernetes" "argo")) -}}
{{- fail (printf "config.caravan.convert.runner is %s: set conversion.runner to it instead, which gives the rights as well" $configured) -}}
{{- end -}}
{{- if and (eq (dig "caravan" "geozarr" "runner" "" .Values.config) "argo") (ne .Values.geozarr.runner "argo") -}}
{{- fail "config.caravan.geozarr.runner is argo: set geozarr.runner to it instead, which gives the rights as well" -}}
{{- end -}}
{{- if and (ne $conversion.runner "kubernetes") (or $conversion.template $conversion.templateConfigMap.name) -}}
{{- fail (printf "conversion.template is for the runner kubernetes, and conversion.runner is %s" $conversion.runner) -}}
{{- end -}}
{{- if and (eq (dig "caravan" "publish" "runner" "" .Values.config) "kubernetes") (ne .Values.publishing.runner "kubernetes") -}}
{{- fail "config.caravan.publish.runner is kubernetes: set publishing.runner to it instead, which gives the rights as well" -}}
{{- end -}}
{{- if and (eq .Values.publishing.runner "kubernetes") (not .Values.s3.targets) (not (dig "caravan" "publish" "targets" "" .Values.config)) -}}
{{- fail "s3.targets is empty: with publishing.runner kubernetes other pods send to the targets, and the S3 server within the service's pod is not for them" -}}
{{- end -}}
{{- if and $conversion.sendAhead (ne $conversion.runner "kubernetes") -}}
{{- fail (printf "conversion.sendAhead is for the runner kubernetes, and conversion.runner is %s" $conversion.runner) -}}
{{- end -}}
{{- if and $conversion.template $conversion.templateConfigMap.name -}}
{{- fail "conversion.template and conversion.templateConfigMap.name are both set: use one of them" -}}
{{- end -}}
{{- if and (or (ne $conversion.runner "builtin") (eq .Values.publishing.runner "kubernetes")) (not .Values.data.existingClaim) -}}
{{- if eq .Values.data.accessMode "ReadWriteOncePod" -}}
{{- fail (printf "data.accessMode is ReadWriteOncePod: with conversion.runner %s, publishing.runner %s other pods use it as well, which needs ReadWriteMany" $conversion.runner .Values.publishing.runner) -}}
{{- end -}}
{{- if and (ne (include "caravan.jobsNamespace" .) .Release.Namespace) (not (index $conversion.parameters "work-claim")) (not (index $conversion.argo.parameters "work-claim")) -}}
{{- fail (printf "kubernetes.namespace is %s, where the chart makes no claim: name one with the same volume in conversion.parameters.work-claim, or use data.existingClaim" .Values.kubernetes.namespace) -}}
{{- end -}}
{{- end -}}
{{- if and .Values.ingress.enabled (not .Values.service.enabled) -}}
{{- fail "ingress.enabled is true, and service.enabled is false: an Ingress leads to the Service" -}}
{{- end -}}
{{- if and .Values.ingress.enabled (not .Values.ingress.host) -}}
{{- fail "ingress.host is empty: name the host, such as caravan.example.org" -}}
{{- end -}}
{{- end -}}
