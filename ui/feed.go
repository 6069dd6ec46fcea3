package ui

import (
	"context"
	"time"

	"github.com/podlife/podlife/timeline"
)

// batch is how many observations become one message at most. One message an
// observation would cost a pass through the event loop each, 200 times more.
const batch = 500

// pace is the least time between two messages: more often nothing is drawn, and what
// comes alone is still shown at once.
const pace = pause

// pump turns a live source into batches until the source is closed or ctx
// ends. send blocks while the screen is busy; meanwhile the source's own
// channel fills and the next batch is larger, so nothing is lost and nothing
// piles up.
func pump(ctx context.Context, live <-chan timeline.Observation, send func(any)) {
	var sent time.Time
	for open := true; open; {
		var got observationsMsg
		if got, open = collect(ctx, live, sent.Add(pace)); len(got) > 0 {
			send(got)
			sent = time.Now()
		}
	}
	if ctx.Err() == nil {
		send(closedMsg{})
	}
}

// collect waits for an observation, and returns all that has arrived by a moment, up to
// a batch. open is false when no more will. Only what comes before that moment has to
// wait: a timer would wake the program once more for each that comes alone.
func collect(ctx context.Context, live <-chan timeline.Observation, by time.Time) (got observationsMsg, open bool) {
	var rest <-chan time.Time // nil when only what is waiting already is taken
	for len(got) < batch {
		if len(got) > 0 && rest == nil {
			select {
			case o, ok := <-live:
				if !ok {
					return got, false
				}
				got = append(got, o)
				continue
			default:
				return got, true
			}
		}
		select {
		case <-ctx.Done():
			return nil, false
		case <-rest:
			rest = nil
		case o, ok := <-live:
			if !ok {
				return got, false
			}
			if wait := time.Until(by); len(got) == 0 && wait > 0 {
				rest = time.After(wait)
			}
			got = append(got, o)
		}
	}
	return got, true
}
