{{/* Each command is on disk within a second, and nothing is ever thrown out: records are no cache. */}}
{{- define "caravan.redisConf" -}}
dir /data
appendonly yes
appendfsync everysec
save 3600 1
maxmemory-policy noeviction
{{- end -}}

{{- define "caravan.redisPod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
terminationGracePeriodSeconds: 60
# The user of the image.
securityContext: {{- toYaml (mergeOverwrite (deepCopy .Values.podSecurityContext) (ternary (dict "runAsUser" 999 "runAsGroup" 1000 "fsGroup" 1000) dict (hasKey .Values.podSecurityContext "runAsUser"))) | nindent 2 }}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .Values.redis.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.redis.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
containers:
  - name: redis
    image: {{ .Values.redis.image }}
    imagePullPolicy: {{ .Values.image.pullPolicy }}
    {{- if .Values.redis.password.secret }}
    # The password comes by the standard input: a command line can be read by everybody on the node.
    command:
      - sh
      - -c
      - |
        exec redis-server /etc/redis/redis.conf - <<END
        requirepass "$REDISCLI_AUTH"
        END
    env:
      - name: REDISCLI_AUTH
        valueFrom: {secretKeyRef: {name: {{ .Values.redis.password.secret }}, key: {{ .Values.redis.password.key }}}}
    {{- else }}
    command: [redis-server, /etc/redis/redis.conf]
    {{- end }}
    ports:
      - {name: redis, containerPort: 6379, protocol: TCP}
    # Loading a large state takes minutes, during which it answers LOADING.
    startupProbe:
      exec: {command: [sh, -c, 'redis-cli ping | grep -q PONG']}
      periodSeconds: 5
      failureThreshold: 120
    livenessProbe:
      tcpSocket: {port: redis}
      periodSeconds: 10
      timeoutSeconds: 5
      failureThreshold: 6
    readinessProbe:
      exec: {command: [sh, -c, 'redis-cli ping | grep -q PONG']}
      periodSeconds: 10
      timeoutSeconds: 5
    securityContext: {{- toYaml .Values.securityContext | nindent 6 }}
    resources: {{- toYaml .Values.redis.resources | nindent 6 }}
    volumeMounts:
      - {name: config, mountPath: /etc/redis, readOnly: true}
      - {name: data, mountPath: /data}
volumes:
  - name: config
    configMap: {name: {{ include "caravan.fullname" . }}-redis}
{{- end -}}
