package report

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
)

// window is a stretch of a life in which something happens. Between two
// windows nothing changes for so long that a drawing to scale would show
// nothing else: four seconds of start-up, then six days.
type window struct {
	from, to time.Time
	name     string
}

// quiet is the shortest stretch without changes that parts two windows; so
// does nothing shorter than ten times the median distance of changes.
const quiet = 30 * time.Second

// turn is a moment at which something changed, and what it would call its
// window; weight says which name wins.
type turn struct {
	at     time.Time
	name   string
	weight int
}

// windowsOf cuts a life into its windows, in order; there is always one.
func windowsOf(l *timeline.Life, now time.Time) []window {
	turns := turnsOf(l, now)
	gap := max(quiet, 10*medianDistance(turns))
	var all []window
	first := 0
	for i := 1; i <= len(turns); i++ {
		if i == len(turns) || turns[i].at.Sub(turns[i-1].at) > gap {
			all = append(all, windowOf(turns[first:i]))
			first = i
		}
	}
	return all
}

func windowOf(turns []turn) window {
	w := window{from: turns[0].at, to: turns[len(turns)-1].at}
	weight := 0
	var restarts []string
	for _, c := range turns {
		if c.weight > weight {
			w.name, weight = c.name, c.weight
		}
		if n, ok := strings.CutPrefix(c.name, "restart "); ok && !slices.Contains(restarts, n) {
			restarts = append(restarts, n)
		}
	}
	if strings.HasPrefix(w.name, "restart ") && len(restarts) > 1 {
		w.name = "restarts " + restarts[0] + "–" + restarts[len(restarts)-1]
	}
	if w.name == "" {
		w.name = "later"
	}
	return w
}

// turnsOf lists a life's changes by time, from its first moment to its last.
func turnsOf(l *timeline.Life, now time.Time) []turn {
	from, to := extentOf(l, now)
	all := []turn{{from, "start", 5}, {to, "now", 1}}
	if !l.Pod.DeletionRequested.IsZero() {
		all = append(all, turn{l.Pod.DeletionRequested, "stop", 4})
	}
	for i := range l.Lanes {
		lane := &l.Lanes[i]
		for _, s := range lane.Spans {
			name, weight := beginningName(lane, s)
			all = append(all, turn{s.Start.Time, name, weight})
			if !s.Open() {
				all = append(all, turn{s.End.Time, "", 0})
			}
		}
		for _, m := range lane.Marks {
			all = append(all, turn{m.Time.Time, "", 0})
		}
	}
	all = slices.DeleteFunc(all, func(c turn) bool { return c.at.Before(from) || c.at.After(to) })
	slices.SortStableFunc(all, func(a, b turn) int { return a.at.Compare(b.at) })
	return all
}

func beginningName(lane *timeline.Lane, s timeline.Span) (string, int) {
	switch {
	case s.Phase == timeline.Running && s.Attempt > 1:
		return fmt.Sprintf("restart %d", s.Attempt-1), 3
	case lane.Kind == timeline.LanePod && s.Phase == timeline.Terminating:
		return "stop", 4
	case lane.Kind == timeline.LanePod && s.Phase == timeline.NotReady:
		return "not ready", 2
	}
	return "", 0
}

// medianDistance is of the changes at different moments; fewer than four
// distances say nothing about the pace of a life.
func medianDistance(turns []turn) time.Duration {
	var gaps []time.Duration
	for i := 1; i < len(turns); i++ {
		if d := turns[i].at.Sub(turns[i-1].at); d > 0 {
			gaps = append(gaps, d)
		}
	}
	if len(gaps) < 4 {
		return 0
	}
	slices.Sort(gaps)
	return gaps[(len(gaps)-1)/2]
}

// extentOf is from the first thing known of a life until now, or until the
// last thing that ended once it was gone.
func extentOf(l *timeline.Life, now time.Time) (from, to time.Time) {
	from, to = axisOf(*l).origin, now
	over := !l.Pod.Gone.IsZero() && !l.Pod.Gone.After(now)
	if over {
		to = l.Pod.Gone
	}
	for i := range l.Lanes {
		for _, s := range l.Lanes[i].Spans {
			if from.IsZero() || s.Start.Time.Before(from) {
				from = s.Start.Time
			}
			if over && !s.Open() && s.End.Time.After(to) && !s.End.Time.After(now) {
				to = s.End.Time
			}
		}
	}
	if from.IsZero() || from.After(to) {
		from = to
	}
	return from, to
}

// foldedWindows keeps the first and the last of many windows and says how many
// are left out between them.
func foldedWindows(all []window, first, last int) (head []window, folded int, tail []window) {
	if len(all) <= first+last {
		return all, 0, nil
	}
	return all[:first], len(all) - first - last, all[len(all)-last:]
}
