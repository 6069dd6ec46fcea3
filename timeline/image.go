package timeline

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// pull is what a Pulled event says of a download: the transfer took own, the
// wait for a place in the kubelet's queue came before it.
type pull struct {
	own, total time.Duration
	bytes      int64
	present    bool // the image was there already
}

// parsePulled reads `Successfully pulled image "i" in 7.697s (7.697s including
// waiting). Image size: 45153443 bytes.` and the two wordings of "already
// present on machine".
func parsePulled(message string) pull {
	if strings.Contains(message, "already present on machine") {
		return pull{present: true}
	}
	var p pull
	if _, rest, ok := strings.Cut(message, `" in `); ok {
		own, rest, _ := strings.Cut(rest, " (")
		total, _, _ := strings.Cut(rest, " including")
		p.own, _ = time.ParseDuration(own)
		p.total, _ = time.ParseDuration(total)
	}
	if _, rest, ok := strings.Cut(message, "Image size: "); ok {
		n, _, _ := strings.Cut(rest, " bytes")
		p.bytes, _ = strconv.ParseInt(n, 10, 64)
	}
	return p
}

// queueNoise is below what is worth a span of its own.
const queueNoise = 100 * time.Millisecond

// image draws the image track from the pull's events, which carry the exact
// times; an image that is present leaves only a mark.
func (b *laneBuilder) image() {
	var open *Span
	var attempt int
	closeAt := func(e Edge, outcome Outcome, message string) {
		if open == nil {
			return
		}
		open.End, open.Outcome = e.NotBefore(open.Start), outcome
		if message != "" {
			open.Message = message
		}
		b.span(*open)
		open = nil
	}
	for k := range b.ev {
		s := &b.ev[k]
		attempt = b.attemptAfter(s)
		switch s.kind {
		case evPulling:
			if open != nil && open.Phase == PullBackOff {
				closeAt(s.edge, Succeeded, "")
			}
			closeAt(s.edge, Unknown, "")
			open = &Span{Track: TrackImage, Phase: Pulling, Attempt: attempt, Start: s.edge, Outcome: Ongoing, Message: s.message}
		case evPulled:
			b.pulled(s, open, attempt, closeAt)
			open = nil
		case evPullFailed:
			if open == nil {
				b.mark(Mark{Track: TrackImage, Kind: s.rec.reason, Time: s.edge, Count: s.n, Message: s.message, Severity: Bad})
			}
			closeAt(s.edge, Failed, s.message)
			open = &Span{Track: TrackImage, Phase: PullBackOff, Attempt: attempt, Start: s.edge, Outcome: Ongoing, Reason: pullReason(s), Message: s.message}
		case evPullBackOff:
			if open == nil {
				open = &Span{Track: TrackImage, Phase: PullBackOff, Attempt: attempt, Start: s.edge, Outcome: Ongoing, Message: s.message}
			}
			if open.Phase == PullBackOff {
				open.Reason = "ImagePullBackOff"
			}
		case evCreated, evStarted:
			closeAt(s.edge, Unknown, "") // the Pulled event was lost
		}
	}
	if open != nil {
		open.End, open.Outcome = b.noLongerWaits()
		if !open.Open() {
			open.End = open.End.NotBefore(open.Start)
		}
		b.span(*open)
	}
}

func pullReason(s *sighting) string {
	if s.rec.reason == "Failed" {
		return "ErrImagePull"
	}
	return s.rec.reason
}

// pulled ends a pull, split into the wait in the queue and the transfer.
func (b *laneBuilder) pulled(s *sighting, open *Span, attempt int, closeAt func(Edge, Outcome, string)) {
	p := parsePulled(s.message)
	if p.present || open != nil && open.Phase == PullBackOff && p.total == 0 {
		closeAt(s.edge, Succeeded, "")
		b.mark(Mark{Track: TrackImage, Kind: "Pulled", Time: s.edge, Count: s.n, Message: s.message, Severity: OK, Attempt: attempt})
		return
	}
	start := Edge{Time: s.edge.Time.Add(-p.total), Earliest: s.edge.Earliest.Add(-p.total - time.Millisecond), Latest: s.edge.Latest.Add(-p.total), Basis: Inferred}
	if open != nil && open.Phase == Pulling {
		start = open.Start
	} else {
		closeAt(start, Succeeded, "") // a back-off that the retry ended
	}
	message := pulledText(p)
	at := s.edge.Time.Add(-p.own)
	if wait := p.total - p.own; min(wait, at.Sub(start.Time)) >= queueNoise { // a busy kubelet may also wait after the transfer
		transfer := Edge{Time: at, Earliest: s.edge.Earliest.Add(-p.own - time.Millisecond), Latest: s.edge.Latest.Add(-p.own), Basis: Inferred}.NotBefore(start)
		b.span(Span{Track: TrackImage, Phase: Pulling, Attempt: attempt, Start: start, End: transfer, Outcome: Succeeded, Reason: "Queued", Message: "waiting for other pulls on the node"})
		start = transfer
	}
	b.span(Span{Track: TrackImage, Phase: Pulling, Attempt: attempt, Start: start, End: s.edge.NotBefore(start), Outcome: Succeeded, Message: message})
}

// pulledText is "7.697s, 45.2 MB".
func pulledText(p pull) string {
	if p.present {
		return "present"
	}
	if p.bytes == 0 {
		return p.own.String()
	}
	return p.own.String() + ", " + megabytes(p.bytes)
}

func megabytes(n int64) string {
	switch mb := float64(n) / 1e6; {
	case mb >= 1000:
		return fmt.Sprintf("%.1f GB", mb/1000)
	case mb >= 10:
		return fmt.Sprintf("%.0f MB", mb)
	default:
		return fmt.Sprintf("%.1f MB", mb)
	}
}

// attemptAfter is the number of the attempt that a step at s leads to.
func (b *laneBuilder) attemptAfter(s *sighting) int {
	for _, a := range b.attempts {
		if !a.begin().Before(s.edge.Time) {
			return a.number
		}
	}
	if n := len(b.attempts); n > 0 {
		return b.attempts[n-1].number + 1
	}
	return 1
}

// pulledBefore says how an attempt got its image, in words.
func pulledBefore(ev []sighting, a *attempt) string {
	text := ""
	for k := range ev {
		if ev[k].edge.Time.After(a.begin().Add(jitter)) {
			break
		}
		if ev[k].kind == evPulled {
			text = pulledText(parsePulled(ev[k].message))
		}
	}
	return text
}

func imageSize(ev []sighting) int64 {
	for _, e := range slices.Backward(ev) {
		if e.kind == evPulled {
			if p := parsePulled(e.message); p.bytes > 0 {
				return p.bytes
			}
		}
	}
	return 0
}
