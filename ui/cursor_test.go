package ui

import (
	"strings"
	"testing"
	"time"
)

// lines returns the lines of a frame of the demo.
func lines(t *testing.T, w, h int, at time.Duration, keys string) []string {
	t.Helper()
	all := recording(t, "demo")
	f, err := Frame(Options{Recording: recorded(all), Location: time.UTC}, w, h, all[0].At.Add(at), strings.Fields(keys))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(f, "\n")
}

// TestMarks checks that the marks, what is between them with its uncertainty,
// and the time at the cursor are in the row of the axis, each in its own column.
func TestMarks(t *testing.T) {
	const walk = "w w w w w m w w "
	for _, c := range []struct {
		w    int
		keys string
		want string
	}{
		{100, walk, " A▸ m marks B───────┬0s───┬10s──────A─● 07:34:45  +28.3s  (1.6s a cell) ─"},
		{100, walk + "m", " A▸B  Δ 3.3s ±0.3s──┬0s───┬10s──────A╌● 07:34:45  +28.3s  (1.6s a cell) ─"},
		{100, walk + "m b b b m w w w w m", " A▸B  Δ 5.3s ±0.3s──┬0s───┬10s──────A╌╌● 07:34:47  +30.3s"},
		{80, walk + "m", " A▸B  Δ 3.3s ±0.3s┬0s─────────A╌● 07:34:45  +28.3s  (2.0s a cell) "},
	} {
		found := false
		for _, l := range lines(t, c.w, 24, 84*time.Second, c.keys) {
			found = found || strings.HasPrefix(l, c.want)
		}
		if !found {
			t.Errorf("%d wide, after %q: no line %q in\n%s", c.w, c.keys, c.want, strings.Join(lines(t, c.w, 24, 84*time.Second, c.keys), "\n"))
		}
	}
}

// TestCrosshair checks that the crosshair goes through bars, and hides no mark.
func TestCrosshair(t *testing.T) {
	f := strings.Join(lines(t, 100, 30, 84*time.Second, "w w w w w w w w"), "\n")
	for _, want := range []string{
		"pod              ◆▄▄▒▒▒▄▄▄▄▄▒▒▒▒▒▚▄▄│▄ ▄▓█ █ █", // what came later is broken up
		"startup  2s×15                   ✗✗✓",
		"stop                              │                      ◆",
	} {
		if !strings.Contains(f, want) {
			t.Errorf("no %q in\n%s", want, f)
		}
	}
}

// TestCursorFoldsNothing checks that a cursor, marks and what they say do not
// fold the lane they are about.
func TestCursorFoldsNothing(t *testing.T) {
	for _, keys := range []string{"down down down down", "down down down down w w m w m"} {
		if f := strings.Join(lines(t, 80, 24, 84*time.Second, keys), "\n"); !strings.Contains(f, "▾ checkout") {
			t.Errorf("folded after %q:\n%s", keys, f)
		}
	}
}
