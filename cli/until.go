package cli

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/podlife/podlife/report"

	"github.com/podlife/podlife/timeline"
)

// judge says whether a condition is decided, and with which error if it can no
// longer be met. Of several lives of one name the last counts, except that a
// name which comes back does not undo that the pod is gone. With wait, a pod
// that goes may come again. Of a selection, a pod that is being deleted is on
// its way to be replaced.
func (u *awaiter) judge(s timeline.Snapshot) (decided bool, err error) {
	if u.workloads != nil {
		return u.workloads.judge(s)
	}
	o := u.untilOptions
	last := map[string]*timeline.Life{}
	met := map[string]bool{}
	for i := range s.Lives {
		l := &s.Lives[i]
		name := l.Pod.Namespace + "/" + l.Pod.Name
		if !l.Pod.Gone.IsZero() && o.until == whenGone {
			met[name] = true
		}
		last[name] = l
	}
	if u.selection && o.until != whenGone {
		maps.DeleteFunc(last, func(_ string, l *timeline.Life) bool { return deleted(l) })
	}
	for _, l := range last {
		name := l.Pod.Namespace + "/" + l.Pod.Name
		switch ended := finished(l); {
		case o.until == whenGone, met[name]:
		case o.until == whenReady && ready(l), o.until == whenSucceeded && l.Pod.Phase == "Succeeded":
			met[name] = true
		case ended != "" && !(u.wait && deleted(l)):
			return true, notMet("%s %s before it %s: %s", name, ended, wanted[o.until], l.Verdict.Headline)
		}
	}
	for name := range last {
		if !met[name] {
			return false, nil
		}
	}
	return len(last) >= max(u.pods, 1), nil
}

func ready(l *timeline.Life) bool {
	pod := l.Lane("pod")
	if pod == nil || len(pod.Spans) == 0 {
		return false
	}
	s := pod.Spans[len(pod.Spans)-1]
	return s.Phase == timeline.Ready && s.Open()
}

// wanted words the conditions that can fail.
var wanted = map[string]string{whenReady: "was ready", whenSucceeded: "succeeded"}

func deleted(l *timeline.Life) bool {
	return !l.Pod.DeletionRequested.IsZero() || !l.Pod.Gone.IsZero()
}

// finished returns how a life ended, or "". The containers of a deleted pod
// fail too, on their way down.
func finished(l *timeline.Life) string {
	over := l.Pod.Phase == "Failed" || l.Pod.Phase == "Succeeded" || !l.Pod.Gone.IsZero()
	switch {
	case over && deleted(l):
		return "was deleted"
	case l.Pod.Phase == "Failed":
		return "failed"
	case l.Pod.Phase == "Succeeded":
		return "ended"
	}
	return ""
}

// How long a watch goes on when its condition is decided: what led to it may
// arrive a moment later, events after the status for example.
const (
	afterglow    = 400 * time.Millisecond // without news
	maxAfterglow = 2 * time.Second
)

// awaiter ends a watch when its condition is decided.
type awaiter struct {
	untilOptions
	wait      bool
	pods      int  // how many there must be at least
	selection bool // of pods that come and go

	workloads *workloadAwaiter // nil: pods are waited for

	decided  bool
	timeIsUp bool  // it was decided by --timeout
	err      error // why the condition was not met

	stop         func()
	quiet, limit *time.Timer // that call stop
}

// errTimeout is why a watch's context ended when --timeout is over.
var errTimeout = errors.New("the condition was not met in time")

// start returns the context of the watch, and a function that releases it.
func (u *awaiter) start(ctx context.Context) (context.Context, func()) {
	ctx, stop := context.WithCancel(ctx)
	release := stop
	if u.timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, u.timeout, errTimeout)
		release = func() { cancel(); stop() }
	}
	u.stop = stop
	u.quiet, u.limit = time.AfterFunc(afterglow, stop), time.AfterFunc(maxAfterglow, stop)
	u.quiet.Stop()
	u.limit.Stop()
	return ctx, release
}

