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
	rest := time.NewTimer(0) // until the next message may be sent
	defer rest.Stop()
	for open := true; open; rest.Reset(pace) {
		var got observationsMsg
		if got, open = collect(ctx, live, rest.C); len(got) > 0 {
			send(got)
		}
	}
	if ctx.Err() == nil {
		send(closedMsg{})
	}
}

// collect waits for an observation and for rest to be over, and returns all
// that has arrived by then, up to a batch. open is false when no more will.
func collect(ctx context.Context, live <-chan timeline.Observation, rest <-chan time.Time) (got observationsMsg, open bool) {
	for len(got) < batch {
		if rest == nil && len(got) > 0 { // only what is waiting already
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
			got = append(got, o)
		}
	}
	return got, true
}
