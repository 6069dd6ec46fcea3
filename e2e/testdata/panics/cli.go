package cli

import (
	"io"

	"github.com/podlife/podlife/report"
	"github.com/podlife/podlife/timeline"
)

// The first format of the export menu panics: TestPanic adds this file to the
// package cli of the podlife that it builds, and of no other.
func init() {
	formats[0].write = func(io.Writer, timeline.Snapshot, report.Options) error { panic("out of ink") }
}
