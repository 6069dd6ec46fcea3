package ui

import (
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/internal/fixture"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
)

// A page that is drawn again before its snapshot is taken again is not stale: contact
// is what is lost, not a few hundred milliseconds.
func TestDrawnAgainIsNotStale(t *testing.T) {
	r := fixture.Named(t, "checkout")
	m := model.New()
	n := len(r.Obs) / 2
	for _, o := range r.Obs[:n] {
		m.Apply(o)
	}
	now := r.Obs[n-1].At
	a := newApp(Options{Model: m, Live: make(chan timeline.Observation), Now: func() time.Time { return now }})
	a.w, a.h = 100, 30
	a.layout()
	now = now.Add(stale / 3)
	if s := a.layout(); s.Stale() {
		t.Error("a snapshot that is a little older than the present is taken for a lost contact")
	}
	if screen := a.View().Content; strings.Contains(screen, "STALE") {
		t.Error(screen)
	}
}
