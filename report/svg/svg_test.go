package svg_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/report/reporttest"
	"github.com/podlife/podlife/report/svg"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/visual"
	"github.com/podlife/podlife/timeline/visual/colour"
)

// drawing is what an XML parser finds in an SVG.
type drawing struct {
	width, height float64
	count         map[string]int // elements by name
	texts, tips   []string
	rects         []svgRect
}

type svgRect struct {
	class      string
	x, y, w, h float64
}

func openSVG(t *testing.T, s timeline.Snapshot) drawing {
	t.Helper()
	var out bytes.Buffer
	if err := svg.Write(&out, s); err != nil {
		t.Fatal(err)
	}
	d := drawing{count: map[string]int{}}
	dec := xml.NewDecoder(&out)
	var stack []string
	inDefs := 0
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("not XML: %v", err)
		}
		switch e := tok.(type) {
		case xml.StartElement:
			name := e.Name.Local
			stack = append(stack, name)
			d.count[name]++
			if name == "defs" {
				inDefs++
			}
			attrs := map[string]string{}
			for _, a := range e.Attr {
				attrs[a.Name.Local] = a.Value
				if strings.HasPrefix(a.Name.Local, "on") || a.Name.Local == "href" {
					t.Errorf("<%s %s=%q>", name, a.Name.Local, a.Value)
				}
			}
			num := func(key string) float64 {
				f, err := strconv.ParseFloat(attrs[key], 64)
				if err != nil {
					t.Errorf("<%s %s=%q>", name, key, attrs[key])
				}
				return f
			}
			switch {
			case name == "svg":
				d.width, d.height = num("width"), num("height")
			case name == "rect" && inDefs == 0:
				d.rects = append(d.rects, svgRect{attrs["class"], num("x"), num("y"), num("width"), num("height")})
			}
		case xml.EndElement:
			if e.Name.Local == "defs" {
				inDefs--
			}
			stack = stack[:len(stack)-1]
		case xml.CharData:
			if len(stack) > 0 {
				switch stack[len(stack)-1] {
				case "text":
					d.texts = append(d.texts, string(e))
				case "title":
					d.tips = append(d.tips, string(e))
				}
			}
		}
	}
	return d
}

func checkDrawing(t *testing.T, name string, d drawing) {
	t.Helper()
	own := map[string]bool{"svg": true, "title": true, "style": true, "defs": true, "pattern": true, "rect": true, "circle": true, "path": true, "line": true, "text": true, "g": true}
	for e := range d.count {
		if !own[e] {
			t.Errorf("%s: the drawing has a <%s>", name, e)
		}
	}
	for _, r := range d.rects {
		if r.x < 0 || r.y < 0 || r.w < 0 || r.h <= 0 || r.x+r.w > d.width || r.y+r.h > d.height {
			t.Errorf("%s: %+v is outside of %v×%v", name, r, d.width, d.height)
		}
	}
	if d.count["svg"] != 1 || len(d.texts) < 12 {
		t.Errorf("%s: %d texts", name, len(d.texts))
	}
}

func TestSVGOfEveryRecording(t *testing.T) {
	for _, r := range reporttest.Load(t) {
		for _, share := range []int{0, 1, 2, 3, 4} {
			s := r.Fold(max(1, len(r.Obs)*share/4))
			d := openSVG(t, s)
			checkDrawing(t, r.Name, d)
			tips := strings.Join(d.tips, "\n")
			for _, l := range s.Lives {
				for _, lane := range l.Lanes {
					for _, sp := range lane.Spans {
						if sp.Track == timeline.TrackProcess && !strings.Contains(tips, lane.ID+" · "+string(sp.Phase)) {
							t.Errorf("%s: no tooltip of %s %s", r.Name, lane.ID, sp.Phase)
						}
					}
				}
			}
		}
	}
}

func TestSVGShowsHostileNamesAsTheyAre(t *testing.T) {
	s := reporttest.HostileLife()
	d := openSVG(t, s)
	checkDrawing(t, "hostile", d)
	tips := strings.Join(d.tips, "\n")
	for _, h := range reporttest.Hostile {
		if !strings.Contains(tips, "container/"+h) {
			t.Errorf("no tooltip has %q", h)
		}
	}
	if !strings.Contains(tips, s.Lives[0].Verdict.Headline) {
		t.Error("the drawing's title is not the headline")
	}
}

