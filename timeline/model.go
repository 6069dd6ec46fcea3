// Package timeline is the model of pods' lives: it folds Observations into
// lanes, tracks, spans and marks, a verdict and a startup path.
//
// It is pure: no I/O, no clock (every "now" is passed in), no goroutine. It
// knows what Kubernetes tells a client and how that can mislead; it must not
// know where Observations come from or how a Snapshot is drawn.
package timeline

import "time"

// Model folds Observations into lives. It holds any number of pods, keyed by
// UID. It is not safe for concurrent use. The zero Model is not ready; use New.
type Model struct {
	version int
}

// New returns an empty model.
func New() *Model { return &Model{} }

// Apply folds one Observation. It is total: any Observation, in any order, any
// number of times; it never panics and never fails.
func (m *Model) Apply(o Observation) { m.version++ }

// SetMissing tells the model which sources a watcher was refused, in words
// ("events: forbidden"); views repeat it.
func (m *Model) SetMissing(missing []string) {}

// Version changes whenever something that a Snapshot shows may have changed.
func (m *Model) Version() int { return m.version }

// Snapshot derives everything that is known as of now, a moment on the
// client's clock: open spans and countdowns are measured against it.
func (m *Model) Snapshot(now time.Time) Snapshot { return Snapshot{Now: now} }
