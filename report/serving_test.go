package report_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/report"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/stats"
)

// TestSleepNeedsMoreGrace checks that a preStop sleep that does not fit in the grace
// period is recommended with the period that it needs, and not otherwise.
func TestSleepNeedsMoreGrace(t *testing.T) {
	at := func(seconds float64) timeline.Edge {
		return timeline.ExactEdge(time.Date(2026, 11, 22, 7, 30, 0, 0, time.UTC).Add(time.Duration(seconds * float64(time.Second))))
	}
	for _, c := range []struct {
		grace     time.Duration
		text, doc bool
	}{{10 * time.Second, true, true}, {30 * time.Second, false, false}} {
		l := timeline.Life{Pod: timeline.Pod{Namespace: "shop", Name: "web", SpecGrace: c.grace}, Lanes: []timeline.Lane{
			{ID: "container/app", Kind: timeline.LaneContainer, Name: "app"},
			{ID: "service/web", Kind: timeline.LaneService, Name: "web", Spans: []timeline.Span{{Track: timeline.TrackEndpoint, Phase: timeline.Ready, Start: at(0), End: at(24)}}},
		}}
		l.Termination = &timeline.Termination{Requested: at(20), Steps: []timeline.StopStep{{Lane: "container/app", SIGTERM: at(20), Exited: at(28.5)}}}
		var traffic report.Traffic
		traffic.Add(&timeline.Snapshot{Now: at(60).Time, Lives: []timeline.Life{l}})
		var text, doc bytes.Buffer
		if err := report.StatsText(&text, stats.Of([]timeline.Life{l}), traffic, report.Options{Width: 300}); err != nil {
			t.Fatal(err)
		}
		if err := report.StatsJSON(&doc, stats.Of([]timeline.Life{l}), traffic); err != nil {
			t.Fatal(err)
		}
		said := strings.Join(strings.Fields(text.String()), " ")
		if !strings.Contains(said, "a preStop sleep of 4s covers what EndpointSlices show") {
			t.Error(said)
		}
		if strings.Contains(said, "show, with terminationGracePeriodSeconds of 13 or more: it took 8.5s to exit") != c.text {
			t.Errorf("grace %s: %s", c.grace, said)
		}
		if strings.Contains(doc.String(), `"gracePeriod": "13s"`) != c.doc || !strings.Contains(doc.String(), `"preStopSleep": "4s"`) {
			t.Errorf("grace %s: %s", c.grace, doc.String())
		}
	}
}
