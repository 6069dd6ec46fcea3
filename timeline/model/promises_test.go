package model_test

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/verdict"
)

// brokenPromises lists what a snapshot gets wrong about its own form,
// whatever it was folded from.
func brokenPromises(s timeline.Snapshot) []string {
	p := &promises{now: s.Now}
	for i := range s.Lives {
		p.where = fmt.Sprintf("life %d %s", i, s.Lives[i].Pod.Name)
		p.life(&s.Lives[i])
	}
	p.where = "text"
	path, text := unclean(reflect.ValueOf(s))
	p.check(path == "", "Snapshot%sis %q", path, text)
	return p.broken
}

type promises struct {
	where  string
	now    time.Time
	broken []string
}

func (p *promises) check(ok bool, format string, args ...any) {
	if !ok && len(p.broken) < 20 {
		p.broken = append(p.broken, p.where+": "+fmt.Sprintf(format, args...))
	}
}

func (p *promises) life(l *timeline.Life) {
	p.verdict(l.Verdict, l)
	p.startup(l.Startup)
	p.startup(verdict.StopPath(l, p.now))
	for i := range l.Lanes {
		for _, a := range l.Lanes[i].Attempts {
			p.startup(verdict.Recovery(l, &l.Lanes[i], a.Number, p.now))
		}
	}
	for _, f := range verdict.StartupFacts(l, p.now) {
		p.check(f.Duration > 0 && f.Text != "", "a fact about %s %s is %q", f.Lane, f.Phase, f.Text)
	}
	ids := map[string]bool{}
	for _, lane := range l.Lanes {
		p.check(!ids[lane.ID], "two lanes are %s", lane.ID)
		ids[lane.ID] = true
		p.lane(lane)
	}
	for i, e := range l.Events {
		p.edge(e.Time, fmt.Sprintf("event %d %s", i, e.Reason))
		p.check(e.Count >= 1, "event %d %s has count %d", i, e.Reason, e.Count)
		p.check(e.Reason != "", "event %d has no reason", i)
		p.check(severities[e.Severity], "event %d %s has severity %q", i, e.Reason, e.Severity)
		p.check(e.Lane == "" || ids[e.Lane], "event %d %s is on lane %q, which does not exist", i, e.Reason, e.Lane)
		p.check(i == 0 || !e.Time.Time.Before(l.Events[i-1].Time.Time), "event %d %s is out of order", i, e.Reason)
	}
	for i, d := range l.Future {
		p.edge(d.Edge, "deadline "+string(d.Kind))
		p.check(d.Lane == "" || ids[d.Lane], "deadline %s is on lane %q, which does not exist", d.Kind, d.Lane)
		p.check(i == 0 || !d.Edge.Time.Before(l.Future[i-1].Edge.Time), "deadline %d %s is out of order", i, d.Kind)
	}
	if t := l.Termination; t != nil {
		for name, e := range map[string]timeline.Edge{"Requested": t.Requested, "Kill": t.Kill, "Stopped": t.Stopped, "Gone": t.Gone} {
			p.edge(e, "termination "+name)
		}
		for _, step := range t.Steps {
			p.check(ids[step.Lane], "termination step on lane %q, which does not exist", step.Lane)
			for name, e := range map[string]timeline.Edge{"Killing": step.Killing, "PreStopEnd": step.PreStopEnd, "SIGTERM": step.SIGTERM, "Exited": step.Exited} {
				p.edge(e, "termination of "+step.Lane+" "+name)
			}
		}
	}
}

func (p *promises) lane(lane timeline.Lane) {
	where := p.where
	defer func() { p.where = where }()
	p.where += " " + lane.ID
	if lane.Kind == timeline.LanePod {
		p.check(lane.ID == "pod", "the pod's lane is %q", lane.ID)
	} else {
		p.check(lane.ID == string(lane.Kind)+"/"+lane.Name, "ID is not %s/%s", lane.Kind, lane.Name)
	}
	p.check(lane.Restarts >= 0 && lane.Missed >= 0, "%d restarts, %d missed", lane.Restarts, lane.Missed)
	p.spans(lane.Spans)
	for i, m := range lane.Marks {
		what := fmt.Sprintf("mark %d %s/%s", i, m.Track, m.Kind)
		p.check(!m.Time.IsZero(), "%s has no time", what)
		p.edge(m.Time, what)
		p.check(m.Count >= 1, "%s has count %d", what, m.Count)
		p.check(m.Kind != "" && trackOrder[m.Track] > 0, "%s: what and where is that?", what)
		p.check(i == 0 || !m.Time.Time.Before(lane.Marks[i-1].Time.Time), "%s is out of order", what)
	}
	for i, a := range lane.Attempts {
		what := fmt.Sprintf("attempt %d", a.Number)
		p.edge(a.Created, what+" created")
		p.edge(a.Started, what+" started")
		p.edge(a.Exited, what+" exited")
		p.check(a.Number >= 1, "%s is not counted from 1", what)
		p.check(i == 0 || a.Number > lane.Attempts[i-1].Number, "%s comes after %d", what, lane.Attempts[max(i-1, 0)].Number)
		p.check(a.Started.IsZero() || a.Exited.IsZero() || !a.Exited.Time.Before(a.Started.Time), "%s exits before it starts", what)
	}
	for _, pr := range lane.Probes {
		p.check(pr.Failures >= 0 && pr.Successes >= 0, "probe %s: %d failures, %d successes", pr.Probe, pr.Failures, pr.Successes)
	}
}

