package model_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/internal/fixture"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
)

// TestRollSaysWhatASnapshotSays checks of every recording that a snapshot that is
// brought up to date after each observation, and while none comes, has the states of
// one that is taken anew; and the words, of a life that is renewed.
func TestRollSaysWhatASnapshotSays(t *testing.T) {
	t.Parallel()
	for _, rec := range fixture.Recordings(t) {
		t.Run(rec.Name, func(t *testing.T) {
			t.Parallel()
			m, r := model.New(), new(model.Roll)
			for i, o := range rec.Obs {
				m.Apply(o)
				next := rec.End().Add(5 * time.Minute)
				if i+1 < len(rec.Obs) {
					next = rec.Obs[i+1].At
				}
				for step, now := time.Second/10, o.At; !now.After(next); now, step = now.Add(step), 2*step {
					r.Refresh(m, now)
					if step < 2*time.Second && i%3 > 0 {
						continue // time goes on without anyone looking
					}
					sameStates(t, o, r, m.Snapshot(now), i%7 == 0)
				}
			}
			again := model.New()
			for _, o := range rec.Obs {
				again.Apply(o)
			}
			r.Refresh(m, rec.End())
			for i := range r.Lives {
				r.Renew(&r.Lives[i], 0)
			}
			if diff := cmp.Diff(again.Snapshot(rec.End()), r.Snapshot); diff != "" {
				t.Errorf("a snapshot taken anew (−), and one brought up to date (+):\n%s", diff)
			}
		})
	}
}

// TestRollGoesFromCloneToClone checks of every recording that a snapshot that is brought
// up to date with clones of one model, earlier and later ones in any order, says what one
// that is taken anew says.
func TestRollGoesFromCloneToClone(t *testing.T) {
	t.Parallel()
	for _, rec := range fixture.Recordings(t) {
		t.Run(rec.Name, func(t *testing.T) {
			t.Parallel()
			const clones = 12
			m, r, random := model.New(), new(model.Roll), rand.New(rand.NewPCG(1, 2))
			kept := []*model.Model{m.Clone()}
			at := []int{0}
			for i, o := range rec.Obs {
				if m.Apply(o); (i+1)%(1+len(rec.Obs)/clones) == 0 {
					kept, at = append(kept, m.Clone()), append(at, i+1)
				}
			}
			for range 3 * clones {
				from := random.IntN(len(kept))
				n := at[from] + random.IntN(1+len(rec.Obs)-at[from])/2
				m := kept[from].Clone()
				for _, o := range rec.Obs[at[from]:n] {
					m.Apply(o)
				}
				since, until := rec.Obs[max(n-1, 0)].At, rec.End().Add(5*time.Minute)
				if n < len(rec.Obs) {
					until = rec.Obs[n].At
				}
				for _, now := range []time.Time{until, since} { // time goes back, too
					r.Refresh(m, now)
					sameStates(t, rec.Obs[max(n-1, 0)], r, m.Snapshot(now), true)
					m = m.Clone()
				}
			}
		})
	}
}

// TestRollGoesBackInTime checks that a clone of the same facts is judged at its own
// moment: hours later, a pod that is stopping is overdue, and that is final.
func TestRollGoesBackInTime(t *testing.T) {
	m, r := model.New(), new(model.Roll)
	for _, o := range fixture.Named(t, "full-lifecycle").Obs {
		m.Apply(o)
		s := m.Snapshot(o.At)
		if len(s.Lives) == 0 || s.Lives[0].Verdict.State != timeline.StateTerminating {
			continue
		}
		r.Refresh(m, o.At.Add(5*time.Hour))
		if got := r.Lives[0].Verdict.State; got == timeline.StateTerminating {
			t.Fatalf("%s five hours later", got)
		}
		m = m.Clone()
		r.Refresh(m, o.At)
		sameStates(t, o, r, s, true)
		return
	}
	t.Fatal("never Terminating")
}

func sameStates(t *testing.T, o timeline.Observation, r *model.Roll, want timeline.Snapshot, renew bool) {
	t.Helper()
	if len(r.Lives) != len(want.Lives) || r.Behind() {
		t.Fatalf("%s: %d lives, want %d; behind: %v", o.At, len(r.Lives), len(want.Lives), r.Behind())
	}
	for i := range want.Lives {
		got, want := &r.Lives[i], &want.Lives[i]
		if got.Pod.UID != want.Pod.UID || got.Verdict.State != want.Verdict.State || got.Verdict.Severity != want.Verdict.Severity || got.Startup.Complete != want.Startup.Complete {
			t.Fatalf("after %s of %s: %s %s, want %s %s", o.Type, o.At, got.Pod.Name, got.Verdict.State, want.Pod.Name, want.Verdict.State)
		}
		if !renew {
			continue
		}
		if r.Renew(got, 0); got.Verdict.Headline != want.Verdict.Headline {
			t.Fatalf("%s: %q, want %q", o.At, got.Verdict.Headline, want.Verdict.Headline)
		}
	}
}

