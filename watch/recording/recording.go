// Package recording is podlife's file format, podlife.recording/v1: reading it
// and what kubectl prints as a stream of Observations, and writing it.
//
// It knows JSON, files and where Kubernetes objects keep their bulk. It must not
// know what an Observation means (package timeline) or where one comes from
// (package watch).
package recording

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

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

// formatName is the value of the header's "podlife" member.
const formatName = "recording/v1"

// Header is the optional first line of a recording.
type Header struct {
	Podlife    string    `json:"podlife"`          // "recording/v1"
	RecordedAt time.Time `json:"recordedAt"`       // client clock
	Target     string    `json:"target,omitempty"` // as the user named it
	Server     string    `json:"server,omitempty"` // Kubernetes version
	Redacted   bool      `json:"redacted"`
}

func parseHeader(b []byte) (Header, error) {
	var h Header
	if err := json.Unmarshal(b, &h); err != nil {
		return h, fmt.Errorf("header: %w", err)
	}
	if h.Podlife != formatName {
		if strings.HasPrefix(h.Podlife, "recording/") {
			return h, fmt.Errorf("format %q is newer than this podlife, which reads %q: update podlife", h.Podlife, formatName)
		}
		return h, fmt.Errorf("header says %q, want %q", h.Podlife, formatName)
	}
	return h, nil
}
