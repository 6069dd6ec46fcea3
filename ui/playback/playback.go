package playback

import (
	"slices"
	"time"

	"github.com/podlife/podlife/timeline/model"
)

// Model is a position in a recording: how far it has been shown. It owns no clock: its ticks say how much
// time has passed.
type Model struct {
	*Track
	Applied int       // observations folded into Model
	At      time.Time // the moment shown, on the recording's clock
	Speed   float64
	Playing bool
	Model   *model.Model
	Missing []string // sources that the recording lacks
	// NowUnknown: the recording does not say when it was read.
	NowUnknown bool
	Tag        int           // of the ticks that count
	ticked     time.Time     // the last tick; zero right after a start
	Cost       time.Duration // of painting the last frame
}

// New returns the playback of a recording at a moment (zero: its start), at a
// speed (zero: 1), playing unless it is paused.
func New(of *Track, at time.Time, speed float64, paused bool) *Model {
	if speed <= 0 {
		speed = 1
	}
	t := &Track{All: of.All, kept: slices.Clone(of.kept), every: of.every}
	p := &Model{Track: t, Speed: speed, Playing: !paused && t.Len() > 0, Model: model.New()}
	if of.whole.Model != nil {
		p.Model, p.Applied = of.whole.Model, of.whole.N
		of.whole = Folded{}
	}
	if at.IsZero() {
		at = p.First()
	}
	p.Seek(at)
	return p
}

// First returns the moment of the first observation, zero without any.
func (p *Model) First() time.Time {
	if p.Len() == 0 {
		return time.Time{}
	}
	return p.All.At(0)
}

// Last returns the moment of the last observation, zero without any.
func (p *Model) Last() time.Time {
	if p.Len() == 0 {
		return time.Time{}
	}
	return p.All.At(p.Len() - 1)
}

// Ended reports whether everything has been shown.
func (p *Model) Ended() bool { return p.Applied == p.Len() && !p.At.Before(p.Last()) }

// Seek shows the moment at: everything that had arrived by then.
func (p *Model) Seek(at time.Time) {
	p.fold(p.Until(at))
	p.At = at
}

// fold makes the model hold exactly the first n observations.
func (p *Model) fold(n int) {
	f := p.Fold(Folded{p.Model, p.Applied}, n)
	p.Model, p.Applied = f.Model, f.N
	p.Model.SetMissing(p.Missing)
	p.Model.SetNowUnknown(p.NowUnknown)
}

// Step moves by observations. Observations that arrived in the same moment
// are stepped through one by one all the same.
func (p *Model) Step(by int) {
	n := min(max(p.Applied+by, 0), p.Len())
	p.Playing = false
	p.fold(n)
	p.At = p.First()
	if n > 0 {
		p.At = p.All.At(n - 1)
	}
}

// Advance moves on by a time of the recording and stops at the end.
func (p *Model) Advance(by time.Duration) {
	at := p.At.Add(by)
	if last := p.Last(); !at.Before(last) {
		at, p.Playing = last, false
	}
	p.Seek(at)
}
