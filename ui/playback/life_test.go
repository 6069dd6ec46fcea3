package playback

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/podlife/podlife/internal/fixture"
	"github.com/podlife/podlife/timeline/model"
	"github.com/podlife/podlife/timeline/model/posting"
)

// TestLifeDependsOnItsOwn checks of every recording that each life is the same at any
// moment, folded from all observations or from those that it depends on.
func TestLifeDependsOnItsOwn(t *testing.T) {
	t.Parallel()
	for _, rec := range fixture.Recordings(t) {
		t.Run(rec.Name, func(t *testing.T) {
			t.Parallel()
			track, r := Recorded(Decoded(rec.Obs)), rand.New(rand.NewPCG(1, 2))
			lives := map[posting.Pod]*Life{}
			folded := map[posting.Pod]Folded{}
			var all Folded
			for range 12 {
				n := 1 + r.IntN(track.Len())
				all = track.Fold(all, n)
				at := track.All.At(n - 1)
				for i, l := range all.Model.Snapshot(at).Lives {
					if i%7 != n%7 && i > 6 {
						continue
					}
					name := posting.Pod{Namespace: l.Pod.Namespace, Name: l.Pod.Name}
					one := track.Life(name, lives[name])
					f := one.Fold(folded[name], one.Among(n))
					lives[name], folded[name] = one, f
					if d := cmp.Diff(all.Model.Life(l.Pod.UID, at), f.Model.Life(l.Pod.UID, at)); d != "" {
						t.Fatalf("%s after %d observations, %d of them its own (-of all +of those):\n%s", name, n, f.N, d)
					}
				}
			}
		})
	}
}

// TestLifeOfALargeList checks that of many pods only one's own observations are read.
func TestLifeOfALargeList(t *testing.T) {
	obs := fixture.Named(t, "rollout").Obs
	track, m := Recorded(Decoded(obs)), model.New()
	for _, o := range obs {
		m.Apply(o)
	}
	for _, l := range m.Snapshot(obs[len(obs)-1].At).Lives {
		one := track.Life(posting.Pod{Namespace: l.Pod.Namespace, Name: l.Pod.Name}, nil)
		if n := one.Len(); n == 0 || n > len(obs)/3 {
			t.Errorf("%s: %d of %d observations", l.Pod.Name, n, len(obs))
		}
	}
}
