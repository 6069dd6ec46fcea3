package model_test

import (
	"cmp"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/podlife/podlife/internal/fixture"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
)

// recordingsDir has the recordings; $PODLIFE_RECORDINGS names another, such as
// that of random lives that e2e has recorded, for the tests that need none by name.
var recordingsDir = cmp.Or(os.Getenv("PODLIFE_RECORDINGS"), ownRecordings)

const ownRecordings = "../../testdata/recordings"

// recording is one file of real watch streams, decoded.
type recording struct {
	name string
	obs  []timeline.Observation
}

// end returns the arrival of the last observation.
func (r recording) end() time.Time { return r.obs[len(r.obs)-1].At }

// fold applies the whole recording to a new model.
func (r recording) fold() timeline.Snapshot { return foldAll(r.obs, r.end()) }

func foldAll(obs []timeline.Observation, now time.Time) timeline.Snapshot {
	m := model.New()
	for _, o := range obs {
		m.Apply(o)
	}
	return m.Snapshot(now)
}

// recordings returns every recording; their observations are shared, which is
// sound because Apply never changes them.
func recordings(tb testing.TB) []recording {
	tb.Helper()
	var all []recording
	for _, r := range fixture.Recordings(tb) {
		all = append(all, recording{r.Name, r.Obs})
	}
	return all
}

// withLives returns every recording, and the lives of end-to-end tests; of a directory from elsewhere, its recordings alone.
func withLives(tb testing.TB) []recording {
	tb.Helper()
	all := recordings(tb)
	if recordingsDir != ownRecordings {
		return all
	}
	for _, l := range livesOf(tb) {
		all = append(all, recording{l.Name, l.Obs})
	}
	return all
}

// readLives are read once: they are 1.1 MB.
var readLives struct {
	sync.Once
	all []fixture.Life
}

func livesOf(tb testing.TB) []fixture.Life {
	tb.Helper()
	readLives.Do(func() { readLives.all = fixture.Lives(tb) })
	return readLives.all
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
