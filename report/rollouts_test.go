package report_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/report"
	"github.com/podlife/podlife/timeline"
)

// refused is a Deployment that a quota keeps from creating its second pod, a Job,
// and a ReplicaSet, which is not judged.
func refused() timeline.Snapshot {
	return timeline.Snapshot{Now: time.Unix(1000, 0), Workloads: []timeline.Workload{
		{Namespace: "shop", Kind: "Deployment", Name: "web", UID: "w", Wanted: 2, Updated: 1, Replicas: 2, Ready: 2, Available: 2, Rollout: timeline.Rollout{
			State: timeline.RolloutStalled, Severity: timeline.Bad, Headline: "1 pod cannot be created: exceeded quota: small | used: pods=3", Revision: "2",
			New: timeline.PodCount{Pods: 1, Ready: 1}, Old: timeline.PodCount{Pods: 1, Ready: 1}, Since: time.Unix(900, 0),
		}},
		{Namespace: "shop", Kind: "ReplicaSet", Name: "web-bbb", Owner: "Deployment/web"},
		{Namespace: "shop", Kind: "Job", Name: "import", Job: &timeline.Job{Completions: 3, Succeeded: 1, Active: 2}, Rollout: timeline.Rollout{
			State: timeline.RolloutProgressing, Severity: timeline.Progress, Headline: "1 of 3 pods succeeded, 2 running",
		}},
	}}
}

// TestWorkloads checks that each format of text and JSON begins with the verdict
// of the workloads, without any pod too.
func TestWorkloads(t *testing.T) {
	var text, markdown, doc bytes.Buffer
	for _, err := range []error{report.Text(&text, refused(), report.Options{Width: 70}), report.Markdown(&markdown, refused()), report.JSON(&doc, refused())} {
		if err != nil {
			t.Fatal(err)
		}
	}
	want := `shop/deployment/web                                            STALLED
1 pod cannot be created: exceeded quota: small | used: pods=3
revision 2 · 2 wanted · 1 updated · 2 ready · 2 available · 1 old
shop/job/import                                            PROGRESSING
1 of 3 pods succeeded, 2 running
3 wanted · 1 succeeded · 2 active · 0 failed

No pod was seen`
	if !strings.HasPrefix(text.String(), want) {
		t.Errorf("the page begins with\n%s\nwant\n%s", text.String(), want)
	}
	row := "| `deployment/web` | Stalled | 2 | 2 | 1 | 1 | 1 | 1 pod cannot be created: exceeded quota: small \\| used: pods=3 |\n"
	if !strings.Contains(markdown.String(), row) {
		t.Errorf("no %q in\n%s", row, markdown.String())
	}
	var read struct{ Workloads []any }
	if err := json.Unmarshal(doc.Bytes(), &read); err != nil || len(read.Workloads) != 2 {
		t.Fatalf("%v: %d workloads, want 2", err, len(read.Workloads))
	}
	check := &schema{}
	listOf(workloadShape)(check, "workloads", any(read.Workloads))
	if len(check.broken) > 0 {
		t.Error(strings.Join(check.broken, "\n"))
	}
}
