package report_test

import (
	"bytes"
	"fmt"
	"regexp"
	"testing"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/report"
	"github.com/podlife/podlife/report/reporttest"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
)

// TestLinesTellEachRunOnceInAnyOrder checks that each run of each container is
// written once, however late events come after status, or status after events.
func TestLinesTellEachRunOnceInAnyOrder(t *testing.T) {
	for _, r := range reporttest.Load(t) {
		for _, order := range []string{"as recorded", "pods first", "events first"} {
			out, m := &bytes.Buffer{}, model.New()
			l := &report.LineWriter{W: out}
			obs := reorder(r.Obs, order)
			for _, o := range obs {
				m.Apply(o)
				if err := l.Update(m.Snapshot(o.At)); err != nil {
					t.Fatal(err)
				}
			}
			end := r.Obs[len(r.Obs)-1].At
			if err := l.Update(m.Snapshot(end)); err != nil {
				t.Fatal(err)
			}
			s := m.Snapshot(end)
			if len(s.Lives) > 1 {
				continue // lives of one name share their lines
			}
			for _, lane := range s.Lives[0].Lanes {
				compareRuns(t, fmt.Sprintf("%s, %s: %s", r.Name, order, lane.ID), lane, out.String())
			}
		}
	}
}

func compareRuns(t *testing.T, where string, lane timeline.Lane, lines string) {
	t.Helper()
	runs := 0
	for _, s := range lane.Spans {
		if s.Phase == timeline.Running {
			runs++
		}
	}
	written := regexp.MustCompile(`(?m) `+regexp.QuoteMeta(lane.ID)+` +Running`).FindAllString(lines, -1)
	if len(written) != runs {
		t.Errorf("%s: %d runs, written %d times", where, runs, len(written))
	}
}

func reorder(obs []timeline.Observation, order string) []timeline.Observation {
	if order == "as recorded" {
		return obs
	}
	var first, later []timeline.Observation
	for _, o := range obs {
		if _, isEvent := o.Object.(*corev1.Event); isEvent == (order == "events first") {
			first = append(first, o)
		} else {
			later = append(later, o)
		}
	}
	return append(first, later...)
}
