package ui

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/podlife/podlife/timeline"
)

// TestPumpKeepsAPace checks that what comes alone is shown at once; what comes
// quickly, together and at a pace; what comes at the end, before the end.
func TestPumpKeepsAPace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		live := make(chan timeline.Observation)
		began := time.Now()
		type sent struct {
			after time.Duration
			n     int // −1: closed
		}
		var got []sent
		done := make(chan struct{})
		go func() {
			defer close(done)
			pump(t.Context(), live, func(m any) {
				n := -1
				if o, ok := m.(observationsMsg); ok {
					n = len(o)
				}
				got = append(got, sent{time.Since(began), n})
			})
		}()
		time.Sleep(time.Second)
		live <- timeline.Observation{}
		for range 15 {
			time.Sleep(time.Millisecond)
			live <- timeline.Observation{}
		}
		time.Sleep(time.Second)
		for range batch + 1 {
			live <- timeline.Observation{}
		}
		close(live)
		<-done
		want := []sent{{time.Second, 1}, {time.Second + pace, 15}}
		if len(got) < 4 || got[0] != want[0] || got[1] != want[1] || got[len(got)-1].n != -1 {
			t.Fatalf("sent %v, want %v first, and closed last", got, want)
		}
		total := 0
		for _, s := range got[2 : len(got)-1] {
			total += s.n
		}
		if total != batch+1 {
			t.Errorf("%d of %d observations sent", total, batch+1)
		}
	})
}
