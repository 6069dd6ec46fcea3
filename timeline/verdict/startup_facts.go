package verdict

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/message"
)

// Fact is what is known of a stage that held a start up: its settings and what
// happened in it. It is no advice.
type Fact struct {
	Lane     string
	Phase    timeline.Phase
	Duration timeline.Duration // all its stretches together
	Share    float64           // of the startup's Total
	Text     string
}

// A stage of less than this share or length is not worth a line, nor are more of
// them.
const (
	worthAFact = 0.05
	leastFact  = 500 * time.Millisecond
	mostFacts  = 5
)

// StartupFacts returns the facts of the stages that took most of the start,
// longest first.
func StartupFacts(l *timeline.Life, now time.Time) []Fact {
	s := newStartup(l, now)
	var facts []Fact
	seen := map[string]bool{}
	for i := range l.Startup.Path {
		step := &l.Startup.Path[i]
		elapsed, share := l.Startup.Sum(i)
		key := step.Lane + " " + string(step.Phase)
		if seen[key] || share < worthAFact || time.Duration(elapsed) < leastFact {
			continue
		}
		seen[key] = true
		if text := s.factOf(step); text != "" {
			facts = append(facts, Fact{step.Lane, step.Phase, elapsed, share, text})
		}
	}
	slices.SortStableFunc(facts, func(a, b Fact) int { return cmp.Compare(b.Duration, a.Duration) })
	return facts[:min(len(facts), mostFacts)]
}

// Critical returns the lane of the container that became ready last, or "" when
// the pod has only one.
func Critical(l *timeline.Life, now time.Time) string {
	s := newStartup(l, now)
	if v := s.critical(s.end); v != nil && timeline.Count(s.lanes, (*laneView).main) > 1 {
		return v.ID
	}
	return ""
}

// facts are what is known of each kind of step.
var facts = map[timeline.Phase]func(s startup, v *laneView) string{
	timeline.Gated: func(_ startup, v *laneView) string {
		return "waiting on the scheduling gates " + cmp.Or(v.messageOf(timeline.Gated), "of its spec")
	},
	timeline.Scheduling:  startup.schedulingFact,
	timeline.Preparing:   startup.preparingFact,
	timeline.Pulling:     startup.pullFact,
	timeline.PullBackOff: startup.pullFailures,
	timeline.Creating:    creatingFact,
	timeline.Running:     startup.runningFact,
	timeline.BackOff:     startup.runsBefore,
	timeline.PostStart: func(_ startup, v *laneView) string {
		return "postStart " + v.Container.PostStart + "; before it returns nothing is published, and no later container begun"
	},
	timeline.PreStop:  startup.stopFact,
	timeline.Stopping: startup.stopFact,
	timeline.Probing: func(s startup, v *laneView) string {
		return s.probeFact(v, "startup", timeline.TrackStartup, timeline.Probing)
	},
	timeline.NotReady:     startup.notReadyFact,
	timeline.Kubelet:      startup.kubeletFact,
	timeline.Unattributed: func(startup, *laneView) string { return "neither status nor events say what it was spent on" },
}

func (s startup) factOf(step *timeline.Step) string {
	f := facts[step.Phase]
	if f == nil {
		return ""
	}
	v := s.view(step.Lane)
	if v == nil || v.Kind != timeline.LanePod && v.Container == nil {
		return ""
	}
	return f(s, v)
}

func (s startup) schedulingFact(*laneView) string {
	if m := s.pod.lastMark(func(m *timeline.Mark) bool { return m.Kind == "FailedScheduling" && !m.Time.Time.After(s.end) }); m != nil {
		return fmt.Sprintf("%s: %s", count(s.pod.counted(time.Time{}, "FailedScheduling"), "failed attempt"), message.Cut(m.Message, message.MessageWidth))
	}
	return "the scheduler reported no failed attempt"
}

func (s startup) preparingFact(*laneView) string {
	during := func(m *timeline.Mark) bool {
		sp := s.pod.lastSpan(timeline.TrackPod, timeline.Preparing)
		return sp != nil && (sp.Open() || !m.Time.Earliest.After(sp.End.Latest))
	}
	trouble := func(m *timeline.Mark) bool {
		return (timeline.IsVolumeError(m.Kind) || timeline.IsSandboxError(m.Kind)) && during(m)
	}
	m := s.pod.lastMark(func(m *timeline.Mark) bool { return trouble(m) && message.Unmounted(m.Message) == "" })
	if m = cmp.Or(m, s.pod.lastMark(trouble)); m != nil {
		return fmt.Sprintf("volumes, sandbox and network; %s %s: %s", m.Kind, count(s.pod.counted(time.Time{}, m.Kind), "time"), message.Shorten(m.Message))
	}
	e := ending{s.lifeView}
	if by, _ := e.kubeletStop(); by.Kind != "" && s.first(func(v *laneView) bool { return len(v.Attempts) > 0 }) == nil {
		return "until it was " + e.endedByKubelet()
	}
	return "volumes, sandbox and network; no failure was reported"
}

// pullFact splits a pull into its wait for other pulls and the transfer.
func (s startup) pullFact(v *laneView) string {
	var queued, transfer time.Duration
	for i := range v.Spans {
		sp := &v.Spans[i]
		switch {
		case sp.Track != timeline.TrackImage || sp.Phase != timeline.Pulling || sp.Start.Time.After(s.end):
		case sp.Reason == "Queued":
			queued += sp.Duration(s.now)
		default:
			transfer += sp.Duration(s.now)
		}
	}
	parts := []string{v.Container.Image}
	if size := v.Container.ImageSize; size > 0 && transfer > 0 {
		parts = append(parts, fmt.Sprintf("%s in %s (%s/s)", timeline.Megabytes(size), length.Exactly(transfer).Sentence(), timeline.Megabytes(int64(float64(size)/transfer.Seconds()))))
	}
	if queued > 0 {
		parts = append(parts, length.Exactly(queued).Sentence()+" of it behind other pulls on the node")
	}
	return strings.Join(parts, "; ")
}

