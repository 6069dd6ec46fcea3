package ui

import (
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/visual"
)

// severityStyle colours a verdict, and only a verdict.
var severityStyle = map[timeline.Severity]style{
	timeline.OK: sevOK, timeline.Progress: sevProgress, timeline.Warning: sevWarning, timeline.Bad: sevBad,
}

func severityGlyph(g *glyphSet, s timeline.Severity) string {
	switch s {
	case timeline.OK:
		return g.ok
	case timeline.Progress:
		return g.open
	case timeline.Warning:
		return g.milestone
	}
	return g.fail
}

// drawTitle draws the first line: what is shown, the verdict in one word with
// its countdown, and whether the view follows the present. When the line is
// short the mode goes first, then the countdown, then the name; the verdict
// stays.
func (a *app) drawTitle(c *canvas, s *scene) {
	const least = 12 // cells of the name that are worth more than a countdown
	verdict, st := a.verdictWord(s)
	if a.w < least {
		c.put(0, 0, a.w, verdict, st|bold)
		return
	}
	countdown, mode := a.countdown(s), a.mode()
	end := a.w - 1
	tail := width(verdict)
	if countdown != "" {
		tail += 2 + width(countdown)
	}
	if 1+least+2+tail+3+width(mode) <= end {
		c.right(end, 0, width(mode), mode, a.modeStyle())
		end -= width(mode) + 3
	}
	if 1+least+2+tail > end {
		tail, countdown = width(verdict), ""
	}
	x := 1
	if room := end - tail - 2 - x; room >= 6 {
		x = a.drawName(c, s, x, room) + 2
		if a.w >= 100 {
			x = max(x, min(end-tail, a.w*45/100)) // in one place, whatever the name
		}
	}
	x = c.text(x, 0, end-x, verdict, st|bold)
	if countdown != "" {
		c.text(x+2, 0, end-x-2, countdown, st)
	}
}

// drawName draws podlife's own name and the pod's in room cells.
func (a *app) drawName(c *canvas, s *scene, x, room int) int {
	end := x + room
	name := a.titleName(s)
	if s.page == pageContainer {
		x = c.text(x, 0, 2, a.g.back, muted) + 1
	} else if x+9+width(name[0]) <= end && a.w >= 80 {
		x = c.text(x, 0, 7, "podlife", muted) + 2
	}
	for _, try := range name {
		if width(try) <= end-x {
			return c.text(x, 0, end-x, try, bold)
		}
	}
	return c.text(x, 0, end-x, middle(name[len(name)-1], end-x), bold)
}

// titleName is the name of what is shown, from the fullest form to the
// shortest.
func (a *app) titleName(s *scene) []string {
	name, full := s.life.Pod.Name, s.life.Pod.Name
	if s.page == pageContainer {
		lane := laneName(s.life.Lane(a.lane))
		name, full = lane, full+" "+a.g.sep+" "+lane
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
func (a *app) verdictWord(s *scene) (string, style) {
	v := s.life.Verdict
	if s.page == pageContainer {
		word, st := a.value(s, &row{lane: a.laneIndex(s)})
		word, _, _ = strings.Cut(word, " next ") // the countdown says it
		return word, st
	}
	if v.State == "" {
		return a.g.wait + " no data", waiting
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
		return a.g.play + " " + speedText(a.play.speed) + a.g.times
	case a.play != nil && a.play.ended():
		return a.g.pause + " END"
	case a.play != nil:
		return a.g.pause + " PAUSED"
	case a.closed:
		return a.g.pause + " ENDED"
	case a.view.Follow:
		return a.g.live + " FOLLOW"
	}
	return "F follow"
}

func (a *app) modeStyle() style {
	if a.play == nil && a.view.Follow && !a.closed || a.play != nil && a.play.playing {
		return accent | bold
	}
	return muted
}

// headline is the verdict in one sentence, in as many lines as it needs. On
// the page of a container that it is not about, one line must do.
func (a *app) headline(s *scene) []line {
	v := s.life.Verdict
	if s.page == pageContainer && v.Blocking != nil && v.Blocking.Lane != a.lane {
		return []line{{"", "pod: " + v.Headline, muted}}
	}
	return wrap("", v.Headline, max(a.w-2, 1), severityStyle[v.Severity])
}

// drawHeadline draws the lines of the headline that got room; the last one is
// cut off if there are more.
func (a *app) drawHeadline(c *canvas, s *scene, y int) {
	a.drawText(c, y, a.headline(s), s.plan[blockHeadline])
}

// drawText draws n of the lines of a wrapped text.
func (a *app) drawText(c *canvas, y int, lines []line, n int) {
	for i := range min(n, len(lines)) {
		var text strings.Builder
		text.WriteString(lines[i].text)
		if i == n-1 && len(lines) > n {
			for _, more := range lines[n:] {
				text.WriteString(" " + more.text)
			}
		}
		c.text(1, y+i, a.w-2, text.String(), lines[i].st)
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
	return strings.Join(parts, " "+a.g.dot+" ")
}

// drawIdentity draws who the pod is: node, owner, QoS, counts, age. Where there
// is no room for all, the counts and the age stay.
func (a *app) drawIdentity(c *canvas, s *scene, y int) {
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
	sep := " " + a.g.dot + " "
	for _, least := range []string{p.QOSClass, owner, node} { // a number that is cut off is another number
		if width(strings.Join(parts, sep)) <= a.w-2 {
			break
		}
		parts = slices.DeleteFunc(parts, func(t string) bool { return t == least })
	}
	c.text(1, y, a.w-2, strings.Join(parts, sep), muted)
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
