package cli

import (
	"context"
	"fmt"
	"time"

	"github.com/podlife/podlife/kube"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/watch"
)

// live is the source of the target's observations.
func live(client *kube.Client, target kube.Target) (*watch.Live, error) {
	return watch.NewLive(watch.LiveOptions{
		Config:         client.Config,
		HTTP:           client.HTTP,
		Namespace:      client.Namespace,
		Name:           target.Name,
		RequestTimeout: client.Timeout,
	})
}

// describe names a target in full.
func describe(client *kube.Client, target kube.Target) string {
	return fmt.Sprintf("%s in %s", target, client.Namespace)
}

const (
	// minQuiet and maxSettle bound how long settle waits; see there.
	minQuiet  = 300 * time.Millisecond
	maxSettle = 15 * time.Second
)

// settle folds what a live source has to say at first: it waits for the pod,
// and then until nothing has arrived for quiet, which must be longer than the
// few requests that a list of EndpointSlices takes.
func settle(ctx context.Context, in <-chan timeline.Observation, quiet time.Duration) *timeline.Model {
	model := timeline.New()
	limit := time.NewTimer(maxSettle)
	defer limit.Stop()
	timer := time.NewTimer(maxSettle)
	defer timer.Stop()
	for {
		select {
		case o, ok := <-in:
			if !ok {
				return model
			}
			model.Apply(o)
			timer.Reset(quiet)
		case <-timer.C:
			return model
		case <-limit.C:
			return model
		case <-ctx.Done():
			return model
		}
	}
}
