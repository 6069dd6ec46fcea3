package axis

import (
	"strconv"
	"time"
)

// Kind says what happens at a Point, and so what the window that it opens is
// called. The zero Kind is a change without a name.
type Kind uint8

// The kinds, by rank: where there is room for one name only, what ends a life
// goes before what begins it, and both before what comes and goes.
const (
	Change Kind = iota
	Deleted
	Evicted
	Preempted
	Deadline
	Stopped
	Startup
	Restart
	Run
	NotReady
)

// kinds is the one table of names and ranks; equal ranks have equal rights.
var kinds = [...]struct {
	name string
	rank int
}{
	Deleted: {"delete", 0}, Evicted: {"evicted", 0}, Preempted: {"preempted", 0}, Deadline: {"deadline", 0}, Stopped: {"stop", 0},
	Startup: {"startup", 1},
	Restart: {"restart", 2}, Run: {"run", 2},
	NotReady: {"not ready", 3},
}

// String returns the kind in lower case, "" for a change without a name.
func (k Kind) String() string { return kinds[k].name }

// Rank orders kinds by importance: lower ranks are named first.
func (k Kind) Rank() int { return kinds[k].rank }

// Point is a moment at which something changes. N is which restart or run it
// is, from 1 on; the other kinds are not counted.
type Point struct {
	Time time.Time
	Kind Kind
	N    int
}

// Name returns what to write at the point: "startup", "restart 2", "not
// ready"; "" for a change without a name.
func (p Point) Name() string {
	if p.N == 0 {
		return p.Kind.String()
	}
	return p.Kind.String() + " " + strconv.Itoa(p.N)
}
