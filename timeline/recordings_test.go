package timeline_test

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
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

// recordingsDir has the recordings; $PODLIFE_RECORDINGS names another, such as
// that of random lives that e2e has recorded, for the tests that need none by name.
var recordingsDir = cmp.Or(os.Getenv("PODLIFE_RECORDINGS"), ownRecordings)

const ownRecordings = "../testdata/recordings"

// recording is one file of real watch streams, decoded.
type recording struct {
	name string
	obs  []timeline.Observation
}

// end is the arrival of the last observation.
func (r recording) end() time.Time { return r.obs[len(r.obs)-1].At }

// fold applies the whole recording to a new model.
func (r recording) fold() timeline.Snapshot { return foldAll(r.obs, r.end()) }

func foldAll(obs []timeline.Observation, now time.Time) timeline.Snapshot {
	m := timeline.New()
	for _, o := range obs {
		m.Apply(o)
	}
	return m.Snapshot(now)
}

// loadRecordings decodes every recording once for the whole package: the
// objects are shared, which is sound because Apply never changes them.
var loadRecordings = sync.OnceValues(func() ([]recording, error) {
	files, err := filepath.Glob(filepath.Join(recordingsDir, "*.jsonl"))
	if err != nil || len(files) == 0 {
		return nil, errors.Join(fmt.Errorf("no recordings in %s", recordingsDir), err)
	}
	var all []recording
	for _, f := range files {
		obs, err := decodeRecording(f)
		if err != nil {
			return nil, err
		}
		all = append(all, recording{strings.TrimSuffix(filepath.Base(f), ".jsonl"), obs})
	}
	return all, nil
})

func recordings(tb testing.TB) []recording {
	tb.Helper()
	all, err := loadRecordings()
	if err != nil {
		tb.Fatal(err)
	}
	return all
}

func recordingNamed(tb testing.TB, name string) recording {
	tb.Helper()
	for _, r := range recordings(tb) {
		if r.name == name {
			return r
		}
	}
	tb.Fatalf("no recording %q", name)
	return recording{}
}

func decodeRecording(file string) ([]timeline.Observation, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var obs []timeline.Observation
	lines := bufio.NewScanner(bytes.NewReader(b))
	lines.Buffer(nil, len(b)+1)
	for n := 1; lines.Scan(); n++ {
		o, err := decodeLine(lines.Bytes())
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, n, err)
		}
		if o.Object != nil {
			obs = append(obs, o)
		}
	}
	return obs, lines.Err()
}

// decodeLine is a second, independent reader of podlife.recording/v1, so that
// the model's tests do not stand on package watch.
func decodeLine(line []byte) (timeline.Observation, error) {
	var l struct {
		At     time.Time                `json:"at"`
		Type   timeline.ObservationType `json:"type"`
		Object json.RawMessage          `json:"object"`
	}
	if err := json.Unmarshal(line, &l); err != nil {
		return timeline.Observation{}, err
	}
	o := timeline.Observation{At: l.At, Type: l.Type}
	var kind struct{ Kind string }
	if len(l.Object) == 0 {
		return o, nil // the header
	}
	if err := json.Unmarshal(l.Object, &kind); err != nil {
		return o, err
	}
	switch kind.Kind {
	case "Pod":
		o.Object = new(corev1.Pod)
	case "Event":
		o.Object = new(corev1.Event)
	case "EndpointSlice":
		o.Object = new(discoveryv1.EndpointSlice)
	case "ProbeSample":
		o.Object = new(timeline.ProbeSample)
	default:
		return o, fmt.Errorf("unexpected kind %q", kind.Kind)
	}
	return o, json.Unmarshal(l.Object, o.Object)
}
