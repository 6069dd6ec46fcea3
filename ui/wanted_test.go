package ui

import (
	"strings"
	"testing"
	"time"
)

// TestWantedContainer checks that a container that is asked for is opened as
// soon as there is one, once, and a name that no container has is reported.
func TestWantedContainer(t *testing.T) {
	all := recording(t, "demo")
	for _, tt := range []struct{ name, container, keys, want string }{
		{"opened", "checkout", "", "‹ my-pod › checkout"},
		{"an init container", "migrate", "", "‹ my-pod › migrate"},
		{"left", "checkout", "esc", "▌▾ checkout"},
		{"another one opened", "checkout", "esc up enter", "‹ my-pod › migrate"},
		{"unknown", "no\x1bne", "", "this pod has no container no"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			frame, err := Frame(Options{Recording: recorded(all), Container: tt.container, Location: time.UTC}, 100, 30, all[0].At.Add(84*time.Second), strings.Fields(tt.keys))
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(strings.ReplaceAll(frame, "▌ ▾", "▌▾"), tt.want) {
				t.Errorf("no %q in\n%s", tt.want, frame)
			}
		})
	}
}
