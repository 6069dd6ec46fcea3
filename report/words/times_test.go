package words

import (
	"testing"
	"time"

	"github.com/podlife/podlife/timeline"
)

// TestStampsOfDays checks that a stamp has the date where a life has several days.
func TestStampsOfDays(t *testing.T) {
	born := time.Date(2026, 11, 3, 14, 2, 7, 0, time.UTC)
	l := &timeline.Life{Pod: timeline.Pod{Created: born}}
	for age, want := range map[time.Duration]string{time.Hour: "14:02:07.000", 72 * time.Hour: "Nov 03 14:02:07.000"} {
		if got := FaceOf(l, born.Add(age)).Stamp(timeline.ExactEdge(born)); got != want {
			t.Errorf("after %v: %q, want %q", age, got, want)
		}
	}
}
