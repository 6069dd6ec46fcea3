package report

import (
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/podlife/podlife/report/words"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/stats"
)

// comparisonGlyphs mark the comparisons.
var comparisonGlyphs = map[Comparison]string{Slower: "▲", Faster: "▼", AboutTheSame: " ", OnlyInB: "+", OnlyInA: "-"}

// DiffJSON writes the diff as one podlife.diff/v1 document.
func DiffJSON(w io.Writer, d Diff) error {
	return WriteJSON(w, d, "the diff")
}

// DiffText writes the diff as a page: what it comes to, then stage by stage.
func DiffText(w io.Writer, d Diff, o Options) error {
	p := newPage(w, o)
	p.row(0, []int{1}, []string{"A"}, words.Join(" · ", d.A.Pod, d.A.Source, d.A.Headline), 3)
	p.row(0, []int{1}, []string{"B"}, words.Join(" · ", d.B.Pod, d.B.Source, d.B.Headline), 3)
	p.blank()
	p.row(0, nil, nil, d.Sentence(), 3)
	diffStages(p, "STARTUP  "+d.startupText(), d.Path)
	if len(d.Termination) > 0 {
		diffStages(p, "TERMINATION", d.Termination)
	}
	if len(d.Counts) > 0 {
		p.section("COUNTS")
		lane, what := 0, 0
		for _, c := range d.Counts {
			lane, what = max(lane, min(words.Columns(c.Lane), 36)), max(what, words.Columns(c.What))
		}
		for _, c := range d.Counts {
			p.row(2, []int{lane, what}, []string{words.Cut(c.Lane, lane), c.What}, fmt.Sprintf("%d → %d", c.A, c.B), 1)
		}
	}
	return p.failed("the diff")
}

func diffStages(p *page, heading string, stages []Stage) {
	p.section(heading)
	name, a, b := 0, 0, 0
	for _, s := range stages {
		name = max(name, min(words.Columns(stageName(s)), 44))
		a, b = max(a, words.Columns(sideText(s.A))), max(b, words.Columns(sideText(s.B)))
	}
	for _, s := range stages {
		p.row(2, []int{1, name, a, b}, []string{comparisonGlyphs[s.Comparison], cutStage(stageName(s), name), sideText(s.A), sideText(s.B)}, deltaText(s), 1)
	}
}

func stageName(s Stage) string {
	if s.Phase == stats.Startup.Phase {
		return "startup"
	}
	return s.Lane + " " + words.StepName(s.Phase)
}

func sideText(l *Length) string {
	if l == nil {
		return "-"
	}
	return l.known().Column()
}

// Texts returns how long a stage took in A and in B, "-" where it did not occur, and how
// B compares.
func (s Stage) Texts() (a, b, delta string) { return sideText(s.A), sideText(s.B), deltaText(s) }

func (d Diff) startupText() string {
	a, b := sideText(d.Startup.A), sideText(d.Startup.B)
	if !d.A.Ready {
		a = "not ready after " + d.A.soFar() + a
	}
	if !d.B.Ready {
		b = "not ready after " + d.B.soFar() + b
	}
	return words.Join("  ", a+" → "+b, words.Unless(deltaText(d.Startup), !d.A.Ready || !d.B.Ready))
}

// neverReady says that a life was not ready, ever or as far as is known.
func (s Side) neverReady() string {
	switch {
	case s.ongoing || s.starting:
		return "was not ready yet"
	case s.deleted:
		return "was deleted on its way to ready"
	case s.completed:
		return "completed without being seen ready"
	}
	return "never became ready"
}

// soFar qualifies the length of a start-up that goes on in a life of which it is
// not known until when: a List may have been printed long after.
func (s Side) soFar() string { return words.Unless("at least ", !s.ongoing) }

