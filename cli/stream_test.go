package cli

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/timeline"
)

// source is a watch.Source made of a function.
type source func(context.Context, chan<- timeline.Observation) error

func (s source) Run(ctx context.Context, out chan<- timeline.Observation) error { return s(ctx, out) }

func TestStream(t *testing.T) {
	lost := errors.New("lost")
	for _, tt := range []struct {
		name string
		src  source
		want string // part of the error
	}{
		{"ends", func(context.Context, chan<- timeline.Observation) error { return nil }, ""},
		{"fails", func(context.Context, chan<- timeline.Observation) error { return lost }, "lost"},
		{"panics", func(context.Context, chan<- timeline.Observation) error { panic("boom") }, "podlife itself failed: boom"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := stream(t.Context(), tt.src, func(_ context.Context, in <-chan timeline.Observation, _ func() error) error {
				for range in { // until the source closes it
				}
				return nil
			})
			if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
				t.Errorf("stream: %v, want %q", err, tt.want)
			}
		})
	}
}

// A person who quits is not told that the source was interrupted.
func TestStreamQuit(t *testing.T) {
	stopped := false
	src := source(func(ctx context.Context, _ chan<- timeline.Observation) error {
		<-ctx.Done()
		stopped = true
		return ctx.Err()
	})
	err := stream(t.Context(), src, func(context.Context, <-chan timeline.Observation, func() error) error { return nil })
	if err != nil || !stopped {
		t.Errorf("stream: %v; the source was waited for: %v", err, stopped)
	}
}

func TestUntilGone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		in := make(chan timeline.Observation)
		start := time.Now()
		go func() {
			see := func(uid string, typ timeline.ObservationType) {
				in <- timeline.Observation{Type: typ, Object: &corev1.Pod{ObjectMeta: metav1.ObjectMeta{UID: types.UID(uid)}}}
			}
			see("one", timeline.Added)
			see("one", timeline.Deleted)
			time.Sleep(linger - time.Second)
			see("two", timeline.Added) // came back in time
			time.Sleep(5 * linger)
			see("two", timeline.Deleted)
			in <- timeline.Observation{Object: &corev1.Event{}}
		}()
		seen := 0
		untilGone(t.Context(), in, func() { seen++ })
		if want := linger - time.Second + 6*linger; time.Since(start) != want || seen != 5 {
			t.Errorf("ended after %v and %d observations, want %v and 5", time.Since(start), seen, want)
		}
	})
}
