package report

import (
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/timeline"
)

// TestOpenLengthsOfAList writes what goes on in a list, of whose present nothing
// is known, as lengths that it has at least.
func TestOpenLengthsOfAList(t *testing.T) {
	open := timeline.Span{Track: timeline.TrackProcess, Phase: timeline.Running, Start: timeline.ExactEdge(born)}
	for after, want := range map[time.Duration]string{30 * time.Second: "at least 30s", 200 * time.Millisecond: "not known"} {
		v := view{life: &timeline.Life{NowUnknown: true}, now: born.Add(after)}
		if got := v.lasted(open); got != want {
			t.Errorf("after %s: %q, want %q", after, got, want)
		}
		lane := &timeline.Lane{}
		if got := v.spanDetail(lane, open); got != "" {
			t.Errorf("detail %q", got)
		}
	}
	live := view{life: &timeline.Life{}, now: born.Add(30 * time.Second)}
	if got := live.lasted(open); got != "30s" {
		t.Errorf("of a watched life: %q", got)
	}
}

// TestMermaidOfAnUndatedLife draws a life of a text that names no date as offsets
// from its first sign, and from the window's beginning where that is days after it.
func TestMermaidOfAnUndatedLife(t *testing.T) {
	life := timeline.Life{Pod: timeline.Pod{Relative: true}}
	for _, c := range []struct {
		from, to, at time.Duration
		format, want string
	}{
		{10 * time.Second, time.Minute, 29 * time.Second, "HH:mm:ss.SSS", "00:00:29.000"},
		{50 * time.Hour, 51 * time.Hour, 50*time.Hour + time.Minute, "HH:mm:ss.SSS", "00:01:00.000"},
		{0, 51 * time.Hour, 25 * time.Hour, "YYYY-MM-DDTHH:mm:ss.SSS", "2000-01-02T01:00:00.000"},
	} {
		life.Lanes = []timeline.Lane{{ID: "pod", Spans: []timeline.Span{{Track: timeline.TrackPod, Phase: timeline.Preparing, Start: timeline.ExactEdge(born)}}}}
		axis := mermaidAxisOf(&life, window{from: born.Add(c.from), to: born.Add(c.to)})
		if got := axis.moment(born.Add(c.at)); got != c.want || !strings.Contains(axis.head, "dateFormat "+c.format+"\n") {
			t.Errorf("%+v: %s %q", c, got, axis.head)
		}
	}
}
