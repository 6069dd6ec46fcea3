package watch

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/podlife/podlife/timeline"
)

// TestShift checks that arrivals and gaps move.
func TestShift(t *testing.T) {
	at := time.Date(2026, 11, 22, 7, 0, 0, 0, time.UTC)
	gap := &timeline.Gap{From: at, To: at.Add(time.Second), Reason: "why"}
	source := fixed{{At: at, Type: timeline.Added, Object: pod("a", 1)}, {At: at, Type: timeline.GapType, Object: gap}}
	got, err := run(t.Context(), Shift(source, time.Minute))
	if err != nil {
		t.Fatal(err)
	}
	later := at.Add(time.Minute)
	if !got[0].At.Equal(later) {
		t.Errorf("arrived at %s, want %s", got[0].At, later)
	}
	if g := got[1].Object.(*timeline.Gap); *g != (timeline.Gap{From: later, To: later.Add(time.Second), Reason: "why"}) || gap.From != at {
		t.Errorf("gap %+v, and the source's own %+v", g, gap)
	}
}

// TestRecord checks that an observation is written before it is delivered, and
// that an error of the receiver ends the source while one of writing does not.
func TestRecord(t *testing.T) {
	enough := errors.New("enough")
	var order []string
	write := func(o timeline.Observation) error {
		order = append(order, "written")
		return errors.New("the disk is full")
	}
	err := Record(fixed{observed(1, "a"), observed(2, "b"), observed(3, "c")}, write).Run(t.Context(), func(timeline.Observation) error {
		if order = append(order, "delivered"); len(order) == 4 {
			return enough
		}
		return nil
	})
	if !errors.Is(err, enough) || !slices.Equal(order, []string{"written", "delivered", "written", "delivered"}) {
		t.Errorf("%v after %q", err, order)
	}
}

// TestGroupPanics checks that a panic reaches the one who waits, after the
// others have ended.
func TestGroupPanics(t *testing.T) {
	group, ctx := newGroup(t.Context())
	ended := false
	group.start(func() error {
		<-ctx.Done()
		ended = true
		return context.Cause(ctx)
	})
	group.start(func() error { panic("boom") })
	defer func() {
		if r := recover(); r != "boom" || !ended {
			t.Errorf("panic %v, the others ended: %v", r, ended)
		}
	}()
	group.wait()
}
