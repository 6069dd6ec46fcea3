package ui

import (
	"fmt"
	"runtime"
	"syscall"
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
	b.Helper()
	f.touch()
	if len(f.paint()) == 0 {
		b.Fatal("nothing drawn")
	}
}

// processorTime returns how long this process has used a processor, its garbage
// collection included.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		b.Fatal(err)
	}
	return time.Duration(use.Utime.Nano() + use.Stime.Nano())
}

// times runs a step again and again, and reports the processor time of one.
func times(b *testing.B, step func()) {
	b.Helper()
	b.ReportAllocs()
	began := processorTime(b)
	for b.Loop() {
		step()
	}
	b.ReportMetric(float64(processorTime(b)-began)/float64(b.N)/1e6, "cpu-ms/op")
}

// BenchmarkFleet measures the list of thousands of pods: the frame of each second,
// that after one change among them, a key with its frame, and the first frame. On a
// machine that does other things too, cpu-ms/op is what to look at.
//
//	go test -run - -bench Fleet ./ui
func BenchmarkFleet(b *testing.B) {
	for _, n := range []int{1000, 5000} {
		f := newFleet(b, n)
		f.frame(b)
		b.Run(fmt.Sprintf("%d/second", n), func(b *testing.B) {
			times(b, func() {
				f.now = f.now.Add(time.Second)
				f.frame(b)
			})
		})
		b.Run(fmt.Sprintf("%d/change", n), func(b *testing.B) {
			times(b, func() {
				f.now = f.now.Add(time.Second / 20)
				f.apply(f.changes*7919%n, f.changes%2 == 0, timeline.Modified)
				f.frame(b)
			})
		})
		for _, key := range []string{"down", "pgdown", "end", "home"} {
			b.Run(fmt.Sprintf("%d/key=%s", n, key), func(b *testing.B) {
				k, err := f.keys.Press(key, false)
				if err != nil {
					b.Fatal(err)
				}
				times(b, func() {
					f.press(k)
					f.frame(b)
				})
			})
		}
		b.Run(fmt.Sprintf("%d/first", n), func(b *testing.B) {
			times(b, func() {
				b.StopTimer()
				f := newFleet(b, n)
				b.StartTimer()
				f.frame(b)
			})
		})
	}
}

// BenchmarkQuietPod measures the memory that a pod takes to which nothing has happened
// for an hour: its facts, what was derived of them, and its line of the list. What the
// whole process takes, BenchmarkWatchedFleet of package cli measures.
func BenchmarkQuietPod(b *testing.B) {
	const n = 5000
	for b.Loop() {
		var before, after runtime.MemStats
		recording(b, "full-lifecycle")
		runtime.GC()
		runtime.ReadMemStats(&before)
		f := newFleet(b, n)
		f.now = f.now.Add(time.Hour)
		f.frame(b)
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/n/1024, "KB/pod")
		runtime.KeepAlive(f)
	}
}

// fleetRecording returns a recording of n pods that all do what that of a recording
// does, in the same moments.
func fleetRecording(tb testing.TB, n int) []timeline.Observation {
	tb.Helper()
	var all []timeline.Observation
	for _, o := range recording(tb, "full-lifecycle") {
		for i := range n {
			one, uid := o, func(of types.UID) types.UID { return types.UID(fmt.Sprintf("%s-%d", of, i)) }
			name := func(of string) string { return fmt.Sprintf("%s-%05d", of, i) }
			switch obj := o.Object.(type) {
			case *corev1.Pod:
				pod := *obj
				pod.Name, pod.UID = name(obj.Name), uid(obj.UID)
				one.Object = &pod
			case *corev1.Event:
				event := *obj
				event.UID, event.InvolvedObject.UID, event.InvolvedObject.Name = uid(obj.UID), uid(obj.InvolvedObject.UID), name(obj.InvolvedObject.Name)
				one.Object = &event
			default:
				continue
			}
			all = append(all, one)
		}
	}
	return all
}

// BenchmarkPlaying plays a recording of a thousand pods, thirty frames a second, and
// reports which part of a processor that takes while it is watched.
//
//	go test -run - -bench Playing -benchtime 1x ./ui
func BenchmarkPlaying(b *testing.B) {
	all := fleetRecording(b, 1000)
	for b.Loop() {
		a := newApp(Options{Recording: recorded(all), Location: time.UTC, Color: ColorAlways, At: all[0].At})
		a.update(tea.WindowSizeMsg{Width: 120, Height: 40})
		p, began, longest := a.session.play, processorTime(b), time.Duration(0)
		for !p.Ended() {
			before := processorTime(b)
			p.Advance(p.Interval())
			a.touch()
			if len(a.paint()) == 0 {
				b.Fatal("nothing drawn")
			}
			longest = max(longest, processorTime(b)-before)
		}
		var memory runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&memory)
		b.ReportMetric(100*float64(processorTime(b)-began)/float64(p.Last().Sub(p.First())), "%-of-core")
		b.ReportMetric(float64(longest)/1e6, "longest-ms")
		b.ReportMetric(float64(memory.HeapAlloc)/(1<<20), "heap-MB")
		runtime.KeepAlive(a)
	}
}

// BenchmarkStepBack goes back observation by observation in the list of that recording,
// from its end. ns/op is a step with its frame, of which the budget is 50 ms; among so
// many there is one for which what is near has to be folded again.
//
//	go test -run - -bench StepBack -benchtime 400x ./ui
func BenchmarkStepBack(b *testing.B) {
	all := fleetRecording(b, 1000)
	track := recorded(all)
	for i, o := range all {
		track.Read(o, len(all)-i <= Near)
	}
	a := newApp(Options{Recording: track, Paused: true, Location: time.UTC, Color: ColorAlways, At: all[len(all)-1].At})
	a.update(tea.WindowSizeMsg{Width: 120, Height: 40})
	a.paint()
	var longest time.Duration
	for b.Loop() {
		before := processorTime(b)
		a.session.play.Step(-1)
		a.touch()
		if len(a.paint()) == 0 {
			b.Fatal("nothing drawn")
		}
		longest = max(longest, processorTime(b)-before)
	}
	b.ReportMetric(float64(longest)/1e6, "longest-ms")
}
