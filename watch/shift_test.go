package watch

import (
	"context"
	"testing"
	"time"

	"github.com/podlife/podlife/timeline"
)

type fixed []timeline.Observation

func (f fixed) Run(ctx context.Context, out chan<- timeline.Observation) error {
	for _, o := range f {
		if err := send(ctx, out, o); err != nil {
			return err
		}
	}
	return nil
}

// TestShift: arrivals and gaps move, and a source that blocks can be stopped.
func TestShift(t *testing.T) {
	at := time.Date(2026, 11, 22, 7, 0, 0, 0, time.UTC)
	gap := &timeline.Gap{From: at, To: at.Add(time.Second), Reason: "why"}
	source := fixed{{At: at, Type: timeline.Added, Object: pod("a", 1)}, {At: at, Type: timeline.GapType, Object: gap}}
	out := make(chan timeline.Observation, 2)
	if err := Shift(source, time.Minute).Run(t.Context(), out); err != nil {
		t.Fatal(err)
	}
	later := at.Add(time.Minute)
	if o := <-out; !o.At.Equal(later) {
		t.Errorf("arrived at %s, want %s", o.At, later)
	}
	if g := (<-out).Object.(*timeline.Gap); *g != (timeline.Gap{From: later, To: later.Add(time.Second), Reason: "why"}) || gap.From != at {
		t.Errorf("gap %+v, and the source's own %+v", g, gap)
	}
	ctx, stop := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer stop()
	if err := Shift(source, time.Minute).Run(ctx, make(chan timeline.Observation)); err == nil {
		t.Error("ended without an error although nobody listened")
	}
}
