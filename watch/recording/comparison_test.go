package recording

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/timeline"
)

// listFaults is what is wrong in what is said of Lists.
type listFaults struct {
	where, moment        string
	lists, lives, states int
	wrong                []string
}

func (f *listFaults) add(other listFaults) {
	f.lists, f.lives, f.states = f.lists+other.lists, f.lives+other.lives, f.states+other.states
	f.wrong = append(f.wrong, other.wrong...)
}

func (f *listFaults) Helper() {}
func (f *listFaults) Errorf(format string, args ...any) {
	f.wrong = append(f.wrong, f.where+": "+f.moment+": "+fmt.Sprintf(format, args...))
}

// impossible matches lengths and dates that nothing has.
var impossible = regexp.MustCompile(`(^|[ (])-\d+(\.\d+)?(ms|s|m|h)|\b(0001|1970|2200)-|\b\d{5,}h`)

// watchedLife is what was watched of the pods of a List: at its moment, in the
// end, and by the runtime itself.
type watchedLife struct {
	worse       worseList
	then, whole []timeline.Life
	pods        []truthPod
}

// comparison compares what a List says of a life with what was watched.
type comparison struct {
	*listFaults
	worse             worseList
	said, then, whole *timeline.Life
	seen, at          time.Time // the newest moment that the pod names, and when it was listed
}

// verdicts complains of a success that was a failure, and of a cause that was
// known when the pod ended and is no longer.
func (c comparison) verdicts() {
	said, then := c.said.Verdict, c.then.Verdict
	if said.Severity == timeline.OK && then.Severity == timeline.Bad && !c.outdated() {
		c.Errorf("%s: says %s %q of %s %q", c.said.Pod.Name, said.State, said.Headline, then.State, then.Headline)
	}
	if ended := c.said.Pod.Phase == "Failed" || c.said.Pod.Phase == "Succeeded"; ended && c.worse.tells() && said.State != then.State {
		c.Errorf("%s: forgets %s %q, says %s %q", c.said.Pod.Name, then.State, then.Headline, said.State, said.Headline)
	}
}

// outdated reports whether the pod's version in the List is older than what
// happened to its containers, and no Event says so.
func (c comparison) outdated() bool {
	return c.worse.stale > 0 && slices.ContainsFunc(c.said.Lanes, func(l timeline.Lane) bool {
		then := c.then.Lane(l.ID)
		return l.Container != nil && then != nil && l.Container.State != then.Container.State
	})
}

func (c comparison) lanes() {
	for _, lane := range c.said.Lanes {
		then, whole := c.then.Lane(lane.ID), c.whole.Lane(lane.ID)
		if then == nil || whole == nil {
			c.Errorf("%s: invented lane %s", c.said.Pod.Name, lane.ID)
			continue
		}
		if most := max(then.Restarts, whole.Restarts); lane.Restarts > most {
			c.Errorf("%s: %s restarted %d times, watched %d", c.said.Pod.Name, lane.ID, lane.Restarts, most)
		}
		for _, s := range lane.Spans {
			c.span(lane.ID, s, slices.Concat(then.Spans, whole.Spans))
		}
	}
}

func (c comparison) span(lane string, s timeline.Span, watched []timeline.Span) {
	if !s.Open() && (s.End.Latest.Before(s.Start.Earliest) || s.End.Time.Before(s.Start.Time)) {
		c.Errorf("%s: %s %s %s of negative length", c.said.Pod.Name, lane, s.Track, s.Phase)
	}
	if s.Track == timeline.TrackPod || strings.HasPrefix(s.Message, "tries in between") {
		return // the pod's own words differ by what is known; and a merged back-off says that it is several
	}
	if !slices.ContainsFunc(watched, func(w timeline.Span) bool { return c.canBe(s, w) }) {
		c.Errorf("%s: %s invented %s/%s #%d %s … %s", c.said.Pod.Name, lane, s.Track, s.Phase, s.Attempt, clock(s.Start), clock(s.End))
	}
}

func clock(e timeline.Edge) string {
	const second = "05.000"
	return e.Earliest.Format(second) + "–" + e.Latest.Format(second)
}

// canBe reports whether a span that a List shows can be one that was watched.
// Whether a wait is a back-off, Events may have said.
func (c comparison) canBe(s, w timeline.Span) bool {
	if s.Track != w.Track || waiting(s.Phase) != waiting(w.Phase) {
		return false
	}
	meets := func(a, b timeline.Edge) bool { return !a.Latest.Before(b.Earliest) && !b.Latest.Before(a.Earliest) }
	return meets(c.until(s.Start), w.Start) && (s.Open() || w.Open() || meets(c.until(s.End), w.End))
}

func waiting(p timeline.Phase) timeline.Phase {
	if p == timeline.BackOff {
		return timeline.Waiting
	}
	return p
}

// until reads "by the time it was listed" as what it means: the newest moment
// that a pod names is the last that is known of that time.
func (c comparison) until(e timeline.Edge) timeline.Edge {
	if !e.IsZero() && !e.Latest.Before(c.seen) {
		e.Latest = timeline.LaterTime(e.Latest, c.at)
	}
	return e
}

func truthOf(t *testing.T, file string) []truthPod {
	t.Helper()
	log, err := os.ReadFile(strings.TrimSuffix(file, ".jsonl") + ".truth.json")
	if err != nil {
		return nil // the runtime's log did not cover it
	}
	var truth struct{ Pods []truthPod }
	if err := json.Unmarshal(log, &truth); err != nil {
		t.Fatal(err)
	}
	return truth.Pods
}
