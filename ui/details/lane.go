package details

import (
	"slices"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/message"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/value"
)

// serviceDetails returns how much of the time the Service sent traffic to the
// pod.
func serviceDetails(pg *page.Page, l *timeline.Lane) []draw.Line {
	var in time.Duration
	times := 0
	for i := range l.Spans {
		if l.Spans[i].Phase == timeline.Ready {
			in += max(l.Spans[i].Duration(pg.Now), 0)
			times++
		}
	}
	text := "never serving"
	if times > 0 {
		text = "serving " + length.Total(in) + " of " + length.Total(pg.End.Sub(pg.Begin)) + " in " + page.Plural(times, "period")
	}
	return []draw.Line{{Label: "service", Text: text, Style: draw.Plain}, {Label: "source", Text: "the Service's EndpointSlices, as they arrived here", Style: draw.Muted}}
}

// containerDetails returns the image, the current state with its message, and
// the last exit.
func containerDetails(pg *page.Page, l *timeline.Lane) []draw.Line {
	ct := l.Container
	var out []draw.Line
	if ct.State != "" && ct.State != "Running" && ct.Reason != "" && ct.Reason != "Completed" && ct.Reason != "CrashLoopBackOff" { // which the runs show
		text := ct.State + ": " + ct.Reason
		if ct.Message != "" {
			text += ": " + ct.Message
		}
		out = append(out, draw.Wrap("state", text, pg.W-14, draw.Plain)...)
	}
	if at := page.LastAttempt(l); at != nil {
		if pg.H >= 30 && l.Restarts > 0 && value.HasRuns(l) {
			table, _ := value.RunLines(pg, l, -1, pg.W-14, 5)
			out = append(out, table...)
		} else {
			out = append(out, value.ExitLines(pg, l)...)
		}
	}
	image := ct.Image
	if at := page.LastAttempt(l); at != nil && at.Pull != (timeline.Pull{}) {
		image += " " + pg.G.Dot + " " + value.PulledText(at.Pull)
	}
	out = append(out, draw.Line{Label: "image", Text: image, Style: draw.Plain})
	out = append(out, value.CommandLines(pg, l)...)
	if ct.Resources != (timeline.Resources{}) {
		out = append(out, draw.Line{Label: "resources", Text: ct.Resources.String(), Style: draw.Plain})
	}
	out = slices.Concat(out, draw.Fact("postStart", ct.PostStart, draw.Plain), draw.Fact("preStop", ct.PreStop, draw.Plain))
	for i := range l.Probes {
		out = append(out, probeLine(pg, &l.Probes[i]))
	}
	if l.Missed > 0 {
		out = append(out, draw.Line{Label: "not seen", Text: page.Plural(l.Missed, "run") + " left no trace that could be drawn", Style: draw.Muted})
	}
	return out
}

func probeLine(pg *page.Page, p *timeline.ProbeInfo) draw.Line {
	text := p.Check + "  every " + length.Setting(page.Seconds(p.PeriodSeconds)) + " " + pg.G.Times + page.Itoa(int(p.FailureThreshold))
	st := draw.Plain
	if p.Failures > 0 {
		text += "  " + page.Plural(p.Failures, "fail")
		if p.LastMessage != "" {
			text += ", last: " + message.ProbeOutput(p.LastMessage)
		}
	} else if p.Passed {
		text += "  " + pg.G.OK
	}
	return draw.Line{Label: p.Probe, Text: text, Style: st}
}

func probeDetails(pg *page.Page, p *timeline.ProbeInfo) []draw.Line {
	out := []draw.Line{{Label: "check", Text: p.Check + "  timeout " + length.Setting(page.Seconds(p.TimeoutSeconds)), Style: draw.Plain}}
	set := "every " + length.Setting(page.Seconds(p.PeriodSeconds)) + " " + pg.G.Dot + " fails after " + page.Itoa(int(p.FailureThreshold)) + " in a row"
	if p.InitialDelaySeconds > 0 {
		set += " " + pg.G.Dot + " first after " + length.Setting(page.Seconds(p.InitialDelaySeconds))
	}
	out = append(out, draw.Line{Label: "settings", Text: set, Style: draw.Plain})
	res := page.Plural(p.Failures, "failure")
	if p.SuccessesKnown {
		res += ", " + page.Itoa(p.Successes) + " successes"
	} else {
		res += "; successes are not reported"
	}
	out = append(out, draw.Line{Label: "results", Text: res, Style: draw.Plain})
	if !p.LastFailure.IsZero() {
		out = append(out, draw.Wrap("last fail", page.Moment(pg, p.LastFailure.Time)+"  "+p.LastMessage, pg.W-14, draw.Plain)...)
	}
	return out
}
