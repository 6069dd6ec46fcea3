package timeline

import "github.com/podlife/podlife/timeline/edge"

// The edges of a life: see package edge.
type (
	Edge  = edge.Edge
	Basis = edge.Basis
)

const (
	Exact    = edge.Exact
	Reported = edge.Reported
	Observed = edge.Observed
	Fused    = edge.Fused
	Inferred = edge.Inferred
)
