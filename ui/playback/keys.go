package playback

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/page"
)

// speeds are the factors that the keys step through.
var speeds = []float64{0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024}

// TickMsg moves the playback on. A tick of an earlier run of it has another tag
// and is ignored.
type TickMsg struct {
	Tag int
	At  time.Time
}

// Interval returns the time between two ticks: longer where there are so many pods that
// no single one is followed by eye.
func (p *Model) Interval() time.Duration {
	if p.Model.Len() > Few {
		return PauseOfMany(p.Model.Len(), p.Cost)
	}
	return time.Second / 30
}

// Few is how many pods are followed by eye.
const Few = 100

// crowd is how many pods are so many that a list of them is drawn twice a second only.
const crowd = 1000

// PauseOfMany returns the time between two frames of more pods than a few, by how many
// they are and what the last one cost: where a thousand change at once, once a second
// has to do.
func PauseOfMany(pods int, cost time.Duration) time.Duration {
	least := time.Second / 4
	if pods > crowd {
		least *= 2
	}
	return min(max(least, 12*cost), time.Second)
}

// Next returns the command that delivers the next tick, nil while paused.
func (p *Model) Next() tea.Cmd {
	if !p.Playing {
		return nil
	}
	tag := p.Tag
	return tea.Tick(p.Interval(), func(t time.Time) tea.Msg { return TickMsg{tag, t} })
}

// Elapsed returns how far the recording moves on with a tick; ok is false for a tick
// of an earlier run.
func (p *Model) Elapsed(m TickMsg) (by time.Duration, ok bool) {
	if !p.Playing || m.Tag != p.Tag {
		return 0, false
	}
	elapsed := p.Interval()
	if !p.ticked.IsZero() {
		elapsed = min(max(m.At.Sub(p.ticked), 0), 2*time.Second) // a suspended laptop must not skip the story
	}
	p.ticked = m.At
	return time.Duration(float64(elapsed) * p.Speed), true
}

// Resume plays on from where the playhead stands.
func (p *Model) Resume() tea.Cmd {
	p.Tag++
	p.ticked = time.Time{}
	p.Playing = true
	return p.Next()
}

// Update takes the keys of the playback, and returns the command that starts
// its ticks.
func (p *Model) Update(msg tea.Msg, pg *page.Page) tea.Msg {
	switch k := pg.Keys; {
	case page.Matches(msg, k.Play):
		return p.toggle()
	case page.Matches(msg, k.Step):
		p.Step(1)
	case page.Matches(msg, k.StepBack):
		p.Step(-1)
	case page.Matches(msg, k.Faster):
		p.setSpeed(timeline.Find(speeds, func(s *float64) bool { return *s > p.Speed }))
	case page.Matches(msg, k.Slower):
		p.setSpeed(timeline.FindLast(speeds, func(s *float64) bool { return *s < p.Speed }))
	}
	return nil
}

// toggle plays or pauses; at the end it plays again from the start.
func (p *Model) toggle() tea.Cmd {
	p.Tag++
	p.ticked = time.Time{}
	switch {
	case p.Playing:
		p.Playing = false
	case p.Len() > 0:
		if p.Ended() {
			p.Seek(p.First())
		}
		p.Playing = true
	}
	return p.Next()
}

// setSpeed takes another speed, if there is one.
func (p *Model) setSpeed(to *float64) {
	if to != nil {
		p.Speed = *to
	}
}
