package playback

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/podlife/podlife/internal/fixture"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
)

// TestTrackGoesAnywhere checks that the model of any number of observations is the same
// whichever was folded before it, from however few models are kept.
func TestTrackGoesAnywhere(t *testing.T) {
	all := Decoded(fixture.Named(t, "rollout").Obs)
	known := model.New()
	known.Apply(all[0])
	for name, c := range map[string]struct {
		track *Track
		from  int
	}{"a recording": {Recorded(all), 0}, "a live view": {NewTrack(known), 1}} {
		track := c.track
		track.every = 1 // as many as there can be
		if c.from > 0 {
			m := known.Clone()
			for _, o := range all[c.from:] {
				m.Apply(o)
				track.Add(o, m)
			}
		}
		var f Folded
		r := rand.New(rand.NewPCG(1, 2))
		for range 60 {
			n := r.IntN(track.Len() + 1)
			f = track.Fold(f, n)
			want := model.New()
			for _, o := range all[:c.from+n] {
				want.Apply(o)
			}
			at := all[max(c.from+n-1, 0)].At
			if d := cmp.Diff(want.Snapshot(at), f.Model.Snapshot(at)); f.N != n || d != "" {
				t.Fatalf("%s, observation %d: %d, (-want +got):\n%s", name, n, f.N, d)
			}
		}
	}
}

// TestTrackKeepsLittle checks that what is kept of a recording is bounded by how many
// lives change in it, and that what is read is as good as what is sought.
func TestTrackKeepsLittle(t *testing.T) {
	all := Decoded(fixture.Named(t, "rollout").Obs)
	track := Recorded(all)
	track.every = 1
	for _, o := range all {
		track.Read(o, false)
		copied := 0
		for i := range track.kept {
			copied += track.kept[i].alone
		}
		if len(track.kept) > mostKept || copied > mostCopied {
			t.Fatalf("%d models and %d lives are kept", len(track.kept), copied)
		}
	}
	if len(track.kept) < leastExpected {
		t.Errorf("only %d models are kept", len(track.kept))
	}
	read, sought := New(track, all[len(all)-1].At, 1, true), New(Recorded(all), all[len(all)-1].At, 1, true)
	if d := cmp.Diff(sought.Model.Snapshot(sought.At), read.Model.Snapshot(read.At)); d != "" || read.Applied != sought.Applied {
		t.Errorf("%d and %d observations (-sought +read):\n%s", sought.Applied, read.Applied, d)
	}
}

// counted counts the observations that are read.
type counted struct {
	Decoded
	read int
}

func (c *counted) Each(from, to int, f func(timeline.Observation)) error {
	c.read += to - from
	return c.Decoded.Each(from, to, f)
}

// TestStepsBackAreNear checks that who steps back, from the end or from any moment, does
// not have everything read again at each step, and sees what there was.
func TestStepsBackAreNear(t *testing.T) {
	obs := fixture.Named(t, "rollout").Obs
	all := &counted{Decoded: slices.Concat(obs, obs, obs, obs)}
	track := Recorded(all)
	track.every = math.MaxInt // nothing is kept but what is near
	for i, o := range all.Decoded {
		track.Read(o, len(all.Decoded)-1-i < Near)
	}
	p := New(track, all.At(all.Len()-1), 1, true)
	for _, from := range []int{all.Len(), all.Len() / 2} {
		p.Seek(all.At(0))
		p.fold(from)
		p.Step(-1)
		all.read = 0
		for range Near / 2 {
			p.Step(-1)
		}
		if most := Near / 2 * nearEvery; all.read > most {
			t.Errorf("from %d: %d observations were read for %d steps, want at most %d", from, all.read, Near/2, most)
		}
		want := model.New()
		for _, o := range all.Decoded[:p.Applied] {
			want.Apply(o)
		}
		if d := cmp.Diff(want.Snapshot(p.At), p.Model.Snapshot(p.At)); d != "" || p.Applied != from-1-Near/2 {
			t.Errorf("from %d: observation %d (-want +got):\n%s", from, p.Applied, d)
		}
	}
}

// leastExpected is how many models are kept of a recording of a few hundred
// observations, were each looked at.
const leastExpected = 16

// broken is a recording of which only the beginning can be read.
type broken struct {
	Decoded
	good int
}

var errBroken = errors.New("cut")

func (b broken) Each(from, to int, f func(timeline.Observation)) error {
	if err := b.Decoded.Each(from, min(max(from, b.good), to), f); err != nil || to <= b.good {
		return err
	}
	return errBroken
}

// TestTrackOfWhatCannotBeRead checks that a recording that is cut while it is played
// says so, and shows what could be read.
func TestTrackOfWhatCannotBeRead(t *testing.T) {
	all := Decoded(fixture.Named(t, "demo").Obs)
	p := New(Recorded(broken{all, 50}), all[10].At, 1, true)
	if p.Err != nil {
		t.Fatal(p.Err)
	}
	p.Advance(time.Hour)
	if !errors.Is(p.Err, errBroken) || p.Applied != 50 {
		t.Errorf("%d observations: %v", p.Applied, p.Err)
	}
}
