package watch

import (
	"context"
	"errors"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/watch/recording"
)

func observed(second int, name string) timeline.Observation {
	return timeline.Observation{At: time.Unix(int64(second), 0).UTC(), Type: timeline.Added, Object: &corev1.Pod{ObjectMeta: metav1.ObjectMeta{Name: name, UID: "u"}}}
}

// run collects what a source delivers.
func run(ctx context.Context, src Source) ([]timeline.Observation, error) {
	out, done := make(chan timeline.Observation), make(chan error, 1)
	go func() {
		done <- src.Run(ctx, out)
		close(out)
	}()
	var got []timeline.Observation
	for o := range out {
		got = append(got, o)
	}
	return got, <-done
}

// What a recorded source delivers is what it was given, and is in the file.
func TestRecordPassesOn(t *testing.T) {
	path := filepath.Join(t.TempDir(), "r.jsonl")
	r, err := recording.NewRecorder(path, recording.RecorderOptions{Full: true})
	if err != nil {
		t.Fatal(err)
	}
	want := fixed{observed(1, "a"), observed(2, "b")}
	got, err := run(t.Context(), Record(want, r))
	if err := errors.Join(err, r.Close()); err != nil || !reflect.DeepEqual(got, []timeline.Observation(want)) {
		t.Errorf("passed on %v, %v", got, err)
	}
	if rec, err := recording.ReadFile(path); err != nil || len(rec.Observations) != 2 {
		t.Errorf("recorded %v, %v", rec.Observations, err)
	}
}

// A reader that goes away stops the source behind the recorder too.
func TestRecordStops(t *testing.T) {
	r, err := recording.NewRecorder(filepath.Join(t.TempDir(), "r.jsonl"), recording.RecorderOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	ctx, cancel := context.WithCancel(t.Context())
	endless := make(fixed, 1000)
	out, done := make(chan timeline.Observation), make(chan error, 1)
	go func() { done <- Record(endless, r).Run(ctx, out) }()
	<-out
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("Run = %v", err)
	}
}

func recordings(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("../testdata/recordings/*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatalf("no recordings: %v", err)
	}
	return files
}
