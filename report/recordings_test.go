package report_test

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

type recording struct {
	name string
	obs  []timeline.Observation
}

// fold is what is known after the first n observations.
func (r recording) fold(n int) timeline.Snapshot {
	m := timeline.New()
	for _, o := range r.obs[:n] {
		m.Apply(o)
	}
	return m.Snapshot(r.obs[n-1].At)
}

// loadRecordings decodes every recording once for the whole package; nobody
// changes an observation.
func loadRecordings(t *testing.T) []recording {
	t.Helper()
	once.Do(func() { decoded = decodeAll(t) })
	return decoded
}

var (
	once    sync.Once
	decoded []recording
)

func decodeAll(t *testing.T) []recording {
	t.Helper()
	files, err := filepath.Glob("../testdata/recordings/*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatalf("no recordings: %v", err)
	}
	var all []recording
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		r := recording{name: strings.TrimSuffix(filepath.Base(f), ".jsonl")}
		lines := bufio.NewScanner(bytes.NewReader(b))
		lines.Buffer(nil, len(b)+1)
		for lines.Scan() {
			if o, ok := decode(t, lines.Bytes()); ok {
				r.obs = append(r.obs, o)
			}
		}
		all = append(all, r)
	}
	return all
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
