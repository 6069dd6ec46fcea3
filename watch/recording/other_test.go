package recording

import (
	"strings"
	"testing"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/podlife/podlife/timeline"
)

const rollout = `{"apiVersion":"argoproj.io/v1alpha1","kind":"Rollout","metadata":{"name":"web","namespace":"shop","uid":"u","resourceVersion":"7"},` +
	`"spec":{"replicas":2,"template":{"env":"hunter2"}},"status":{"replicas":2,"secret":"hunter2","conditions":[{"type":"Available","status":"True","message":"password=hunter2hunter2 works"}]}}`

// podLine is the line of a pod, without which a recording is of nothing.
const podLine = `{"at":"2026-11-30T03:00:00Z","type":"ADDED","object":{"apiVersion":"v1","kind":"Pod","metadata":{"name":"web-1","namespace":"shop","uid":"p"}}}` + "\n"

// TestOtherLines checks that an object of a kind that podlife does not know is
// written without what may be secret, and comes back as it is.
func TestOtherLines(t *testing.T) {
	u := &unstructured.Unstructured{}
	if err := u.UnmarshalJSON([]byte(rollout)); err != nil {
		t.Fatal(err)
	}
	line, n, err := appendLine(nil, timeline.Observation{At: time.Unix(1, 0), Type: timeline.Added, Object: u}, false)
	if err != nil || n != 1 || strings.Contains(string(line), "hunter2") {
		t.Errorf("%v, %d redacted: %s", err, n, line)
	}
	rec, err := ReadAll(strings.NewReader(string(line)+podLine), "test")
	if err != nil || len(rec.Observations) != 2 {
		t.Fatalf("%v: %+v", err, rec)
	}
	back, ok := rec.Observations[0].Object.(*unstructured.Unstructured)
	if replicas, _, _ := unstructured.NestedInt64(u.Object, "status", "replicas"); !ok || back.GetUID() != "u" || replicas != 2 {
		t.Errorf("came back as %T %+v", rec.Observations[0].Object, back)
	}
}

// TestOtherKinds checks which objects are read for what their status says.
func TestOtherKinds(t *testing.T) {
	for _, c := range []struct {
		text  string
		other bool
	}{
		{rollout, true},
		{strings.Replace(rollout, "argoproj.io", "autoscaling.k8s.io", 1), false},
		{strings.Replace(rollout, "argoproj.io/v1alpha1", "v1", 1), false},
		{strings.Replace(rollout, `"uid":"u",`, "", 1), false},
		{`{"apiVersion":"example.com/v1","kind":"Secretive","metadata":{"uid":"u"},"data":{}}`, false},
	} {
		line := podLine + `{"at":"2026-11-30T03:00:00Z","type":"ADDED","object":` + c.text + "}\n"
		rec, err := ReadAll(strings.NewReader(line), "test")
		if err != nil || len(rec.Observations) != 2 {
			t.Fatalf("%v: %s", err, line)
		}
		if _, ok := rec.Observations[1].Object.(*unstructured.Unstructured); ok != c.other {
			t.Errorf("%T of %s", rec.Observations[1].Object, c.text)
		}
	}
}
