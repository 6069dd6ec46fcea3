package ticket

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	appsv1 "k8s.io/api/apps/v1"
)

// deploymentYAML is what kubectl get deployment -o yaml prints, cut down.
const deploymentYAML = `apiVersion: apps/v1
kind: Deployment
metadata:
  creationTimestamp: "2026-11-30T03:00:00Z"
  generation: 2
  name: web
  namespace: shop
  uid: 5b1f
spec:
  replicas: 3
status:
  conditions:
  - lastTransitionTime: "2026-11-30T03:00:00Z"
    lastUpdateTime: "2026-11-30T03:07:00Z"
    reason: NewReplicaSetAvailable
    status: "True"
    type: Progressing
  observedGeneration: 2
`

// TestWorkloads checks that YAML with a workload is read as its JSON is, by document and
// as a List, and that manifests, pods alone, and texts with more in them are not.
func TestWorkloads(t *testing.T) {
	list := "apiVersion: v1\nitems:\n- " + strings.TrimSuffix(strings.ReplaceAll(deploymentYAML, "\n", "\n  "), "  ") + "kind: List\n"
	for name, c := range map[string]struct {
		text    string
		objects int // 0: it is for package ticket
	}{
		"one":            {deploymentYAML, 1},
		"two documents":  {"---\r\n" + strings.ReplaceAll(deploymentYAML, "\n", "\r\n") + "---\r\n" + strings.Replace(deploymentYAML, "5b1f", "77aa", 1), 2},
		"a List":         {list, 1},
		"a manifest":     {strings.Replace(deploymentYAML, "  uid: 5b1f\n", "", 1), 0},
		"a pod":          {strings.Replace(deploymentYAML, "kind: Deployment", "kind: Pod", 1), 0},
		"prose below it": {deploymentYAML + "It hangs: can anybody help?\n- please\n", 0},
	} {
		values, ok := Workloads([]byte(c.text))
		if ok != (c.objects > 0) {
			t.Errorf("%s: taken is %t", name, ok)
			continue
		}
		if !ok {
			continue
		}
		n := 0
		for value := range bytes.Lines(values) {
			for _, o := range items(t, value) {
				if o.Kind != "Deployment" || o.Name != "web" || len(o.Status.Conditions) != 1 {
					t.Errorf("%s: %+v", name, o)
				}
				n++
			}
		}
		if n != c.objects {
			t.Errorf("%s: %d objects, want %d", name, n, c.objects)
		}
	}
}

// items returns the objects of a value: its items, or itself.
func items(t *testing.T, value []byte) []appsv1.Deployment {
	t.Helper()
	var list appsv1.DeploymentList
	var one appsv1.Deployment
	if err := json.Unmarshal(value, &list); err != nil {
		t.Fatal(err)
	}
	if list.Items != nil {
		return list.Items
	}
	if err := json.Unmarshal(value, &one); err != nil {
		t.Fatal(err)
	}
	return []appsv1.Deployment{one}
}