// folded judges what is known after some observations have been folded. One pod
// more may have turned up since the condition was met.
func (u *awaiter) folded(s func() timeline.Snapshot) {
	before := u.decided
	if !before || u.selection && u.err == nil {
		u.decided, u.err = u.judge(s())
	}
	switch {
	case !u.decided:
		u.quiet.Stop()
		u.limit.Stop()
		return
	case !before:
		u.limit.Reset(maxAfterglow)
	}
	u.quiet.Reset(afterglow)
}

// timedOut returns the error for a condition that is not decided in time.
func (u *awaiter) timedOut(s timeline.Snapshot) error {
	if u.workloads != nil {
		return u.workloads.timedOut(s, u.timeout)
	}
	if len(s.Lives) == 0 {
		return notMet("not %s after %s: there is no such pod yet", u.until, u.timeout)
	}
	l := u.unmet(s)
	return notMet("%s/%s is not %s after %s: %s", l.Pod.Namespace, l.Pod.Name, u.until, u.timeout, l.Verdict.Headline)
}

// unmet returns the newest life that the condition waits for, or the newest of
// all.
func (u *awaiter) unmet(s timeline.Snapshot) *timeline.Life {
	for i := range slices.Backward(s.Lives) {
		one := s
		one.Lives = s.Lives[i : i+1]
		met := awaiter{untilOptions: u.untilOptions, pods: 1}
		if decided, err := met.judge(one); !decided && err == nil {
			return &s.Lives[i]
		}
	}
	return &s.Lives[len(s.Lives)-1]
}

// watchUntil follows until the condition is decided, then prints the verdict
// and the startup path.
func (a *App) watchUntil(ctx context.Context, f *follower) error {
	o := f.options
	u := &awaiter{untilOptions: o.untilOptions, wait: o.wait, pods: len(f.pods), selection: f.pods.selection()}
	if u.workloads = newWorkloadAwaiter(o, f.pods, func() []string { return f.live.Missing() }); u.workloads != nil {
		f.src, f.ticking = pulse(f.src), true
		if !o.flags.Changed("timeout") {
			a.note("waiting up to %s for %s to be %s (--timeout)", u.timeout, f.pods, u.until)
		}
	}
	snapshot := func() timeline.Snapshot { return f.model.Snapshot(f.now()) }
	outer, began := ctx, f.now()
	ctx, release := u.start(ctx)
	defer release()
	f.folded = func() { u.folded(snapshot) }
	err := stream(ctx, f.src, f.follow)
	if err != nil && !u.decided {
		return err // a source that breaks afterwards changes nothing
	}
	s := snapshot()
	if !u.decided && errors.Is(context.Cause(ctx), errTimeout) {
		u.decided, u.timeIsUp, u.err = true, true, u.timedOut(s)
	}
	if !u.decided {
		u.err = fmt.Errorf("interrupted before it was known whether %s would be %s", f.pods, u.until)
	}
	if err := a.ended(outer, f, u, s, began); err != nil {
		return err
	}
	return u.err
}

// summary prints what a watch came to: of pods, each; of workloads, these, and
// of the pods only the one that shows why it was given up, with its log.
func (a *App) summary(ctx context.Context, f *follower, u *awaiter, s timeline.Snapshot) error {
	options := report.Options{ASCII: f.options.glyphs == "ascii"}
	if u.workloads == nil {
		return report.Summary(a.Out, s, options)
	}
	if err := report.Rollouts(a.Out, s, options); err != nil {
		return err
	}
	failure := u.workloads.failure
	if failure == nil || failure.Life == nil {
		return nil
	}
	fmt.Fprintln(a.Out)
	one := s
	one.Lives = []timeline.Life{*failure.Life}
	if err := report.Summary(a.Out, one, options); err != nil {
		return err
	}
	a.printLog(failure, a.failedLog(ctx, f.logs, failure, f.options.logLines))
	return nil
}
