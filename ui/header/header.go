// Package header draws the top of a life's page: its title, the verdict, who the pod is, and its
// stages.
package header

import (
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/visual"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/value"
)

// Title draws the first line: what is shown, the verdict in one word with
// its countdown, and whether the view follows the present. When the line is
// short the mode goes first, then the countdown, then the name; the verdict
// stays.
func Title(c *draw.Canvas, _ draw.Area, pg *page.Page) {
	const least = 12 // cells of the name that are worth more than a countdown
	verdict, st := verdictWord(pg)
	if stale(pg) {
		verdict, st = "STALE "+length.Whole(pg.Latest.Present.Sub(pg.Now))+" "+pg.G.Dot+" last known "+lastKnown(pg), draw.SevWarning
	}
	if pg.W < least {
		c.Put(0, 0, pg.W, verdict, st|draw.Bold)
		return
	}
	countdown := countdown(pg)
	end := pg.W - 1
	tail := draw.Width(verdict)
	if countdown != "" {
		tail += 2 + draw.Width(countdown)
	}
	for _, mode := range modes(pg) {
		if 1+least+2+tail+3+draw.Width(mode) <= end {
			c.Right(end, 0, draw.Width(mode), mode, page.ModeStyle(pg))
			end -= draw.Width(mode) + 3
			break
		}
	}
	if 1+least+2+tail > end {
		tail, countdown = draw.Width(verdict), ""
	}
	x := 1
	if room := end - tail - 2 - x; room >= 6 {
		x = drawName(pg, c, x, room) + 2
		if pg.W >= 100 {
			x = max(x, min(end-tail, pg.W*45/100)) // in one place, whatever the name
		}
	}
	x = c.Text(x, 0, end-x, verdict, st|draw.Bold)
	if countdown != "" {
		c.Text(x+2, 0, end-x-2, countdown, st)
	}
}

// stale reports whether what the page says is only what was last known.
func stale(pg *page.Page) bool { return pg == pg.Latest && pg.Stale() && !page.Over(pg.Life) }

// lastKnown returns the state at the last contact: "Ready", of a container what it did.
func lastKnown(pg *page.Page) string {
	if pg.Kind == page.Container {
		state, _ := value.State(pg, pg.Life.Lane(pg.Lane))
		return state
	}
	return string(pg.Life.Verdict.State)
}

// modes returns whether the page follows the present, or of which moment it is and the
// key that goes back to the present, from the fullest form to the shortest.
func modes(pg *page.Page) []string {
	if pg == pg.Latest {
		return []string{pg.Mode}
	}
	at, after := page.Moment(pg, pg.Now), page.Offset(pg.Now.Sub(visual.Born(pg.Latest.Life)))
	if at != after {
		at += " (" + after + ")"
	}
	key := "  " + pg.Keys.Follow.Help().Key + " now"
	var out []string
	if ago := pg.Latest.Now.Sub(pg.Now); ago >= time.Second {
		out = append(out, pg.G.Back+" "+length.Whole(ago)+" ago  as of "+at+key)
	}
	return append(out, "as of "+at+key, "as of "+after+key, "as of "+after, after)
}

// drawName draws podlife's own name and the pod's in room cells.
func drawName(pg *page.Page, c *draw.Canvas, x, room int) int {
	end := x + room
	name := titleName(pg)
	if pg.Kind == page.Container {
		x = c.Text(x, 0, 2, pg.G.Back, draw.Muted) + 1
	} else if x+9+draw.Width(name[0]) <= end && pg.W >= 80 {
		x = c.Text(x, 0, 7, "podlife", draw.Muted) + 2
	}
	for _, try := range name {
		if draw.Width(try) <= end-x {
			return c.Text(x, 0, end-x, try, draw.Bold)
		}
	}
	return c.Text(x, 0, end-x, draw.Middle(name[len(name)-1], end-x), draw.Bold)
}

