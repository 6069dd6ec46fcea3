package ui

import (
	"strings"
	"testing"
	"time"
)

// TestUnheard checks that while a node is lost, and its containers are not
// heard from (SIGNALS §8.25), they are not drawn as ready until the kubelet
// posts again.
func TestUnheard(t *testing.T) {
	all := recording(t, "node-lost")
	for _, c := range []struct {
		at   time.Duration
		want string
	}{{75 * time.Second, "╌ unknown 13s"}, {95 * time.Second, "ready 1m34s"}} {
		f, err := Frame(Options{Recording: recorded(all), Location: time.UTC}, 100, 24, all[0].At.Add(c.at), nil)
		if err != nil {
			t.Fatal(err)
		}
		row := ""
		for line := range strings.Lines(f) {
			if strings.Contains(line, "app         main") {
				row = line
			}
		}
		if unknown := strings.Count(row, "╌") > 5; !strings.Contains(row, c.want) || unknown != strings.Contains(c.want, "unknown") {
			t.Errorf("%v in, the lane is %q, want %q", c.at, row, c.want)
		}
	}
}
