package model_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
)

// TestVerdictsKeepTheirForm looks at every life of every recording after every
// few observations: there is always a verdict, its headline is one sentence
// that fits a line or two, and the startup path adds up.
func TestVerdictsKeepTheirForm(t *testing.T) {
	for _, r := range withLives(t) {
		t.Run(r.name, func(t *testing.T) {
			m := model.New()
			for i, o := range r.obs {
				m.Apply(o)
				if i%5 != 0 && i != len(r.obs)-1 {
					continue
				}
				for _, l := range m.Snapshot(o.At).Lives {
					checkVerdict(t, &l, o.At)
					checkStartup(t, l.Startup)
				}
			}
		})
	}
}

func checkVerdict(t *testing.T, l *timeline.Life, now time.Time) {
	t.Helper()
	v := l.Verdict
	h := v.Headline
	switch {
	case v.State == "" || v.Severity == "" || h == "":
		t.Errorf("incomplete verdict %+v", v)
	case utf8.RuneCountInString(h) > 320:
		t.Errorf("headline of %d runes: %s", utf8.RuneCountInString(h), h)
	case strings.HasSuffix(h, ".") || strings.Contains(h, "  ") || strings.Contains(h, "%!") || strings.Contains(h, "; ;"):
		t.Errorf("malformed headline: %q", h)
	case h != timeline.Clean(h):
		t.Errorf("unclean headline: %q", h)
	case v.Since.After(now.Add(time.Second)):
		t.Errorf("%s since %s, which is to come", v.State, v.Since)
	case v.Since.IsZero():
		t.Errorf("%s since nobody knows when: %s", v.State, h)
	}
	if b := v.Blocking; b != nil && l.Lane(b.Lane) == nil {
		t.Errorf("blocked by %q, which is no lane", b.Lane)
	}
}

func checkStartup(t *testing.T, s timeline.Startup) {
	t.Helper()
	var sum timeline.Duration
	for i, step := range s.Path {
		if step.Duration < timeline.Duration(time.Millisecond) {
			t.Errorf("step %s %s lasts %s", step.Lane, step.Phase, step.Duration)
		}
		if i > 0 && !step.Start.Equal(s.Path[i-1].Start.Add(time.Duration(s.Path[i-1].Duration))) {
			t.Errorf("gap before step %d (%s %s)", i, step.Lane, step.Phase)
		}
		sum += step.Duration
	}
	if sum != s.Total {
		t.Errorf("steps last %s, total is %s", sum, s.Total)
	}
}