// deltaText returns "6.6s slower (+120%)", or that nothing can be said.
func deltaText(s Stage) string {
	d := time.Duration(s.Delta).Abs()
	switch s.Comparison {
	case Slower, Faster:
		return length.Total(d) + " " + string(s.Comparison) + ratioText(s)
	case OnlyInA, OnlyInB:
		return string(s.Comparison)
	}
	switch {
	case s.A == nil || s.B == nil:
	case s.A.above(s.B) > 0 || s.B.above(s.A) > 0: // by hardly anything, or by far more
		if d > brief {
			return "not sure"
		}
	case d > 300*time.Millisecond:
		return "about the same, as far as known"
	}
	return string(AboutTheSame)
}

// ratioText returns the change in percent of A, where A is long enough for that to mean something.
func ratioText(s Stage) string {
	if s.A == nil || time.Duration(s.A.Best) < 100*time.Millisecond {
		return ""
	}
	return fmt.Sprintf(" (%+.0f%%)", 100*float64(s.Delta)/float64(s.A.Best))
}

// Sentence returns what the diff comes to, with the stages that make it up.
func (d Diff) Sentence() string {
	switch {
	case d.Startup.A == nil || d.Startup.B == nil:
		return "nothing is known of the startup of one of them"
	case d.A.Ready && !d.B.Ready:
		return fmt.Sprintf("B %s; A became ready after %s", d.B.neverReady(), d.Startup.A.known().Sentence())
	case d.B.Ready && !d.A.Ready:
		return fmt.Sprintf("A %s; B became ready after %s", d.A.neverReady(), d.Startup.B.known().Sentence())
	case !d.A.Ready:
		return "neither became ready"
	}
	var text string
	switch d.Startup.Comparison {
	case Slower:
		text = "B took " + length.Total(time.Duration(d.Startup.Delta)) + " longer to become ready" + ratioText(d.Startup)
	case Faster:
		text = "B became ready " + length.Total(time.Duration(-d.Startup.Delta)) + " sooner" + ratioText(d.Startup)
	default:
		text = "both took about the same time to become ready"
	}
	return words.Join(": ", text, d.mostly())
}

// mostly names up to three stages that differ most.
func (d Diff) mostly() string {
	stages := slices.Clone(d.Path)
	stages = slices.DeleteFunc(stages, func(s Stage) bool {
		return s.Comparison == AboutTheSame || time.Duration(s.Delta).Abs() < 300*time.Millisecond
	})
	slices.SortStableFunc(stages, func(a, b Stage) int { return int(time.Duration(b.Delta).Abs() - time.Duration(a.Delta).Abs()) })
	text := ""
	for i, s := range stages {
		if i == 3 {
			break
		}
		what := deltaText(s)
		if s.Comparison == OnlyInA || s.Comparison == OnlyInB {
			what = length.Total(time.Duration(s.Delta).Abs()) + " " + string(s.Comparison)
		}
		text = words.Join(", ", text, stageName(s)+" "+what)
	}
	return text
}

// String returns the stage in both lives: "container/app Pulling 7.70s → 14.1s, 6.4s slower (+84%)".
func (s Stage) String() string {
	return fmt.Sprintf("%s %s → %s, %s", stageName(s), sideText(s.A), sideText(s.B), deltaText(s))
}

// Exceeds reports whether a stage is slower by more than a share of its length
// in A, by all that is known.
func (s Stage) Exceeds(share float64) bool {
	switch s.Comparison {
	case Slower:
		return float64(s.Delta) > share*float64(s.A.Best)
	case OnlyInB:
		return time.Duration(s.Delta) > 100*time.Millisecond
	}
	return false
}

// Stages finds the stages of startup and termination that a name means: "startup",
// a lane, a phase, or both as the page shows them.
func (d Diff) Stages(name string) []Stage {
	if name == stageName(d.Startup) {
		return []Stage{d.Startup}
	}
	var found []Stage
	for _, s := range slices.Concat(d.Path, d.Termination) {
		if name == stageName(s) || name == s.Lane+" "+string(s.Phase) || name == s.Lane || timeline.Phase(name) == s.Phase {
			found = append(found, s)
		}
	}
	return found
}