// TestSVGOfALongLife checks that a start of four seconds in a life of six days,
// and ten seconds of stopping, are drawn to the same scale and can be read.
func TestSVGOfALongLife(t *testing.T) {
	const day = 24 * time.Hour
	s := timeline.Snapshot{Now: reporttest.After(6*day + 10*time.Second), Lives: []timeline.Life{{
		Pod:     timeline.Pod{Namespace: "shop", Name: "web", Created: reporttest.T0, DeletionRequested: reporttest.After(6 * day), Gone: reporttest.After(6*day + 10*time.Second)},
		Verdict: timeline.Verdict{State: "Gone", Severity: timeline.OK, Headline: "gone"},
		Lanes: []timeline.Lane{{ID: "pod", Kind: timeline.LanePod, Name: "web", Spans: []timeline.Span{
			{Track: timeline.TrackPod, Phase: timeline.Starting, Start: reporttest.Exact(0), End: reporttest.Exact(4 * time.Second), Outcome: timeline.Succeeded},
			{Track: timeline.TrackPod, Phase: timeline.Ready, Start: reporttest.Exact(4 * time.Second), End: reporttest.Exact(6 * day), Outcome: timeline.Succeeded},
			{Track: timeline.TrackPod, Phase: timeline.Terminating, Start: reporttest.Exact(6 * day), End: reporttest.Exact(6*day + 10*time.Second), Outcome: timeline.Succeeded},
		}}},
	}}}
	d := openSVG(t, s)
	checkDrawing(t, "long", d)
	widest := func(class string) float64 {
		w := 0.0
		for _, r := range d.rects {
			if r.class == class && r.y < d.height-30 { // not the legend
				w = max(w, r.w)
			}
		}
		return w
	}
	start, stop := widest("run"), widest("stop")
	if start < 120 || stop < 300 || stop/start < 2.4 || stop/start > 2.6 {
		t.Errorf("4s are %.0f wide and 10s %.0f", start, stop)
	}
	if all := strings.Join(d.texts, "|"); !strings.Contains(all, "|6d|") || !strings.Contains(all, "STARTUP 06:04:28") || !strings.Contains(all, "DELETE Nov 28 06:04:28") {
		t.Errorf("the axis reads %s", all)
	}
	if widest("ready thin") < 40 {
		t.Error("nothing shows that the pod was ready in between")
	}
}

// TestSVGShowsWhatWasNotWatched checks that a stretch without a watch is named above the
// axis, and hatched in the rows for which nothing proves what was there.
func TestSVGShowsWhatWasNotWatched(t *testing.T) {
	d := openSVG(t, reporttest.Sample())
	if !slices.Contains(d.texts, "not watched 3.0s") {
		t.Errorf("no name among %q", d.texts)
	}
	if !slices.ContainsFunc(d.rects, func(r svgRect) bool { return r.class == "unseen" && r.w > 1 }) {
		t.Error("nothing is hatched")
	}
}

func TestSVGOfNothing(t *testing.T) {
	if d := openSVG(t, timeline.Snapshot{}); d.count["svg"] != 1 || !strings.HasPrefix(d.texts[0], "No pod was seen") {
		t.Errorf("it says %q", d.texts)
	}
}

// TestSVGColoursAreWrittenOut checks that colours do without custom properties:
// renderers other than browsers would draw black.
func TestSVGColoursAreWrittenOut(t *testing.T) {
	var out bytes.Buffer
	if err := svg.Write(&out, reporttest.Sample()); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(out.String(), "var(") || strings.Contains(out.String(), "$") {
		t.Error("a colour is not written out")
	}
	light, dark, ok := strings.Cut(out.String(), "@media (prefers-color-scheme:dark){")
	want := colour.Of(colour.Steady) // as on the screen
	if !ok || !strings.Contains(light, ".ready{fill:"+want.Light.RGB+"}") || !strings.Contains(dark, ".ready{fill:"+want.Dark.RGB+"}") {
		t.Error("light and dark colours are missing")
	}
}

// TestEveryShapeIsDrawn checks that the drawing has a shape for all that the
// screen has a glyph for.
func TestEveryShapeIsDrawn(t *testing.T) {
	for s := visual.NoShape + 1; s < visual.Shapes; s++ {
		if !svg.Draws(s) {
			t.Errorf("nothing draws shape %d", s)
		}
	}
}
