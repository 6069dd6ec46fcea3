package ui

import (
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/visual"
	"github.com/podlife/podlife/ui/draw"
)

// severityStyle colours a verdict, and only a verdict.
var severityStyle = map[timeline.Severity]draw.Style{
	timeline.OK: draw.SevOK, timeline.Progress: draw.SevProgress, timeline.Warning: draw.SevWarning, timeline.Bad: draw.SevBad,
}

func severityGlyph(g *draw.Glyphs, s timeline.Severity) string {
	switch s {
	case timeline.OK:
		return g.Ok
	case timeline.Progress:
		return g.Open
	case timeline.Warning:
		return g.Milestone
	}
	return g.Fail
}

// drawTitle draws the first line: what is shown, the verdict in one word with
// its countdown, and whether the view follows the present. When the line is
// short the mode goes first, then the countdown, then the name; the verdict
// stays.
func (a *app) drawTitle(c *draw.Canvas, s *scene) {
	const least = 12 // cells of the name that are worth more than a countdown
	verdict, st := a.verdictWord(s)
	if a.w < least {
		c.Put(0, 0, a.w, verdict, st|draw.Bold)
		return
	}
	countdown, mode := a.countdown(s), a.mode()
	end := a.w - 1
	tail := draw.Width(verdict)
	if countdown != "" {
		tail += 2 + draw.Width(countdown)
	}
	if 1+least+2+tail+3+draw.Width(mode) <= end {
		c.Right(end, 0, draw.Width(mode), mode, a.modeStyle())
		end -= draw.Width(mode) + 3
	}
	if 1+least+2+tail > end {
		tail, countdown = draw.Width(verdict), ""
	}
	x := 1
	if room := end - tail - 2 - x; room >= 6 {
		x = a.drawName(c, s, x, room) + 2
		if a.w >= 100 {
			x = max(x, min(end-tail, a.w*45/100)) // in one place, whatever the name
		}
	}
	x = c.Text(x, 0, end-x, verdict, st|draw.Bold)
	if countdown != "" {
		c.Text(x+2, 0, end-x-2, countdown, st)
	}
}

// drawName draws podlife's own name and the pod's in room cells.
func (a *app) drawName(c *draw.Canvas, s *scene, x, room int) int {
	end := x + room
	name := a.titleName(s)
	if s.page == pageContainer {
		x = c.Text(x, 0, 2, a.g.Back, draw.Muted) + 1
	} else if x+9+draw.Width(name[0]) <= end && a.w >= 80 {
		x = c.Text(x, 0, 7, "podlife", draw.Muted) + 2
	}
	for _, try := range name {
		if draw.Width(try) <= end-x {
			return c.Text(x, 0, end-x, try, draw.Bold)
		}
	}
	return c.Text(x, 0, end-x, draw.Middle(name[len(name)-1], end-x), draw.Bold)
}

// titleName is the name of what is shown, from the fullest form to the
// shortest.
func (a *app) titleName(s *scene) []string {
	name, full := s.life.Pod.Name, s.life.Pod.Name
	if s.page == pageContainer {
		lane := laneName(s.life.Lane(a.lane))
		name, full = lane, full+" "+a.g.Sep+" "+lane
	} else if s.life.Pod.Namespace != "" {
		full = s.life.Pod.Namespace + "/" + name
	}
	lives := ""
	if s.of > 1 {
		lives = "  life " + itoa(s.number) + " of " + itoa(s.of)
	}
	return []string{full + lives, name + lives, full, name}
}

// verdictWord is "◆ Terminating 15s": the state as other tools spell it; of a
// container, what it is doing: "▚ preStop 15s".
func (a *app) verdictWord(s *scene) (string, draw.Style) {
	v := s.life.Verdict
	if s.page == pageContainer {
		word, st := a.value(s, &row{lane: a.laneIndex(s)})
		word, _, _ = strings.Cut(word, " next ") // the countdown says it
		return word, st
	}
	if v.State == "" {
		return a.g.Wait + " no data", draw.Waiting
	}
	text := severityGlyph(a.g, v.Severity) + " " + string(v.State)
	if !v.Since.IsZero() && !over(s.life) {
		if d := s.now.Sub(v.Since); d >= time.Second {
			text += " " + whole(d)
		}
	}
	return text, severityStyle[v.Severity]
}

