package model_test

import (
	"fmt"
	"slices"
	"time"

	"github.com/podlife/podlife/timeline"
)

// complainer is what of a testing.T the comparison needs; a property test
// collects the complaints instead.
type complainer interface {
	Helper()
	Errorf(format string, args ...any)
}

// tally counts and collects errors for one line of the table.
type tally struct {
	runs, matched, hooks, hooksMatched, pulls, pullsMatched, outside int
	first, later, exits, hookStarts, hookEnds, pullErrs              []time.Duration
}

// inside counts, and reports, a true moment that is not within the edge
// widened by before and after.
func (s *tally) inside(t complainer, where string, e timeline.Edge, at time.Time, before, after time.Duration) {
	t.Helper()
	if at.Before(e.Earliest.Add(-before)) || at.After(e.Latest.Add(after)) {
		s.outside++
		t.Errorf("%s: truth %s is outside [%s, %s] (%s, best %s)", where,
			clock(at), clock(e.Earliest), clock(e.Latest), e.Basis, clock(e.Time))
	}
}

func (s *tally) add(o tally) {
	s.runs, s.matched, s.outside = s.runs+o.runs, s.matched+o.matched, s.outside+o.outside
	s.hooks, s.hooksMatched = s.hooks+o.hooks, s.hooksMatched+o.hooksMatched
	s.pulls, s.pullsMatched = s.pulls+o.pulls, s.pullsMatched+o.pullsMatched
	s.first, s.later = append(s.first, o.first...), append(s.later, o.later...)
	s.exits, s.pullErrs = append(s.exits, o.exits...), append(s.pullErrs, o.pullErrs...)
	s.hookStarts, s.hookEnds = append(s.hookStarts, o.hookStarts...), append(s.hookEnds, o.hookEnds...)
}

// The table is Markdown, for docs/how-podlife-knows.md. Errors are "median / worst" in milliseconds.
const tallyFormat = "| %-20s | %7s | %14s | %14s | %14s | %7s | %14s | %15s | %7s | %11s | %7s |"

func (s tally) header() string {
	title := fmt.Sprintf(tallyFormat, "recording", "runs", "first start", "later start", "exit",
		"hooks", "hook start", "hook end", "pulls", "pull", "outside")
	rule := fmt.Sprintf(tallyFormat, "---", "--:", "--:", "--:", "--:", "--:", "--:", "--:", "--:", "--:", "--:")
	return title + "\n" + rule
}

func (s tally) row(name string) string {
	of := func(got, want int) string {
		if want == 0 {
			return "-"
		}
		return fmt.Sprintf("%d/%d", got, want)
	}
	return fmt.Sprintf(tallyFormat, name, of(s.matched, s.runs), spread(s.first), spread(s.later), spread(s.exits),
		of(s.hooksMatched, s.hooks), spread(s.hookStarts), spread(s.hookEnds),
		of(s.pullsMatched, s.pulls), spread(s.pullErrs), fmt.Sprint(s.outside))
}

func spread(errs []time.Duration) string {
	if len(errs) == 0 {
		return "-"
	}
	ms := func(d time.Duration) float64 { return float64(d) / 1e6 }
	return fmt.Sprintf("%.1f / %.1f", ms(median(errs)), ms(slices.Max(errs)))
}

func median(errs []time.Duration) time.Duration {
	if len(errs) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(errs))
	return (sorted[(len(sorted)-1)/2] + sorted[len(sorted)/2]) / 2
}

func distance(a, b time.Time) time.Duration { return a.Sub(b).Abs() }

func clock(t time.Time) string { return t.UTC().Format("15:04:05.000000") }
