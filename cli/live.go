package cli

import (
	"cmp"
	"context"
	"io"
	"sync"
	"time"

	"github.com/podlife/podlife/kube"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
	"github.com/podlife/podlife/ui"
	"github.com/podlife/podlife/watch"
)

func live(client *kube.Client, pods following, also ...func(*kube.Client, *watch.LiveOptions)) (watch.Several, error) {
	var sources watch.Several
	for _, p := range pods {
		options := watch.LiveOptions{
			Config:         client.Config,
			HTTP:           client.HTTP,
			Namespace:      p.Namespace,
			Name:           p.Name,
			Labels:         p.Labels,
			Node:           p.Node,
			Owned:          p.Owned,
			LookUp:         p.LookUp,
			Workload:       watch.Workload{Resource: p.Workload.Resource, Name: p.Workload.Name, Kind: p.Workload.Kind, Group: p.Workload.Group},
			RequestTimeout: client.Timeout,
		}
		for _, add := range also {
			add(client, &options)
		}
		source, err := watch.NewLive(options)
		if err != nil {
			return nil, err
		}
		sources = append(sources, source)
	}
	return sources, nil
}

// probes counts successful probes too, for a screen that stays: one look is not
// worth asking for a permission that few have.
// Nor is it for a selection, whose pods may be on every node there is.
func probes(client *kube.Client, options *watch.LiveOptions) {
	if options.Name != "" {
		options.ProbeCounters = client.ProbeCounters
	}
}

// serverTime puts a source on the API server's clock, and says so, if this
// computer's is clearly off: ages and countdowns would be wrong by as much.
// The function that it returns puts a moment on that clock; zero stays zero.
func (a *App) serverTime(client *kube.Client, source watch.Source) (watch.Source, func(time.Time) time.Time) {
	skew, unbelieved := client.Skew() // fixed from here on: arrivals must not jump
	way := func(d time.Duration) string {
		if d < 0 {
			return "ahead of"
		}
		return "behind"
	}
	switch {
	case unbelieved != 0:
		a.note("this computer's clock is %d days %s what the API server's Date header says, which is not believed: times are this computer's",
			int(unbelieved.Abs().Hours()/24), way(unbelieved))
	case skew != 0:
		a.note("this computer's clock is %s %s the API server's; times are the server's", skew.Abs().Round(time.Second), way(skew))
	}
	return watch.Shift(source, skew), func(t time.Time) time.Time {
		if t.IsZero() {
			return t
		}
		return t.Add(skew)
	}
}

const (
	// minQuiet and maxSettle bound how long settle waits; see there.
	minQuiet  = 300 * time.Millisecond
	maxSettle = 15 * time.Second
)

// settle folds what a live source has to say at first: it waits for the pod,
// and then until nothing has arrived for quiet, which must be longer than the
// few requests that a list of EndpointSlices takes. The source has ended when it
// returns.
func settle(ctx context.Context, source watch.Source, quiet time.Duration) (*model.Model, error) {
	settled, stop := context.WithTimeout(ctx, maxSettle)
	defer stop()
	model, timer := model.New(), time.AfterFunc(maxSettle, stop)
	defer timer.Stop()
	err := source.Run(settled, func(o timeline.Observation) error {
		model.Apply(o)
		timer.Reset(quiet)
		return nil
	})
	if settled.Err() == nil && err != nil {
		return nil, err
	}
	return model, ctx.Err()
}

func logs(client *kube.Client) ui.OpenLog {
	return func(ctx context.Context, r ui.LogRequest) (io.ReadCloser, error) {
		return client.Logs(ctx, r.Pod, kube.LogOptions{
			Namespace: r.Namespace, Container: r.Container, Previous: r.Previous,
			Follow: r.Follow, Tail: int64(r.Tail), Since: r.Since,
		})
	}
}

// stream runs a source on one side and use on the other, and waits for both. Its
// channel is the only one between an API server and a screen: it decouples a
// burst of updates from what they cost to fold.
// use gets the channel, which is closed when the source ends, and a function
// that says with which error it ended; when use returns, the source is stopped.
func stream(ctx context.Context, src watch.Source, use func(context.Context, <-chan timeline.Observation, func() error) error) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var ended notice
	out := make(chan timeline.Observation, 1024)
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer close(out)
		err := protect(func() error {
			return src.Run(ctx, func(o timeline.Observation) error {
				select {
				case out <- o:
					return nil
				case <-ctx.Done():
					return context.Cause(ctx)
				}
			})
		})
		if err != nil && ctx.Err() == nil {
			ended.set(err)
		}
	}()
	err := use(ctx, out, ended.get)
	stop()
	<-done
	return cmp.Or(err, ended.get())
}

// pulse returns a source that delivers what source does, and a bookmark, which
// changes nothing, every second: what is judged by how long something lasts is
// looked at though nothing happens.
func pulse(source watch.Source) watch.Source {
	return watch.SourceFunc(func(ctx context.Context, emit func(timeline.Observation) error) error {
		var mu sync.Mutex
		one := func(o timeline.Observation) error {
			mu.Lock()
			defer mu.Unlock()
			return emit(o)
		}
		ctx, stop := context.WithCancel(ctx)
		var ticking sync.WaitGroup
		defer ticking.Wait()
		defer stop()
		ticking.Go(func() {
			ticker := time.NewTicker(tick)
			defer ticker.Stop()
			for {
				select {
				case <-ctx.Done():
					return
				case now := <-ticker.C:
					if one(timeline.Observation{At: now, Type: timeline.Bookmark}) != nil {
						return
					}
				}
			}
		})
		return source.Run(ctx, one)
	})
}
