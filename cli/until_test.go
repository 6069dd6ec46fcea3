package cli

import (
	"bytes"
	"context"
	"errors"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
	"github.com/podlife/podlife/ui"
	"github.com/podlife/podlife/watch"
	"github.com/podlife/podlife/watch/recording"
)

// played returns a source that delivers a recording, or one pod of it, at its
// own pace and then nothing more: name is FILE or FILE#POD.
func played(t *testing.T, name string) (watch.SourceFunc, time.Time) {
	t.Helper()
	name, pod, _ := strings.Cut(name, "#")
	rec, err := recording.ReadFile("../testdata/recordings/" + name + ".jsonl")
	if err != nil {
		t.Fatal(err)
	}
	first, _ := span(ui.Decoded(rec.Observations))
	return func(ctx context.Context, emit func(timeline.Observation) error) error {
		began := time.Now()
		for _, o := range rec.Observations {
			if p, ok := o.Object.(*corev1.Pod); ok && pod != "" && p.Name != pod {
				continue
			}
			select {
			case <-time.After(o.At.Sub(first) - time.Since(began)):
			case <-ctx.Done():
				return ctx.Err()
			}
			if err := emit(o); err != nil {
				return err
			}
		}
		<-ctx.Done()
		return ctx.Err()
	}, first
}

func TestUntil(t *testing.T) {
	for _, c := range []struct {
		name, recording, until string
		timeout                time.Duration
		wait                   bool
		within                 [2]time.Duration // when it ends
		want                   string           // part of the error; empty: met
		says                   string           // part of what is printed
	}{
		{"ready", "full-lifecycle", whenReady, 5 * time.Minute, false, [2]time.Duration{26 * time.Second, 29 * time.Second}, "", "from creation to ready"},
		{"gone", "full-lifecycle", whenGone, 0, false, [2]time.Duration{105 * time.Second, 109 * time.Second}, "", "removed from the API"},
		{"job failed", "job-complete#report-gsnc5", whenSucceeded, 0, false, [2]time.Duration{0, time.Minute}, "report-gsnc5 failed before it succeeded: worker failed 4.5s after creation: exit 1", "FAILED"},
		{"timeout", "full-lifecycle", whenReady, 10 * time.Second, false, [2]time.Duration{10 * time.Second, 10 * time.Second}, "is not ready after 10s", "not ready"},
		{"gone first", "image-pull-backoff", whenReady, 0, false, [2]time.Duration{110 * time.Second, 125 * time.Second}, "was deleted before it was ready", "TERMINATION  offsets from the request at "},
		{"failed first", "evicted", whenSucceeded, 0, false, [2]time.Duration{0, 2 * time.Minute}, "failed before it succeeded", "EVICTED"},
		{"comes again", "image-pull-backoff", whenReady, 5 * time.Minute, true, [2]time.Duration{5 * time.Minute, 5 * time.Minute}, "is not ready after 5m0s", "GONE"},
	} {
		t.Run(c.name, func(t *testing.T) {
			src, first := played(t, c.recording)
			synctest.Test(t, func(t *testing.T) {
				began := time.Now()
				var out, errs bytes.Buffer
				app := &App{Out: &out, Err: &errs}
				o := &watchOptions{untilOptions: untilOptions{until: c.until, timeout: c.timeout}}
				o.wait, o.plain = c.wait, true
				f := &follower{app: app, options: o, src: src, model: model.New(), now: func() time.Time { return first.Add(time.Since(began)) }}
				err := app.watchUntil(t.Context(), f)
				if took := time.Since(began); took < c.within[0] || took > c.within[1] {
					t.Errorf("it ended after %v", took)
				}
				n := (*notMetError)(nil)
				if (err != nil) != (c.want != "") || err != nil && (!strings.Contains(err.Error(), c.want) || !errors.As(err, &n)) {
					t.Errorf("error %v, want %q", err, c.want)
				}
				if !strings.Contains(out.String(), c.says) || strings.Count(out.String(), "\n") < 5 {
					t.Errorf("shown:\n%s\nwithout %q", out.String(), c.says)
				}
			})
		})
	}
}

func TestUntilSucceeded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		src := watch.SourceFunc(func(ctx context.Context, emit func(timeline.Observation) error) error {
			for i, phase := range []corev1.PodPhase{corev1.PodPending, corev1.PodRunning, corev1.PodSucceeded} {
				pod := &corev1.Pod{ObjectMeta: metav1.ObjectMeta{Namespace: "jobs", Name: "once", UID: "u", ResourceVersion: strconv.Itoa(i + 1), CreationTimestamp: metav1.Now()},
					Status: corev1.PodStatus{Phase: phase}}
				if err := emit(timeline.Observation{At: time.Now(), Type: timeline.Modified, Object: pod}); err != nil {
					return err
				}
				time.Sleep(5 * time.Second)
			}
			<-ctx.Done()
			return ctx.Err()
		})
		var out bytes.Buffer
		app := &App{Out: &out, Err: &out}
		o := &watchOptions{untilOptions: untilOptions{until: whenSucceeded, timeout: time.Minute}}
		o.plain = true
		began := time.Now()
		err := app.watchUntil(t.Context(), &follower{app: app, options: o, src: src, now: time.Now, model: model.New()})
		if took := time.Since(began); err != nil || took < 10*time.Second || took > 16*time.Second || !strings.Contains(out.String(), "SUCCEEDED") {
			t.Errorf("after %v: %v and\n%s", took, err, out.String())
		}
	})
}

func TestUntilNoPodComes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		app := &App{Out: &out, Err: &out}
		o := &watchOptions{untilOptions: untilOptions{until: whenReady, timeout: time.Minute}}
		o.plain = true
		silent := watch.SourceFunc(func(ctx context.Context, _ func(timeline.Observation) error) error { <-ctx.Done(); return ctx.Err() })
		err := app.watchUntil(t.Context(), &follower{app: app, options: o, src: silent, now: time.Now, model: model.New()})
		if err == nil || err.Error() != "not ready after 1m0s: there is no such pod yet" || out.Len() != 0 {
			t.Errorf("error %v, and %q", err, out.String())
		}
	})
}

// TestUntilUndecided checks that neither a source that breaks nor a user who
// quits counts as a condition that failed.
func TestUntilUndecided(t *testing.T) {
	lost := errors.New("lost")
	breaks := watch.SourceFunc(func(context.Context, func(timeline.Observation) error) error { return lost })
	o := &watchOptions{untilOptions: untilOptions{until: whenReady}}
	o.plain = true
	app := &App{Out: &bytes.Buffer{}, Err: &bytes.Buffer{}}
	if err := app.watchUntil(t.Context(), &follower{app: app, options: o, src: breaks, now: time.Now, model: model.New()}); !errors.Is(err, lost) {
		t.Errorf("error %v, want that of the source", err)
	}
	ctx, interrupt := context.WithCancel(t.Context())
	interrupt()
	silent := watch.SourceFunc(func(ctx context.Context, _ func(timeline.Observation) error) error { <-ctx.Done(); return ctx.Err() })
	err := app.watchUntil(ctx, &follower{app: app, options: o, src: silent, now: time.Now, model: model.New()})
	if n := (*notMetError)(nil); err == nil || errors.As(err, &n) || !strings.Contains(err.Error(), "interrupted") {
		t.Errorf("error %v", err)
	}
}
