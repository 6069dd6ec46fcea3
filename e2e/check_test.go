package e2e

import (
	"testing"
	"time"
)

// checkLife checks what every report promises: edges are in order, spans of a
// track do not overlap, and the path of the start-up adds up.
func checkLife(t *testing.T, l life) {
	t.Helper()
	for _, lane := range l.Lanes {
		last := map[string]span{}
		for _, s := range lane.Spans {
			for _, e := range []edge{s.Start, s.End} {
				if e.Time.IsZero() {
					continue
				}
				if e.Time.Before(e.Earliest) || e.Latest.Before(e.Time) {
					t.Errorf("%s %s %s: edge %s is not within [%s, %s]", lane.ID, s.Track, s.Phase, e.Time, e.Earliest, e.Latest)
				}
			}
			before, seen := last[s.Track]
			if seen && s.Start.Time.Before(before.End.Time) {
				t.Errorf("%s: %s %s overlaps the %s before it", lane.ID, s.Track, s.Phase, before.Phase)
			}
			last[s.Track] = s
		}
	}
	var sum time.Duration
	for _, step := range l.Startup.Path {
		d, err := time.ParseDuration(step.Duration)
		if err != nil {
			t.Errorf("step %s %s: %v", step.Lane, step.Phase, err)
		}
		sum += d
	}
	if total, err := time.ParseDuration(l.Startup.Total); err != nil || total != sum {
		t.Errorf("the start-up's steps sum to %s, its total is %s (%v)", sum, l.Startup.Total, err)
	}
}

// busy is by how much a loaded node may be later than a manifest says. What
// podlife makes of that is compared with the runtime's log, not with a manifest.
const busy = 10 * time.Second

// lasts fails unless d is what the manifest says, to a second at the short end
// and as late as a busy node may be.
func lasts(t *testing.T, what string, d, manifest time.Duration) {
	t.Helper()
	between(t, what, d, manifest-time.Second, manifest+busy)
}

// between fails unless d is within [low, high].
func between(t *testing.T, what string, d, low, high time.Duration) {
	t.Helper()
	if d < low || d > high {
		t.Errorf("%s: %s, want %s to %s", what, d, low, high)
	}
}
