package html

import (
	"fmt"
	"strings"
	"time"

	"github.com/podlife/podlife/report/picture"
	"github.com/podlife/podlife/report/words"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
)

// The bounds of a life's tables.
const (
	maxRuns    = 200
	maxEvents  = 500
	maxMoments = 600
)

// fold begins a part that can be folded, with a table in it; columns that begin
// with > hold numbers.
func (p *page) fold(heading, more string, open bool, columns ...string) {
	state := ""
	if open {
		state = " open"
	}
	p.printf("<details class=\"%s\"%s><summary><h3>%s</h3> <span class=\"muted\">%s</span></summary>\n<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"%s\"><table>\n<thead><tr>", strings.ToLower(strings.Fields(heading)[0]), state, heading, text(more), heading)
	for _, c := range columns {
		class := ""
		if name, ok := strings.CutPrefix(c, ">"); ok { // a number
			c, class = name, ` class="n"`
		}
		p.printf("<th scope=\"col\"%s>%s</th>", class, c)
	}
	p.print("</tr></thead>\n<tbody>\n")
}

// unfold ends it; left are rows for which there was no room.
func (p *page) unfold(left int) {
	p.print("</tbody></table></div>\n")
	if left > 0 {
		p.printf("<p class=\"muted\">… and %d more.</p>\n", left)
	}
	p.print("</details>\n")
}

// tableRow writes a row of cells, which are elements.
func (p *page) tableRow(find string, cells ...string) {
	p.printf("<tr data-find=\"%s\">", text(find))
	for _, c := range cells {
		p.print(c)
	}
	p.print("</tr>\n")
}

func td(s string) string          { return "<td>" + text(s) + "</td>" }
func tdOf(class, s string) string { return "<td class=\"" + class + "\">" + text(s) + "</td>" }

// tdName writes a name on one line, unless it is so long that it would take the
// others' place.
func tdName(s string) string {
	if len(s) > 48 {
		return tdOf("long", s)
	}
	return tdOf("t", s)
}

func tdBar(x, w float64, class string) string {
	return fmt.Sprintf(`<td class="b"><svg height="14" aria-hidden="true"><rect x="%s" y="2" width="%s" height="10" class="%s"/></svg></td>`, pc(x), pc(max(w, 0.4)), class)
}

// startup writes the start-up as a waterfall: what the pod waited for, one after
// the other.
func (p *page) startup(l *timeline.Life) {
	total := time.Duration(l.Startup.Total)
	if len(l.Startup.Path) == 0 || total <= 0 {
		return
	}
	more := length.Total(total) + " " + picture.TowardsReady(l)
	if longest := l.Startup.Longest(); longest != nil {
		more += " · longest: " + longest.Lane + " " + words.StepName(longest.Phase) + " " + length.Total(time.Duration(longest.Duration))
	}
	p.fold("Start-up", more, true, "stage", "when", ">took", ">share")
	begin := l.Startup.Path[0].Start
	for _, step := range l.Startup.Path {
		name := step.Lane + " " + words.StepName(step.Phase)
		x := 100 * float64(step.Start.Sub(begin)) / float64(total)
		p.tableRow(name, tdName(name), tdBar(x, 100*step.Share, picture.StepClass(step.Phase)), tdOf("n", length.Total(time.Duration(step.Duration))), tdOf("n", words.Percent(step.Share)))
	}
	p.unfold(0)
}

// runs writes every run of every container.
func (p *page) runs(l *timeline.Life) {
	n, restarts := 0, 0
	for i := range l.Lanes {
		n += len(l.Lanes[i].Attempts)
		restarts += l.Lanes[i].Restarts
	}
	if n == 0 {
		return
	}
	p.fold("Runs", words.Join(" · ", fmt.Sprint(n), words.Unless(words.Number(restarts, "restart"), restarts == 0)), restarts > 0, "container", ">run", "started", "ran", "ended", "message")
	written := 0
	for i := range l.Lanes {
		lane := &l.Lanes[i]
		for _, a := range lane.Attempts {
			if written++; written > maxRuns {
				continue
			}
			ended, message := "", a.Message
			if a.Over() {
				ended = words.Join(" · ", words.ExitText(a.ExitCode, a.Signal, a.Reason), string(a.Cause))
			}
			ran := length.Of(a.Started, a.Exited, p.now).Column()
			if a.Started.IsZero() {
				ran = "did not start"
			}
			p.tableRow(lane.ID+" "+ended+" "+message, tdName(lane.ID), tdOf("n run", fmt.Sprint(a.Number)), tdOf("t", p.when(l, a.Started)), tdOf("t", ran), td(ended), td(message))
		}
	}
	p.unfold(n - maxRuns)
}

// when returns the time of day of an edge; "" where it is not known.
func (p *page) when(l *timeline.Life, e timeline.Edge) string {
	if e.IsZero() {
		return ""
	}
	return p.face.On(e.Time, l.Pod.Created)
}

// severityWords distinguish good from bad without colour.
var severityWords = map[timeline.Severity]string{timeline.OK: "ok", timeline.Progress: "", timeline.Warning: "warning", timeline.Bad: "error"}

// events writes every occurrence with the time of its last repetition, the newest
// first.
func (p *page) events(l *timeline.Life) {
	if len(l.Events) == 0 {
		return
	}
	p.fold("Events", fmt.Sprint(len(l.Events)), len(l.Events) <= 60, "time", "level", "reason", "of", "message")
	for i := len(l.Events) - 1; i >= max(0, len(l.Events)-maxEvents); i-- {
		e := l.Events[i]
		message := e.Message
		if e.Count > 1 {
			message = fmt.Sprintf("×%d  %s", e.Count, message)
		}
		p.tableRow(e.Reason+" "+e.Lane+" "+e.Message, tdOf("t", p.when(l, e.Time)), tdOf("t s-"+string(e.Severity), severityWords[e.Severity]), tdName(e.Reason), tdName(e.Lane), td(message))
	}
	p.unfold(len(l.Events) - maxEvents)
}

// moments writes how each moment is known: both ends of every span, with their
// bounds and what they rest on.
func (p *page) moments(l *timeline.Life) {
	n := 0
	for i := range l.Lanes {
		n += len(l.Lanes[i].Spans)
	}
	p.fold("How each moment is known", fmt.Sprintf("%d stretches", n), false, "lane", "phase", ">run", "from", "known", "to", "known", "length")
	written := 0
	for i := range l.Lanes {
		lane := &l.Lanes[i]
		for _, sp := range lane.Spans {
			if written++; written > maxMoments {
				continue
			}
			run, to, known := "", "still", ""
			if sp.Attempt > 0 {
				run = fmt.Sprint(sp.Attempt)
			}
			if !sp.Open() {
				to, known = p.when(l, sp.End), basis(sp.End)
			}
			p.tableRow(lane.ID+" "+string(sp.Phase), tdName(lane.ID), tdOf("t", string(sp.Phase)), tdOf("n run", run), tdOf("t", p.when(l, sp.Start)), tdOf("t", basis(sp.Start)), tdOf("t", to), tdOf("t", known), tdOf("t", p.face.Lasted(sp).Column()))
		}
	}
	p.unfold(n - maxMoments)
}

// basis returns how well an edge is known: "reported ±0.5s".
func basis(e timeline.Edge) string {
	out := strings.ToLower(string(e.Basis))
	if half := e.Uncertainty() / 2; half > time.Millisecond {
		out += " ±" + length.Total(half)
	}
	return out
}
