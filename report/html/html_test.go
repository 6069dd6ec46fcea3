package html

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/podlife/podlife/internal/fixture"
	"github.com/podlife/podlife/report/picture"
	"github.com/podlife/podlife/report/reporttest"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/visual"
)

func write(t *testing.T, s timeline.Snapshot) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, s); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// The page asks for nothing, and its policy allows what is in it and nothing else.
func TestPageIsSelfContained(t *testing.T) {
	page := write(t, reporttest.Sample())
	for _, part := range []string{"style", "script"} {
		m := regexp.MustCompile(`(?s)<` + part + `>(.*?)</` + part + `>`).FindStringSubmatch(page)
		if m == nil || !strings.Contains(page, part+"-src '"+hash(m[1])+"'") {
			t.Errorf("the policy does not allow the page's own %s", part)
		}
	}
	without := strings.ReplaceAll(page, "http://www.w3.org/2000/svg", "")
	for _, bad := range []string{"http://", "https://", "src=", "style=", "onclick", "url(http", "@import", "javascript:"} {
		if strings.Contains(without, bad) {
			t.Errorf("the page has %q in it", bad)
		}
	}
}

// void are elements without an end.
var void = []string{"meta", "input", "br"}

// Every element that begins ends, in the right order, whatever the pod is called.
func TestPageIsWellFormed(t *testing.T) {
	for name, s := range map[string]timeline.Snapshot{"sample": reporttest.Sample(), "hostile": reporttest.HostileLife(), "nothing": {}} {
		page := regexp.MustCompile(`(?s)<(style|script)>.*?</(style|script)>|<!doctype html>`).ReplaceAllString(write(t, s), "")
		var open []string
		for _, m := range regexp.MustCompile(`<(/?)([a-z0-9]+)((?:[^>"]|"[^"]*")*?)(/?)>`).FindAllStringSubmatch(page, -1) {
			switch {
			case m[4] == "/" || slices.Contains(void, m[2]):
			case m[1] == "":
				open = append(open, m[2])
			case len(open) == 0 || open[len(open)-1] != m[2]:
				t.Fatalf("%s: </%s> ends %q", name, m[2], open)
			default:
				open = open[:len(open)-1]
			}
		}
		if len(open) > 0 {
			t.Errorf("%s: %q do not end", name, open)
		}
		if strings.Count(page, "<script") != 0 {
			t.Errorf("%s: a pod has brought a script", name)
		}
	}
}

// The page says what the other formats do.
func TestPageSaysWhatIsKnown(t *testing.T) {
	r := fixture.Named(t, "checkout")
	s := r.Fold(len(r.Obs))
	page := write(t, s)
	for _, want := range []string{"checkout/checkout-7d9f4", s.Lives[0].Verdict.Headline, "32.4s to ready", "longest: container/main-container Pulling 6.6s", "exit 0 (Completed) · liveness", "Unhealthy", "reported ±", "service/web"} {
		if !strings.Contains(page, text(want)) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if sample := write(t, reporttest.Sample()); !strings.Contains(sample, `class="unseen"`) || !strings.Contains(sample, "not watched 3.0s") {
		t.Error("what was not watched is not hatched")
	}
}

// A page has a size that one can send, whatever it is of.
func TestPageIsBounded(t *testing.T) {
	r := fixture.Named(t, "many-containers")
	s := r.Fold(len(r.Obs))
	if n := len(write(t, s)); n > 300_000 {
		t.Errorf("many-containers: %d bytes", n)
	}
	life := s.Lives[0]
	s.Lives = nil
	for i := range 1000 {
		l := life
		l.Pod.Name = fmt.Sprintf("%s-%d", strings.Repeat("n", 245), i)
		if i == 999 {
			l.Verdict.Severity = timeline.Bad
		}
		s.Lives = append(s.Lives, l)
	}
	page := write(t, s)
	if n := len(page); n > 8_000_000 {
		t.Errorf("1,000 pods: %d bytes", n)
	}
	if n := strings.Count(page, `<section class="life"`); n != maxDrawn {
		t.Errorf("%d pods are drawn", n)
	}
	if !strings.Contains(page, `<a href="#l999">`) {
		t.Error("the pod in trouble is not drawn")
	}
}

// Lives of one instant, and of nothing, are pages too.
func TestPageOfOneInstant(t *testing.T) {
	r := fixture.Named(t, "demo")
	for n := 1; n < 4; n++ {
		write(t, r.Fold(n))
	}
	if page := write(t, timeline.Snapshot{}); !strings.Contains(page, "No pod was seen") {
		t.Error("an empty page does not say so")
	}
}

// TestEveryShapeIsDrawn fails for a shape that has neither a bar nor a mark, and for one
// that the legends do not name, though it is not plain: a line, a dot, a paler cross.
func TestEveryShapeIsDrawn(t *testing.T) {
	named := []visual.Shape{visual.Continues, visual.Quiet, visual.Errored, visual.Dot}
	for _, item := range slices.Concat(picture.Legend, picture.Moments) {
		named = append(named, item.Shape)
	}
	for s := visual.NoShape + 1; s < visual.Shapes; s++ {
		if picture.Bars[s].Class == "" && marks[s] == nil || !slices.Contains(named, s) {
			t.Errorf("shape %d is not drawn, or not named", s)
		}
	}
}
