package model

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/message"
)

// queueNoise is below what is worth a span of its own.
const queueNoise = 100 * time.Millisecond

// imageTrack draws the pulls of a container from their Events, which carry the
// exact times; an image that is present leaves only a mark.
type imageTrack struct {
	*laneBuilder
	open *timeline.Span // a pull, or a back-off from one
}

func (b *laneBuilder) image() {
	t := imageTrack{laneBuilder: b}
	for _, s := range b.ev {
		t.follow(s)
	}
	if t.open != nil {
		end, outcome := t.startedSince()
		if end.IsZero() {
			end, outcome = b.noLongerWaits()
		}
		if t.open.Outcome = outcome; !end.IsZero() {
			t.open.End = end.NotBefore(t.open.Start)
		}
		b.span(*t.open)
	}
}

// startedSince returns when the container started after what is open began, by its
// status: the Events that would end it are dropped where a pod has had many.
func (t *imageTrack) startedSince() (timeline.Edge, timeline.Outcome) {
	for _, a := range t.attempts {
		after := a.start.Earliest.After(t.open.Start.Time) || a.exit.IsZero() && a.start.Latest.After(t.open.Start.Time)
		if after && !a.start.IsZero() {
			return timeline.Edge{Time: a.start.Time, Earliest: t.open.Start.Earliest, Latest: a.start.Latest, Basis: timeline.Observed}, timeline.Unknown
		}
	}
	return timeline.Edge{}, timeline.Ongoing
}

func (t *imageTrack) follow(s *sighting) {
	switch s.kind {
	case message.Pulling:
		if t.open != nil && t.open.Phase == timeline.PullBackOff {
			if s.n > 1 { // tries in between had a back-off of their own of at most 5 minutes: the client merged their Events
				t.open.Message = triesUnknown + ": " + strconv.Itoa(s.n-1)
			}
			t.close(s.edge, timeline.Succeeded, "")
		}
		t.close(t.unseenUntil(s), timeline.Unknown, "")
		t.begin(timeline.Pulling, s, "")
	case message.Pulled:
		t.pulled(s)
	case message.PullFailed:
		if t.open == nil {
			t.mark(timeline.Mark{Track: timeline.TrackImage, Kind: s.rec.reason, Time: s.edge, Count: s.n, Message: s.message, Severity: timeline.Bad})
		}
		t.close(s.edge, timeline.Failed, s.message)
		t.begin(timeline.PullBackOff, s, pullReason(s))
	case message.PullBackOff:
		if t.open == nil {
			start := t.unseenUntil(s) // with a failure that was lost
			t.begin(timeline.PullBackOff, s, "")
			t.open.Start = start
		}
		if s.n > 1 && t.open.Phase == timeline.PullBackOff && t.open.Start.Basis == timeline.Observed {
			t.open.Message = triesUnknown
		}
		if t.open.Phase == timeline.PullBackOff {
			t.open.Reason = "ImagePullBackOff"
		}
	case message.Created, message.Started:
		t.close(t.unseenUntil(s), timeline.Unknown, "") // the Pulled event was lost
	}
}

// unseenUntil returns when something happened that shows at a sighting only:
// after what was last seen of the image.
func (t *imageTrack) unseenUntil(s *sighting) timeline.Edge {
	e := timeline.Edge{Time: s.edge.Time, Earliest: timeline.LaterTime(t.scheduled.Earliest, t.l.created), Latest: s.edge.Latest, Basis: timeline.Observed}
	if n := len(t.spans); n > 0 {
		e.Earliest = timeline.LaterTime(e.Earliest, t.spans[n-1].End.Earliest)
	}
	if t.open != nil {
		e.Earliest = timeline.LaterTime(e.Earliest, t.open.Start.Earliest)
	}
	return e.Clamp()
}

func (t *imageTrack) begin(phase timeline.Phase, s *sighting, reason string) {
	t.open = &timeline.Span{
		Track: timeline.TrackImage, Phase: phase, Attempt: t.attemptAfter(s), Start: s.edge,
		Outcome: timeline.Ongoing, Reason: reason, Message: s.message,
	}
}

