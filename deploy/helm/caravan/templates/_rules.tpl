{{/* The verbs that the service uses. deploy/kustomize/overlays/cluster-jobs/role.yaml has the same; a test compares the two. */}}
{{- define "caravan.rules" -}}
{{- if include "caravan.usesJobs" . -}}
- apiGroups: [batch]
  resources: [jobs]
  verbs: [create, delete, get, list, watch]
{{ end -}}
{{- if include "caravan.usesWorkflows" . -}}
- apiGroups: [argoproj.io]
  resources: [workflows]
  verbs: [create, delete, get, list, watch]
- apiGroups: [argoproj.io]
  resources: [workflowtemplates]
  verbs: [get]
{{ end -}}
- apiGroups: [""]
  resources: [pods]
  verbs: [list, watch]
- apiGroups: [""]
  resources: [pods/log]
  verbs: [get]
- apiGroups: [""]
  resources: [events]
  verbs: [list]
- apiGroups: [""]
  resources: [persistentvolumeclaims]
  verbs: [get]
- apiGroups: [coordination.k8s.io]
  resources: [leases]
  verbs: [create, get, patch]
{{- end -}}
