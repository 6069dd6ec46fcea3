package watch

import (
	"bytes"
	_ "embed" // the demo recording
	"io"

	"github.com/podlife/podlife/watch/recording"
)

//go:embed demo.jsonl.gz
var demo []byte

// Demo returns the recording inside the binary: a real pod's whole life, from a
// real cluster. It needs no cluster, no network and no file.
func Demo() (recording.Recording, error) { return recording.ReadAll(DemoFile(), "demo") }

// DemoFile returns the demo recording as a (gzipped) file.
func DemoFile() io.Reader { return bytes.NewReader(demo) }
