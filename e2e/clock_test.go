package e2e

import (
	"path/filepath"
	"testing"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// TestClock: a computer whose clock is ten minutes off shows ages and
// countdowns on the server's clock, from the first frame on, and records what
// one with the right clock records.
func TestClock(t *testing.T) {
	for _, ahead := range []time.Duration{10 * time.Minute, -10 * time.Minute} { // the server's clock
		t.Run(ahead.String(), func(t *testing.T) {
			off, right := terminating(t, ahead), terminating(t, 0)
			file, calm := filepath.Join(t.TempDir(), "recording.jsonl"), right.record(t)
			scr := watch(t, 120, 40, "web", "--kubeconfig", off.kubeconfig(t), "--record", file)
			see(t, scr, 10*time.Second, "Terminating", "age 1m3", "SIGKILL in 1")
			off.await(t, 1)
			right.await(t, 1)
			for range 20 {
				off.crashes(t, 1)
				right.crashes(t, 1)
				time.Sleep(50 * time.Millisecond)
			}
			see(t, scr, 10*time.Second, "restarts 20")
			scr.Close()
			calm.stop()
			mine, theirs := reportOn(t, file), reportOn(t, calm.file)
			if len(mine.Lives) != 1 || len(theirs.Lives) != 1 {
				t.Fatalf("%d and %d lives", len(mine.Lives), len(theirs.Lives))
			}
			compareLives(t, mine.Lives[0].later(-ahead), theirs.Lives[0], nil)
			results.add("clock of the client off by "+(-ahead).String(), "age and countdown right in the first frame, the report as with a right clock")
		})
	}
}

// terminating is a server whose clock is ahead, and whose pod has been running
// for 90 s and is to be killed in 20 s.
func terminating(t *testing.T, ahead time.Duration) *script {
	t.Helper()
	now := time.Now().Add(ahead)
	pod := scripted()
	pod.CreationTimestamp.Time = now.Add(-90 * time.Second)
	pod.Status.StartTime.Time = pod.CreationTimestamp.Time
	for i := range pod.Status.Conditions {
		pod.Status.Conditions[i].LastTransitionTime = pod.CreationTimestamp
	}
	pod.Status.ContainerStatuses[0].State.Running.StartedAt.Time = pod.CreationTimestamp.Time
	deletion, grace := metav1.NewTime(now.Add(20*time.Second)), int64(30)
	pod.DeletionTimestamp, pod.DeletionGracePeriodSeconds = &deletion, &grace
	pod.Spec.TerminationGracePeriodSeconds = &grace
	s := newScript(t, pod)
	s.ahead = ahead
	return s
}

// later is the life as a clock tells it that is ahead by d.
func (l life) later(d time.Duration) life {
	add := func(times ...*time.Time) {
		for _, at := range times {
			if !at.IsZero() {
				*at = at.Add(d)
			}
		}
	}
	add(&l.Pod.Created, &l.Pod.DeletionRequested, &l.Pod.Gone)
	for _, lane := range l.Lanes {
		for i := range lane.Spans {
			for _, e := range []*edge{&lane.Spans[i].Start, &lane.Spans[i].End} {
				add(&e.Time, &e.Earliest, &e.Latest)
			}
		}
		for i := range lane.Marks {
			e := &lane.Marks[i].Time
			add(&e.Time, &e.Earliest, &e.Latest)
		}
	}
	return l
}
