package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/podlife/podlife/report/words"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/stats"
)

// GroupSide is one of the two groups of lives that are compared.
type GroupSide struct {
	Source string
	Group  stats.Group
}

// GroupDiff is what differs between two groups of lives of pods that should be alike.
type GroupDiff struct {
	A, B    GroupSide
	Changes []stats.Change // as stats.Compare returns them
}

// GroupDiffSchema names the JSON contract of a GroupDiff.
const GroupDiffSchema = "podlife.groupdiff/v1"

// CompareGroups aligns two groups stage by stage.
func CompareGroups(a, b GroupSide) GroupDiff {
	return GroupDiff{a, b, stats.Compare(&a.Group, &b.Group)}
}

// quantiles are those that two groups are compared by.
var quantiles = []struct {
	name  string
	share float64
	of    func(*stats.Distribution) stats.Quantile
}{
	{"p50", 0.5, func(d *stats.Distribution) stats.Quantile { return d.P50 }},
	{"p90", 0.9, func(d *stats.Distribution) stats.Quantile { return d.P90 }},
}

// GroupDiffText writes the comparison as a page: what it comes to, then stage by stage.
func GroupDiffText(w io.Writer, d GroupDiff, o Options) error {
	p := newPage(w, o)
	p.row(0, []int{1}, []string{"A"}, words.Join(" · ", d.A.Source, livesText(&d.A.Group)), 3)
	p.row(0, []int{1}, []string{"B"}, words.Join(" · ", d.B.Source, livesText(&d.B.Group)), 3)
	p.blank()
	for _, line := range d.Sentences() {
		p.row(0, nil, nil, line, 3)
	}
	p.blank()
	table := [][]string{{"stage", "p50 of A", "of B", "", "p90 of A", "of B", ""}}
	for _, c := range d.Changes {
		row := []string{cutStage(distributionName(c.Stage), 40)}
		for _, q := range quantiles {
			row = append(row, sideQuantile(c.A, q.of), sideQuantile(c.B, q.of), changeText(c, q.of))
		}
		table = append(table, row)
	}
	widths := p.widths(table)
	for i, row := range table {
		text := ""
		if i > 0 {
			text = d.occurrence(d.Changes[i-1])
		}
		p.row(0, widths, row, text, 1)
	}
	return p.failed("the comparison")
}

func sideQuantile(d *stats.Distribution, of func(*stats.Distribution) stats.Quantile) string {
	if d == nil {
		return "-"
	}
	return of(d).Length().Part()
}

// occurrence returns "in 2 of 40 → 40 of 40" for a stage of the start-up that not all
// starts of both sides have: its quantiles are of those that do.
func (d GroupDiff) occurrence(c stats.Change) string {
	n := func(d *stats.Distribution) int {
		if d == nil {
			return 0
		}
		return d.N
	}
	a, b := d.A.Group.Starts(), d.B.Group.Starts()
	if c.Stop || c.Stage == stats.Startup || n(c.A) >= a && n(c.B) >= b || n(c.A) == 0 && n(c.B) >= b || n(c.A) >= a && n(c.B) == 0 {
		return ""
	}
	return fmt.Sprintf("in %d of %d → %d of %d", n(c.A), a, n(c.B), b)
}

// changeText returns "+3.1s" for what is sure, "(+3.1s)" for what is not, "new",
// "gone", or nothing where nothing differs.
func changeText(c stats.Change, of func(*stats.Distribution) stats.Quantile) string {
	switch {
	case c.A == nil:
		return string(OnlyInB)
	case c.B == nil:
		return string(OnlyInA)
	}
	a, b := of(c.A), of(c.B)
	switch by := differenceText(a, b); {
	case !noticed(a, b):
		return ""
	case by == "":
		return "?"
	case stats.Between(a, b) == stats.Sure:
		return by
	default:
		return "(" + by + ")"
	}
}

// differenceText returns "+3.1s", "at least +3.1s" where the longer one goes on, and
// nothing where the shorter one does.
func differenceText(a, b stats.Quantile) string {
	shorter, longer := a, b
	if b.Best < a.Best {
		shorter, longer = b, a
	}
	switch by := signed(b.Best - a.Best); {
	case shorter.Max == stats.Unbounded:
		return ""
	case longer.Max == stats.Unbounded:
		return "at least " + by
	default:
		return by
	}
}

