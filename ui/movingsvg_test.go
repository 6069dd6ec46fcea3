package ui

import (
	"fmt"
	"html"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// ink is how a cell looks: its colour on a dark and on a light background.
type ink struct {
	dark, light string
	bold        bool
	dim         float64
}

// inked is a run of characters in one ink, and the column that it begins in.
type inked struct {
	ink
	text string
	x    int
}

// unnamedInk is the colour of what is drawn in the terminal's own.
const unnamedInk = "#d8dce3"

// animation is a moving picture that is being drawn. A row that stays the same
// over several frames is drawn once, and shown for as long as it stays.
type animation struct {
	strings.Builder
	frames int
	inks   map[ink]string    // the names of their classes
	shown  map[[2]int]string // from one frame to before another: the class
}

// spell is when and where a row is on the screen.
type spell struct{ y, from, to int }

// A moving picture's cell, in its own units: whole numbers keep it small.
const movingCellW, movingCellH = 9, 19

// movingSVG returns the frames as one SVG that plays them over and over: in the
// colours that the reader's browser prefers, and only the last of them where it
// asks for less motion.
func movingSVG(dark, light []string) string {
	a := &animation{frames: len(dark) - 1 + movingHold, inks: map[ink]string{}, shown: map[[2]int]string{}}
	for y := range movingH {
		for from := 0; from < len(dark); {
			to := from + 1
			for to < len(dark) && rowOf(dark[to], y) == rowOf(dark[from], y) {
				to++
			}
			a.row(spell{y, from, to}, pairs(rowOf(dark[from], y), rowOf(light[from], y)), to == len(dark))
			from = to
		}
	}
	w, h := movingW*movingCellW+24, movingH*movingCellH+24
	var out strings.Builder
	fmt.Fprintf(&out, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" font-family=\"ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace\" font-size=\"15\">\n", w, h)
	out.WriteString("<title>podlife demo: the life of a pod from its creation to its end</title>\n")
	out.WriteString("<style>\n" + a.style() + "</style>\n")
	fmt.Fprintf(&out, "<rect class=\"screen\" x=\".5\" y=\".5\" width=\"%d\" height=\"%d\" rx=\"8\"/>\n", w-1, h-1)
	out.WriteString(a.String())
	return out.String() + "</svg>\n"
}

// rowOf returns a row of a frame.
func rowOf(frame string, y int) string { return strings.Split(frame, "\n")[y] }

// pairs reads a row that was drawn in two themes.
func pairs(dark, light string) []inked {
	var all []inked
	d, l := cells(dark), cells(light)
	for x, c := range d {
		k := c.ink
		if k.light = l[x].dark; k.light == unnamedInk {
			k.light = "#1f2328"
		}
		if n := len(all); n > 0 && all[n-1].ink == k {
			all[n-1].text += c.text
		} else {
			all = append(all, inked{k, c.text, x})
		}
	}
	return all
}

// cells reads a row in true colour, one character each.
func cells(row string) []inked {
	var (
		p   pictured
		all []inked
	)
	p.pen("0")
	for row != "" {
		if rest, ok := strings.CutPrefix(row, "\x1b["); ok {
			sgr, after, _ := strings.Cut(rest, "m")
			p.pen(sgr)
			row = after
			continue
		}
		_, n := utf8.DecodeRuneInString(row)
		all = append(all, inked{ink{dark: p.fill, bold: p.attributes != "", dim: p.dim}, row[:n], len(all)})
		row = row[n:]
	}
	return all
}

// row draws a row for as long as it is shown. The last one stays.
func (a *animation) row(when spell, runs []inked, last bool) {
	var b strings.Builder
	for _, r := range runs {
		a.run(&b, r)
	}
	if b.Len() == 0 {
		return
	}
	if last {
		when.to = a.frames
	}
	class := a.class(when, last)
	fmt.Fprintf(a, "<g class=\"%s\" transform=\"translate(12,%d)\">%s</g>\n", class, 12+when.y*movingCellH, b.String())
}

// class returns the classes that show a row from a frame to before another.
func (a *animation) class(when spell, last bool) string {
	key := [2]int{when.from, when.to}
	if a.shown[key] == "" {
		a.shown[key] = fmt.Sprintf("s%d-%d", when.from, when.to)
	}
	if last {
		return a.shown[key] + " last"
	}
	return a.shown[key] + " f"
}

// run draws characters of one ink: its blocks as one path, its words as text.
func (a *animation) run(b *strings.Builder, r inked) {
	var p pictured
	var path strings.Builder
	opacity := r.dim
	for x := r.x; r.text != ""; {
		word := p.word(r.text)
		r.text = r.text[len(word):]
		first, _ := utf8.DecodeRuneInString(word)
		n := utf8.RuneCountInString(word)
		switch blocks := blockRects[first]; {
		case first == ' ':
		case blocks == nil:
			fmt.Fprintf(b, "<text class=\"%s\" x=\"%d\" y=\"14\" textLength=\"%d\"%s>%s</text>", a.inkOf(r.ink), x*movingCellW, n*movingCellW, opacityOf(r.dim), html.EscapeString(word))
		default:
			if blocks[0].opacity*r.dim != opacity {
				a.flush(b, &path, r.ink, opacity)
				opacity = blocks[0].opacity * r.dim
			}
			blockPath(&path, blocks, x, n)
		}
		x += n
	}
	a.flush(b, &path, r.ink, opacity)
}

// flush draws the blocks that are collected in path.
func (a *animation) flush(b, path *strings.Builder, k ink, opacity float64) {
	if path.Len() > 0 {
		fmt.Fprintf(b, "<path class=\"%s\"%s d=\"%s\"/>", a.inkOf(k), opacityOf(opacity), path.String())
		path.Reset()
	}
}

// blockPath adds n of a block, beginning in column x.
func blockPath(path *strings.Builder, blocks []rect, x, n int) {
	each := 1
	if len(blocks) == 1 && blocks[0].w == 1 { // one rectangle, without seams
		n, each = 1, n
	}
	for i := range n {
		for _, r := range blocks {
			w := r.w * movingCellW * float64(each)
			fmt.Fprintf(path, "M%.4g %.4gh%.4gv%.4gh%.4gz", (float64(x+i)+r.x)*movingCellW, r.y*movingCellH, w, r.h*movingCellH, -w)
		}
	}
}

func opacityOf(dim float64) string {
	if dim == 1 {
		return ""
	}
	return fmt.Sprintf(" opacity=\"%.2g\"", dim)
}

// inkOf returns the class of an ink.
func (a *animation) inkOf(k ink) string {
	k.dim = 0 // an attribute
	if a.inks[k] == "" {
		a.inks[k] = fmt.Sprintf("i%d", len(a.inks))
	}
	return a.inks[k]
}

// style returns the colours of both themes, and what is shown when.
func (a *animation) style() string {
	var b, light strings.Builder
	b.WriteString(".screen{fill:#14171d;stroke:#3a404b}\n")
	light.WriteString(".screen{fill:#fff;stroke:#d0d7de}\n")
	for _, k := range slices.SortedFunc(maps.Keys(a.inks), func(x, y ink) int { return strings.Compare(a.inks[x], a.inks[y]) }) {
		weight := ""
		if k.bold {
			weight = ";font-weight:bold"
		}
		fmt.Fprintf(&b, ".%s{fill:%s%s}\n", a.inks[k], k.dark, weight)
		fmt.Fprintf(&light, ".%s{fill:%s}\n", a.inks[k], k.light)
	}
	b.WriteString("@media (prefers-color-scheme:light){\n" + light.String() + "}\n.f{visibility:hidden}\n")
	var moves strings.Builder
	for _, key := range slices.SortedFunc(maps.Keys(a.shown), func(x, y [2]int) int { return slices.Compare(x[:], y[:]) }) {
		name := a.shown[key]
		fmt.Fprintf(&moves, ".%s{animation:%s %.1fs step-end infinite}@keyframes %s{", name, name, float64(a.frames)*movingPace, name)
		if key[0] > 0 {
			fmt.Fprintf(&moves, "0%%{visibility:hidden}")
		}
		fmt.Fprintf(&moves, "%.2f%%{visibility:visible}", a.percent(key[0]))
		if key[1] < a.frames {
			fmt.Fprintf(&moves, "%.2f%%{visibility:hidden}", a.percent(key[1]))
		}
		moves.WriteString("}\n")
	}
	return b.String() + "@media (prefers-reduced-motion:no-preference){\n" + moves.String() + "}\n"
}

// percent returns the time at which a frame begins.
func (a *animation) percent(frame int) float64 { return float64(frame) * 100 / float64(a.frames) }
