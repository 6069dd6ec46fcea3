package ui

import (
	"context"

	"github.com/podlife/podlife/timeline"
)

// batch is how many observations become one message at most. One message an
// observation would cost a pass through the event loop each, 200 times more.
const batch = 500

// pump turns a live source into batches until the source is closed or ctx
// ends. send blocks while the screen is busy; meanwhile the source's own
// channel fills and the next batch is larger, so nothing is lost and nothing
// piles up.
func pump(ctx context.Context, live <-chan timeline.Observation, send func(any)) {
	for {
		select {
		case <-ctx.Done():
			return
		case o, ok := <-live:
			if !ok {
				send(closedMsg{})
				return
			}
			next, open := drain(live, o)
			send(next)
			if !open {
				send(closedMsg{})
				return
			}
		}
	}
}

// drain collects what is waiting already, up to a batch.
func drain(live <-chan timeline.Observation, first timeline.Observation) (got observationsMsg, open bool) {
	got = observationsMsg{first}
	for len(got) < batch {
		select {
		case o, ok := <-live:
			if !ok {
				return got, false
			}
			got = append(got, o)
		default:
			return got, true
		}
	}
	return got, true
}
