package recording

import (
	"errors"
	"io"
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

// TestFromYAML checks that YAML with a workload is read as its JSON is, by document and
// as a List, and that manifests, pods alone, and texts with more in them are not.
func TestFromYAML(t *testing.T) {
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
		values, ok := FromYAML([]byte(c.text))
		if ok != (c.objects > 0) {
			t.Errorf("%s: taken is %t", name, ok)
			continue
		}
		if !ok {
			continue
		}
		r, n := NewReader(strings.NewReader(string(values)), name), 0
		for {
			o, err := r.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			d, isDeployment := o.Object.(*appsv1.Deployment)
			if !isDeployment || d.Name != "web" || o.At.Format("15:04:05") != "03:07:01" { // by its condition
				t.Errorf("%s: %T at %s", name, o.Object, o.At)
			}
			n++
		}
		if n != c.objects {
			t.Errorf("%s: %d objects, want %d", name, n, c.objects)
		}
	}
}
