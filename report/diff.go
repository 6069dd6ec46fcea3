package report

import (
	"slices"
	"time"

	"github.com/podlife/podlife/report/words"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/stats"
)

// Comparison says how a length in B compares to the same one in A.
type Comparison string

// The comparisons. AboutTheSame is also what two lengths are when what is
// known of their ends does not distinguish them.
const (
	Slower       Comparison = "slower"
	Faster       Comparison = "faster"
	AboutTheSame Comparison = "about the same"
	OnlyInB      Comparison = "new"
	OnlyInA      Comparison = "gone"
)

// Length is a duration as well as it is known.
type Length struct {
	Best timeline.Duration `json:"best"`
	Min  timeline.Duration `json:"min"`
	Max  timeline.Duration `json:"max"`
}

func (l Length) known() length.Length {
	return length.Length{Lo: time.Duration(l.Min), Best: time.Duration(l.Best), Hi: time.Duration(l.Max), Known: true}
}

// lengthFrom returns nil for a length that is not known.
func lengthFrom(x length.Length) *Length {
	if !x.Known {
		return nil
	}
	return &Length{timeline.Duration(x.Best), timeline.Duration(x.Lo), timeline.Duration(x.Hi)}
}

// Stage is a lane's phase in both lives; its length is nil where it did not occur.
type Stage struct {
	Lane       string            `json:"lane"`
	Phase      timeline.Phase    `json:"phase"`
	A          *Length           `json:"a,omitempty"`
	B          *Length           `json:"b,omitempty"`
	Delta      timeline.Duration `json:"delta"` // B − A, best estimates
	Comparison Comparison        `json:"comparison"`
}

// Count is how often something happened in both lives.
type Count struct {
	Lane string `json:"lane"`
	What string `json:"what"` // "restarts", "readiness failures", …
	A    int    `json:"a"`
	B    int    `json:"b"`
}

// Side is one of the two lives compared.
type Side struct {
	Source   string `json:"source"`
	Pod      string `json:"pod"`
	UID      string `json:"uid"`
	Headline string `json:"headline"`
	Ready    bool   `json:"ready"` // it has been ready at least once

	ongoing   bool // what goes on has done so at least that long: nothing says until when
	starting  bool // it may yet become ready
	deleted   bool // on its way to ready
	completed bool // without having been seen ready
}

// Completed reports whether a life came to its end as it was to without having been
// seen ready, as that of a Job that was done at once.
func (s Side) Completed() bool { return s.completed }

// Diff is what differs between two lives of pods that should be alike.
type Diff struct {
	Schema      string  `json:"schema"`
	A           Side    `json:"a"`
	B           Side    `json:"b"`
	Startup     Stage   `json:"startup"`     // creation → first Ready
	Path        []Stage `json:"path"`        // the startup path's stages, in A's order, then B's own
	Termination []Stage `json:"termination"` // the whole first, then containers' steps
	Counts      []Count `json:"counts"`      // only those that differ
}

// DiffSchema names the JSON contract of a Diff.
const DiffSchema = "podlife.diff/v1"

// Compare aligns two lives by lane and phase. Each life was taken at its own
// now; a startup that is not complete is compared as far as it got.
func Compare(a, b *timeline.Life) Diff {
	d := Diff{Schema: DiffSchema, A: sideOf(a), B: sideOf(b), Path: align(stats.StartupStages(a), stats.StartupStages(b)), Termination: align(stats.StopStages(a), stats.StopStages(b)), Counts: counts(a, b)}
	d.Startup = stage(stats.Startup, lengthFrom(stats.StartupLength(a)), lengthFrom(stats.StartupLength(b)))
	return d
}

func sideOf(l *timeline.Life) Side {
	return Side{Pod: words.FullName(*l), UID: l.Pod.UID, Headline: l.Verdict.Headline, Ready: l.Startup.Complete, ongoing: l.NowUnknown && l.Termination == nil, starting: stats.Starting(l), deleted: stats.DeletedEarly(l), completed: stats.Completed(l)}
}

// align joins the lengths of both lives by lane and phase.
func align(a, b []stats.StageLength) []Stage {
	stages := []Stage{}
	find := func(list []stats.StageLength, l stats.StageLength) *Length {
		if x := timeline.Find(list, func(x *stats.StageLength) bool { return x.Stage == l.Stage }); x != nil {
			return lengthFrom(x.Length)
		}
		return nil
	}
	for _, l := range a {
		stages = append(stages, stage(l.Stage, lengthFrom(l.Length), find(b, l)))
	}
	after := -1 // B's own stages come where they are in B
	for _, l := range b {
		if i := slices.IndexFunc(stages, func(s Stage) bool { return s.Lane == l.Lane && s.Phase == l.Phase }); i >= 0 {
			after = i
			continue
		}
		after++
		stages = slices.Insert(stages, after, stage(l.Stage, nil, lengthFrom(l.Length)))
	}
	return stages
}

func stage(of stats.Stage, a, b *Length) Stage {
	s := Stage{Lane: of.Lane, Phase: of.Phase, A: a, B: b, Comparison: compare(a, b)}
	if a != nil {
		s.Delta -= a.Best
	}
	if b != nil {
		s.Delta += b.Best
	}
	return s
}

// brief is the longest difference that goes unnoticed.
const brief = 100 * time.Millisecond

// hidden reports a stage that hardly took any time: in the other life it can
// have passed between two signals.
func (l *Length) hidden() bool { return l != nil && time.Duration(l.Best) < brief }

// above returns how much longer one length is than another at least.
func (l *Length) above(other *Length) time.Duration { return time.Duration(l.Min - other.Max) }

// compare calls a length slower only if it is by more than goes unnoticed,
// whatever the truth is within the bounds of both.
func compare(a, b *Length) Comparison {
	switch {
	case a == nil && b == nil, a == nil && b.hidden(), b == nil && a.hidden():
		return AboutTheSame
	case a == nil:
		return OnlyInB
	case b == nil:
		return OnlyInA
	}
	noticeable := max(brief, time.Duration(max(a.Best, b.Best))/50)
	switch diff := time.Duration(b.Best - a.Best); {
	case diff > noticeable && b.above(a) > brief:
		return Slower
	case -diff > noticeable && a.above(b) > brief:
		return Faster
	}
	return AboutTheSame
}

// counts returns the restarts and probe failures that differ, of lanes that both have.
func counts(a, b *timeline.Life) []Count {
	list := []Count{}
	tally := func(l *timeline.Life, add func(c *Count, n int)) {
		for _, lane := range l.Lanes {
			put := func(what string, n int) {
				i := slices.IndexFunc(list, func(c Count) bool { return c.Lane == lane.ID && c.What == what })
				if i < 0 {
					i, list = len(list), append(list, Count{Lane: lane.ID, What: what})
				}
				add(&list[i], n)
			}
			if lane.Container != nil {
				put("restarts", lane.Restarts)
			}
			for _, p := range lane.Probes {
				put(p.Probe+" probe failures", p.Failures)
			}
		}
	}
	tally(a, func(c *Count, n int) { c.A += n })
	tally(b, func(c *Count, n int) { c.B += n })
	return slices.DeleteFunc(list, func(c Count) bool { return c.A == c.B || a.Lane(c.Lane) == nil || b.Lane(c.Lane) == nil })
}
