package timeline

import (
	"fmt"
	"strings"
	"time"
)

// Pull is how a run got its image, as the kubelet's Pulled event has it. The
// zero Pull is not known.
type Pull struct {
	Queued   time.Duration // before the transfer, behind other pulls of the node
	Transfer time.Duration
	Bytes    int64 // 0: not said
	Present  bool  // the image was on the node already
}

// String returns "7.697s, 45 MB", "present", or "" if nothing is known.
func (p Pull) String() string {
	switch {
	case p == Pull{}:
		return ""
	case p.Present:
		return "present"
	case p.Bytes == 0:
		return p.Transfer.String()
	}
	return p.Transfer.String() + ", " + Megabytes(p.Bytes)
}

// Megabytes returns a size in MB or GB: "4.5 MB", "45 MB", "1.2 GB".
func Megabytes(n int64) string {
	switch mb := float64(n) / 1e6; {
	case mb >= 1000:
		return fmt.Sprintf("%.1f GB", mb/1000)
	case mb >= 10:
		return fmt.Sprintf("%.0f MB", mb)
	default:
		return fmt.Sprintf("%.1f MB", mb)
	}
}

// PullError returns the fullest message there is about why a pull of the lane's image
// failed; the waiting message is often only "Back-off pulling image".
func (l *Lane) PullError() string {
	m := FindLast(l.Marks, func(m *Mark) bool {
		return m.Track == TrackImage && m.Message != "" && !strings.HasPrefix(m.Message, "Error: ") && m.Kind != "BackOff" && (m.Severity == Bad || m.Severity == Warning)
	})
	if m != nil {
		return m.Message
	}
	if sp := FindLast(l.Spans, func(sp *Span) bool {
		return sp.Track == TrackImage && sp.Phase == Pulling && sp.Outcome == Failed && sp.Message != ""
	}); sp != nil {
		return sp.Message
	}
	if l.Container != nil {
		return l.Container.Message
	}
	return ""
}
