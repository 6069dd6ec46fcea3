package compare

import (
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/stats"
)

// Func compares two lives, in words and figures.
type Func func(a, b *timeline.Life) Diff

// Diff is what differs between two lives. When their stages were, the lives say.
type Diff struct {
	HeadlineA, HeadlineB string
	Sentence             string // what it comes to
	StartupA, StartupB   string // how long both took to become ready, or have taken so far
	Path, Stop           []Stage
	Counts               []Count // only those that differ
}

// Stage is a stage that at least one of the lives had.
type Stage struct {
	stats.Stage
	A, B  string // how long it took there, "-" where it did not occur
	Delta string // "6.4s slower (+84%)"

	// Differs is by how much longer it took in B, negative where in A: 0 where what is
	// known of both does not distinguish them.
	Differs time.Duration
}

// Count is how often something happened in both lives.
type Count struct {
	Lane, What string
	A, B       int
}
