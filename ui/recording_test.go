package ui

import (
	"bufio"
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

// recordings caches decoded files: decoding takes longer than drawing.
var recordings sync.Map

// recording reads one of the repository's recordings.
func recording(t testing.TB, name string) []timeline.Observation {
	t.Helper()
	if v, ok := recordings.Load(name); ok {
		return v.([]timeline.Observation)
	}
	f, err := os.Open(filepath.Join("..", "testdata", "recordings", name+".jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []timeline.Observation
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 4<<20)
	for sc.Scan() {
		if o, ok := decode(t, sc.Bytes()); ok {
			out = append(out, o)
		}
	}
	if err := sc.Err(); err != nil {
		t.Fatal(err)
	}
	recordings.Store(name, out)
	return out
}

func decode(t testing.TB, b []byte) (timeline.Observation, bool) {
	var env struct {
		At     time.Time
		Type   timeline.ObservationType
		Object json.RawMessage
	}
	var kind struct{ Kind string }
	if json.Unmarshal(b, &env) != nil || len(env.Object) == 0 {
		return timeline.Observation{}, false
	}
	_ = json.Unmarshal(env.Object, &kind)
	var obj any
	switch kind.Kind {
	case "Pod":
		obj = &corev1.Pod{}
	case "Event":
		obj = &corev1.Event{}
	case "EndpointSlice":
		obj = &discoveryv1.EndpointSlice{}
	case "ProbeSample":
		obj = &timeline.ProbeSample{}
	default:
		return timeline.Observation{}, false
	}
	if err := json.Unmarshal(env.Object, obj); err != nil {
		t.Fatal(err)
	}
	return timeline.Observation{At: env.At, Type: env.Type, Object: obj}, true
}

// recordingNames are all recordings of the repository.
func recordingNames(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "testdata", "recordings", "*.jsonl"))
	if err != nil || len(files) == 0 {
		t.Fatal("no recordings: ", err)
	}
	for i, f := range files {
		files[i] = strings.TrimSuffix(filepath.Base(f), ".jsonl")
	}
	return files
}
