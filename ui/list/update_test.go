package list

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/internal/fixture"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
	"github.com/podlife/podlife/ui/page"
)

// TestUpdatedListIsThatMadeAnew plays recordings, each alone and all of them together,
// and checks that a list that is brought up to date says what one says that is made of
// the same snapshot.
func TestUpdatedListIsThatMadeAnew(t *testing.T) {
	together := fixture.Recording{Name: "together"}
	recordings := fixture.Recordings(t)
	for _, rec := range recordings {
		late := recordings[0].Obs[0].At.Sub(rec.Obs[0].At)
		for _, o := range rec.Obs {
			o.At = o.At.Add(late)
			together.Obs = append(together.Obs, o)
		}
	}
	slices.SortStableFunc(together.Obs, func(a, b timeline.Observation) int { return a.At.Compare(b.At) })
	for _, rec := range append(recordings, together) {
		t.Run(rec.Name, func(t *testing.T) {
			m, roll, list := model.New(), new(model.Roll), Model{}
			for i, o := range rec.Obs {
				m.Apply(o)
				if i+1 < len(rec.Obs) && rec.Obs[i+1].At.Sub(o.At) < 200*time.Millisecond && i%10 > 0 {
					continue
				}
				roll.Refresh(m, o.At)
				s := roll.Snapshot
				list.Take(&page.Page{Snapshot: &s, Now: s.Now, Upkeep: page.NewUpkeep(roll, roll.Order, roll.Turn, 0), Changed: roll.Changed})
				want := newPods(&s)
				if diff := cmp.Diff(sayings(want), sayings(list.All)); diff != "" {
					t.Fatalf("%s: made anew (−), brought up to date (+):\n%s", o.At, diff)
				}
			}
		})
	}
}

// sayings are what the list reads of its pods.
func sayings(c *Pods) map[string]any {
	var keys, revisions []string
	for _, g := range c.Groups {
		keys = append(keys, g.key)
	}
	for _, r := range c.revisions {
		revisions = append(revisions, r.title())
		for _, i := range r.pods {
			revisions = append(revisions, c.Groups[i].key)
		}
	}
	var ready []int
	for _, ch := range c.ready {
		ready = append(ready, ch.ready)
	}
	return map[string]any{"pods": keys, "revisions": revisions, "ready": ready, "verdict": c.verdict, "from": c.from, "to": c.to, "oldest": c.oldest, "state": c.all.stateW, "name": c.longest}
}

// TestListNeedsNoMoreOfLivesOutOfSight checks of every recording that a list says the
// same of its pods where they are among so many that a roll is brief about them.
func TestListNeedsNoMoreOfLivesOutOfSight(t *testing.T) {
	brief := 0
	for _, rec := range fixture.Recordings(t) {
		m := model.New()
		for i := range 501 {
			name := fmt.Sprint("quiet-", i)
			m.Apply(timeline.Observation{At: rec.Obs[0].At, Type: timeline.Added, Object: &corev1.Pod{
				ObjectMeta: metav1.ObjectMeta{Namespace: "quiet", Name: name, UID: types.UID(name), CreationTimestamp: metav1.Time{Time: rec.Obs[0].At}},
				Status:     corev1.PodStatus{Phase: corev1.PodSucceeded},
			}})
		}
		for i, o := range rec.Obs {
			m.Apply(o)
			if i+1 < len(rec.Obs) && i != len(rec.Obs)/2 {
				continue
			}
			roll := new(model.Roll)
			roll.Refresh(m, o.At)
			whole := m.Snapshot(o.At)
			for i := range roll.Lives {
				if l := &roll.Lives[i]; l.Pod.Namespace != "quiet" && len(l.Lanes) < len(whole.Lives[i].Lanes) {
					brief++
				}
			}
			if diff := cmp.Diff(sayings(newPods(&whole)), sayings(newPods(&roll.Snapshot))); diff != "" {
				t.Fatalf("%s at %s: of a snapshot (−), of a roll that is brief (+):\n%s", rec.Name, o.At, diff)
			}
		}
	}
	if brief == 0 {
		t.Error("none was brief")
	}
}