func (s startup) runningFact(v *laneView) string {
	if v.Kind != timeline.LaneInit && v.probe("startup") == nil && v.probe("readiness") == nil {
		return s.runsEnded(v)
	}
	if v.Kind != timeline.LaneInit {
		delay := ""
		if p := v.probe("startup"); p != nil && p.InitialDelaySeconds > 0 {
			delay = fmt.Sprintf("; initialDelay %ds", p.InitialDelaySeconds)
		}
		return "from its start to its first probe or its published status" + delay
	}
	text := "the steps after it wait for its exit"
	if n := v.failures(); n > 0 {
		text += fmt.Sprintf("; %s", count(n, "failed run"))
	}
	return text
}

// probeFact counts the failed tries of a probe: what passes between its first
// failure and its success is waiting for the next try.
func (s startup) probeFact(v *laneView, name string, track timeline.Track, phase timeline.Phase) string {
	p := v.probe(name)
	if p == nil {
		return ""
	}
	failed, first := 0, time.Time{}
	for i := range v.Marks {
		if m := &v.Marks[i]; m.Track == track && m.Kind == "ProbeFailed" && !m.Time.Time.After(s.end) {
			failed += m.Count
			first = timeline.EarlierTime(first, m.Time.Time)
		}
	}
	result := "no failed try was reported"
	switch {
	case failed > 0 && s.complete:
		result = fmt.Sprintf("%s, %s from the first to the pass", count(failed, "failed try"), length.Exactly(stageEnd(s.life.Startup, v.ID, phase).Sub(first)).Sentence())
	case failed > 0:
		result = count(failed, "failed try")
	}
	return fmt.Sprintf("%s; period %ds, initialDelay %ds", strings.Replace(result, "trys", "tries", 1), p.PeriodSeconds, p.InitialDelaySeconds)
}

func (s startup) notReadyFact(v *laneView) string {
	if v.Kind == timeline.LanePod {
		return "all containers were ready; a readiness gate of the pod was not"
	}
	return s.probeFact(v, "readiness", timeline.TrackReadiness, timeline.NotReady)
}

func (s startup) kubeletFact(*laneView) string {
	n := timeline.Count(s.life.Startup.Path, func(step *timeline.Step) bool { return step.Phase == timeline.Kubelet })
	return count(n, "gap") + " between the steps: it notices exits about once a second, and posts status after"
}

func (s startup) pullFailures(v *laneView) string {
	n, last := 0, ""
	for i := range v.Spans {
		if sp := &v.Spans[i]; sp.Phase == timeline.Pulling && sp.Outcome == timeline.Failed && !sp.Start.Time.After(s.end) {
			n, last = n+1, sp.Message
		}
	}
	if c := v.Container; c != nil && n < c.PullFailures { // merged Events draw one try
		n, last = c.PullFailures, cmp.Or(last, v.messageOf(timeline.PullBackOff))
	}
	return countTo(n, "failed pull", message.PullCause(last))
}

// runsBefore returns what a restart back-off followed; a back-off is counted
// with the run it leads to.
func (s startup) runsBefore(v *laneView) string {
	last := 0
	delay := func(sp *timeline.Span) bool { return sp.Phase == timeline.BackOff && !sp.Start.Time.After(s.end) }
	if sp := timeline.FindLast(v.Spans, delay); sp != nil {
		last = sp.Attempt - 1
	}
	end := ""
	if a := v.Run(last); a != nil && a.Over() {
		end = exitWords(a)
	}
	return "after " + countTo(last, "run", end)
}

// runsEnded counts the runs without any probe: while such a run lasts, it is
// ready as soon as the kubelet says so, so that these are over.
func (s startup) runsEnded(v *laneView) string {
	n, end := 0, ""
	for i := range v.Attempts {
		if a := &v.Attempts[i]; a.Over() && !a.Exited.Time.After(s.end) {
			n, end = n+1, exitWords(a)
		}
	}
	return countTo(n, "run", end)
}

// countTo returns "3 runs, the last: exit 0", or "1 run: exit 0".
func countTo(n int, noun, last string) string {
	if n == 1 {
		return join(": ", count(n, noun), last)
	}
	return join(", the last: ", count(n, noun), last)
}

func (s startup) stopFact(v *laneView) string {
	why := ""
	for i := range v.Attempts {
		if a := &v.Attempts[i]; a.Cause != "" && !a.Started.Time.After(s.end) {
			probe, _ := v.killCause(a)
			why = cmp.Or(probe, string(a.Cause))
		}
	}
	return join("; ", why, "the kubelet starts nothing else in the pod until it has stopped")
}

func creatingFact(_ startup, v *laneView) string {
	failed := func(sp *timeline.Span) bool { return sp.Phase == timeline.Creating && sp.Reason != "" }
	if sp := timeline.Find(v.Spans, failed); sp != nil {
		return sp.Reason + ": " + message.Cut(message.Innermost(sp.Message), message.MessageWidth)
	}
	return "the container runtime made and started the container"
}

func (v *laneView) messageOf(p timeline.Phase) string {
	if sp := timeline.Find(v.Spans, func(sp *timeline.Span) bool { return sp.Phase == p }); sp != nil {
		return sp.Message
	}
	return ""
}
