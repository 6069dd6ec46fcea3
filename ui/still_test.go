package ui

import (
	"strings"
	"testing"
	"time"
)

// TestStill checks that nothing above the lanes moves them: the row of the pod's lane
// is the same at each second of the demo, with and without a cursor.
func TestStill(t *testing.T) {
	all := recording(t, "demo")
	for _, size := range [][2]int{{80, 24}, {100, 30}, {120, 40}} {
		rows := map[int][]string{}
		note := func(at time.Duration, keys string) {
			f := wholeFrame(t, Options{Recording: recorded(all), Location: time.UTC}, size[0], size[1], all[0].At.Add(at), keys)
			for y, l := range strings.Split(f, "\n") {
				if strings.HasPrefix(strings.TrimLeft(l, " ▌"), "pod ") {
					rows[y] = append(rows[y], at.String()+" "+keys)
					break
				}
			}
		}
		for sec := range 103 {
			note(time.Duration(sec+1)*time.Second, "")
		}
		for _, keys := range []string{"left", "b b b", "b m b b m", "b b b x", "down down down down down b b"} {
			note(84*time.Second, keys)
		}
		if len(rows) != 1 {
			t.Errorf("%dx%d: the lane of the pod stands in several rows: %v", size[0], size[1], rows)
		}
	}
}
