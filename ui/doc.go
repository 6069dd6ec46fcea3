// Package ui is the interactive view of pods' lives: a Bubble Tea program over
// a timeline.Snapshot, and single frames of the same screen.
//
// From 60 to 79 columns there is no value column, and a long life is shown as
// everywhere: all windows side by side with the gaps folded. One window at a
// time would hide the start or the end, which is what people came for.
//
// It knows terminals, keys, colours and how a Snapshot is laid out in rows and
// cells; where on the axis a moment lies is package axis' business. It must not
// know Kubernetes clients, files, networks, or where observations come from.
package ui
