// Package reporttest has what the tests of the report's formats share: the
// recordings, a life with a bit of everything, and one of hostile names.
package reporttest

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"

	"github.com/podlife/podlife/timeline"
)

// Recording is a real recording.
type Recording struct {
	Name string
	Obs  []timeline.Observation
}

// Fold returns what is known after the first n observations.
func (r Recording) Fold(n int) timeline.Snapshot {
	m := timeline.New()
	for _, o := range r.Obs[:n] {
		m.Apply(o)
	}
	return m.Snapshot(r.Obs[n-1].At)
}

// Load decodes every recording once for the whole package; do not
// change an observation.
func Load(t *testing.T) []Recording {
	t.Helper()
	once.Do(func() { decoded = decodeAll(t) })
	return decoded
}

var (
	once    sync.Once
	decoded []Recording
)

func decodeAll(t *testing.T) []Recording {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(root(t), "testdata/recordings/*.jsonl"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no recordings: %v", err)
	}
	var all []Recording
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		r := Recording{Name: strings.TrimSuffix(filepath.Base(f), ".jsonl")}
		lines := bufio.NewScanner(bytes.NewReader(b))
		lines.Buffer(nil, len(b)+1)
		for lines.Scan() {
			if o, ok := decode(t, lines.Bytes()); ok {
				r.Obs = append(r.Obs, o)
			}
		}
		all = append(all, r)
	}
	return all
}

// root returns the directory of the module.
func root(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	for ; filepath.Dir(dir) != dir; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
	}
	t.Fatal("no go.mod above the test")
	return ""
}

// decode reads one line; false for the header. The report knows nothing of
// package watch, and neither do its tests.
func decode(t *testing.T, line []byte) (timeline.Observation, bool) {
	t.Helper()
	var l struct {
		At     time.Time
		Type   timeline.ObservationType
		Object json.RawMessage
	}
	var kind struct{ Kind string }
	if err := json.Unmarshal(line, &l); err != nil {
		t.Fatal(err)
	}
	if l.Object == nil {
		return timeline.Observation{}, false
	}
	if err := json.Unmarshal(l.Object, &kind); err != nil {
		t.Fatal(err)
	}
	object := map[string]func() any{
		"Pod": func() any { return new(corev1.Pod) }, "Event": func() any { return new(corev1.Event) },
		"EndpointSlice": func() any { return new(discoveryv1.EndpointSlice) }, "ProbeSample": func() any { return new(timeline.ProbeSample) },
	}[kind.Kind]()
	if err := json.Unmarshal(l.Object, object); err != nil {
		t.Fatal(err)
	}
	return timeline.Observation{At: l.At, Type: l.Type, Object: object}, true
}
