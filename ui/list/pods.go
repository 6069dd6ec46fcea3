package list

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
)

// Group is all lives of one name.
type Group struct {
	key   string // namespace/name
	Label string // the name, and with its namespace where there are several
	lives []*timeline.Life
	sum   *summary
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
// together. It is made once for the pods that there are, and then brought up to
// date with those that changed.
type Pods struct {
	Groups   []Group
	named    []Group  // by the index of each life in the snapshot; nil until it is needed
	verdict  []string // on all of them, in parts
	state    string   // in a word or two, with since when: "Rolling out 7s"; "" where there is none
	longest  int      // width of the longest name
	all      extent
	from, to time.Time // from the first life's beginning to the last one's end
	oldest   time.Duration

	// Of the pods of one workload; zero for a list of several workloads.
	workload  timeline.WorkloadName
	object    *timeline.Workload // nil if only its pods were observed
	revisions []*revision
	ready     capacity
	folded    map[foldID]string // the times to ready of folded pods, once they were shown
}

// job reports whether the pods are to complete, not to be ready.
func (c *Pods) job() bool { return c.workload.Kind == "Job" }

func newPods(s *timeline.Snapshot) *Pods {
	c := &Pods{Groups: groupPods(s)}
	c.takeWorkload(s)
	for _, g := range c.Groups {
		c.longest = max(c.longest, draw.Width(g.Label))
	}
	c.total(s)
	return c
}

// update brings the list up to date with the lives that changed, by their indexes in
// the snapshot; they are of the same pods as before. It reports false where the list
// must be made anew, because other workloads have these pods.
func (c *Pods) update(s *timeline.Snapshot, changed []int) bool {
	if c.named == nil {
		c.indexLives(s)
	}
	moved, ready, resized := false, false, false
	for _, i := range changed {
		sum := c.named[i].sum
		sum.update(c.named[i].lives, s.Now)
		if sum.rehomed {
			return false
		}
		moved, ready, resized = moved || sum.rankChanged, ready || sum.readySet, resized || sum.resized
	}
	if moved {
		slices.SortFunc(c.Groups, byTrouble)
	}
	if len(c.revisions) > 0 {
		c.object = object(s, c.workload)
		c.revisions = revisionsOf(c.Groups, c.wantedRevision())
		if ready {
			c.ready = readiness(c.Groups)
		}
	}
	if resized {
		c.total(s)
	} else {
		c.moment(s)
	}
	return true
}

// indexLives finds the group of each life.
func (c *Pods) indexLives(s *timeline.Snapshot) {
	at := make(map[*timeline.Life]int, len(s.Lives))
	for i, g := range c.Groups {
		for _, l := range g.lives {
			at[l] = i
		}
	}
	c.named = make([]Group, len(s.Lives))
	for i := range s.Lives {
		c.named[i] = c.Groups[at[&s.Lives[i]]]
	}
}

// total adds up what is true of all pods.
func (c *Pods) total(s *timeline.Snapshot) {
	c.all = extent{}
	for i := range c.Groups {
		c.all.add(&c.Groups[i].sum.extent)
	}
	c.moment(s)
}

// moment fills in what is true of them at the moment of the snapshot.
func (c *Pods) moment(s *timeline.Snapshot) {
	c.from, c.to, c.oldest, c.folded = c.all.from, c.all.gone, c.all.longest, map[foldID]string{}
	if living := c.all.living; !living.IsZero() {
		c.to, c.oldest = timeline.LaterTime(c.to, s.Now), max(c.oldest, s.Now.Sub(living))
	}
	c.verdict, c.state = c.verdictParts(s), c.rolloutState(s)
}

// takeWorkload finds out whether all pods are of one workload, and which of its
// revisions each is of.
func (c *Pods) takeWorkload(s *timeline.Snapshot) {
	w, ok := onlyWorkload(c.Groups)
	if !ok {
		return
	}
	c.workload, c.object = w, object(s, w)
	for i := range c.Groups {
		c.Groups[i].Label = shortName(&c.Groups[i].Newest().Pod)
	}
	c.revisions = revisionsOf(c.Groups, c.wantedRevision())
	c.ready = readiness(c.Groups)
}

// wantedRevision returns the revision that the workload asks for, "" where that was
// not observed.
func (c *Pods) wantedRevision() string {
	if c.object == nil {
		return ""
	}
	return c.object.PodRevision
}

// matching returns the part of the podList whose name, state or headline
// contains text.
func (c *Pods) matching(text string) *Pods {
	text = strings.ToLower(text)
	part := *c
	part.Groups = nil
	for _, g := range c.Groups {
		if g.sum.matches(g.key, text) {
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
	sums := make([]summary, len(groups))
	for i := range groups {
		groups[i].sum = &sums[i]
		sums[i].update(groups[i].lives, s.Now)
	}
	slices.SortFunc(groups, byTrouble)
	return groups
}

// byTrouble orders pods: the worst first, what is gone last, then by name.
func byTrouble(a, b Group) int {
	return cmp.Or(a.sum.rank-b.sum.rank, strings.Compare(a.key, b.key))
}

// chosenPod finds the group of a key, which was the last one at an index; else the first.
func chosenPod(groups []Group, key string, last int) int {
	if last >= 0 && last < len(groups) && groups[last].key == key {
		return last
	}
	return max(slices.IndexFunc(groups, func(g Group) bool { return g.key == key }), 0)
}