// close ends what is open, if anything is; an empty message leaves its own.
func (t *imageTrack) close(e timeline.Edge, outcome timeline.Outcome, message string) {
	if t.open == nil {
		return
	}
	t.open.End, t.open.Outcome, t.open.Message = e.NotBefore(t.open.Start), outcome, cmp.Or(message, t.open.Message)
	t.span(*t.open)
	t.open = nil
}

const triesUnknown = "tries in between, at times that are not known"

func (b *laneBuilder) pullFailures() int {
	failures := 0
	for _, s := range b.ev {
		switch s.kind {
		case message.PullFailed:
			failures += max(s.n, 1)
		case message.Pulled, message.Started:
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

// pulledLag is how long a Pulling Event at most precedes what its Pulled counts
// from, or lags behind it, whose lengths are cut to milliseconds; 2 ms were seen.
const pulledLag = 5 * time.Millisecond

// pulled ends a pull, split into the wait in the queue and the transfer.
func (t *imageTrack) pulled(s *sighting) {
	open, attempt := t.open, t.attemptAfter(s)
	p := message.ParsePulled(s.message)
	if p.Present && open != nil && open.Phase == timeline.Pulling {
		t.close(t.unseenUntil(s), timeline.Unknown, "") // of another image: how it ended was lost
	}
	if p.Present || open != nil && open.Phase == timeline.PullBackOff && p.Queued+p.Transfer == 0 {
		t.close(s.edge, timeline.Succeeded, "")
		t.mark(timeline.Mark{Track: timeline.TrackImage, Kind: "Pulled", Time: s.edge, Count: s.n, Message: s.message, Severity: timeline.OK, Attempt: attempt})
		return
	}
	start := timeline.Edge{Time: s.edge.Time.Add(-p.Queued - p.Transfer), Earliest: s.edge.Earliest.Add(-p.Queued - p.Transfer - pulledLag), Latest: s.edge.Latest.Add(-p.Queued - p.Transfer), Basis: timeline.Inferred}
	if open != nil && open.Phase == timeline.Pulling {
		start = open.Start
	} else {
		t.close(start, timeline.Succeeded, "") // a back-off that the retry ended
	}
	at := s.edge.Time.Add(-p.Transfer)
	if min(p.Queued, at.Sub(start.Time)) >= queueNoise { // a busy kubelet may also wait after the transfer
		transfer := timeline.Edge{Time: at, Earliest: s.edge.Earliest.Add(-p.Transfer - time.Millisecond), Latest: s.edge.Latest.Add(-p.Transfer), Basis: timeline.Inferred}.NotBefore(start)
		t.span(timeline.Span{Track: timeline.TrackImage, Phase: timeline.Pulling, Attempt: attempt, Start: start, End: transfer, Outcome: timeline.Succeeded, Reason: "Queued", Message: "waiting for other pulls on the node"})
		start = transfer
	}
	t.span(timeline.Span{Track: timeline.TrackImage, Phase: timeline.Pulling, Attempt: attempt, Start: start, End: s.edge.NotBefore(start), Outcome: timeline.Succeeded, Message: p.String(), Pull: p})
	t.open = nil
}

func (b *laneBuilder) attemptAfter(s *sighting) int {
	for _, a := range b.attempts {
		if !a.begin().Before(s.edge.Time) {
			return a.number
		}
	}
	return b.nextNumber()
}

func pulledBefore(ev []*sighting, a *attempt) timeline.Pull {
	var p timeline.Pull
	for _, s := range ev {
		if s.edge.Time.After(a.begin().Add(jitter)) {
			break
		}
		if s.kind == message.Pulled {
			p = message.ParsePulled(s.message)
		}
	}
	return p
}

func imageSize(ev []*sighting) int64 {
	for _, e := range slices.Backward(ev) {
		if e.kind == message.Pulled {
			if p := message.ParsePulled(e.message); p.Bytes > 0 {
				return p.Bytes
			}
		}
	}
	return 0
}
