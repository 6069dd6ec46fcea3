package model

import (
	"slices"
	"strconv"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/message"
)

// queueNoise is below what is worth a span of its own.
const queueNoise = 100 * time.Millisecond

// image draws the image track from the pull's events, which carry the exact
// times; an image that is present leaves only a mark.
func (b *laneBuilder) image() {
	var open *timeline.Span
	var attempt int
	closeAt := func(e timeline.Edge, outcome timeline.Outcome, message string) {
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
			if open != nil && open.Phase == timeline.PullBackOff {
				open.Message = triesBetween(s.n, open.Message)
				closeAt(s.edge, timeline.Succeeded, "")
			}
			closeAt(s.edge, timeline.Unknown, "")
			open = &timeline.Span{Track: timeline.TrackImage, Phase: timeline.Pulling, Attempt: attempt, Start: s.edge, Outcome: timeline.Ongoing, Message: s.message}
		case evPulled:
			b.pulled(s, open, attempt, closeAt)
			open = nil
		case evPullFailed:
			if open == nil {
				b.mark(timeline.Mark{Track: timeline.TrackImage, Kind: s.rec.reason, Time: s.edge, Count: s.n, Message: s.message, Severity: timeline.Bad})
			}
			closeAt(s.edge, timeline.Failed, s.message)
			open = &timeline.Span{Track: timeline.TrackImage, Phase: timeline.PullBackOff, Attempt: attempt, Start: s.edge, Outcome: timeline.Ongoing, Reason: pullReason(s), Message: s.message}
		case evPullBackOff:
			if open == nil {
				open = &timeline.Span{Track: timeline.TrackImage, Phase: timeline.PullBackOff, Attempt: attempt, Start: s.edge, Outcome: timeline.Ongoing, Message: s.message}
			}
			if open.Phase == timeline.PullBackOff {
				open.Reason = "ImagePullBackOff"
			}
		case evCreated, evStarted:
			closeAt(s.edge, timeline.Unknown, "") // the Pulled event was lost
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

// triesBetween is the message of a back-off in which there were more tries, each
// with a back-off of its own of at most 5 minutes: the client merged their Events.
func triesBetween(n int, message string) string {
	if n <= 1 {
		return message
	}
	return "tries in between, at times that are not known: " + strconv.Itoa(n-1)
}

// pullFailures counts the pulls that failed since the last that succeeded.
func (b *laneBuilder) pullFailures() int {
	failures := 0
	for k := range b.ev {
		switch b.ev[k].kind {
		case evPullFailed:
			failures += max(b.ev[k].n, 1)
		case evPulled, evStarted:
			failures = 0
		}
	}
	return failures
}

func pullReason(s *sighting) string {
	if s.rec.reason == "Failed" {
		return "ErrImagePull"
	}
	return s.rec.reason
}

// pulled ends a pull, split into the wait in the queue and the transfer.
func (b *laneBuilder) pulled(s *sighting, open *timeline.Span, attempt int, closeAt func(timeline.Edge, timeline.Outcome, string)) {
	p := message.ParsePulled(s.message)
	if p.Present || open != nil && open.Phase == timeline.PullBackOff && p.Queued+p.Took == 0 {
		closeAt(s.edge, timeline.Succeeded, "")
		b.mark(timeline.Mark{Track: timeline.TrackImage, Kind: "Pulled", Time: s.edge, Count: s.n, Message: s.message, Severity: timeline.OK, Attempt: attempt})
		return
	}
	start := timeline.Edge{Time: s.edge.Time.Add(-p.Queued - p.Took), Earliest: s.edge.Earliest.Add(-p.Queued - p.Took - time.Millisecond), Latest: s.edge.Latest.Add(-p.Queued - p.Took), Basis: timeline.Inferred}
	if open != nil && open.Phase == timeline.Pulling {
		start = open.Start
	} else {
		closeAt(start, timeline.Succeeded, "") // a back-off that the retry ended
	}
	at := s.edge.Time.Add(-p.Took)
	if min(p.Queued, at.Sub(start.Time)) >= queueNoise { // a busy kubelet may also wait after the transfer
		transfer := timeline.Edge{Time: at, Earliest: s.edge.Earliest.Add(-p.Took - time.Millisecond), Latest: s.edge.Latest.Add(-p.Took), Basis: timeline.Inferred}.NotBefore(start)
		b.span(timeline.Span{Track: timeline.TrackImage, Phase: timeline.Pulling, Attempt: attempt, Start: start, End: transfer, Outcome: timeline.Succeeded, Reason: "Queued", Message: "waiting for other pulls on the node"})
		start = transfer
	}
	b.span(timeline.Span{Track: timeline.TrackImage, Phase: timeline.Pulling, Attempt: attempt, Start: start, End: s.edge.NotBefore(start), Outcome: timeline.Succeeded, Message: p.String()})
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

// pulledBefore returns how an attempt got its image.
func pulledBefore(ev []sighting, a *attempt) timeline.Pull {
	var p timeline.Pull
	for k := range ev {
		if ev[k].edge.Time.After(a.begin().Add(jitter)) {
			break
		}
		if ev[k].kind == evPulled {
			p = message.ParsePulled(ev[k].message)
		}
	}
	return p
}

func imageSize(ev []sighting) int64 {
	for _, e := range slices.Backward(ev) {
		if e.kind == evPulled {
			if p := message.ParsePulled(e.message); p.Bytes > 0 {
				return p.Bytes
			}
		}
	}
	return 0
}