// titleName returns the name of what is shown, from the fullest form to the
// shortest.
func titleName(pg *page.Page) []string {
	name, full := pg.Life.Pod.Name, pg.Life.Pod.Name
	if pg.Kind == page.Container {
		lane := page.LaneName(pg.Life.Lane(pg.Lane))
		name, full = lane, full+" "+pg.G.Sep+" "+lane
	} else if pg.Life.Pod.Namespace != "" {
		full = pg.Life.Pod.Namespace + "/" + name
	}
	lives := ""
	if pg.Lives > 1 {
		lives = "  life " + page.Itoa(pg.Number) + " of " + page.Itoa(pg.Lives)
	}
	return []string{full + lives, name + lives, full, name}
}

// verdictWord returns "◆ Terminating 15s": the state as other tools spell it;
// of a container, what it is doing: "▚ preStop 15s".
func verdictWord(pg *page.Page) (string, draw.Style) {
	v := pg.Life.Verdict
	if pg.Kind == page.Container && (v.Blocking == nil || v.Blocking.Lane != pg.Lane || v.Severity != timeline.Bad) {
		return value.State(pg, pg.Life.Lane(pg.Lane)) // the countdown stands beside it
	}
	if v.State == "" {
		return pg.G.Wait + " no data", draw.Waiting
	}
	text := page.SeverityGlyph(pg.G, v.Severity) + " " + string(v.State)
	if !v.Since.IsZero() && !page.Over(pg.Life) {
		if d := pg.Now.Sub(v.Since); d >= time.Second {
			text += " " + length.Whole(d)
		}
	}
	return text, page.SeverityStyle[v.Severity]
}

// countdown returns the next thing expected, of the container on its page:
// "SIGKILL in 15s", "restart in 25-47s", unless the headline says it; where
// nothing is, what a pod has only just recovered from.
func countdown(pg *page.Page) string {
	if page.Over(pg.Life) || stale(pg) {
		return ""
	}
	for _, d := range pg.Life.Future {
		if pg.Kind == page.Container && !page.Expects(pg, d, pg.Life.Lane(pg.Lane)) {
			continue
		}
		if value.Announced(pg, d) {
			return ""
		}
		return string(d.Kind) + " " + page.Due(pg, d.Edge)
	}
	if pg.Kind == page.Container {
		return ""
	}
	return value.Recovered(pg)
}

// Headline draws the verdict's sentence; the last line is cut off if there are
// more.
func Headline(c *draw.Canvas, in draw.Area, pg *page.Page) {
	page.DrawText(c, in, pg, value.Headline(pg))
}

// Identity draws who the pod is: node, owner, QoS, counts, age. Where there
// is no room for all, the counts and the age stay.
func Identity(c *draw.Canvas, in draw.Area, pg *page.Page) {
	y := in.Y
	if pg.Kind == page.Container {
		drawContainerIdentity(pg, c, y)
		return
	}
	p := pg.Life.Pod
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
		add("ready " + page.Itoa(p.Ready) + "/" + page.Itoa(p.Total))
	}
	add("restarts " + page.Itoa(p.Restarts))
	if p.BadCreation != "" {
		add("age invalid")
	}
	if !p.Created.IsZero() {
		word := "age "
		if page.Over(pg.Life) {
			word = "lived "
		} else if pg.Life.NowUnknown {
			word += "≥"
		}
		add(word + value.Age(pg, visual.Born(pg.Life)))
	}
	sep := " " + pg.G.Dot + " "
	for _, least := range []string{p.QOSClass, owner, node} { // a number that is cut off is another number
		if draw.Width(strings.Join(parts, sep)) <= pg.W-2 {
			break
		}
		parts = slices.DeleteFunc(parts, func(t string) bool { return t == least })
	}
	c.Text(1, y, pg.W-2, strings.Join(parts, sep), draw.Muted)
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

// drawContainerIdentity draws the image, its pull and the resources.
func drawContainerIdentity(pg *page.Page, c *draw.Canvas, y int) {
	l := pg.Life.Lane(pg.Lane)
	text := page.KindText(l)
	if ct := l.Container; ct != nil {
		text += " " + pg.G.Dot + " " + ct.Image
		if ct.Resources != (timeline.Resources{}) {
			text += " " + pg.G.Dot + " " + ct.Resources.String()
		}
		if at := page.LastAttempt(l); at != nil && at.Pull != (timeline.Pull{}) {
			text += " " + pg.G.Dot + " " + value.PulledText(at.Pull)
		}
	}
	c.Text(1, y, pg.W-2, text, draw.Muted)
}
