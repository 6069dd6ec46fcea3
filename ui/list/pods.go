package list

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/visual"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
)

// Group is all lives of one name.
type Group struct {
	key   string // namespace/name
	Label string // the name, and with its namespace where there are several
	lives []*timeline.Life
}

// Key returns namespace/name.
func (g Group) Key() string { return g.key }

// Newest returns the life that is shown unless an earlier one is asked for.
func (g Group) Newest() *timeline.Life { return g.lives[len(g.lives)-1] }

// state returns "◆ NotReady", and how many lives there were of the name.
func (g Group) state(gs *draw.Glyphs) string {
	v := g.Newest().Verdict
	text := page.SeverityGlyph(gs, v.Severity) + " " + string(v.State)
	if len(g.lives) > 1 {
		text += " " + gs.Times + page.Itoa(len(g.lives))
	}
	return text
}

// severityRank sorts trouble to the top.
var severityRank = map[timeline.Severity]int{timeline.Bad: 0, timeline.Warning: 1, timeline.Progress: 2, timeline.OK: 3}

// Pods is all pods of a snapshot and what their list needs to know of them
// together. It is made once a snapshot: with thousands of pods that is the
// whole cost of a frame.
type Pods struct {
	Groups   []Group
	verdict  []string  // on all of them, in parts
	longest  int       // width of the longest name
	stateW   int       // width of the longest state
	from, to time.Time // from the first life's beginning to the last one's end
	oldest   time.Duration

	// Of the pods of one workload; zero for a list of several workloads.
	workload  workload
	object    *timeline.Workload // nil if only its pods were observed
	revisions []*revision
	ready     capacity
}

// job reports whether the pods are to complete, not to be ready.
func (c *Pods) job() bool { return c.workload.kind == "Job" }

func newPods(s *timeline.Snapshot) *Pods {
	c := &Pods{Groups: groupPods(s)}
	c.takeWorkload(s)
	defer func() { c.verdict = c.verdictParts(s) }()
	for _, g := range c.Groups {
		c.longest = max(c.longest, draw.Width(g.Label))
		c.stateW = max(c.stateW, draw.Width(g.state(draw.Unicode())))
		for _, l := range g.lives {
			from, to := visual.Extent(l, "", s.Now)
			if c.from.IsZero() || from.Before(c.from) {
				c.from = from
			}
			if to.After(c.to) {
				c.to = to
			}
			c.oldest = max(c.oldest, to.Sub(from))
		}
	}
	return c
}

// takeWorkload finds out whether all pods are of one workload, and which of its
// revisions each is of.
func (c *Pods) takeWorkload(s *timeline.Snapshot) {
	w, ok := onlyWorkload(c.Groups)
	if !ok {
		return
	}
	c.workload, c.object = w, object(s, w)
	wanted := ""
	if c.object != nil {
		wanted = c.object.PodRevision
	}
	for i := range c.Groups {
		c.Groups[i].Label = shortName(&c.Groups[i].Newest().Pod)
	}
	c.revisions = revisionsOf(c.Groups, wanted)
	c.ready = readiness(c.Groups, s.Now)
}

// matching returns the part of the podList whose name, state or headline
// contains text.
func (c *Pods) matching(text string) *Pods {
	text = strings.ToLower(text)
	part := *c
	part.Groups = nil
	for _, g := range c.Groups {
		v := g.Newest().Verdict
		if strings.Contains(strings.ToLower(g.key+" "+string(v.State)+" "+v.Headline), text) {
			part.Groups = append(part.Groups, g)
		}
	}
	if len(c.revisions) > 0 {
		part.revisions = revisionsOf(part.Groups, c.revisions[0].name)
		if len(part.revisions) > 0 {
			part.revisions[0].new = part.revisions[0].name == c.revisions[0].name
		}
	}
	return &part
}

// groupPods groups lives by name: the ones with trouble first, then by name.
func groupPods(s *timeline.Snapshot) []Group {
	index := map[string]int{}
	var groups []Group
	for i := range s.Lives {
		l := &s.Lives[i]
		key := l.Pod.Namespace + "/" + l.Pod.Name
		n, ok := index[key]
		if !ok {
			n = len(groups)
			index[key] = n
			groups = append(groups, Group{key: key, Label: l.Pod.Name})
		}
		groups[n].lives = append(groups[n].lives, l)
	}
	if s.SeveralNamespaces() {
		for i := range groups {
			groups[i].Label = groups[i].key
		}
	}
	slices.SortFunc(groups, func(x, y Group) int {
		a, b := x.Newest(), y.Newest()
		switch {
		case page.Over(a) && !page.Over(b):
			return 1
		case page.Over(b) && !page.Over(a):
			return -1
		}
		return cmp.Or(severityRank[a.Verdict.Severity]-severityRank[b.Verdict.Severity], strings.Compare(x.key, y.key))
	})
	return groups
}

// chosenPod finds the group that state.pod names, or the first.
func chosenPod(groups []Group, key string) int {
	for i, g := range groups {
		if g.key == key {
			return i
		}
	}
	return 0
}
