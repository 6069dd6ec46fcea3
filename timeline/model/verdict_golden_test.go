package model_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/internal/fixture"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
)

// verdictMoments is how many points of each recording the golden shows.
const verdictMoments = 10

// TestVerdictsOfRecordings judges every recording at moments spread evenly over
// it, and compares with what a person watching would have read.
func TestVerdictsOfRecordings(t *testing.T) {
	var out strings.Builder
	for _, r := range recordings(t) {
		fmt.Fprintf(&out, "== %s\n", r.name)
		start, end := r.obs[0].At, r.end().Add(time.Second)
		m := model.New()
		next := 0
		for i := 1; i <= verdictMoments; i++ {
			now := start.Add(end.Sub(start) * time.Duration(i) / verdictMoments)
			for ; next < len(r.obs) && !r.obs[next].At.After(now); next++ {
				m.Apply(r.obs[next])
			}
			writeVerdicts(&out, m.Snapshot(now), now.Sub(start))
		}
		writeStartups(&out, m.Snapshot(end))
	}
	fixture.Golden(t, filepath.Join("testdata", "verdicts.golden"), out.String())
}

func writeVerdicts(out *strings.Builder, s timeline.Snapshot, at time.Duration) {
	for _, l := range s.Lives {
		v := l.Verdict
		if v.State == timeline.StateGone && s.Now.Sub(v.Since) > 3*time.Second {
			continue // said once
		}
		fmt.Fprintf(out, "%7.1fs %-14s %-18s %-8s %6.1fs  %s\n", at.Seconds(), shortName(l.Pod.Name), v.State, v.Severity, s.Now.Sub(v.Since).Seconds(), v.Headline)
		if b := v.Blocking; b != nil {
			fmt.Fprintf(out, "%42s↳ %s %s %s: %.90s\n", "", b.Lane, b.Phase, b.Reason, b.Message)
		}
	}
}

func writeStartups(out *strings.Builder, s timeline.Snapshot) {
	for _, l := range s.Lives {
		fmt.Fprintf(out, "  startup of %s: %s complete=%v:", shortName(l.Pod.Name), l.Startup.Total, l.Startup.Complete)
		for _, step := range l.Startup.Path {
			fmt.Fprintf(out, " %s %s %s;", step.Lane, step.Phase, step.Duration)
		}
		out.WriteByte('\n')
	}
}

// shortName returns the end of a generated name, which is what differs.
func shortName(name string) string {
	if len(name) > 14 {
		return name[len(name)-14:]
	}
	return name
}
