package outcome_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/report/outcome"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/rollout"
)

var began = time.Date(2026, 11, 30, 3, 0, 0, 0, time.UTC)

// rollingOut is a Deployment with a new pod that crashes, a new one that is on
// its way, and an old one.
func rollingOut(result outcome.Result, message string) *outcome.Outcome {
	life := func(name, revision string, state timeline.State, severity timeline.Severity, headline string) timeline.Life {
		return timeline.Life{
			Pod:     timeline.Pod{Namespace: "shop", Name: name, UID: name, Owner: "ReplicaSet/web-" + revision, Revision: revision, Created: began},
			Verdict: timeline.Verdict{State: state, Severity: severity, Headline: headline},
			Startup: timeline.Startup{Total: timeline.Duration(2 * time.Second), Path: []timeline.Step{{Lane: "pod", Phase: timeline.Preparing, Start: began, Duration: timeline.Duration(2 * time.Second), Share: 1}}},
			Lanes:   []timeline.Lane{{ID: "container/app", Kind: timeline.LaneContainer, Name: "app"}},
		}
	}
	old := life("old", "aaa", timeline.StateReady, timeline.OK, "ready")
	s := timeline.Snapshot{
		Now: began.Add(90 * time.Second),
		Workloads: []timeline.Workload{
			{Namespace: "shop", Kind: "Deployment", Name: "web", UID: "w", PodRevision: "bbb", Wanted: 3, Updated: 2, Rollout: timeline.Rollout{
				State: timeline.RolloutFailing, Severity: timeline.Bad, Headline: "1 of 2 new pods: exit 1", Revision: "2", New: timeline.PodCount{Pods: 2}, Old: timeline.PodCount{Pods: 1, Ready: 1},
			}},
			{Namespace: "shop", Kind: "ReplicaSet", Name: "web-bbb", Owner: "Deployment/web"},
		},
		Lives: []timeline.Life{old, life("bad", "bbb", timeline.StateCrashLoopBackOff, timeline.Bad, "app <crashes> | at & \x01once"), life("slow", "bbb", timeline.StatePullingImage, timeline.Progress, "pulls")},
	}
	code := int32(1)
	s.Lives[1].Lanes[0].Attempts = []timeline.Attempt{
		{Number: 3, Started: timeline.ExactEdge(began), Exited: timeline.ExactEdge(began.Add(2 * time.Second)), ExitCode: &code, Reason: "Error"},
	}
	o := &outcome.Outcome{Target: "deployment/web in shop", Condition: "rolled-out", Result: result, Message: message, Began: began, Snapshot: s}
	if result != outcome.Met {
		o.Failure = &rollout.Failure{Cause: "exit 1", Life: &s.Lives[1], Lane: &s.Lives[1].Lanes[0], Run: 3}
		o.Log = []string{"``` is no fence", "]]> fatal"}
	}
	return o
}

// TestJSON checks podlife.rollout/v1: no field goes, and none changes its meaning.
func TestJSON(t *testing.T) {
	for _, c := range []struct {
		result outcome.Result
		fields string
	}{
		{outcome.Met, "schema target condition result began ended elapsed workloads pods"},
		{outcome.Failed, "schema target condition result message began ended elapsed workloads pods failure"},
	} {
		message := ""
		if c.result != outcome.Met {
			message = "exit 1"
		}
		var out bytes.Buffer
		if err := outcome.JSON(&out, rollingOut(c.result, message)); err != nil {
			t.Fatal(err)
		}
		var doc map[string]json.RawMessage
		if err := json.Unmarshal(out.Bytes(), &doc); err != nil {
			t.Fatal(err)
		}
		fields(t, doc, c.fields)
		if string(doc["schema"]) != `"podlife.rollout/v1"` || string(doc["elapsed"]) != `"1m30s"` || string(doc["result"]) != `"`+string(c.result)+`"` {
			t.Errorf("%s", out.String())
		}
		var lists struct {
			Workloads, Pods []map[string]json.RawMessage
			Failure         map[string]json.RawMessage
		}
		if err := json.Unmarshal(out.Bytes(), &lists); err != nil || len(lists.Workloads) != 1 || len(lists.Pods) != 3 {
			t.Fatalf("%v: %d workloads, %d pods, want 1 and 3", err, len(lists.Workloads), len(lists.Pods))
		}
		fields(t, lists.Workloads[0], "namespace kind name uid revision state severity headline wanted updated replicas ready available pods old")
		fields(t, lists.Pods[0], "namespace name uid workload revision current gone state severity headline created restarts")
		if string(lists.Pods[0]["current"]) != "false" || string(lists.Pods[1]["current"]) != "true" {
			t.Errorf("the old pod is current: %s, the new: %s", lists.Pods[0]["current"], lists.Pods[1]["current"])
		}
		if c.result == outcome.Failed {
			fields(t, lists.Failure, "cause pod container run chain runs log")
			if runs := string(lists.Failure["runs"]); !strings.Contains(runs, `"exitCode": 1`) || !strings.Contains(runs, `"best": "2s"`) {
				t.Errorf("runs: %s", runs)
			}
		}
	}
}