// Sentences says what the comparison comes to, for each quantile: by how much,
// how sure that is, and which stages it is due to.
func (d GroupDiff) Sentences() []string {
	i := slices.IndexFunc(d.Changes, func(c stats.Change) bool { return c.Stage == stats.Startup && c.A != nil && c.B != nil })
	if i < 0 {
		return []string{"the time to ready is not known on both sides"}
	}
	c := d.Changes[i]
	var out []string
	for _, q := range quantiles {
		a, b := q.of(c.A), q.of(c.B)
		text := "to ready, " + q.name + ": "
		if !noticed(a, b) {
			out = append(out, text+"about the same")
			continue
		}
		by := differenceText(a, b)
		if by == "" {
			out = append(out, fmt.Sprintf("%snot known yet: %d of A and %d of B still start", text, c.A.Open, c.B.Open))
			continue
		}
		text += by
		if parts := d.mostly(q.share, q.of, b.Best > a.Best); parts != "" {
			text += " (" + parts + ")"
		}
		switch stats.Between(a, b) {
		case stats.Sure:
			text += ", sure"
		case stats.TooFew:
			text += fmt.Sprintf("; not sure: %d and %d lives are too few", c.A.N, c.B.N)
		default:
			text += fmt.Sprintf("; not sure: their ranges overlap, %s and %s", rangeText(a), rangeText(b))
		}
		out = append(out, text)
	}
	return out
}

// rangeText returns the range that holds the quantile of all lives like these.
func rangeText(q stats.Quantile) string {
	if q.High == stats.Unbounded {
		return "from " + length.Total(q.Low) + " on"
	}
	return length.Total(q.Low) + " to " + length.Total(q.High)
}

// mostly names up to two stages of the startup that changed the same way, most
// first. What is in few starts is no part of the quantile of them all.
func (d GroupDiff) mostly(share float64, of func(*stats.Distribution) stats.Quantile, longer bool) string {
	type part struct {
		name string
		by   time.Duration
	}
	var parts []part
	for _, c := range d.Changes {
		if c.Stop {
			break // the stages of the termination come last
		}
		if x := (part{distributionName(c.Stage), d.B.Group.Usual(c.Stage, share, of) - d.A.Group.Usual(c.Stage, share, of)}); c.Stage != stats.Startup && x.by.Abs() > brief && x.by > 0 == longer {
			parts = append(parts, x)
		}
	}
	slices.SortStableFunc(parts, func(x, y part) int { return cmp.Compare(y.by.Abs(), x.by.Abs()) })
	text := ""
	for _, x := range parts[:min(len(parts), 2)] {
		text = words.Join(", ", text, x.name+" "+signed(x.by))
	}
	return text
}

// Exceeds returns how a stage of B is longer than in A by more than a share of A,
// in 95 of 100 cases; "" if it is not, or if nobody can be that sure.
func (d GroupDiff) Exceeds(name string, share float64) (text string, found bool) {
	for _, c := range d.Changes {
		if n := distributionName(c.Stage); name != n && name != string(c.Phase) && name != c.Lane && name != c.Lane+" "+string(c.Phase) && (name != "startup" || c.Stage != stats.Startup) {
			continue
		}
		found = true
		if c.A == nil || c.B == nil {
			continue
		}
		for _, q := range quantiles {
			if a, b := q.of(c.A), q.of(c.B); stats.Exceeds(a, b, share) {
				return fmt.Sprintf("%s, %s: %s → %s, %s", distributionName(c.Stage), q.name, a.Length().Part(), b.Length().Part(), differenceText(a, b)), true
			}
		}
	}
	return "", found
}

// GroupDiffJSON writes the comparison as one podlife.groupdiff/v1 document.
func GroupDiffJSON(w io.Writer, d GroupDiff) error {
	type side struct {
		Source string `json:"source"`
		statsGroup
	}
	type change struct {
		stats.Stage
		Stop      bool              `json:"stop,omitempty"` // of the termination
		Quantile  string            `json:"quantile"`
		Delta     timeline.Duration `json:"delta"` // B − A, best estimates
		Certainty stats.Certainty   `json:"certainty"`
	}
	doc := struct {
		Schema  string   `json:"schema"`
		A       side     `json:"a"`
		B       side     `json:"b"`
		Changes []change `json:"changes"`
	}{GroupDiffSchema, side{d.A.Source, groupDoc(d.A.Group)}, side{d.B.Source, groupDoc(d.B.Group)}, []change{}}
	for _, c := range d.Changes {
		if c.A == nil || c.B == nil {
			continue
		}
		for _, q := range quantiles {
			a, b := q.of(c.A), q.of(c.B)
			doc.Changes = append(doc.Changes, change{c.Stage, c.Stop, q.name, timeline.Duration(b.Best - a.Best), stats.Between(a, b)})
		}
	}
	return WriteJSON(w, doc, "the comparison")
}
