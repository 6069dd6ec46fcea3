package ui

import (
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A picture's cell, in pixels.
const cellW, cellH = 8.4, 18.0

// blockRects are the glyphs that are drawn as rectangles (in parts of a cell),
// because fonts leave seams between them.
var blockRects = map[rune][][5]float64{ // x, y, width, height, opacity
	'█': {{0, 0, 1, 1, 1}}, '▄': {{0, .5, 1, .5, 1}}, '▂': {{0, .75, 1, .25, 1}},
	'▚': {{0, 0, .5, .5, 1}, {.5, .5, .5, .5, 1}}, '░': {{0, 0, 1, 1, .4}}, '▒': {{0, 0, 1, 1, .6}},
	'━': {{0, .46, 1, .1, 1}}, '─': {{0, .48, 1, .05, 1}}, '▌': {{0, 0, .5, 1, 1}},
}

// picture turns a coloured frame into an SVG.
func picture(frame string, w, h int) string {
	var b strings.Builder
	pw, ph := float64(w)*cellW+24, float64(h)*cellH+24
	fmt.Fprintf(&b, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\" font-family=\"ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace\" font-size=\"14\" shape-rendering=\"crispEdges\">\n", pw, ph, pw)
	fmt.Fprintf(&b, "<rect width=\"%.0f\" height=\"%.0f\" rx=\"8\" fill=\"#14171d\" stroke=\"#3a404b\"/>\n", pw, ph)
	for y, line := range strings.Split(frame, "\n") {
		pictureLine(&b, line, 12+float64(y)*cellH)
	}
	return b.String() + "</svg>\n"
}

func pictureLine(b *strings.Builder, line string, top float64) {
	fill, weight, x := "#d8dce3", "", 12.0
	for line != "" {
		if rest, ok := strings.CutPrefix(line, "\x1b["); ok {
			sgr, after, _ := strings.Cut(rest, "m")
			fill, weight = pen(sgr, fill, weight)
			line = after
			continue
		}
		text, _, _ := strings.Cut(line, "\x1b")
		line = line[len(text):]
		var letters, xs strings.Builder
		for _, r := range text {
			for _, p := range blockRects[r] {
				fmt.Fprintf(b, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\" opacity=\"%.2g\"/>\n", x+p[0]*cellW, top+p[1]*cellH, p[2]*cellW+.1, p[3]*cellH, fill, p[4])
			}
			if blockRects[r] == nil && r != ' ' {
				letters.WriteRune(r)
				fmt.Fprintf(&xs, "%.1f ", x)
			}
			x += cellW
		}
		if letters.Len() > 0 {
			fmt.Fprintf(b, "<text y=\"%.1f\" fill=\"%s\"%s x=\"%s\">%s</text>\n", top+13.5, fill, weight, strings.TrimSpace(xs.String()), html.EscapeString(letters.String()))
		}
	}
}

// pen is the pen after an SGR sequence in true colour.
func pen(sgr, fill, weight string) (newFill, newWeight string) {
	f := strings.Split(sgr, ";")
	for i := 0; i < len(f); i++ {
		switch f[i] {
		case "", "0":
			fill, weight = "#d8dce3", ""
		case "1":
			weight = ` font-weight="bold"`
		case "38":
			if i+4 < len(f) {
				fill = fmt.Sprintf("rgb(%s,%s,%s)", f[i+2], f[i+3], f[i+4])
				i += 4
			}
		}
	}
	return fill, weight
}

// The README's pictures are podlife's own frames: go test ./ui -run Pictures -update.
func TestPictures(t *testing.T) {
	for _, p := range []struct {
		name, recording string
		at              time.Duration
		keys            string
		w, h            int
	}{
		{"screen", "demo", 98 * time.Second, "", 100, 30},
		{"container", "demo", 73 * time.Second, "down down down down down enter", 100, 30},
		{"rollout", "rollout", 30 * time.Second, "esc", 100, 20},
	} {
		all := recording(t, p.recording)
		f, err := Frame(Options{Recording: all, Color: ColorAlways, Theme: Dark, Location: time.UTC}, p.w, p.h, all[0].At.Add(p.at), strings.Fields(p.keys))
		if err != nil {
			t.Fatal(err)
		}
		path, got := filepath.Join("..", "docs", "pictures", p.name+".svg"), picture(f, p.w, p.h)
		if *update {
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		} else if want, err := os.ReadFile(path); err != nil || got != string(want) {
			t.Errorf("%s is not what podlife draws (go test ./ui -run Pictures -update, and look at it): %v", path, err)
		}
	}
}
