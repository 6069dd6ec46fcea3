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
	"github.com/podlife/podlife/watch"
)

func TestStream(t *testing.T) {
	lost := errors.New("lost")
	for _, tt := range []struct {
		name string
		src  watch.SourceFunc
		want string // part of the error
	}{
		{"ends", func(context.Context, func(timeline.Observation) error) error { return nil }, ""},
		{"fails", func(context.Context, func(timeline.Observation) error) error { return lost }, "lost"},
		{"panics", func(context.Context, func(timeline.Observation) error) error { panic("boom") }, "podlife itself failed: boom"},
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

// TestStreamQuit checks that a user who quits reads nothing about an
// interrupted source.
func TestStreamQuit(t *testing.T) {
	stopped := false
	src := watch.SourceFunc(func(ctx context.Context, _ func(timeline.Observation) error) error {
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
		start := time.Now()
		src := watch.SourceFunc(func(ctx context.Context, emit func(timeline.Observation) error) error {
			see := func(uid string, typ timeline.ObservationType) {
				if err := emit(timeline.Observation{Type: typ, Object: &corev1.Pod{ObjectMeta: metav1.ObjectMeta{UID: types.UID(uid)}}}); err != nil {
					t.Error(err)
				}
			}
			see("one", timeline.Added)
			see("one", timeline.Deleted)
			time.Sleep(linger - time.Second)
			see("two", timeline.Added) // came back in time
			time.Sleep(5 * linger)
			see("two", timeline.Deleted)
			err := emit(timeline.Observation{Object: &corev1.Event{}})
			<-ctx.Done()
			return errors.Join(err, ctx.Err())
		})
		seen := 0
		why, err := untilGone(t.Context(), src, true, func() { seen++ })
		if want := linger - time.Second + 6*linger; err != nil || time.Since(start) != want || seen != 5 || why != "no pod left for a minute" {
			t.Errorf("%s: ended after %v and %d observations (%v), want %v and 5", why, time.Since(start), seen, err, want)
		}
	})
}

// TestRecordingOfASelectionGoesOn checks that a recording that may get more
// pods outlasts a quiet night, and says that it was interrupted.
func TestRecordingOfASelectionGoesOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		ctx, cancel := context.WithTimeout(t.Context(), 8*time.Hour)
		defer cancel()
		src := watch.SourceFunc(func(ctx context.Context, emit func(timeline.Observation) error) error {
			err := emit(timeline.Observation{Type: timeline.Deleted, Object: &corev1.Pod{}})
			<-ctx.Done()
			return errors.Join(err, ctx.Err())
		})
		why, err := untilGone(ctx, src, false, func() {})
		if err != nil || why != "interrupted" || time.Since(start) != 8*time.Hour {
			t.Errorf("%s after %v: %v", why, time.Since(start), err)
		}
	})
}