// TestRollLooksAtWhatChanged checks that of many pods only those are brought up to
// date that changed; and of many that changed at once so many at a time.
func TestRollLooksAtWhatChanged(t *testing.T) {
	rec, m, r := fixture.Named(t, "full-lifecycle"), model.New(), new(model.Roll)
	apply := func(pod *corev1.Pod, of, version int) {
		p := pod.DeepCopy()
		p.Name, p.UID, p.ResourceVersion = fmt.Sprint("p", of), types.UID(fmt.Sprint("u", of)), fmt.Sprint(version)
		m.Apply(timeline.Observation{At: rec.End(), Type: timeline.Modified, Object: p})
	}
	var ready, other *corev1.Pod
	for _, o := range rec.Obs {
		if p, ok := o.Object.(*corev1.Pod); ok && p.DeletionTimestamp == nil {
			for _, c := range p.Status.Conditions {
				if c.Type == corev1.PodReady && c.Status == corev1.ConditionTrue {
					ready = p
				}
			}
			other = p
		}
	}
	const atOnce, n = 200, 600
	for i := range n {
		apply(ready, i, 1)
	}
	now := rec.End().Add(time.Hour)
	r.Refresh(m, now)
	order := r.Order
	if len(r.Lives) != n || r.Behind() {
		t.Fatalf("%d lives, want all %d at first", len(r.Lives), n)
	}
	if r.Refresh(m, now.Add(time.Hour)); len(r.Changed) != 0 {
		t.Errorf("%d of the ready pods changed in an hour", len(r.Changed))
	}
	apply(ready, 77, 2)
	if r.Refresh(m, now); len(r.Changed) != 1 || r.Lives[r.Changed[0]].Pod.Name != "p77" {
		t.Errorf("changed: %v, want the one of p77", r.Changed)
	}
	for i := range n {
		apply(other, i, 3)
	}
	for range n / atOnce {
		if r.Refresh(m, now); len(r.Changed) != atOnce {
			t.Errorf("%d at once, want %d", len(r.Changed), atOnce)
		}
	}
	if r.Refresh(m, now); len(r.Changed) != 0 || r.Behind() || r.Order != order {
		t.Errorf("at the end %v changed, behind: %v", r.Changed, r.Behind())
	}
	apply(ready, n, 1)
	if r.Refresh(m, now); r.Order == order || len(r.Lives) != n+1 {
		t.Errorf("a new pod: %d lives in the same order", len(r.Lives))
	}
}

// TestRollWaitsForWhatTimeChanges checks that a pod which is ready again is judged again
// once, when that is no longer remarkable; and one on its way as often as its length in
// words changes.
func TestRollWaitsForWhatTimeChanges(t *testing.T) {
	rec := fixture.Named(t, "full-lifecycle")
	m, again := model.New(), -1
	for i, o := range rec.Obs {
		m.Apply(o)
		if lives := m.Snapshot(o.At).Lives; again < 0 && len(lives) > 0 && lives[0].Verdict.State == timeline.StateReady && lives[0].Verdict.Severity == timeline.Warning {
			again = i
		}
	}
	first := slices.IndexFunc(rec.Obs, func(o timeline.Observation) bool { _, ok := o.Object.(*corev1.Pod); return ok })
	for _, c := range []struct {
		upTo      int
		lasts     time.Duration
		most      int
		recovered bool
	}{{again, 5 * time.Minute, 1, true}, {first, time.Minute, 60, false}, {first, time.Hour, 400, false}} {
		m, r := model.New(), new(model.Roll)
		for _, o := range rec.Obs[:c.upTo+1] {
			m.Apply(o)
		}
		at, judged := rec.Obs[c.upTo].At, 0
		for now := at; now.Before(at.Add(c.lasts)); now = now.Add(time.Second / 4) {
			r.Refresh(m, now)
			judged += len(r.Changed)
		}
		if judged > c.most || judged == 0 {
			t.Errorf("observation %d: judged again %d times in %s, want at most %d", c.upTo, judged, c.lasts, c.most)
		}
		if v := r.Lives[0].Verdict; c.recovered && v.Severity != timeline.OK {
			t.Errorf("%s %s, long after it was ready again", v.State, v.Severity)
		}
	}
}

// TestRollSpreadsWhatTimeChanges checks that of many lives that time may change as many
// are judged again in a second of ten refreshes as of one; and that one in sight is
// renewed when it is older than it may be.
func TestRollSpreadsWhatTimeChanges(t *testing.T) {
	rec, m, r := fixture.Named(t, "full-lifecycle"), model.New(), new(model.Roll)
	first := slices.IndexFunc(rec.Obs, func(o timeline.Observation) bool { _, ok := o.Object.(*corev1.Pod); return ok })
	const n, atOnce = 1000, 200
	now := rec.Obs[first].At
	for i := range n {
		p := rec.Obs[first].Object.(*corev1.Pod).DeepCopy()
		p.Name, p.UID = fmt.Sprint("p", i), types.UID(fmt.Sprint("u", i))
		m.Apply(timeline.Observation{At: rec.End(), Type: timeline.Added, Object: p})
	}
	r.Refresh(m, now)
	for _, a := range []struct {
		step  time.Duration
		times int
	}{{10 * time.Second, 1}, {time.Second, 1}, {time.Second / 10, 10}} {
		changed := 0
		for range a.times {
			now = now.Add(a.step)
			r.Refresh(m, now)
			changed += len(r.Changed)
		}
		if changed != atOnce {
			t.Errorf("%d times %s: %d judged again, want %d", a.times, a.step, changed, atOnce)
		}
	}
	renewed := func(after, unless time.Duration) bool {
		now = now.Add(after)
		r.Refresh(m, now)
		r.Lives[n-1].Verdict.Headline = "old"
		r.Renew(&r.Lives[n-1], unless)
		return r.Lives[n-1].Verdict.Headline != "old"
	}
	if !renewed(time.Second/10, 0) {
		t.Error("a life was not renewed")
	}
	if renewed(time.Second/10, time.Second) {
		t.Error("it was renewed after a tenth of a second, where a second is enough")
	}
	if !renewed(time.Second, time.Second) {
		t.Error("it was not renewed after a second")
	}
}
