package ui

import (
	"fmt"
	"runtime"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
)

// fleet is pods of many workloads that a live view has listed, all ready but one in
// a hundred, and what changes of them.
type fleet struct {
	*app
	pod, failing *corev1.Pod // as listed, and as it changes to
	now          time.Time
	n, changes   int
}

// newFleet returns the list of n pods, whose objects are those of a recording.
func newFleet(tb testing.TB, n int) *fleet {
	tb.Helper()
	f := &fleet{n: n}
	for _, o := range recording(tb, "full-lifecycle") {
		pod, ok := o.Object.(*corev1.Pod)
		if !ok || pod.DeletionTimestamp != nil {
			continue
		}
		for _, c := range pod.Status.Conditions {
			switch {
			case c.Type != corev1.PodReady:
			case c.Status == corev1.ConditionTrue:
				f.pod, f.now = pod, o.At
			case f.pod != nil:
				f.failing = pod
			}
		}
	}
	if f.pod == nil || f.failing == nil {
		tb.Fatal("the recording has no pod that was ready, and then was not")
	}
	f.app = newApp(Options{Live: make(chan timeline.Observation), Model: model.New(), Location: time.UTC, Color: ColorAlways, Now: func() time.Time { return f.now }})
	f.update(tea.WindowSizeMsg{Width: 120, Height: 40})
	for i := range n {
		f.apply(i, i%100 == 50, timeline.Added)
	}
	return f
}

// apply feeds a version of a pod, ready or not.
func (f *fleet) apply(i int, failing bool, typ timeline.ObservationType) {
	from := f.pod
	if failing {
		from = f.failing
	}
	f.changes++
	pod := from.DeepCopy()
	pod.Name, pod.UID, pod.ResourceVersion = fmt.Sprintf("web-%d-abcde-%05d", i/4, i), types.UID(fmt.Sprint("uid-", i)), fmt.Sprint(1_000_000+f.changes)
	pod.OwnerReferences = nil
	pod.Namespace = fmt.Sprint("team-", i%20)
	f.observed(observationsMsg{{At: f.now, Type: typ, Object: pod}})
}

// frame paints as View does.
func (f *fleet) frame(b *testing.B) {
	f.touch()
	if len(f.paint()) == 0 {
		b.Fatal("nothing drawn")
	}
}

// BenchmarkFleet measures the list of thousands of pods: the frame of each second,
// that after one change among them, a key with its frame, and the first frame.
//
//	go test -run - -bench Fleet ./ui
func BenchmarkFleet(b *testing.B) {
	for _, n := range []int{1000, 5000} {
		f := newFleet(b, n)
		f.frame(b)
		b.Run(fmt.Sprintf("%d/second", n), func(b *testing.B) {
			for b.Loop() {
				f.now = f.now.Add(time.Second)
				f.frame(b)
			}
		})
		b.Run(fmt.Sprintf("%d/change", n), func(b *testing.B) {
			for b.Loop() {
				f.now = f.now.Add(time.Second / 20)
				f.apply(f.changes*7919%n, f.changes%2 == 0, timeline.Modified)
				f.frame(b)
			}
		})
		for _, key := range []string{"down", "pgdown", "end", "home"} {
			b.Run(fmt.Sprintf("%d/key=%s", n, key), func(b *testing.B) {
				k, err := f.keys.Press(key, false)
				if err != nil {
					b.Fatal(err)
				}
				for b.Loop() {
					f.press(k)
					f.frame(b)
				}
			})
		}
		b.Run(fmt.Sprintf("%d/first", n), func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				f := newFleet(b, n)
				b.StartTimer()
				f.frame(b)
			}
		})
	}
}

// BenchmarkQuietPod measures the memory that a pod takes which nothing happens to:
// its facts, what was derived of them, and its line of the list.
func BenchmarkQuietPod(b *testing.B) {
	const n = 5000
	for b.Loop() {
		var before, after runtime.MemStats
		recording(b, "full-lifecycle")
		runtime.GC()
		runtime.ReadMemStats(&before)
		f := newFleet(b, n)
		f.frame(b)
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/n/1024, "KB/pod")
		runtime.KeepAlive(f)
	}
}
