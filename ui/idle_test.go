package ui

import (
	"slices"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/internal/fixture"
	"github.com/podlife/podlife/timeline"
)

// TestRest checks that a live screen reports its rest a few seconds after the last
// change, and the end of its rest with the first key or observation.
func TestRest(t *testing.T) {
	all := fixture.Named(t, "full-lifecycle").Obs
	now := all[len(all)-1].At.Add(3 * time.Hour)
	var said []bool
	a := newApp(Options{Live: make(chan timeline.Observation), Now: func() time.Time { return now }, Resting: func(on bool) { said = append(said, on) }})
	send := func(messages ...tea.Msg) {
		for _, m := range messages {
			a.Update(m)
			a.View()
		}
	}
	seconds := func(n int) {
		for range n {
			now = now.Add(time.Second)
			send(secondMsg{}, frameMsg{})
		}
	}
	send(tea.WindowSizeMsg{Width: 100, Height: 30}, observationsMsg(all))
	seconds(idleSeconds - 1)
	if said != nil {
		t.Fatalf("%v before %d seconds had passed", said, idleSeconds)
	}
	seconds(10)
	send(tea.KeyPressMsg{Code: tea.KeyDown})
	seconds(10)
	send(observationsMsg(all[len(all)-1:]))
	if want := []bool{true, false, true, false}; !slices.Equal(said, want) {
		t.Errorf("Resting was called with %v, want %v", said, want)
	}
}

// TestListHasArrived checks that it is noticed once that very many pods have arrived,
// when no more come, and again only when there are twice as many.
func TestListHasArrived(t *testing.T) {
	var a arrival
	var at []int
	counts := []int{0, 0, 900, 900, 1500, 4000, 5000, 5000, 5000, 5001, 5001, 11_000, 11_000, 11_000}
	for i, pods := range counts {
		if a.over(pods) {
			at = append(at, i)
		}
	}
	if want := []int{7, 12}; !slices.Equal(at, want) {
		t.Errorf("of %v noticed at %v, want %v", counts, at, want)
	}
	if a.free(11_000) != nil {
		t.Error("memory is freed every second")
	}
}
