package ui

import (
	"slices"
	"sort"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
)

// speeds are the factors that { and } step through.
var speeds = []float64{0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024}

// playback is a position in a recording. It owns no clock: advance is told how
// much time has passed.
type playback struct {
	all     []timeline.Observation
	applied int       // observations folded into model
	at      time.Time // the moment shown, on the recording's clock
	speed   float64
	playing bool
	model   *model.Model
	missing []string  // sources that the recording lacks
	tag     int       // of the running tick
	ticked  time.Time // last tick, zero right after a start
}

func newPlayback(all []timeline.Observation, at time.Time, speed float64, paused bool) *playback {
	if speed <= 0 {
		speed = 1
	}
	p := &playback{all: all, speed: speed, playing: !paused && len(all) > 0, model: model.New()}
	if at.IsZero() {
		at = p.first()
	}
	p.seek(at)
	return p
}

func (p *playback) first() time.Time {
	if len(p.all) == 0 {
		return time.Time{}
	}
	return p.all[0].At
}

func (p *playback) last() time.Time {
	if len(p.all) == 0 {
		return time.Time{}
	}
	return p.all[len(p.all)-1].At
}

// ended reports whether everything has been shown.
func (p *playback) ended() bool { return p.applied == len(p.all) && !p.at.Before(p.last()) }

// seek shows the moment at: everything that had arrived by then.
func (p *playback) seek(at time.Time) {
	n := sort.Search(len(p.all), func(i int) bool { return p.all[i].At.After(at) })
	p.fold(n)
	p.at = at
}

// fold makes the model hold exactly the first n observations. The model cannot
// forget, so going back starts over.
func (p *playback) fold(n int) {
	if n < p.applied {
		p.model, p.applied = model.New(), 0
		p.model.SetMissing(p.missing)
	}
	for ; p.applied < n; p.applied++ {
		p.model.Apply(p.all[p.applied])
	}
}

// step moves by observations. Observations that arrived in the same moment
// are stepped through one by one all the same.
func (p *playback) step(by int) {
	n := min(max(p.applied+by, 0), len(p.all))
	p.playing = false
	p.fold(n)
	p.at = p.first()
	if n > 0 {
		p.at = p.all[n-1].At
	}
}

// advance moves on by elapsed real time and stops at the end.
func (p *playback) advance(elapsed time.Duration) {
	at := p.at.Add(time.Duration(float64(elapsed) * p.speed))
	if last := p.last(); !at.Before(last) {
		at, p.playing = last, false
	}
	p.seek(at)
}

// toggle plays or pauses; at the end it plays again from the start.
func (p *playback) toggle() {
	if p.playing {
		p.playing = false
		return
	}
	if len(p.all) == 0 {
		return
	}
	if p.ended() {
		p.seek(p.first())
	}
	p.playing = true
}

// faster and slower step through speeds.
func (p *playback) faster() {
	for _, s := range speeds {
		if s > p.speed {
			p.speed = s
			return
		}
	}
}

func (p *playback) slower() {
	for _, speed := range slices.Backward(speeds) {
		if speed < p.speed {
			p.speed = speed
			return
		}
	}
}
