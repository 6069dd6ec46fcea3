package e2e

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"slices"
	"testing"
	"time"
)

// observation is one line of a recording.
type observation struct {
	At     time.Time
	Type   string
	Object struct {
		Kind     string
		Metadata struct{ Name, UID, ResourceVersion string }
		From, To time.Time // of a gap
		Reason   string
	}
}

// read reads a recording, which may still be written to.
func read(t *testing.T, file string) []observation {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		if os.IsNotExist(err) {
			return nil
		}
		t.Fatal(err)
	}
	var all []observation
	for line := range bytes.Lines(b) {
		var o observation
		if line[len(line)-1] != '\n' {
			break // not written to its end yet
		}
		if err := json.Unmarshal(line, &o); err != nil {
			t.Fatalf("%s: %v in %s", file, err, line)
		}
		if o.Type != "" { // else the header
			all = append(all, o)
		}
	}
	return all
}

// versions are the resource versions of the pods and Events of a recording,
// and when each arrived.
func versions(all []observation) map[string]time.Time {
	out := map[string]time.Time{}
	for _, o := range all {
		if (o.Object.Kind == "Pod" || o.Object.Kind == "Event") && o.Type != "DELETED" {
			out[o.Object.Metadata.ResourceVersion] = o.At
		}
	}
	return out
}

// has waits until a recording holds a version.
func (n *namespace) recorded(file, version string, timeout time.Duration) {
	n.t.Helper()
	for deadline := time.Now().Add(timeout); ; time.Sleep(50 * time.Millisecond) {
		if _, ok := versions(read(n.t, file))[version]; ok {
			return
		}
		if time.Now().After(deadline) {
			n.t.Fatalf("version %s is not in %s within %s", version, file, timeout)
		}
	}
}

// recordedGone waits until a recording holds the news of a pod's removal, which
// comes after it.
func (n *namespace) recordedGone(file, pod string) {
	n.t.Helper()
	n.eventually(10*time.Second, "the news that "+pod+" is gone", func(context.Context) bool {
		return slices.ContainsFunc(read(n.t, file), func(o observation) bool {
			return o.Type == "DELETED" && o.Object.Kind == "Pod" && o.Object.Metadata.Name == pod
		})
	})
}
