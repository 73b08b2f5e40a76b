{{/* What `helm test` runs: a small sample through the converter, then the doctor with the service's own settings, volumes and account. */}}

{{/* The pod stays until the next test, to be read; what lets it through to others does not. */}}
{{- define "caravan.testHook" -}}
helm.sh/hook: test
helm.sh/hook-delete-policy: before-hook-creation
{{- end -}}

{{- define "caravan.testPolicyHook" -}}
helm.sh/hook: test
helm.sh/hook-weight: "-1"
helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
{{- end -}}

{{- define "caravan.testPod" -}}
restartPolicy: Never
serviceAccountName: {{ include "caravan.serviceAccountName" . }}
automountServiceAccountToken: {{ include "caravan.inCluster" . | empty | not }}
enableServiceLinks: false
securityContext: {{- toYaml .Values.podSecurityContext | nindent 2 }}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- if eq .Values.mode "service" }}
# Where the service is, there its volumes can be mounted.
affinity:
  podAffinity:
    requiredDuringSchedulingIgnoredDuringExecution:
      - topologyKey: kubernetes.io/hostname
        labelSelector:
          matchLabels: {{- include "caravan.selectorLabels" (dict "root" . "component" "service") | nindent 12 }}
{{- end }}
initContainers:
  - name: convert
    image: {{ include "caravan.image" . }}
    imagePullPolicy: {{ .Values.image.pullPolicy }}
    workingDir: /tmp
    command: [sh, -ec]
    args:
      - |
        caravan=/opt/caravan/bin/caravan
        $caravan sample /tmp/sample.las --points 20000
        $caravan convert /tmp/sample.las -o /tmp/sample
        $caravan verify /tmp/sample --source=/tmp/sample.las
        rm -r /tmp/sample /tmp/sample.las
    {{- include "caravan.testLimits" . | nindent 4 }}
    env:
      - {name: CARAVAN_JAVA_OPTIONS, value: {{ .Values.javaOptions | quote }}}
      - {name: CARAVAN_CACHE, value: ""}
    volumeMounts:
      - {name: tmp, mountPath: /tmp}
containers:
  - name: doctor
    image: {{ include "caravan.image" . }}
    imagePullPolicy: {{ .Values.image.pullPolicy }}
    args:
      - doctor
      - --offline
      {{- range .Values.test.checks }}
      - --check={{ . }}
      {{- end }}
    {{- include "caravan.testLimits" . | nindent 4 }}
    env: {{- include "caravan.env" . | nindent 6 }}
    {{- with .Values.envFrom }}
    envFrom: {{- toYaml . | nindent 6 }}
    {{- end }}
    volumeMounts: {{- include "caravan.volumeMounts" . | nindent 6 }}
volumes: {{- include "caravan.volumes" . | nindent 2 }}
{{- end -}}

{{/* The service's limits, which the doctor judges by; little is asked for, because it is over soon. */}}
{{- define "caravan.testLimits" -}}
securityContext: {{- toYaml .Values.securityContext | nindent 2 }}
resources:
  requests: {cpu: 100m, memory: 512Mi}
  {{- with .Values.resources.limits }}
  limits: {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}