var trackOrder = map[timeline.Track]int{
	timeline.TrackPod: 1, timeline.TrackImage: 2, timeline.TrackProcess: 3, timeline.TrackHooks: 4, timeline.TrackStartup: 5,
	timeline.TrackReadiness: 6, timeline.TrackLiveness: 7, timeline.TrackStop: 8, timeline.TrackEndpoint: 9,
}

var phasesOf = map[timeline.Track]string{
	timeline.TrackPod:     "Gated Scheduling Preparing Initializing Starting Ready NotReady Terminating Finalizing",
	timeline.TrackImage:   "Pulling PullBackOff",
	timeline.TrackProcess: "Waiting Creating Running BackOff",
	timeline.TrackHooks:   "PostStart PreStop",
	timeline.TrackStartup: "Probing", timeline.TrackReadiness: "NotReady Ready", timeline.TrackLiveness: "Probing",
	timeline.TrackStop: "Stopping", timeline.TrackEndpoint: "NotReady Ready Terminating",
}

func (p *promises) spans(spans []timeline.Span) {
	for i, s := range spans {
		what := fmt.Sprintf("span %d %s/%s", i, s.Track, s.Phase)
		p.check(trackOrder[s.Track] > 0 && contains(phasesOf[s.Track], string(s.Phase)), "%s is no phase of that track", what)
		p.check(!s.Start.IsZero(), "%s has no start", what)
		p.edge(s.Start, what+" start")
		p.edge(s.End, what+" end")
		p.check(s.Open() || !s.End.Time.Before(s.Start.Time), "%s ends %s before it starts %s", what, clock(s.End.Time), clock(s.Start.Time))
		p.check(contains("ongoing succeeded failed unknown", string(s.Outcome)), "%s has outcome %q", what, s.Outcome)
		p.check(s.Open() == (s.Outcome == timeline.Ongoing), "%s: outcome %s, open %v", what, s.Outcome, s.Open())
		if i == 0 {
			continue
		}
		prev := spans[i-1]
		if prev.Track != s.Track {
			p.check(trackOrder[prev.Track] < trackOrder[s.Track], "%s comes after track %s", what, prev.Track)
			continue
		}
		p.check(!prev.Open(), "%s follows an open %s", what, prev.Phase)
		p.check(!s.Start.Time.Before(prev.End.Time), "%s starts %s before %s ends %s", what, clock(s.Start.Time), prev.Phase, clock(prev.End.Time))
		p.check(s.Attempt >= prev.Attempt, "%s is of attempt %d, the one before it of %d", what, s.Attempt, prev.Attempt)
	}
}

func contains(words, word string) bool {
	return slices.Contains(strings.Fields(words), word)
}

func (p *promises) edge(e timeline.Edge, what string) {
	if e.IsZero() {
		p.check(e == timeline.Edge{}, "%s is half zero: %+v", what, e)
		return
	}
	p.check(!e.Time.Before(e.Earliest) && !e.Time.After(e.Latest), "%s: %s is outside [%s, %s]", what, clock(e.Time), clock(e.Earliest), clock(e.Latest))
	p.check(contains("exact reported observed fused inferred", string(e.Basis)), "%s has basis %q", what, e.Basis)
}

var severities = map[timeline.Severity]bool{timeline.OK: true, timeline.Progress: true, timeline.Warning: true, timeline.Bad: true}

func (p *promises) verdict(v timeline.Verdict, l *timeline.Life) {
	p.check(v.State != "", "no verdict")
	p.check(severities[v.Severity], "verdict severity %q", v.Severity)
	p.check(v.Headline != "", "no headline")
	p.check(!strings.HasSuffix(v.Headline, "."), "headline ends in a full stop: %s", v.Headline)
	p.check(strings.Count(v.Headline, "\n") == 0, "headline of several lines: %q", v.Headline)
	if b := v.Blocking; b != nil {
		p.check(l.Lane(b.Lane) != nil, "blocked by lane %q, which does not exist", b.Lane)
		p.check(b.Phase != "", "blocked by no phase")
	}
}

func (p *promises) startup(s timeline.Startup) {
	p.check(s.Total >= 0, "startup takes %v", s.Total)
	var sum timeline.Duration
	var shares float64
	for i, step := range s.Path {
		p.check(step.Duration >= 0, "startup step %d %s/%s takes %v", i, step.Lane, step.Phase, step.Duration)
		p.check(step.Lane != "" && step.Phase != "", "startup step %d has no name", i)
		if i > 0 {
			prev := s.Path[i-1]
			at := prev.Start.Add(time.Duration(prev.Duration))
			p.check(step.Start.Equal(at), "startup step %d %s/%s starts %v after the one before it ends", i, step.Lane, step.Phase, step.Start.Sub(at))
		}
		sum += step.Duration
		shares += step.Share
		p.check(step.Share >= 0 && step.Share <= 1, "startup step %d has share %v", i, step.Share)
	}
	p.check(sum == s.Total, "startup steps sum to %v of %v", sum, s.Total)
	if len(s.Path) > 0 && s.Total > 0 {
		p.check(math.Abs(shares-1) <= 1e-6, "startup shares sum to %v", shares)
	}
}

// unclean returns where in a value the first text is that Clean would change, and that
// text; "": there is none.
func unclean(v reflect.Value) (path, text string) {
	switch v.Kind() {
	case reflect.String:
		if s := v.String(); timeline.Clean(s) != s {
			return " ", s
		}
	case reflect.Pointer:
		if !v.IsNil() {
			return unclean(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			if path, text = unclean(v.Index(i)); path != "" {
				return fmt.Sprintf("[%d]%s", i, path), text
			}
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			return "", ""
		}
		for i := range v.NumField() {
			if path, text = unclean(v.Field(i)); path != "" {
				return "." + v.Type().Field(i).Name + path, text
			}
		}
	}
	return "", ""
}
