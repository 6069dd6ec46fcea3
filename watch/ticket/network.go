package ticket

import (
	"math"
	"time"
)

// network narrows moments that are known relative to each other: an age says
// that a print came so long after a fact. Every node is one moment, with the
// bounds that follow from all links together (a simple temporal network, whose
// bounds are found by passing them on until nothing changes).
type network struct {
	nodes []interval
	links []link
}

// interval bounds a moment, in nanoseconds of Unix time, both ends included.
type interval struct{ lo, hi int64 }

// open is no bound at all; far from overflow when lengths are added.
const open = math.MaxInt64 / 4

func (i interval) bounded() bool { return i.lo > -open && i.hi < open }

// middle returns the best estimate where nothing speaks for one side.
func (i interval) middle() int64 { return i.lo + (i.hi-i.lo)/2 }

// link says that node b comes min to max after node a.
type link struct {
	a, b     int
	min, max int64
	broken   bool // it contradicts what was known before
}

// tolerance is what two clocks may differ by before a link counts as broken.
const tolerance = int64(2 * time.Second)

func (n *network) add() int {
	n.nodes = append(n.nodes, interval{-open, open})
	return len(n.nodes) - 1
}

// narrow bounds a node, and reports whether that says more than was known; ok is
// false where it contradicts that.
func (n *network) narrow(node int, lo, hi int64) (changed, ok bool) {
	x := &n.nodes[node]
	switch {
	case lo > x.hi+tolerance || hi < x.lo-tolerance:
		return false, false
	case lo > x.hi:
		lo = x.hi
	case hi < x.lo:
		hi = x.lo
	}
	if lo > x.lo {
		x.lo, changed = lo, true
	}
	if hi < x.hi {
		x.hi, changed = hi, true
	}
	return changed, true
}

// after links b to a: it came min to max later.
func (n *network) after(a, b int, least, most time.Duration) {
	n.links = append(n.links, link{a: a, b: b, min: int64(least), max: int64(most)})
}

// maxRounds bounds the passing on: bounds of texts are a few links deep.
const maxRounds = 100

// settle passes all bounds on. A link that contradicts the others is broken and
// ignored from then on.
func (n *network) settle() {
	for range maxRounds {
		changed := false
		for i := range n.links {
			l := &n.links[i]
			if l.broken {
				continue
			}
			a, b := n.nodes[l.a], n.nodes[l.b]
			c1, ok := n.narrow(l.b, plus(a.lo, l.min), plus(a.hi, l.max))
			if !ok {
				l.broken = true
				continue
			}
			c2, ok := n.narrow(l.a, plus(b.lo, -l.max), plus(b.hi, -l.min))
			l.broken = !ok
			changed = changed || c1 || c2
		}
		if !changed {
			return
		}
	}
}

// plus adds a length to a bound; an open one stays open.
func plus(t, d int64) int64 {
	switch {
	case t <= -open || d <= -open:
		return -open
	case t >= open || d >= open:
		return open
	}
	return t + d
}