// spaced splits a CamelCase name into words.
func spaced(s string) string {
	var b strings.Builder
	for i, r := range s {
		if i > 0 && r >= 'A' && r <= 'Z' && s[i-1] >= 'a' && s[i-1] <= 'z' {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// countdown is the next thing expected, of the container on its page:
// "SIGKILL in 15s", "restart in 25-47s".
func (a *app) countdown(s *scene) string {
	if over(s.life) {
		return ""
	}
	for _, d := range s.life.Future {
		if s.page != pageContainer || a.expects(s, d, s.life.Lane(a.lane)) {
			return string(d.Kind) + " " + due(d.Edge, s.now)
		}
	}
	return ""
}

// due says when an edge is expected: "in 15s", or "any moment" once the latest
// moment that was foreseen has passed.
func due(e timeline.Edge, now time.Time) string {
	if !e.Latest.After(now) {
		return "any moment"
	}
	return "in " + until(e, now)
}

// until is the time left until an edge, as a range where that is all that is
// known.
func until(e timeline.Edge, now time.Time) string {
	left := func(t time.Time) time.Duration { return max(t.Sub(now), 0) + time.Second - 1 } // a countdown ends with 1s
	if e.Uncertainty() < 2*time.Second {
		return whole(left(e.Time))
	}
	from, to := whole(left(e.Earliest)), whole(left(e.Latest))
	if !e.Earliest.After(now) {
		return "<" + strings.TrimPrefix(to, "<")
	}
	if unit := from[len(from)-1:]; len(from) <= 3 && len(to) <= 3 && unit == to[len(to)-1:] {
		from = strings.TrimSuffix(from, unit)
	}
	return from + "-" + to
}

// mode tells whether the view follows the present.
func (a *app) mode() string {
	switch {
	case a.play != nil && a.play.playing:
		return a.g.Play + " " + speedText(a.play.speed) + a.g.Times
	case a.play != nil && a.play.ended():
		return a.g.Pause + " END"
	case a.play != nil:
		return a.g.Pause + " PAUSED"
	case a.closed:
		return a.g.Pause + " ENDED"
	case a.view.Follow:
		return a.g.Live + " FOLLOW"
	}
	return "F follow"
}

func (a *app) modeStyle() draw.Style {
	if a.play == nil && a.view.Follow && !a.closed || a.play != nil && a.play.playing {
		return draw.Accent | draw.Bold
	}
	return draw.Muted
}

// headline is the verdict in one sentence, in as many lines as it needs. On
// the page of a container that it is not about, one line must do.
func (a *app) headline(s *scene) []draw.Line {
	v := s.life.Verdict
	if s.page == pageContainer && v.Blocking != nil && v.Blocking.Lane != a.lane {
		return []draw.Line{{Label: "", Text: "pod: " + v.Headline, Style: draw.Muted}}
	}
	return draw.Wrap("", v.Headline, max(a.w-2, 1), severityStyle[v.Severity])
}

// drawHeadline draws the lines of the headline that got room; the last one is
// cut off if there are more.
func (a *app) drawHeadline(c *draw.Canvas, s *scene, y int) {
	a.drawText(c, y, a.headline(s), s.plan[blockHeadline])
}

// drawText draws n of the lines of a wrapped text.
func (a *app) drawText(c *draw.Canvas, y int, lines []draw.Line, n int) {
	for i := range min(n, len(lines)) {
		var text strings.Builder
		text.WriteString(lines[i].Text)
		if i == n-1 && len(lines) > n {
			for _, more := range lines[n:] {
				text.WriteString(" " + more.Text)
			}
		}
		c.Text(1, y+i, a.w-2, text.String(), lines[i].Style)
	}
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
		text := "not watched " + whole(g.To.Sub(g.From)) + " from " + g.From.In(a.opts.Location).Format("15:04:05")
		if g.Reason != "" {
			text += ": " + g.Reason
		}
		if n > 1 {
			text = plural(n, "gap") + "; last: " + text
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, " "+a.g.Dot+" ")
}

// drawIdentity draws who the pod is: node, owner, QoS, counts, age. Where there
// is no room for all, the counts and the age stay.
func (a *app) drawIdentity(c *draw.Canvas, s *scene, y int) {
	if s.page == pageContainer {
		a.drawContainerIdentity(c, s, y)
		return
	}
	p := s.life.Pod
	parts := []string{}
	add := func(t string) {
		if t != "" {
			parts = append(parts, t)
		}
	}
	node, owner := "", shortOwner(p.Owner)
	if p.Node != "" {
		node = "node " + p.Node
	}
	add(node)
	add(owner)
	add(p.QOSClass)
	if p.Total > 0 {
		add("ready " + itoa(p.Ready) + "/" + itoa(p.Total))
	}
	add("restarts " + itoa(p.Restarts))
	if !p.Created.IsZero() {
		word := "age "
		if over(s.life) {
			word = "lived "
		}
		add(word + long(s.end.Sub(visual.Born(s.life))))
	}
	sep := " " + a.g.Dot + " "
	for _, least := range []string{p.QOSClass, owner, node} { // a number that is cut off is another number
		if draw.Width(strings.Join(parts, sep)) <= a.w-2 {
			break
		}
		parts = slices.DeleteFunc(parts, func(t string) bool { return t == least })
	}
	c.Text(1, y, a.w-2, strings.Join(parts, sep), draw.Muted)
}

// kindShort are kubectl's short names of owners.
var kindShort = map[string]string{"ReplicaSet": "rs", "StatefulSet": "sts", "DaemonSet": "ds", "Deployment": "deploy", "Job": "job", "CronJob": "cj"}

func shortOwner(o string) string {
	kind, name, ok := strings.Cut(o, "/")
	if s := kindShort[kind]; ok && s != "" {
		return s + "/" + name
	}
	return o
}
