package list

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

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
