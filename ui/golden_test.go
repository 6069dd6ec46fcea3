package ui

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/podlife/podlife/internal/fixture"
)

// goldenText compares got with a file of testdata.
func goldenText(t *testing.T, name, got string) {
	t.Helper()
	fixture.Golden(t, filepath.Join("testdata", name+".txt"), got)
}

// frames collects frames for one golden file.
type frames struct{ txtar.Archive }

func (f *frames) add(name, frame string) {
	f.Files = append(f.Files, txtar.File{Name: name, Data: []byte(frame + "\n")})
}

// compare compares the frames with those of a file of testdata.
func (f *frames) compare(t *testing.T, name string) {
	t.Helper()
	fixture.Golden(t, filepath.Join("testdata", name+".txtar"), string(txtar.Format(&f.Archive)))
}

// momentShares are the moments of a recording at which a frame is kept.
var momentShares = []float64{0.2, 0.6, 1}

// keptFrame is a moment, after some keys, of which frames of all sizes are kept.
type keptFrame struct {
	at   time.Duration // 0: the end
	keys string
}

// kept are the moments by recording.
var kept = map[string][]keptFrame{
	"demo":               {{60 * time.Second, ""}, {98 * time.Second, "down down down down down enter"}},
	"checkout":           {{30 * time.Second, ""}},
	"crashloop":          {{60 * time.Second, ""}, {0, ""}},
	"readiness-flap":     {{45 * time.Second, ""}},
	"prestop-hang":       {{15 * time.Second, ""}},
	"rollout":            {{30 * time.Second, ""}, {31 * time.Second, "enter"}},
	"many-containers":    {{15 * time.Second, ""}, {0, ""}},
	"unschedulable":      {{10 * time.Second, ""}},
	"image-pull-backoff": {{60 * time.Second, ""}},
	"recreated":          {{30 * time.Second, ""}},
}

// A tick's label is all of a time, or not there.
var (
	tickLabel  = regexp.MustCompile(`┬([^┬─╎ \n]*)`)
	wholeLabel = regexp.MustCompile(`^((\d+(\.\d+)?(d|h|ms|m|s))*|\d\d:\d\d(:\d\d)?)$`)
)

// TestFrames checks that every recording has its screen kept at several
// moments, some in all sizes and in both glyph sets, in one file.
func TestFrames(t *testing.T) {
	for _, name := range recordingNames(t) {
		t.Run(name, func(t *testing.T) {
			all := recording(t, name)
			first, last := all[0].At, all[len(all)-1].At
			var got frames
			for _, share := range momentShares {
				at := first.Add(time.Duration(share * float64(last.Sub(first))))
				f := wholeFrame(t, Options{Recording: recorded(all), Location: time.UTC}, 100, 24, at, "")
				got.add(fmt.Sprintf("100x24 at %s", at.Sub(first).Round(time.Millisecond)), f)
			}
			for _, k := range kept[name] {
				at := last
				if k.at > 0 {
					at = first.Add(k.at)
				}
				for _, size := range [][2]int{{60, 20}, {80, 24}, {100, 30}, {160, 50}} {
					for _, g := range []Glyphs{Unicode, ASCII} {
						f := wholeFrame(t, Options{Recording: recorded(all), Glyphs: g, Location: time.UTC}, size[0], size[1], at, k.keys)
						got.add(strings.TrimSpace(fmt.Sprintf("%dx%d %s at %s %s", size[0], size[1], g, at.Sub(first).Round(time.Second), k.keys)), f)
					}
				}
			}
			got.compare(t, filepath.Join("frames", name))
		})
	}
}

// wholeFrame returns a frame after keys, and checks its size, its characters and the
// labels of its ticks.
func wholeFrame(t *testing.T, o Options, w, h int, at time.Time, keys string) string {
	t.Helper()
	f, err := Frame(o, w, h, at, strings.Fields(keys))
	if err != nil {
		t.Fatal(err)
	}
	fits(t, f, w, h)
	if o.Glyphs == ASCII && strings.IndexFunc(f, func(r rune) bool { return r > 0x7e }) >= 0 {
		t.Errorf("not ASCII:\n%s", f)
	}
	for _, tick := range tickLabel.FindAllStringSubmatch(f, -1) {
		if !wholeLabel.MatchString(tick[1]) {
			t.Errorf("a tick's label is cut off: %q in\n%s", tick[1], f)
		}
	}
	return f
}

// TestSixDays keeps the screen that the design was drawn with: everything that
// can be known of six days, on one screen, without a key press.
func TestSixDays(t *testing.T) {
	var got frames
	for _, size := range [][2]int{{60, 20}, {80, 24}, {100, 30}, {160, 50}} {
		f := showing(sixDays(), Options{}, size[0], size[1]).paint()
		fits(t, f, size[0], size[1])
		got.add(fmt.Sprintf("%dx%d", size[0], size[1]), f)
	}
	got.compare(t, "six-days")
}

func TestColours(t *testing.T) {
	all := recording(t, "demo")
	var got frames
	for _, theme := range []Theme{Dark, Light} {
		o := Options{Recording: recorded(all), Color: ColorAlways, Theme: theme, Location: time.UTC}
		f, err := Frame(o, 100, 30, all[0].At.Add(time.Minute), nil)
		if err != nil {
			t.Fatal(err)
		}
		got.add(string(theme), f)
		plainly, _ := Frame(Options{Recording: recorded(all), Location: time.UTC}, 100, 30, all[0].At.Add(time.Minute), nil)
		if text := ansi.Strip(f); text != plainly {
			t.Errorf("colours change the text:\n%s\n%s", text, plainly)
		}
	}
	got.compare(t, "colours")
}
