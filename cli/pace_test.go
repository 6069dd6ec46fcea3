package cli

import (
	"testing"

	"github.com/podlife/podlife/internal/fixture"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
)

// TestPaceOfRecordings checks that lines of a recorded life are looked for
// after every observation.
func TestPaceOfRecordings(t *testing.T) {
	for _, r := range fixture.Recordings(t) {
		m, p := model.New(), pace{}
		for _, o := range r.Obs {
			if m.Apply(o); !p.due() {
				t.Errorf("%s: a snapshot of %d things is skipped", r.Name, p.size)
				break
			}
			p.taken(m.Snapshot(o.At))
		}
	}
}

// TestPaceOfGrowingLife checks that however long a recording is, an observation
// costs a snapshot of paceSize things.
func TestPaceOfGrowingLife(t *testing.T) {
	const observations = 20_000
	events := make([]timeline.EventLine, observations)
	p, looked := pace{}, 0
	for i := range observations {
		if p.due() {
			looked += i
			p.taken(timeline.Snapshot{Lives: []timeline.Life{{Events: events[:i]}}})
		}
	}
	if perObservation := looked / observations; perObservation > paceSize {
		t.Error(perObservation, "things are looked at for an observation")
	}
}
