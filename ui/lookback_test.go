package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/colorprofile"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/timeline"
)

// TestOneTime checks that state, values, run and events are those of the moment at
// the cursor, that what came later stays on the axis, and that F shows the present.
func TestOneTime(t *testing.T) {
	for _, c := range []struct {
		name, recording, keys string
		at                    time.Duration
		container             string
		want, not             []string
	}{
		{"four changes back", "demo", "pgup b b b b", 84 * time.Second, "", []string{"✓ Ready ", "as of 07:34:53 (+36.3s)  F now", "age 36s", "ready 36.3s after creation", "RESTART 1", "▸ ready <1s"}, []string{"NotReady", "restarts 1"}},
		{"by cells", "demo", "left left left left left left left", 84 * time.Second, "", []string{"as of 07:35:2"}, []string{"NotReady"}},
		{"an observation back", "demo", ",", 84 * time.Second, "", []string{"as of 07:35:39", "105/131"}, nil},
		{"back and on again", "demo", ", .", 84 * time.Second, "", []string{"NotReady", "105/131"}, []string{"as of"}},
		{"F", "demo", "pgup b b b b F", 84 * time.Second, "", []string{"NotReady"}, []string{"as of"}},
		{"the start", "demo", "g", 84 * time.Second, "", []string{"Scheduling", "as of 07:34:16"}, []string{"NotReady"}},
		{"run 2", "crashloop", "< <", 80 * time.Second, "app", []string{"[2 ", "✗3 ↻1", "last exit  run 2", "4 ✗3"}, []string{"last exit  run 4", "↻3"}},
		{"run 4 again", "crashloop", "< < > >", 80 * time.Second, "app", []string{"[4 ", "✗3 ↻3", "last exit  run 4"}, []string{"as of"}},
	} {
		all := recording(t, c.recording)
		h := 30
		if c.container != "" {
			h = 20 // the runs in a line, not in a table
		}
		f := wholeFrame(t, Options{Recording: recorded(all), Location: time.UTC, Container: c.container}, 100, h, all[0].At.Add(c.at), c.keys)
		for _, want := range c.want {
			if !strings.Contains(f, want) {
				t.Errorf("%s: no %q in\n%s", c.name, want, f)
			}
		}
		for _, not := range c.not {
			if strings.Contains(f, not) {
				t.Errorf("%s: %q in\n%s", c.name, not, f)
			}
		}
	}
}

// fortyTimes returns a recording forty times, one after the other, of a pod each.
func fortyTimes(all []timeline.Observation) []timeline.Observation {
	const times = 40
	span := all[len(all)-1].At.Sub(all[0].At) + time.Minute
	var out []timeline.Observation
	for i := range times {
		for _, o := range all {
			out = append(out, timeline.Observation{At: o.At.Add(time.Duration(i) * span), Type: o.Type, Object: renamed(o.Object, fmt.Sprintf("-%d", i))})
		}
	}
	return out
}

// renamed returns a copy of an object that is about another pod.
func renamed(o any, suffix string) any {
	switch o := o.(type) {
	case *corev1.Pod:
		c := o.DeepCopy()
		c.UID += types.UID(suffix)
		return c
	case *corev1.Event:
		c := o.DeepCopy()
		c.UID += types.UID(suffix)
		c.InvolvedObject.UID += types.UID(suffix)
		return c
	}
	return o
}

// BenchmarkSeek shows moments all over a large recording, in an order that does not
// help: going back is as quick as going on. ns/op is a seek with its frame; the budget
// is 50 ms.
func BenchmarkSeek(b *testing.B) {
	all := fortyTimes(recording(b, "many-containers"))
	a := newApp(Options{Recording: recorded(all), Paused: true, Location: time.UTC, At: all[len(all)-1].At})
	a.colors.profile = colorprofile.NoTTY
	a.theme = a.colors.theme()
	a.w, a.h = 120, 40
	a.pod, a.page, a.chosen = "", 1, true
	a.paint()
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		n++
		a.time.Cursor = all[(n*7919)%len(all)].At
		a.touch()
		if len(a.paint()) == 0 {
			b.Fatal("nothing drawn")
		}
	}
}
