package recording

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/internal/fixture"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
)

// TestKubectlOutputHoldsTheTruth checks that kubectl's watch output and a plain
// List, without arrival times and managedFields, claim nothing that the
// runtime's own log denies.
func TestKubectlOutputHoldsTheTruth(t *testing.T) {
	for _, file := range fixture.Files(t) {
		log, err := os.ReadFile(strings.TrimSuffix(file, ".jsonl") + ".truth.json")
		if err != nil {
			continue // the runtime's log did not cover it
		}
		var truth struct{ Pods []truthPod }
		if err := json.Unmarshal(log, &truth); err != nil {
			t.Fatal(err)
		}
		updates := kubectlUpdates(t, file)
		outputs := map[string][]byte{"watch": bytes.Join(updates, []byte("\n"))}
		for name, n := range map[string]int{"a list at a third": len(updates) / 3, "a list at two thirds": len(updates) * 2 / 3} {
			outputs[name] = kubectlList(t, updates[:n])
		}
		for name, out := range outputs {
			rec, err := ReadAll(bytes.NewReader(out), name)
			if err != nil && strings.HasSuffix(err.Error(), "holds no pod") && name != "watch" {
				continue // between two lives of one name
			}
			if err != nil {
				t.Errorf("%s as %s: %v", file, name, err)
				continue
			}
			m := model.New()
			for _, o := range rec.Observations {
				m.Apply(o)
			}
			for _, life := range m.Snapshot(rec.Observations[len(rec.Observations)-1].At).Lives {
				for _, pod := range truth.Pods {
					if pod.UID == life.Pod.UID {
						pod.deny(t, file+" as "+name, life)
					}
				}
			}
		}
	}
}

type complainer interface {
	Helper()
	Errorf(format string, args ...any)
}

type truthPod struct {
	UID        string
	Containers []struct {
		Container       string
		Started, Exited time.Time
	}
}

// deny complains of every Running span that holds none of the container's runs.
func (p truthPod) deny(t complainer, where string, life timeline.Life) {
	t.Helper()
	in := func(at time.Time, e timeline.Edge) bool { return !at.Before(e.Earliest) && !at.After(e.Latest) }
	for _, lane := range life.Lanes {
		next := 0
		for _, s := range lane.Spans {
			if s.Track != timeline.TrackProcess || s.Phase != timeline.Running {
				continue
			}
			held := false
			for ; next < len(p.Containers) && !held; next++ {
				run := p.Containers[next]
				held = run.Container == lane.Name && in(run.Started, s.Start) && (s.Open() || run.Exited.IsZero() || in(run.Exited, s.End))
			}
			if !held {
				t.Errorf("%s: no run of %s is inside span %d: [%v, %v] to [%v, %v]", where, lane.ID, s.Attempt, s.Start.Earliest, s.Start.Latest, s.End.Earliest, s.End.Latest)
			}
		}
	}
}

// kubectlUpdates returns a recording's pods and events as kubectl prints a
// watch of them.
func kubectlUpdates(t *testing.T, file string) [][]byte {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out [][]byte
	for line := range bytes.Lines(text) {
		var o struct {
			Type   string         `json:"type"`
			Object map[string]any `json:"object"`
		}
		if err := json.Unmarshal(line, &o); err != nil {
			t.Fatal(err)
		}
		if kind := o.Object["kind"]; kind != "Pod" && kind != "Event" {
			continue
		}
		delete(o.Object["metadata"].(map[string]any), "managedFields")
		b, err := json.MarshalIndent(o, "", "    ")
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, b)
	}
	return out
}

// kubectlList returns the List of what exists after some updates.
func kubectlList(t *testing.T, updates [][]byte) []byte {
	t.Helper()
	last, order := map[string]json.RawMessage{}, []string{}
	for _, u := range updates {
		var o struct {
			Type   string
			Object json.RawMessage
		}
		var id struct{ Metadata struct{ UID string } }
		if json.Unmarshal(u, &o) != nil || json.Unmarshal(o.Object, &id) != nil {
			t.Fatal("not what kubectl prints")
		}
		uid := id.Metadata.UID
		if last[uid] == nil {
			order = append(order, uid)
		}
		if last[uid] = o.Object; o.Type == "DELETED" {
			last[uid] = nil
		}
	}
	list := struct {
		Kind       string            `json:"kind"`
		APIVersion string            `json:"apiVersion"`
		Items      []json.RawMessage `json:"items"`
	}{"List", "v1", nil}
	for _, uid := range order {
		if last[uid] != nil {
			list.Items = append(list.Items, last[uid])
		}
	}
	b, err := json.Marshal(list)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
