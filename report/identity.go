package report

import (
	"fmt"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
)

// view writes the sections of one life.
type view struct {
	*page
	life *timeline.Life
	axis axis
	now  time.Time
}

// identity is what a reader needs before anything else: which pod, what is
// the matter with it, and who says so.
func (v view) identity(w timeline.Window) {
	l := v.life
	name, state := fullName(*l), strings.ToUpper(string(l.Verdict.State))
	v.line(pad(cut(name, v.width-columns(state)-2), v.width-columns(state)) + state)
	v.rule("─")
	for _, s := range wrap(l.Verdict.Headline, v.width, 4) {
		v.line(s)
	}
	v.blank()
	if b := l.Verdict.Blocking; b != nil {
		v.row(0, []int{9}, []string{"waits for"}, join(" · ", b.Lane+" "+string(b.Phase), b.Reason, unless(b.Message, contains(l.Verdict.Headline, b.Message))), 2)
	}
	v.fact("pod", join(" · ", "uid "+l.Pod.UID, prefix("node ", l.Pod.Node), prefix("phase ", l.Pod.Phase), prefix("ip ", l.Pod.IP)))
	v.fact("", join(" · ", l.Pod.QOSClass, prefix("restartPolicy ", l.Pod.RestartPolicy), prefix("owner ", l.Pod.Owner), readiness(l.Pod)))
	v.fact("created", join(" · ", date(l.Pod.Created)+" UTC", v.moment("deletion requested ", l.Pod.DeletionRequested), v.moment("gone ", l.Pod.Gone)))
	v.fact("observed", v.observed(w))
}

// fact is one line (or a few) of the block under the verdict.
func (v view) fact(label, text string) {
	if text != "" {
		v.row(0, []int{9}, []string{label}, text, 4)
	}
}

func (v view) moment(what string, t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return what + clockOn(t, v.life.Pod.Created)
}

func readiness(p timeline.Pod) string {
	s := ""
	if p.Total > 0 && p.Gone.IsZero() {
		s = fmt.Sprintf("ready %d/%d", p.Ready, p.Total)
	}
	if p.Restarts > 0 {
		s = join(" · ", s, number(p.Restarts, "restart"))
	}
	return s
}

func (v view) observed(w timeline.Window) string {
	if w.From.IsZero() {
		return ""
	}
	to := w.To
	if v.now.After(to) {
		to = v.now
	}
	return fmt.Sprintf("%s to %s (%s, %s%s); all times are UTC", clockOn(w.From, v.life.Pod.Created), clockOn(to, w.From),
		total(to.Sub(w.From)), number(w.Observations, "observation"), unless(", "+number(len(w.Gaps), "gap"), len(w.Gaps) == 0))
}

// join puts sep between the parts that say something.
func join(sep string, parts ...string) string {
	var said []string
	for _, s := range parts {
		if s != "" {
			said = append(said, s)
		}
	}
	return strings.Join(said, sep)
}

func prefix(p, s string) string {
	if s == "" {
		return ""
	}
	return p + s
}

func unless(s string, not bool) string {
	if not {
		return ""
	}
	return s
}

func contains(s, part string) bool { return part != "" && strings.Contains(s, part) }
