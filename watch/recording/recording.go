// Package recording is podlife's file format, podlife.recording/v1: reading it
// and what kubectl prints as a stream of Observations, and writing it.
//
// It knows JSON, files and where Kubernetes objects keep their bulk. It must not
// know what an Observation means (package timeline) or where one comes from
// (package watch).
package recording

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/podlife/podlife/timeline"
)

// Recording is a whole recording in memory, for those who move about in it.
// Its observations must not be changed.
type Recording struct {
	Header       Header
	Observations []timeline.Observation
	Warnings     []string
	Inferred     bool // some arrival times are upper bounds (see Reader)
	NowUnknown   bool // it does not say when it was read: nothing is known of the time since what it names
}

// ReadFile reads the recording at path.
func ReadFile(path string) (Recording, error) {
	f, err := os.Open(path)
	if err != nil {
		return Recording{}, fmt.Errorf("open recording: %w", err)
	}
	defer f.Close()
	return ReadAll(f, path)
}

// ReadAll reads the recording in r; name is what errors call it. With an error
// it still returns what came before it.
func ReadAll(r io.Reader, name string) (Recording, error) {
	reader := NewReader(r, name)
	var rec Recording
	for {
		o, err := reader.Next()
		if err != nil {
			rec.Header, rec.Warnings, rec.Inferred = reader.Header(), reader.Warnings(), reader.Inferred()
			if errors.Is(err, io.EOF) {
				err = nil
			}
			return rec, err
		}
		rec.Observations = append(rec.Observations, o)
	}
}
