package compare

import (
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/stats"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
)

// line is one line of the comparison: a text, the title of a section, a scale, or a
// stage in one of the lives.
type line struct {
	label string // before the text
	text  string
	style draw.Style
	title string // of a section, with the text as its note
	scale bool
	side  *side
	scene *scene
}

// side is a stage in one of the lives.
type side struct {
	letter string
	phase  timeline.Phase
	parts  []stats.Part // none: it did not occur
	open   bool         // it goes on
	figure string
}

// picture makes the lines from two lives and what differs between them.
type picture struct {
	a, b *timeline.Life
	diff Diff
	w    int
}

// lines returns all lines: what the lives are, what differs, and stage by stage.
func (p picture) lines(a, b string) []line {
	var out []line
	for _, x := range []struct{ letter, pod, headline string }{{"A", a, p.diff.HeadlineA}, {"B", b, p.diff.HeadlineB}} {
		out = append(out, line{label: x.letter, text: x.pod, style: draw.Bold})
		for _, l := range draw.Sentence(x.headline, max(p.w-6, 8), draw.Plain) {
			out = append(out, line{label: " ", text: l.Text})
		}
	}
	out = append(out, line{})
	for _, l := range draw.Sentence(p.diff.Sentence, max(p.w-2, 8), draw.Bold) {
		out = append(out, line{text: l.Text, style: l.Style})
	}
	out = append(out, p.section("startup"+startupOf(p.a, "A", p.diff.StartupA)+startupOf(p.b, "B", p.diff.StartupB), p.diff.Path, stats.StartupStages(p.a), stats.StartupStages(p.b))...)
	if a, b := stats.StopStages(p.a), stats.StopStages(p.b); len(a) > 0 && len(b) > 0 { // else there is nothing to compare with
		out = append(out, p.section("stop", p.diff.Stop, a, b)...)
	}
	return append(out, p.counts()...)
}

// startupOf returns "  A 3.6s", or "  A 3.6s so far".
func startupOf(l *timeline.Life, letter, figure string) string {
	if stats.Starting(l) {
		figure += " so far"
	}
	return "  " + letter + " " + figure
}

// section returns the stages of a start-up or a stop, each as A above B on one scale,
// and in a line of their own those that were brief in both.
func (p picture) section(title string, stages []Stage, a, b []stats.StageLength) []line {
	if len(stages) == 0 {
		return nil
	}
	stages = p.settled(stages)
	whole := max(extent(a), extent(b))
	longest, note := longestOf(stages), ""
	if longest != nil {
		note = "longest difference: " + stageName(longest.Stage)
	}
	out := []line{{}, {title: title, text: note}, {scale: true}}
	var drawn, brief []Stage
	for _, s := range stages {
		if s.Differs == 0 && len(stages) > 3 && max(took(a, s.Stage), took(b, s.Stage)) < whole/40 {
			brief = append(brief, s)
		} else {
			drawn = append(drawn, s)
		}
	}
	v := newScene(p.w, whole, drawn)
	for _, s := range drawn {
		out = append(out, p.stage(s, a, b, longest != nil && s.Stage == longest.Stage)...)
	}
	out = append(out, p.brief(brief)...)
	for i := range out {
		out[i].scene = v
	}
	return out
}

// settled returns the stages without a comparison of those that one of the lives is in:
// how long they take is not known yet.
func (p picture) settled(stages []Stage) []Stage {
	stages = slices.Clone(stages)
	for i := range stages {
		s := &stages[i]
		switch {
		case goesOn(p.a, s.Stage) && goesOn(p.b, s.Stage):
			s.Delta, s.Differs = "goes on in both", 0
		case goesOn(p.a, s.Stage):
			s.Delta, s.Differs = "goes on in A", 0
		case goesOn(p.b, s.Stage):
			s.Delta, s.Differs = "goes on in B", 0
		}
	}
	return stages
}

// stage returns the two lines of a stage: its name beside A, and beside B how that
// compares.
func (p picture) stage(s Stage, a, b []stats.StageLength, longest bool) []line {
	st, delta := draw.Muted, "  "
	switch {
	case longest:
		st, delta = draw.Accent|draw.Bold, "Δ "
	case s.Differs > 0:
		st = draw.SevWarning
	case s.Differs < 0:
		st = draw.Ready
	}
	words, _, _ := strings.Cut(s.Delta, ", as far as known") // the bounds are beside it
	return []line{
		{label: stageName(s.Stage), side: &side{"A", s.Phase, partsOf(a, s.Stage), goesOn(p.a, s.Stage), s.A}},
		{label: delta + words, style: st, side: &side{"B", s.Phase, partsOf(b, s.Stage), goesOn(p.b, s.Stage), s.B}},
	}
}

// goesOn reports whether a stage is the one that a life's start-up is in.
func goesOn(l *timeline.Life, s stats.Stage) bool {
	path := l.Startup.Path
	if len(path) == 0 || !stats.Starting(l) {
		return false
	}
	last := path[len(path)-1]
	return last.Lane == s.Lane && last.Phase == s.Phase
}

// brief returns the stages that hardly took any time in either life.
func (p picture) brief(stages []Stage) []line {
	if len(stages) == 0 {
		return nil
	}
	names := make([]string, len(stages))
	for i, s := range stages {
		names[i] = stageName(s.Stage)
	}
	var out []line
	for _, l := range draw.Wrap("", "brief in both: "+strings.Join(names, ", "), max(p.w-2, 8), draw.Muted) {
		out = append(out, line{text: l.Text, style: l.Style})
	}
	return out
}

// counts returns what happened more often in one life than in the other.
func (p picture) counts() []line {
	if len(p.diff.Counts) == 0 {
		return nil
	}
	out := []line{{}, {title: "counts"}}
	w := 0
	for _, n := range p.diff.Counts {
		w = max(w, draw.Width(nameOf(n.Lane)+" "+n.What))
	}
	for _, n := range p.diff.Counts {
		name := draw.Pad(nameOf(n.Lane)+" "+n.What, min(w, p.w*2/3))
		out = append(out, line{text: name + "   A " + page.Itoa(n.A) + "   B " + page.Itoa(n.B)})
	}
	return out
}

// stageName returns "checkout pull", and for a stage of the pod itself "scheduling".
func stageName(s stats.Stage) string {
	word := page.StageWord(s.Phase)
	if s.Lane == "" || s.Lane == "pod" {
		return word
	}
	return nameOf(s.Lane) + " " + word
}

// longestOf returns the stage that differs most, nil where none is known to; the whole
// of a stop is none.
func longestOf(stages []Stage) *Stage {
	var found *Stage
	for i := range stages {
		if s := &stages[i]; s.Differs != 0 && s.Phase != timeline.Terminating && (found == nil || s.Differs.Abs() > found.Differs.Abs()) {
			found = s
		}
	}
	return found
}

// partsOf returns when a stage was in one of the lives.
func partsOf(list []stats.StageLength, s stats.Stage) []stats.Part {
	if i := slices.IndexFunc(list, func(l stats.StageLength) bool { return l.Stage == s }); i >= 0 {
		return list[i].Parts
	}
	return nil
}

// took returns how long a stage took in one of the lives.
func took(list []stats.StageLength, s stats.Stage) (d time.Duration) {
	for _, part := range partsOf(list, s) {
		d += part.Took
	}
	return d
}

// extent returns when the last of the stages ended.
func extent(list []stats.StageLength) (d time.Duration) {
	for _, l := range list {
		for _, part := range l.Parts {
			d = max(d, part.From+part.Took)
		}
	}
	return d
}