func fields(t *testing.T, o map[string]json.RawMessage, want string) {
	t.Helper()
	for name := range strings.FieldsSeq(want) {
		if _, ok := o[name]; !ok {
			t.Errorf("%s is missing", name)
		}
	}
	if n := len(strings.Fields(want)); len(o) != n {
		t.Errorf("%d fields, want %d: %v", len(o), n, o)
	}
}

// TestJUnit checks which cases fail, and that what a pod says stays text.
func TestJUnit(t *testing.T) {
	for _, c := range []struct {
		result                           outcome.Result
		tests, failures, errors, skipped int
	}{
		{outcome.Met, 3, 0, 0, 0},
		{outcome.Failed, 3, 2, 0, 1},
		{outcome.TimedOut, 3, 2, 0, 1},
		{outcome.Error, 3, 1, 1, 1},
	} {
		var out bytes.Buffer
		if err := outcome.JUnit(&out, rollingOut(c.result, "why")); err != nil {
			t.Fatal(err)
		}
		var doc struct {
			Suite struct {
				Tests    int `xml:"tests,attr"`
				Failures int `xml:"failures,attr"`
				Errors   int `xml:"errors,attr"`
				Skipped  int `xml:"skipped,attr"`
				Cases    []struct {
					Name string `xml:"name,attr"`
					Out  string `xml:"system-out"`
				} `xml:"testcase"`
			} `xml:"testsuite"`
		}
		if err := xml.Unmarshal(out.Bytes(), &doc); err != nil {
			t.Fatalf("%v in\n%s", err, out.String())
		}
		s := doc.Suite
		if s.Tests != c.tests || s.Failures != c.failures || s.Errors != c.errors || s.Skipped != c.skipped || len(s.Cases) != c.tests {
			t.Errorf("%s: %+v, want %+v", c.result, s, c)
		}
		if c.result == outcome.Failed && !strings.Contains(s.Cases[0].Out, "]]> fatal") {
			t.Errorf("the log is %q", s.Cases[0].Out)
		}
		if strings.Contains(out.String(), `name="pod old"`) {
			t.Error("a pod of an older revision is a case")
		}
	}
}

// TestMarkdown checks what a job's summary begins with, and that what a pod says
// is no markup.
func TestMarkdown(t *testing.T) {
	var out bytes.Buffer
	if err := outcome.Markdown(&out, rollingOut(outcome.Failed, "the new pod: exit 1")); err != nil {
		t.Fatal(err)
	}
	text := out.String()
	for _, want := range []string{
		"## ✗ `deployment/web in shop`: not rolled-out, known after 1m30s\n\n**the new pod: exit 1**\n",
		"| `deployment/web` | Failing | 2 | 3 | 2 | 0 | 1 | 1 of 2 new pods: exit 1 |",
		`| app \<crashes\> \| at \& `,
		"````text\n``` is no fence\n]]> fatal\n````",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if strings.Index(text, "`bad`") > strings.Index(text, "`slow`") {
		t.Error("a pod that fails is not the first")
	}
	out.Reset()
	if err := outcome.Markdown(&out, rollingOut(outcome.Met, "")); err != nil || !strings.HasPrefix(out.String(), "## ✓ `deployment/web in shop`: rolled-out after 1m30s\n") {
		t.Errorf("%v:\n%s", err, out.String())
	}
}
