package model_test

import (
	"testing"

	"github.com/podlife/podlife/timeline/model"
)

// TestClone checks of every recording that a copy taken on the way learns nothing
// from what the original goes on to learn, and that folding the rest into the copy
// gives what the original has become.
func TestClone(t *testing.T) {
	for _, r := range withLives(t) {
		m := model.New()
		half := len(r.obs) / 2
		for _, o := range r.obs[:half] {
			m.Apply(o)
		}
		c := m.Clone()
		at := r.obs[half].At
		before := m.Snapshot(at)
		for _, o := range r.obs[half:] {
			m.Apply(o)
		}
		if d := difference(foldAll(r.obs[:half], at), c.Snapshot(at)); d != "" {
			t.Errorf("%s: the copy has changed (-want +got):\n%s", r.name, d)
		}
		if d := difference(before, c.Snapshot(at)); d != "" {
			t.Errorf("%s: the copy differs from what it was taken of (-want +got):\n%s", r.name, d)
		}
		second := c.Clone()
		for _, o := range r.obs[half:] {
			second.Apply(o)
		}
		if d := difference(m.Snapshot(r.end()), second.Snapshot(r.end())); d != "" {
			t.Errorf("%s: the copy has become something else (-want +got):\n%s", r.name, d)
		}
		if d := difference(before, c.Snapshot(at)); d != "" {
			t.Errorf("%s: a copy of the copy has changed it (-want +got):\n%s", r.name, d)
		}
	}
}
