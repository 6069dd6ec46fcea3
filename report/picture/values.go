package picture

import (
	"fmt"
	"time"

	"github.com/podlife/podlife/report/words"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/visual"
)

// TowardsReady says what the length of the startup path led to.
func TowardsReady(l *timeline.Life) string {
	switch {
	case l.Startup.Complete:
		return "to ready"
	case l.ReadyUnseen:
		return "ready not seen"
	case !l.Pod.Gone.IsZero():
		return "never ready"
	}
	return "so far"
}

// ProbeEvery returns a probe's period and threshold, "2s×15".
func ProbeEvery(lane *timeline.Lane, t timeline.Track) string {
	if p := lane.Probe(t); p != nil {
		return fmt.Sprintf("%ds×%d", p.PeriodSeconds, p.FailureThreshold)
	}
	return ""
}

// TrackValue returns a track's answer: how long, how often failed.
func TrackValue(lane *timeline.Lane, t timeline.Track) string {
	if p := lane.Probe(t); p != nil {
		text := words.Unless(words.Number(p.Failures, "failure"), p.Failures == 0)
		if p.SuccessesKnown {
			text = words.Join(", ", fmt.Sprintf("%d ok", p.Successes), words.Unless(fmt.Sprintf("%d failed", p.Failures), p.Failures == 0))
		}
		return text
	}
	if s := timeline.FindLast(lane.Spans, func(s *timeline.Span) bool { return s.Track == t && !s.Open() }); s != nil {
		return string(s.Phase) + " " + length.Between(s.Start, s.End).Short()
	}
	return ""
}

// LaneValue returns a lane's one-line answer and its colour.
func LaneValue(l *timeline.Life, lane *timeline.Lane, now time.Time) (text, class string) {
	again := words.Unless(fmt.Sprintf(" ↻%d", lane.Restarts), lane.Restarts == 0)
	var open, run *timeline.Span
	layer := 0
	for i := range lane.Spans {
		s := &lane.Spans[i]
		if look, ok := visual.Merged(s.Track, s.Phase); ok && s.Open() && look.Layer >= layer {
			open, layer = s, look.Layer
		}
		if s.Phase == timeline.Running && !s.Open() {
			run = s
		}
	}
	switch {
	case !l.Pod.Gone.IsZero() && lane.Kind == timeline.LanePod:
		return "gone", ""
	case open != nil && l.Pod.Gone.IsZero():
		class = ""
		if open.Phase == timeline.BackOff || open.Phase == timeline.PullBackOff {
			class = "fail"
		}
		return "▸ " + string(open.Phase) + " " + words.FaceOf(l, now).Lasted(*open).Short() + again, class
	case run != nil:
		text, class = "✓", "ready"
		if run.Outcome == timeline.Failed {
			text, class = "✗", "fail"
		}
		if run.ExitCode != nil {
			text += fmt.Sprint(*run.ExitCode)
		}
		return text + " after " + length.Between(run.Start, run.End).Short() + again, class
	}
	return "", ""
}

// SpanTip returns everything that is known of a span.
func SpanTip(face words.Face, now time.Time, lane *timeline.Lane, sp timeline.Span) string {
	end := "still going on"
	if !sp.Open() {
		end = face.Stamp(sp.End)
	}
	return words.Join("\n",
		lane.ID+" · "+words.Join(" ", string(sp.Phase), words.Unless(fmt.Sprintf("(run %d)", sp.Attempt), sp.Attempt < 2)),
		face.Lasted(sp).Column()+" · "+face.Stamp(sp.Start)+" → "+end,
		words.Join(" · ", words.Unless(string(sp.Outcome), sp.Outcome == timeline.Ongoing), words.ExitText(sp.ExitCode, sp.Signal, sp.Reason)),
		sp.Message)
}

// MarkTip returns everything that is known of a mark.
func MarkTip(face words.Face, m timeline.Mark) string {
	return words.Join("\n", words.Join(" · ", m.Kind, face.Stamp(m.Time), words.Unless(fmt.Sprintf("×%d", m.Count), m.Count < 2)), m.Message)
}

// StepTip returns what is known of a step of the startup path.
func StepTip(s timeline.Step) string {
	return fmt.Sprintf("startup: %s %s\n%s, %s of it", s.Lane, words.StepName(s.Phase), length.Total(time.Duration(s.Duration)), words.Percent(s.Share))
}

// DeadlineTip returns what is expected, and when.
func DeadlineTip(d timeline.Deadline, now time.Time) string {
	return fmt.Sprintf("%s expected %s", d.Kind, length.Until(d.Edge, now))
}

// UnseenTip returns for how long the pod was not watched, and when.
func UnseenTip(face words.Face, u visual.Stretch) string {
	return "not watched " + length.Total(u.To.Sub(u.From)) + "\n" + face.On(u.From, time.Time{}) + " → " + face.On(u.To, time.Time{})
}

// About returns the facts under a headline: where the pod is, whose, and since when. Of
// one that is gone the verdict says how old it became.
func About(l *timeline.Life, face words.Face, now time.Time) string {
	p := l.Pod
	age := ""
	if p.Gone.IsZero() {
		from, _ := visual.Extent(l, "", now)
		age = "age " + length.Total(now.Sub(from))
	}
	return words.Join(" · ", words.Prefix("node ", p.Node), p.Owner, p.QOSClass, words.Readiness(p), "created "+face.Created(p), age)
}

// Kind returns what a lane is, to stand beside its name: "init 1/3", "sidecar".
func Kind(lane *timeline.Lane) string {
	switch {
	case lane.Kind == timeline.LanePod, lane.Kind == timeline.LaneContainer:
		return ""
	case lane.Kind == timeline.LaneInit && lane.Container != nil && lane.Container.Of > 1:
		return fmt.Sprintf("init %d/%d", lane.Container.Index+1, lane.Container.Of)
	}
	return string(lane.Kind)
}
