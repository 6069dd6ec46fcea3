package ui

import (
	"strings"

	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/playback"
)

// mode returns the word for whether the view follows the present, and whether
// things move in it.
func (a *app) mode() (word string, moving bool) {
	switch {
	case a.play != nil && a.play.Playing:
		return a.g.Play + " " + playback.SpeedText(a.play.Speed) + a.g.Times, true
	case a.play != nil && a.play.Ended():
		return a.g.Pause + " END", false
	case a.play != nil:
		return a.g.Pause + " PAUSED", false
	case a.closed:
		return a.g.Pause + " ENDED", false
	case a.time.View.Follow:
		return a.g.Live + " FOLLOW", true
	}
	return "F follow", false
}

// trouble is what is missing from the picture and why, or "".
func (a *app) trouble() string {
	var parts []string
	if a.status != "" {
		parts = append(parts, a.status)
	}
	for _, m := range a.shot.Observed.Missing {
		parts = append(parts, "no "+m)
	}
	if n := len(a.shot.Observed.Gaps); n > 0 {
		g := a.shot.Observed.Gaps[n-1]
		text := "not watched " + page.Whole(g.To.Sub(g.From)) + " from " + g.From.In(a.opts.Location).Format("15:04:05")
		if g.Reason != "" {
			text += ": " + g.Reason
		}
		if n > 1 {
			text = page.Plural(n, "gap") + "; last: " + text
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, " "+a.g.Dot+" ")
}
