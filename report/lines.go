package report

import (
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/podlife/podlife/report/words"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/visual"
)

// LineWriter follows a pod where there is no screen: it is handed one snapshot
// after another and writes a line for every change that it has not written
// yet: time, offset from creation, lane, what.
//
// A snapshot may revise the past: an event that arrives late gets its line
// late, with its own time; a moment that became better known is not written
// again. The zero LineWriter with W set is ready. It holds on to no snapshot.
type LineWriter struct {
	W     io.Writer
	ASCII bool // no character beyond ASCII of the report's own

	lives    map[string]*written // by UID
	rollouts map[string]string   // what was written of workloads, by UID
	until    time.Time           // the end of the last stretch without a watch that has been written
}

// Update writes what is new in s.
func (l *LineWriter) Update(s timeline.Snapshot) error {
	if l.lives == nil {
		l.lives = map[string]*written{}
	}
	var lines []change
	for i := range s.Lives {
		life := &s.Lives[i]
		t := l.lives[life.Pod.UID]
		if t == nil {
			t = &written{}
			l.lives[life.Pod.UID] = t
		}
		news := t.news(life, s.Now)
		for k := range news {
			news[k].relative = life.Pod.Relative
			if news[k].pod = life.Pod.Name; s.SeveralNamespaces() {
				news[k].pod = words.FullName(*life)
			}
		}
		lines = append(lines, news...)
	}
	lines = append(append(lines, l.workloads(&s)...), l.unwatched(&s)...)
	slices.SortStableFunc(lines, func(a, b change) int { return a.at.Time.Compare(b.at.Time) })
	p := &page{w: l.W, ascii: l.ASCII}
	for _, c := range lines {
		p.line(c.text(len(l.lives) > 1))
	}
	return p.failed("a line of the report")
}

// unwatched lists the stretches that were not watched and are not written yet.
func (l *LineWriter) unwatched(s *timeline.Snapshot) []change {
	if len(s.Lives) == 0 {
		return nil
	}
	var lines []change
	for _, u := range visual.Unseen(s.Observed.Gaps, time.Time{}, s.Now) {
		if u.From.Before(l.until) {
			continue
		}
		l.until = u.To
		what := "~ not watched " + length.Total(u.To.Sub(u.From)) + ", until " + length.ClockOn(u.To, u.From)
		lines = append(lines, change{at: timeline.ExactEdge(u.From), offset: offsetsOf(s.Lives[0]).at(timeline.ExactEdge(u.From)), relative: s.Lives[0].Pod.Relative, what: what})
	}
	return lines
}

// change is one line.
type change struct {
	at       timeline.Edge
	offset   string // from the pod's creation, or the rollout's beginning
	pod      string // "" for what is not of a pod
	relative bool   // no date is known of it
	lane     string
	what     string
}

// laneColumn keeps the lines aligned although the lanes to come are not known.
const laneColumn = 24

func (c change) text(several bool) string {
	lane := c.lane
	if several && c.pod != "" {
		lane = c.pod + " " + lane
	}
	stamp := words.Stamp(c.at)
	if c.relative {
		stamp = strings.Repeat(" ", 12) // until when this was printed is known at the end only
	}
	return strings.Join([]string{stamp, words.Pad(c.offset, 9), words.Pad(lane, laneColumn), c.what}, "  ")
}

// written is what has been written about one life.
type written struct {
	begun   bool
	verdict string
	lanes   map[string]*writtenLane
}

type writtenLane struct {
	spans []writtenSpan
	marks []writtenMark
}

// news lists what written does not know yet, and makes it known.
func (t *written) news(l *timeline.Life, now time.Time) []change {
	w := changes{life: l, offsets: offsetsOf(*l), now: now}
	if !t.begun {
		t.begun, t.lanes = true, map[string]*writtenLane{}
		created := timeline.Edge{Time: l.Pod.Created, Earliest: l.Pod.Created, Latest: l.Pod.Created.Add(time.Second)}
		uid := words.UID(l.Pod.UID)
		w.add(created, "pod", words.Join(" ", "created "+words.FullName(*l), words.Unless("(uid "+uid+")", uid == "")))
	}
	for i := range l.Lanes {
		lane := &l.Lanes[i]
		known := t.lanes[lane.ID]
		if known == nil {
			known = &writtenLane{}
			t.lanes[lane.ID] = known
		}
		w.spans(lane, known)
		w.marks(lane, known)
	}
	if v := verdictKey(l.Verdict); v != t.verdict {
		t.verdict = v
		w.add(timeline.ExactEdge(now), "", "= "+string(l.Verdict.State)+": "+l.Verdict.Headline)
	}
	return w.list
}

// verdictKey leaves out what counts up or down: a line a second is no news.
func verdictKey(v timeline.Verdict) string {
	key := string(v.State)
	if b := v.Blocking; b != nil {
		key += " " + b.Lane + " " + string(b.Phase) + " " + b.Reason
	}
	return key
}

// changes collects the lines of one update of one life.
type changes struct {
	life    *timeline.Life
	offsets offsets
	now     time.Time
	list    []change
}

func (w *changes) add(at timeline.Edge, lane, what string) {
	w.list = append(w.list, change{at: at, offset: w.offsets.at(at), lane: lane, what: what})
}

// workloads lists the verdicts of workloads that are not as they were written,
// each with how long ago its rollout began, where that was watched.
func (l *LineWriter) workloads(s *timeline.Snapshot) []change {
	var lines []change
	for _, w := range s.Judged() {
		r := &w.Rollout
		key := rolloutKey(r)
		if l.rollouts[w.UID] == key {
			continue
		}
		if l.rollouts == nil {
			l.rollouts = map[string]string{}
		}
		l.rollouts[w.UID] = key
		c := change{
			at: timeline.ExactEdge(s.Now), lane: strings.ToLower(w.Kind) + "/" + w.Name,
			what: "= " + string(r.State) + ": " + r.Headline,
		}
		if s.SeveralNamespaces() {
			c.pod = w.Namespace
		}
		if !w.Changed.IsZero() {
			c.offset = offsets{w.Changed.Time}.at(c.at)
		}
		lines = append(lines, c)
	}
	return lines
}

// passing is a length as package length words it.
var passing = regexp.MustCompile(`<?(\d+(\.\d+)?(ms|s|m|h|d))+`)

// rolloutKey leaves out what counts up or down: a line a second is no news.
func rolloutKey(r *timeline.Rollout) string {
	count := func(p timeline.PodCount) string {
		return strconv.Itoa(p.Pods) + "/" + strconv.Itoa(p.Ready) + "/" + strconv.Itoa(p.Leaving)
	}
	if r.State == timeline.RolloutGone { // pods that follow it are no news of it, nor those of another of its name
		return string(r.State) + r.Headline
	}
	cause := passing.ReplaceAllString(r.Cause, "")
	return strings.Join([]string{string(r.State), r.Revision, cause, count(r.New), count(r.Old)}, " ")
}
