package ui

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/podlife/podlife/internal/fixture"
	"github.com/podlife/podlife/timeline"
)

// recording returns the observations of one of the repository's recordings.
func recording(t testing.TB, name string) []timeline.Observation {
	t.Helper()
	return fixture.Named(t, name).Obs
}

// recorded returns observations as what is played.
func recorded(all []timeline.Observation) *Recording { return Recorded(Decoded(all)) }

// recordingNames returns all recordings of the repository.
func recordingNames(t testing.TB) []string {
	t.Helper()
	files := fixture.Files(t)
	for i, f := range files {
		files[i] = strings.TrimSuffix(filepath.Base(f), ".jsonl")
	}
	return files
}
