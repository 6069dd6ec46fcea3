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
func run(ctx context.Context, src Source) (got []timeline.Observation, err error) {
	err = src.Run(ctx, func(o timeline.Observation) error {
		got = append(got, o)
		return nil
	})
	return got, err
}

// fixed is a source of these observations.
type fixed []timeline.Observation

// Run implements Source.
func (f fixed) Run(_ context.Context, emit func(timeline.Observation) error) error {
	for _, o := range f {
		if err := emit(o); err != nil {
			return err
		}
	}
	return nil
}

// TestRecordPassesOn checks that a recorded source delivers what it was given,
// and that the file has it too.
func TestRecordPassesOn(t *testing.T) {
	path := filepath.Join(t.TempDir(), "r.jsonl")
	r, err := recording.NewRecorder(path, recording.RecorderOptions{Full: true})
	if err != nil {
		t.Fatal(err)
	}
	want := fixed{observed(1, "a"), observed(2, "b")}
	got, err := run(t.Context(), Record(want, r.Write))
	if err := errors.Join(err, r.Close()); err != nil || !reflect.DeepEqual(got, []timeline.Observation(want)) {
		t.Errorf("passed on %v, %v", got, err)
	}
	if rec, err := recording.ReadFile(path); err != nil || len(rec.Observations) != 2 {
		t.Errorf("recorded %v, %v", rec.Observations, err)
	}
}
