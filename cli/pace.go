package cli

import "github.com/podlife/podlife/timeline"

// pace says after which observations of a recording lines are looked for: after
// every one, until a snapshot holds so much that this would take time with the
// square of the recording. Then so many are folded at once, as a live watch folds
// what has arrived, that each costs the same.
type pace struct {
	size   int // of the last snapshot
	folded int // observations since
}

// paceSize is up to how many things a snapshot may hold for each observation that
// it is taken after: more than any pod has in a day.
const paceSize = 500

// due counts one more observation, and reports whether to look for lines now.
func (p *pace) due() bool {
	p.folded++
	return p.folded*paceSize >= p.size
}

// taken notes a snapshot.
func (p *pace) taken(s timeline.Snapshot) {
	p.folded, p.size = 0, 0
	for i := range s.Lives {
		p.size += len(s.Lives[i].Events)
		for k := range s.Lives[i].Lanes {
			p.size += 1 + len(s.Lives[i].Lanes[k].Spans) + len(s.Lives[i].Lanes[k].Marks)
		}
	}
}
