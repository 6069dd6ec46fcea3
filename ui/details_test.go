package ui

import (
	"strings"
	"testing"
	"time"
)

func TestFlowKeepsPartsWhole(t *testing.T) {
	parts := []string{"app pulling 7.7s 21%", "init running 4.2s 12%", "kubelet 9%"}
	for w, want := range map[int]string{
		80: "36s:  app pulling 7.7s 21% · init running 4.2s 12% · kubelet 9%",
		64: "36s:  app pulling 7.7s 21% · init running 4.2s 12% · kubelet 9%",
		62: "36s:  app pulling 7.7s 21% · init running 4.2s 12% ·|kubelet 9%",
		30: "36s:  app pulling 7.7s 21% ·|init running 4.2s 12% ·|kubelet 9%",
	} {
		var got []string
		for _, l := range flow("startup", "36s: ", parts, "·", w) {
			if width(l.text) > w {
				t.Errorf("%q is wider than %d", l.text, w)
			}
			got = append(got, l.text)
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("in %d cells\n got %s\nwant %s", w, s, want)
		}
	}
}

// A number that is cut off reads as another number: the facts give up whole
// parts where there is no room.
func TestIdentityIsNotCut(t *testing.T) {
	all := recording(t, "rollout")
	for w := narrowest; w <= 120; w++ {
		f, err := Frame(Options{Recording: all, Location: time.UTC}, w, 24, all[0].At.Add(31*time.Second), nil)
		if err != nil {
			t.Fatal(err)
		}
		for l := range strings.SplitSeq(f, "\n") {
			if strings.Contains(l, "restarts") && !strings.HasSuffix(strings.TrimRight(l, " "), "restarts 0 · age 30s") {
				t.Errorf("in %d columns: %s", w, l)
			}
		}
	}
}
