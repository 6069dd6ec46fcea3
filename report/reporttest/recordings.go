// Package reporttest has what the tests of the report's formats share: the
// recordings, a life with a bit of everything, and one of hostile names.
package reporttest

import (
	"testing"

	"github.com/podlife/podlife/internal/fixture"
)

// Recording is a real recording.
type Recording = fixture.Recording

// Load returns every recording; do not change an observation.
func Load(t *testing.T) []Recording {
	t.Helper()
	return fixture.Recordings(t)
}
