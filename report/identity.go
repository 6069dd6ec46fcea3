package report

import (
	"fmt"
	"strings"
	"time"

	"github.com/podlife/podlife/report/words"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
)

// view writes the sections of one life.
type view struct {
	*page
	life    *timeline.Life
	offsets offsets
	now     time.Time
}

// identity writes what a reader needs before anything else: which pod, what is
// the matter with it, and who says so.
func (v view) identity(w timeline.Window) {
	l := v.life
	v.title(words.FullName(*l), string(l.Verdict.State))
	v.rule("─")
	v.wrap(l.Verdict.Headline)
	v.blank()
	if b := l.Verdict.Blocking; b != nil {
		v.row(0, []int{9}, []string{"waits for"}, words.Join(" · ", b.Lane+" "+string(b.Phase), b.Reason, words.Unless(b.Message, contains(l.Verdict.Headline, b.Message))), 6)
	}
	v.ownWords()
	v.fact("pod", words.Join(" · ", words.Prefix("uid ", words.UID(l.Pod.UID)), words.Prefix("node ", l.Pod.Node), words.Prefix("phase ", l.Pod.Phase), words.Prefix("ip ", l.Pod.IP)))
	v.fact("", words.Join(" · ", l.Pod.QOSClass, words.Prefix("restartPolicy ", l.Pod.RestartPolicy), words.Prefix("owner ", l.Pod.Owner), words.Readiness(l.Pod)))
	v.fact("created", words.Join(" · ", v.face().Created(l.Pod), v.moment("deletion requested ", l.Pod.DeletionRequested), v.moment("gone ", l.Pod.Gone)))
	v.fact("observed", v.observed(w))
}

// ownWords writes what the kubelet said of the pod's end, whole where the
// headline had to shorten it.
func (v view) ownWords() {
	said := v.life.Pod.Message
	byKubelet := func(c *timeline.Condition) bool { return c.Reason == timeline.TerminationByKubelet && c.Message != "" }
	if c := timeline.Find(v.life.Conditions, byKubelet); c != nil && said == "" {
		said = c.Message
	}
	if v.life.Pod.Reason == "DeadlineExceeded" { // always the same words
		return
	}
	if said = strings.TrimSpace(said); said != "" && !contains(v.life.Verdict.Headline, strings.TrimRight(said, ".")) {
		v.row(0, []int{9}, []string{"message"}, said, 12)
	}
}

// fact writes one line (or a few) of the block under the verdict.
func (v view) fact(label, text string) {
	if text != "" {
		v.row(0, []int{9}, []string{label}, text, 4)
	}
}

// beginning returns what the offsets count from: the creation, or the first
// sign of a pod whose creation is not known.
func (v view) beginning() string {
	if v.life.Pod.Created.IsZero() {
		return "its first sign"
	}
	return "creation"
}

// face shows the life's moments.
func (v view) face() words.Face { return words.FaceOf(v.life, v.now) }

func (v view) moment(what string, t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return what + v.face().On(t, v.life.Pod.Created)
}

func (v view) observed(w timeline.Window) string {
	if w.From.IsZero() {
		return ""
	}
	if v.face().Relative() {
		return "printed at a moment that it does not name: all times are relative to the printing"
	}
	to := w.To
	if v.now.After(to) {
		to = v.now
	}
	return fmt.Sprintf("%s to %s (%s, %s%s); all times are UTC", length.ClockOn(w.From, v.life.Pod.Created), length.ClockOn(to, w.From),
		length.Total(to.Sub(w.From)), words.Number(w.Observations, "observation"), words.Unless(", "+words.Number(len(w.Gaps), "gap"), len(w.Gaps) == 0))
}

func contains(s, part string) bool { return part != "" && strings.Contains(s, part) }
