package ui

import (
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/message"
	"github.com/podlife/podlife/ui/draw"
)

// serviceDetails: how much of the time the Service sent traffic to the pod.
func (a *app) serviceDetails(s *scene, l *timeline.Lane) []draw.Line {
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
	return []draw.Line{{Label: "service", Text: text, Style: draw.Plain}, {Label: "source", Text: "the Service's EndpointSlices, as they arrived here", Style: draw.Muted}}
}

// containerDetails: image, the current state with its message, the last exit.
func (a *app) containerDetails(s *scene, l *timeline.Lane) []draw.Line {
	ct := l.Container
	var out []draw.Line
	if ct.State != "" && ct.State != "Running" && ct.Reason != "" && ct.Reason != "Completed" {
		text := ct.State + ": " + ct.Reason
		if ct.Message != "" {
			text += ": " + ct.Message
		}
		out = append(out, draw.Wrap("state", text, a.w-14, draw.Plain)...)
	}
	if at := lastAttempt(l); at != nil {
		out = append(out, a.exitLines(s, l)...)
	}
	image := ct.Image
	if at := lastAttempt(l); at != nil && at.Pull != (timeline.Pull{}) {
		image += " " + a.g.Dot + " " + pulledText(at.Pull)
	}
	out = append(out, draw.Line{Label: "image", Text: image, Style: draw.Plain})
	if ct.Resources != (timeline.Resources{}) {
		out = append(out, draw.Line{Label: "resources", Text: ct.Resources.String(), Style: draw.Plain})
	}
	if ct.PostStart != "" {
		out = append(out, draw.Line{Label: "postStart", Text: ct.PostStart, Style: draw.Plain})
	}
	if ct.PreStop != "" {
		out = append(out, draw.Line{Label: "preStop", Text: ct.PreStop, Style: draw.Plain})
	}
	for i := range l.Probes {
		out = append(out, a.probeLine(&l.Probes[i]))
	}
	if l.Missed > 0 {
		out = append(out, draw.Line{Label: "not seen", Text: plural(l.Missed, "run") + " left no trace that could be drawn", Style: draw.Muted})
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
func (a *app) exitLines(s *scene, l *timeline.Lane) []draw.Line {
	for i := len(l.Attempts) - 1; i >= 0; i-- {
		at := &l.Attempts[i]
		if at.Exited.IsZero() && at.ExitCode == nil {
			continue
		}
		st := draw.Plain
		if at.ExitCode != nil && *at.ExitCode != 0 {
			st = draw.Failed
		}
		out := []draw.Line{{Label: "last exit", Text: a.attemptText(s, at), Style: st}}
		if at.Message != "" {
			out = append(out, draw.Wrap("message", at.Message, a.w-14, draw.Plain)...)
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
		text += " " + a.g.Dot + " killed: " + string(at.Cause)
	}
	return text
}

// probeLine is one probe in a line.
func (a *app) probeLine(p *timeline.ProbeInfo) draw.Line {
	text := p.Check + "  every " + whole(seconds(p.PeriodSeconds)) + " " + a.g.Times + itoa(int(p.FailureThreshold))
	st := draw.Plain
	if p.Failures > 0 {
		text += "  " + plural(p.Failures, "fail")
		if p.LastMessage != "" {
			text += ", last: " + message.ProbeOutput(p.LastMessage)
		}
	} else if p.Passed {
		text += "  " + a.g.Ok
	}
	return draw.Line{Label: p.Probe, Text: text, Style: st}
}

// probeDetails explain one probe.
func (a *app) probeDetails(s *scene, p *timeline.ProbeInfo) []draw.Line {
	out := []draw.Line{{Label: "check", Text: p.Check + "  timeout " + whole(seconds(p.TimeoutSeconds)), Style: draw.Plain}}
	set := "every " + whole(seconds(p.PeriodSeconds)) + " " + a.g.Dot + " fails after " + itoa(int(p.FailureThreshold)) + " in a row"
	if p.InitialDelaySeconds > 0 {
		set += " " + a.g.Dot + " first after " + whole(seconds(p.InitialDelaySeconds))
	}
	out = append(out, draw.Line{Label: "settings", Text: set, Style: draw.Plain})
	res := plural(p.Failures, "failure")
	if p.SuccessesKnown {
		res += ", " + itoa(p.Successes) + " successes"
	} else {
		res += "; successes are not reported"
	}
	out = append(out, draw.Line{Label: "results", Text: res, Style: draw.Plain})
	if !p.LastFailure.IsZero() {
		out = append(out, draw.Wrap("last fail", a.moment(s, p.LastFailure.Time)+"  "+p.LastMessage, a.w-14, draw.Plain)...)
	}
	return out
}
