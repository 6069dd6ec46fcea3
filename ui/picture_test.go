package ui

import (
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/podlife/podlife/internal/fixture"
)

// A picture's cell, in pixels.
const cellW, cellH = 8.4, 18.0

// rect is a part of a cell, in parts of its width and height, and its opacity.
type rect struct{ x, y, w, h, opacity float64 }

// blockRects are the glyphs that are drawn as rectangles, because fonts leave
// seams between them.
var blockRects = map[rune][]rect{
	'█': {{0, 0, 1, 1, 1}}, '▓': {{0, 0, 1, 1, 1}}, '▄': {{0, .5, 1, .5, 1}}, '▂': {{0, .75, 1, .25, 1}},
	'▚': {{0, 0, .5, .5, 1}, {.5, .5, .5, .5, 1}}, '░': {{0, 0, 1, 1, .4}}, '▒': {{0, 0, 1, 1, .6}},
	'━': {{0, .45, 1, .11, 1}}, '─': {{0, .47, 1, .06, 1}}, '▐': {{.5, 0, .5, 1, 1}},
	'▖': {{0, .5, .5, .5, 1}}, '▗': {{.5, .5, .5, .5, 1}},
	'▙': {{0, 0, .5, 1, 1}, {.5, .5, .5, .5, 1}}, '▟': {{.5, 0, .5, 1, 1}, {0, .5, .5, .5, 1}},
	'▏': {{0, 0, .125, 1, 1}}, '▎': {{0, 0, .25, 1, 1}}, '▍': {{0, 0, .375, 1, 1}}, '▌': {{0, 0, .5, 1, 1}},
	'▋': {{0, 0, .625, 1, 1}}, '▊': {{0, 0, .75, 1, 1}}, '▉': {{0, 0, .875, 1, 1}},
}

// picture turns a frame in true colour into an SVG.
func picture(frame string, w, h int) string {
	p := &pictured{}
	pw, ph := float64(w)*cellW+24, float64(h)*cellH+24
	fmt.Fprintf(p, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\" font-family=\"ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace\" font-size=\"14\">\n", pw, ph, pw)
	fmt.Fprintf(p, "<rect width=\"%.0f\" height=\"%.0f\" rx=\"8\" fill=\"#14171d\" stroke=\"#3a404b\"/>\n", pw, ph)
	for y, line := range strings.Split(frame, "\n") {
		p.line(line, 12+float64(y)*cellH)
	}
	return p.String() + "</svg>\n"
}

// pictured is a picture that is being drawn, and the pen.
type pictured struct {
	strings.Builder
	fill, attributes string
	dim              float64
}

func (p *pictured) line(line string, top float64) {
	p.pen("0")
	x := 12.0
	for line != "" {
		if rest, ok := strings.CutPrefix(line, "\x1b["); ok {
			sgr, after, _ := strings.Cut(rest, "m")
			p.pen(sgr)
			line = after
			continue
		}
		text, _, _ := strings.Cut(line, "\x1b")
		line = line[len(text):]
		for text != "" {
			word := p.word(text)
			p.draw(word, x, top)
			x += float64(utf8.RuneCountInString(word)) * cellW
			text = text[len(word):]
		}
	}
}

// word returns what of text is drawn at once: a run of one block, of blanks, or
// letters up to a blank or a block.
func (p *pictured) word(text string) string {
	first, n := utf8.DecodeRuneInString(text)
	for i, r := range text {
		if i == 0 {
			continue
		}
		if block := blockRects[r] != nil || r == ' '; r != first && (block || blockRects[first] != nil || first == ' ') {
			return text[:i]
		}
	}
	if n == 0 {
		return ""
	}
	return text
}

// draw draws a word. Its length is given, so that it fills its cells whatever
// the font is.
func (p *pictured) draw(word string, x, top float64) {
	first, _ := utf8.DecodeRuneInString(word)
	n := utf8.RuneCountInString(word)
	switch blocks := blockRects[first]; {
	case first == ' ':
	case blocks == nil:
		fmt.Fprintf(p, "<text x=\"%.1f\" y=\"%.1f\" textLength=\"%.1f\" fill=\"%s\"%s opacity=\"%.2g\">%s</text>\n", x, top+13.5, float64(n)*cellW, p.fill, p.attributes, p.dim, html.EscapeString(word))
	case len(blocks) == 1 && blocks[0].w == 1:
		p.rect(blocks[0], x, top, float64(n))
	default:
		for i := range n {
			for _, b := range blocks {
				p.rect(b, x+float64(i)*cellW, top, 1)
			}
		}
	}
}

// rect draws a part of n cells.
func (p *pictured) rect(r rect, x, top, n float64) {
	fmt.Fprintf(p, "<rect x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\" fill=\"%s\" opacity=\"%.2g\"/>\n", x+r.x*cellW, top+r.y*cellH, r.w*cellW*n, r.h*cellH, p.fill, r.opacity*p.dim)
}

// pen takes up an SGR sequence in true colour.
func (p *pictured) pen(sgr string) {
	f := strings.Split(sgr, ";")
	for i := 0; i < len(f); i++ {
		switch f[i] {
		case "", "0":
			p.fill, p.attributes, p.dim = unnamedInk, "", 1
		case "1":
			p.attributes = ` font-weight="bold"`
		case "2":
			p.dim = .6
		case "38":
			if i+4 < len(f) {
				p.fill = fmt.Sprintf("rgb(%s,%s,%s)", f[i+2], f[i+3], f[i+4])
				i += 4
			}
		}
	}
}

// TestPictures checks that the README's pictures are podlife's own frames; go
// test ./ui -run Pictures -update writes them.
func TestPictures(t *testing.T) {
	for _, p := range []struct {
		name, recording string
		at              time.Duration
		keys            string
		w, h            int
	}{
		{"screen", "demo", 98 * time.Second, "", 100, 30},
		{"container", "demo", 98 * time.Second, "down down down down down enter", 100, 30},
		{"rollout", "rollout", 30 * time.Second, "esc", 100, 22},
	} {
		all := recording(t, p.recording)
		f, err := Frame(Options{Recording: recorded(all), Color: ColorAlways, Theme: Dark, Location: time.UTC}, p.w, p.h, all[0].At.Add(p.at), strings.Fields(p.keys))
		if err != nil {
			t.Fatal(err)
		}
		path, got := filepath.Join("..", "docs", "pictures", p.name+".svg"), picture(f, p.w, p.h)
		if fixture.Updating() {
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
