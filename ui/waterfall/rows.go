package waterfall

import (
	"slices"
	"strconv"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/stats"
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/value"
)

// row is what the start-up spent on one container, on the pod itself, or between
// them.
type row struct {
	lane   string // "" for what is of no container
	name   string
	steps  []timeline.Step
	total  length.Length
	share  float64
	stages []stage
	open   bool // it goes on
}

// stage is all that one row spent in one phase.
type stage struct {
	phase   timeline.Phase
	length  length.Length
	elapsed timeline.Duration
	open    bool
}

// podNames name the rows of steps that are of no container, by phase.
var podNames = map[timeline.Phase]string{
	timeline.Kubelet: "kubelet", timeline.Unattributed: "unknown", timeline.NotReady: "readiness gate",
}

// rowsOf returns the rows of the start-up path, in the order in which they began.
func rowsOf(pg *page.Page) []row {
	var rows []row
	moments := pg.Life.PathMoments()
	for n, step := range pg.Life.Startup.Path {
		lane, name := step.Lane, ""
		if lane == "pod" || lane == "" {
			lane, name = "", podNames[step.Phase]
			if name == "" {
				name = "pod"
			}
		} else {
			name = page.LaneLabel(pg, lane)
		}
		i := slices.IndexFunc(rows, func(r row) bool { return r.lane == lane && r.name == name })
		if i < 0 {
			i = len(rows)
			rows = append(rows, row{lane: lane, name: name, total: length.Exactly(0)})
		}
		rows[i].add(step, value.StepLength(moments, step))
		if n == len(pg.Life.Startup.Path)-1 && stats.Starting(pg.Life) {
			rows[i].goesOn(step.Phase)
		}
	}
	rows = foldBrief(rows, moments)
	slices.SortStableFunc(rows, func(a, b row) int { return rank(a) - rank(b) })
	return rows
}

// leastShare is the share of the whole below which a container has no row of its own
// where there are others like it.
const leastShare = 0.02

// foldBrief puts the containers that took next to nothing into one row.
func foldBrief(rows []row, moments timeline.Moments) []row {
	brief := func(r row) bool { return r.lane != "" && r.share < leastShare }
	others, kept := row{total: length.Exactly(0)}, make([]row, 0, len(rows))
	at, n := 0, 0
	for _, r := range rows {
		if !brief(r) {
			kept = append(kept, r)
			continue
		}
		if n++; n == 1 {
			at, others = len(kept), r
			continue
		}
		for _, step := range r.steps {
			others.add(step, value.StepLength(moments, step))
		}
	}
	switch {
	case n == 0:
		return rows
	case n > 1:
		others.lane, others.name = "", page.Itoa(n)+" others"
	}
	return slices.Insert(kept, at, others)
}

// rank puts what is between the steps below them.
func rank(r row) int {
	if r.lane == "" && (r.name == podNames[timeline.Kubelet] || r.name == podNames[timeline.Unattributed]) {
		return 1
	}
	return 0
}

func (r *row) add(step timeline.Step, x length.Length) {
	r.total, r.share = sum(r.total, x, len(r.steps)), r.share+step.Share
	r.steps = append(r.steps, step)
	for i := range r.stages {
		if s := &r.stages[i]; s.phase == step.Phase {
			s.length, s.elapsed = s.length.Plus(x), s.elapsed+step.Duration
			return
		}
	}
	r.stages = append(r.stages, stage{phase: step.Phase, length: x, elapsed: step.Duration})
}

// goesOn notes that a stage of the row is the one that the start-up is in.
func (r *row) goesOn(p timeline.Phase) {
	r.open = true
	for i := range r.stages {
		r.stages[i].open = r.stages[i].phase == p
	}
}

// took returns how long a row or a stage took; one that goes on is a clock, which shows
// seconds that are over, as the lanes' do.
func took(x length.Length, open bool) string {
	if open {
		return length.Running(x.Best)
	}
	return x.Part()
}

// worthNaming returns the stages that took a hundredth of the whole, or else all.
func (r row) worthNaming(total timeline.Duration) []stage {
	var list []stage
	for _, s := range r.stages {
		if s.elapsed >= total/100 {
			list = append(list, s)
		}
	}
	if len(list) == 0 {
		return slices.Clone(r.stages)
	}
	return list
}

// sum adds the length of the nth step, from 0, to those before it.
func sum(all, x length.Length, n int) length.Length {
	if n == 0 {
		return x
	}
	return all.Plus(x)
}

// text returns "pull 2.3s (14 MB, 6.1 MB/s)" or "startup probe 2.0s (2 fails)".
func (s stage) text(pg *page.Page, r row) string {
	switch {
	case s.phase == timeline.Kubelet:
		return "between steps"
	case s.phase == timeline.Unattributed:
		return "no signal shows what it was"
	case r.lane == "" && s.phase == timeline.NotReady:
		return "waiting for a readiness gate"
	}
	text := page.StageWord(s.phase) + " " + took(s.length, s.open)
	if facts := s.facts(pg, r.lane); facts != "" {
		text += " (" + facts + ")"
	}
	return text
}

// facts returns the size and rate of a pull, or how often a probe failed.
func (s stage) facts(pg *page.Page, lane string) string {
	l := pg.Life.Lane(lane)
	if l == nil {
		return ""
	}
	switch s.phase {
	case timeline.Pulling:
		return pullFacts(l)
	case timeline.Probing:
		return failsText(l, timeline.TrackStartup, pg.Life.Startup.End())
	case timeline.NotReady:
		return failsText(l, timeline.TrackReadiness, pg.Life.Startup.End())
	}
	return ""
}

// pullFacts returns "14 MB, 6.1 MB/s, 2.0s queued" of a container's first pull.
func pullFacts(l *timeline.Lane) string {
	if len(l.Attempts) == 0 {
		return ""
	}
	p, text := l.Attempts[0].Pull, ""
	if p.Bytes > 0 && !p.Present {
		text = timeline.Megabytes(p.Bytes)
		if s := p.Transfer.Seconds(); s > 0.1 {
			text += ", " + timeline.Megabytes(int64(float64(p.Bytes)/s)) + "/s"
		}
	}
	if p.Queued >= 100*time.Millisecond {
		if text != "" {
			text += ", "
		}
		text += length.Total(p.Queued) + " queued"
	}
	return text
}

// failsText returns "2 fails", of a probe until the start-up was over.
func failsText(l *timeline.Lane, track timeline.Track, until time.Time) string {
	n := 0
	for i := range l.Marks {
		if m := &l.Marks[i]; m.Track == track && m.Kind == "ProbeFailed" && !m.Time.Time.After(until) {
			n += m.Count
		}
	}
	if n == 0 {
		return ""
	}
	return page.Plural(n, "fail")
}

// shareText returns "20%".
func shareText(share float64) string { return strconv.Itoa(int(share*100+0.5)) + "%" }
