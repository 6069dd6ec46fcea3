package ui

import (
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
)

// line is one line of the details pane: a label and a text.
type line struct {
	label string
	text  string
	st    style
}

// details explain the selected row in full.
func (a *app) details(s *scene) []line {
	r := s.selected()
	if r == nil {
		return nil
	}
	l := s.lane(r)
	var out []line
	if shown := s.plan[blockHeadline]; shown > 0 && shown < len(a.headline(s)) {
		out = append(out, wrap("verdict", s.life.Verdict.Headline, a.w-12, severityStyle[s.life.Verdict.Severity])...)
	}
	if a.pane == paneEvents {
		return append(out, a.eventDetails(s)...)
	}
	if a.edges {
		out = append(out, a.edgeLines(s, l, r)...)
	} else if !a.cursor.IsZero() {
		out = append(out, a.cursorLines(s, l, r)...)
	}
	switch {
	case l.Kind == timeline.LanePod:
		out = append(out, a.podDetails(s)...)
	case r.track != "" && probeOf(l, r.track) != nil:
		out = append(out, a.probeDetails(s, probeOf(l, r.track))...)
	case l.Container != nil:
		out = append(out, a.containerDetails(s, l)...)
	case l.Kind == timeline.LaneService:
		out = append(out, a.serviceDetails(s, l)...)
	}
	return out
}

// wrap breaks a long text at words into lines of at most w cells.
func wrap(label, text string, w int, st style) []line {
	var out []line
	for text != "" && len(out) < 8 {
		if width(text) <= w || w < 8 {
			return append(out, line{label, text, st})
		}
		n := fit(text, w)
		if i := strings.LastIndexByte(text[:n], ' '); i > w/2 {
			n = i + 1
		}
		out = append(out, line{label, strings.TrimRight(text[:n], " "), st})
		text, label = strings.TrimPrefix(text[n:], "· "), ""
	}
	return out
}

// fit is the number of bytes of s that fit into w cells, at least one cluster.
func fit(s string, w int) int {
	n := 0
	for n < len(s) {
		_, cw, size := cluster(s[n:])
		if cw > w && n > 0 {
			break
		}
		w -= cw
		n += size
	}
	return n
}

// serviceDetails: how much of the time the Service sent traffic to the pod.
func (a *app) serviceDetails(s *scene, l *timeline.Lane) []line {
	var in time.Duration
	times := 0
	for i := range l.Spans {
		if l.Spans[i].Phase == timeline.Ready {
			in += max(l.Spans[i].Duration(s.now), 0)
			times++
		}
	}
	text := "never in rotation"
	if times > 0 {
		text = "in rotation " + short(in) + " of " + short(s.end.Sub(s.begin)) + " in " + plural(times, "period")
	}
	return []line{{"service", text, plain}, {"source", "the Service's EndpointSlices, as they arrived here", muted}}
}

// podDetails: where the start-up time went, and the conditions.
func (a *app) podDetails(s *scene) []line {
	var out []line
	if st := s.life.Startup; len(st.Path) > 0 {
		word := "so far"
		if st.Complete {
			word = "to first Ready"
		}
		out = append(out, wrap("startup", short(time.Duration(st.Total))+" "+word+":  "+a.pathText(s, st), a.w-15, plain)...)
	}
	if b := s.life.Verdict.Blocking; b != nil && b.Message != "" {
		out = append(out, wrap("blocked by", laneLabel(s, b.Lane)+": "+b.Message, a.w-14, plain)...)
	}
	if t := s.life.Termination; t != nil {
		out = append(out, line{"stopping", a.terminationText(s, t), plain})
	}
	if c := a.conditionText(s); c != "" {
		out = append(out, line{"conditions", c, plain})
	}
	if f := s.life.Pod.Finalizers; len(f) > 0 && !s.life.Pod.DeletionRequested.IsZero() {
		out = append(out, line{"finalizers", strings.Join(f, ", "), plain})
	}
	if s.life.Pod.IP != "" {
		out = append(out, line{"address", s.life.Pod.IP, muted})
	}
	return out
}

