package stats

import (
	"testing"
	"time"

	"github.com/podlife/podlife/timeline"
)

// TestDistinctOfOverlappingRecordings has a pod in two recordings: one ended while it
// started, one saw it ready and deleted. Lives without a UID, of a pasted text, are
// each a pod.
func TestDistinctOfOverlappingRecordings(t *testing.T) {
	of := func(uid string, complete bool, took time.Duration) timeline.Life {
		l := started("web", "1", "x", took)
		l.Pod.UID, l.Startup.Complete = uid, complete
		return l
	}
	starting, ready, late, nobody := of("a", false, 2*time.Second), of("a", true, 5*time.Second), of("a", false, 0), of("", true, time.Second)
	late.ReadyUnseen, late.Pod.DeletionRequested = true, epoch.Add(time.Minute)
	late.Termination = &timeline.Termination{Requested: timeline.ExactEdge(epoch.Add(time.Minute))}
	for _, lives := range [][]timeline.Life{{starting, ready, nobody, late, nobody}, {late, ready, nobody, starting, nobody}} {
		got := Distinct(lives)
		if g := Of(got).All; g.Lives != 3 || g.Ready != 3 || g.Starting != 0 || g.Unknown != 0 {
			t.Errorf("%+v", g)
		}
		if a := got[0]; a.Startup.Total != ready.Startup.Total || a.Termination == nil || a.Pod.DeletionRequested.IsZero() {
			t.Errorf("its start took %s, its end is %+v", time.Duration(a.Startup.Total), a.Termination)
		}
	}
	longer := of("a", false, 3*time.Second)
	if got := Distinct([]timeline.Life{starting, longer}); len(got) != 1 || got[0].Startup.Total != longer.Startup.Total {
		t.Errorf("of two that start: %+v", got)
	}
}
