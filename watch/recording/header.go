package recording

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

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