// pathText lists the longest stages of the start-up with their shares.
func (a *app) pathText(s *scene, st timeline.Startup) string {
	var steps []timeline.Step
	for _, p := range st.Path { // one entry for what happened several times
		i := slices.IndexFunc(steps, func(x timeline.Step) bool { return x.Lane == p.Lane && x.Phase == p.Phase })
		if i < 0 {
			steps = append(steps, p)
			continue
		}
		steps[i].Duration += p.Duration
		steps[i].Share += p.Share
	}
	slices.SortStableFunc(steps, func(x, y timeline.Step) int { return int(y.Duration - x.Duration) })
	var parts []string
	for _, p := range steps {
		if p.Share < 0.005 || len(parts) == 6 {
			break
		}
		name := word(doing, p.Phase)
		if p.Lane != "" && p.Lane != "pod" {
			name = laneLabel(s, p.Lane) + " " + name
		}
		parts = append(parts, name+" "+short(time.Duration(p.Duration))+" "+itoa(int(p.Share*100+0.5))+"%")
	}
	return strings.Join(parts, " "+a.g.dot+" ")
}

func (a *app) conditionText(s *scene) string {
	var parts []string
	for _, c := range s.life.Conditions {
		g := a.g.ok
		if c.Status != "True" {
			g = a.g.fail
		}
		text := g + c.Type
		if c.Status != "True" && c.Reason != "" {
			text += " (" + c.Reason + ")"
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, "  ")
}

// terminationText is "deleted 16:16:22 · grace 30s · preStop 15.4s".
func (a *app) terminationText(s *scene, t *timeline.Termination) string {
	parts := []string{}
	if t.By != "" {
		parts = append(parts, t.By)
	}
	parts = append(parts, "requested "+a.moment(s, t.Requested.Time), "grace "+whole(t.Grace))
	if !t.Stopped.IsZero() {
		parts = append(parts, "containers down after "+between(t.Requested, t.Stopped, s.now))
	}
	if !t.Gone.IsZero() {
		parts = append(parts, "gone after "+between(t.Requested, t.Gone, s.now))
	}
	return strings.Join(parts, " "+a.g.dot+" ")
}

// containerDetails: image, the current state with its message, the last exit.
func (a *app) containerDetails(s *scene, l *timeline.Lane) []line {
	ct := l.Container
	var out []line
	if ct.State != "" && ct.State != "Running" && ct.Reason != "" && ct.Reason != "Completed" {
		text := ct.State + ": " + ct.Reason
		if ct.Message != "" {
			text += ": " + ct.Message
		}
		out = append(out, wrap("state", text, a.w-14, plain)...)
	}
	if at := lastAttempt(l); at != nil {
		out = append(out, a.exitLines(s, l)...)
	}
	image := ct.Image
	if at := lastAttempt(l); at != nil && at.Pulled != "" {
		image += "  (" + at.Pulled + ")"
	}
	out = append(out, line{"image", image, plain})
	if ct.Resources != "" {
		out = append(out, line{"resources", ct.Resources, plain})
	}
	if ct.PostStart != "" {
		out = append(out, line{"postStart", ct.PostStart, plain})
	}
	if ct.PreStop != "" {
		out = append(out, line{"preStop", ct.PreStop, plain})
	}
	for i := range l.Probes {
		out = append(out, a.probeLine(s, &l.Probes[i]))
	}
	if l.Missed > 0 {
		out = append(out, line{"not seen", plural(l.Missed, "run") + " left no trace that could be drawn", muted})
	}
	return out
}

func lastAttempt(l *timeline.Lane) *timeline.Attempt {
	if len(l.Attempts) == 0 {
		return nil
	}
	return &l.Attempts[len(l.Attempts)-1]
}

// exitLines describe the newest run that ended: "exit 137 OOMKilled after 3d11h".
func (a *app) exitLines(s *scene, l *timeline.Lane) []line {
	for i := len(l.Attempts) - 1; i >= 0; i-- {
		at := &l.Attempts[i]
		if at.Exited.IsZero() && at.ExitCode == nil {
			continue
		}
		st := plain
		if at.ExitCode != nil && *at.ExitCode != 0 {
			st = failed
		}
		out := []line{{"last exit", a.attemptText(s, at), st}}
		if at.Message != "" {
			out = append(out, wrap("message", at.Message, a.w-14, plain)...)
		}
		return out
	}
	return nil
}

// attemptText is "run 1: exit 137 Error after 3d11h · killed: liveness · 14:02:07".
func (a *app) attemptText(s *scene, at *timeline.Attempt) string {
	text := "run " + itoa(at.Number) + ":"
	if at.ExitCode != nil {
		text += " exit " + itoa(int(*at.ExitCode))
	}
	if at.Signal != 0 {
		text += " signal " + itoa(int(at.Signal))
	}
	if at.Reason != "" {
		text += " " + at.Reason
	}
	if !at.Started.IsZero() && !at.Exited.IsZero() {
		text += " after " + between(at.Started, at.Exited, s.now)
	}
	if !at.Exited.IsZero() {
		text += " at " + a.moment(s, at.Exited.Time)
	}
	if at.Cause != "" {
		text += " " + a.g.dot + " killed: " + at.Cause
	}
	return text
}

// probeLine is one probe in a line.
func (a *app) probeLine(s *scene, p *timeline.ProbeInfo) line {
	text := p.Check + "  every " + whole(seconds(p.PeriodSeconds)) + " " + a.g.times + itoa(int(p.FailureThreshold))
	st := plain
	if p.Failures > 0 {
		text += "  " + plural(p.Failures, "fail")
		if p.LastMessage != "" {
			text += ", last: " + probeOutput(p.LastMessage)
		}
	} else if p.Passed {
		text += "  " + a.g.ok
	}
	return line{p.Probe, text, st}
}

// probeOutput is a probe's own output: its failure without the kubelet's
// "Readiness probe failed: " in front.
func probeOutput(message string) string {
	if _, out, ok := strings.Cut(message, " probe failed: "); ok {
		return out
	}
	return message
}

// probeDetails explain one probe.
func (a *app) probeDetails(s *scene, p *timeline.ProbeInfo) []line {
	out := []line{{"check", p.Check + "  timeout " + whole(seconds(p.TimeoutSeconds)), plain}}
	set := "every " + whole(seconds(p.PeriodSeconds)) + " " + a.g.dot + " fails after " + itoa(int(p.FailureThreshold)) + " in a row"
	if p.InitialDelaySeconds > 0 {
		set += " " + a.g.dot + " first after " + whole(seconds(p.InitialDelaySeconds))
	}
	out = append(out, line{"settings", set, plain})
	res := plural(p.Failures, "failure")
	if p.SuccessesKnown {
		res += ", " + itoa(p.Successes) + " successes"
	} else {
		res += "; successes are not reported"
	}
	out = append(out, line{"results", res, plain})
	if !p.LastFailure.IsZero() {
		out = append(out, wrap("last fail", a.moment(s, p.LastFailure.Time)+"  "+p.LastMessage, a.w-14, plain)...)
	}
	return out
}

// drawDetails draws the pane of the selection.
func (a *app) drawDetails(c *canvas, s *scene, y int) {
	h := s.plan[blockSelected]
	if h == 0 {
		return
	}
	a.drawPaneTitle(c, y, "selected", a.detailsTitle(s), false)
	lines := a.details(s)
	labelW := 0
	for _, l := range lines {
		labelW = max(labelW, width(l.label))
	}
	for i := range min(h-1, len(lines)) {
		l := lines[i]
		c.text(1, y+1+i, labelW, l.label, muted)
		c.text(labelW+3, y+1+i, a.w-labelW-4, l.text, l.st)
	}
}

// detailsTitle is "app · run 2 of 2 · started Fri 01:04:18".
func (a *app) detailsTitle(s *scene) string {
	if a.pane == paneEvents {
		return "event"
	}
	r := s.selected()
	if r == nil {
		return ""
	}
	l := s.lane(r)
	text := laneName(l)
	if r.track != "" {
		text += " " + string(r.track)
	}
	if at := lastAttempt(l); at != nil {
		text += " " + a.g.dot + " run " + itoa(at.Number)
		if !at.Started.IsZero() {
			text += " " + a.g.dot + " started " + a.moment(s, at.Started.Time)
		}
	}
	return text
}
