package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// togglePlay starts or stops the playback.
func (a *app) togglePlay() tea.Cmd {
	a.play.Toggle()
	a.play.Tag++
	a.play.Ticked = time.Time{}
	if a.play.Playing {
		return a.playTick()
	}
	return nil
}

func (a *app) playTick() tea.Cmd {
	tag := a.play.Tag
	return tea.Tick(pause, func(t time.Time) tea.Msg { return playMsg{tag, t} })
}

// played moves the playback on by the time since the last tick.
func (a *app) played(m playMsg) tea.Cmd {
	p := a.play
	if p == nil || !p.Playing || m.tag != p.Tag {
		return nil
	}
	elapsed := pause
	if !p.Ticked.IsZero() {
		elapsed = min(max(m.at.Sub(p.Ticked), 0), time.Second) // a suspended laptop must not skip the story
	}
	p.Ticked = m.at
	p.Advance(elapsed)
	a.touch()
	if p.Playing {
		return a.playTick()
	}
	return nil
}
