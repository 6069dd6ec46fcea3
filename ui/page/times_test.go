package page

import (
	"testing"
	"time"

	"github.com/podlife/podlife/timeline"
)

// TestDue checks that a countdown says a range where only that is known, and
// does not go on counting when what was expected is late.
func TestDue(t *testing.T) {
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for _, c := range []struct {
		earliest, latest float64 // seconds from now
		want             string
	}{
		{15, 15, "in 15s"}, {25, 40, "in 25-40s"}, {50, 70, "in 50s-1m10s"},
		{-2, 3, "in <3s"}, {-2, 0.5, "in <1s"}, {-3, -1, "any moment"}, {-1, -1, "any moment"},
	} {
		at := func(s float64) time.Time { return now.Add(time.Duration(s * float64(time.Second))) }
		e := timeline.Edge{Time: at(c.latest), Earliest: at(c.earliest), Latest: at(c.latest)}
		if got := Due(&Page{Now: now}, e); got != c.want {
			t.Errorf("due between %vs and %vs: %q, want %q", c.earliest, c.latest, got, c.want)
		}
	}
}

// TestOffsets checks that a moment is shown to the tenth that one steps to.
func TestOffsets(t *testing.T) {
	for seconds, want := range map[float64]string{
		0:      "+0s",
		0.414:  "+414ms",
		26.3:   "+26.3s",
		66.43:  "+1m06.4s",
		3599.9: "+59m59.9s",
		11100:  "+3h05m",
	} {
		d := time.Duration(seconds * float64(time.Second))
		if got := Offset(d); got != want {
			t.Errorf("%v: %q, want %q", d, got, want)
		}
	}
}

// TestLengthsOfAList says of what goes on in a List, which does not say when it was
// printed, how long it has been at least, and when what is expected comes.
func TestLengthsOfAList(t *testing.T) {
	now := time.Date(2026, 11, 22, 7, 30, 0, 0, time.UTC)
	list, watched := &Page{Now: now, Life: &timeline.Life{NowUnknown: true}}, &Page{Now: now, Life: &timeline.Life{}}
	start := timeline.ReportedEdge(now.Add(-17 * time.Second))
	for _, c := range []struct{ got, want string }{
		{Took(watched, start, timeline.Edge{}), "17s"},
		{Took(list, start, timeline.Edge{}), "≥16s"},
		{Took(list, timeline.ReportedEdge(now), timeline.Edge{}), "≥0s"},
		{Took(list, start, timeline.ExactEdge(now)), "17s"},
		{Lasting(list, now.Add(-time.Minute)), "≥1m00s"},
		{Lasting(watched, now.Add(-time.Minute)), "1m00s"},
		{Due(list, timeline.ExactEdge(now.Add(20*time.Second))), "at 07:30:20"},
		{Left(list, timeline.Edge{Time: now.Add(9 * time.Second), Earliest: now, Latest: now.Add(20 * time.Second)}), "by 07:30:20"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

// TestDaysOfALife checks that a moment has its weekday where a life has several days, and
// the date where it has two of the same weekday, whatever shows it.
func TestDaysOfALife(t *testing.T) {
	begin := time.Date(2026, 11, 3, 14, 2, 7, 0, time.UTC)
	for _, c := range []struct {
		age  time.Duration
		want string
	}{
		{time.Hour, "14:02:07"}, {2 * 24 * time.Hour, "Tue 14:02:07"}, {7 * 24 * time.Hour, "Nov 03 14:02:07"}, {400 * 24 * time.Hour, "Nov 03 14:02:07"},
	} {
		pg := &Page{Begin: begin, End: begin.Add(c.age), Location: time.UTC}
		if got := Moment(pg, begin); got != c.want {
			t.Errorf("a life of %v: %q, want %q", c.age, got, c.want)
		}
		if got := Fine(pg, timeline.Edge{Time: begin, Earliest: begin, Latest: begin.Add(time.Second)}); got != c.want {
			t.Errorf("in full, a life of %v: %q, want %q", c.age, got, c.want)
		}
	}
	for step, want := range map[time.Duration]string{time.Hour: "14:02", 24 * time.Hour: "Nov 03"} {
		if got := TimeOfDay(begin, step); got != want {
			t.Errorf("every %v: %q, want %q", step, got, want)
		}
	}
	if got := TimeOfDay(begin.Truncate(24*time.Hour), 6*time.Hour); got != "Nov 03" {
		t.Errorf("midnight: %q", got)
	}
}
