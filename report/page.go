// Package report writes a timeline.Snapshot for people and programs that do
// not look at a screen: a page of text, JSON, and one line per change.
//
// It knows how to word and lay out what a Snapshot says, never more precisely
// than the Snapshot knows it. It must not know where Observations come from,
// read a clock, or derive facts of its own: what is true of a pod is
// timeline's business.
package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/podlife/podlife/report/words"
)

// page writes lines no wider than its width and remembers the first error, so
// that the sections need not look at each one.
type page struct {
	w     io.Writer
	width int
	ascii bool
	err   error
}

// newPage returns an empty page, laid out as the options say.
func newPage(w io.Writer, o Options) *page {
	return &page{w: w, width: o.width(), ascii: o.ASCII}
}

// failed returns the first error of writing, which what names the page in.
func (p *page) failed(what string) error {
	if p.err == nil {
		return nil
	}
	return fmt.Errorf("write %s: %w", what, p.err)
}

// widths returns how wide the columns of a table are.
func (p *page) widths(table [][]string) []int {
	widths := make([]int, len(table[0]))
	for _, row := range table {
		for i, cell := range row {
			widths[i] = max(widths[i], words.Columns(p.own(cell)))
		}
	}
	return widths
}

// line writes one line, without trailing blanks.
func (p *page) line(s string) {
	if p.err == nil {
		_, p.err = fmt.Fprintln(p.w, p.own(strings.TrimRight(s, " ")))
	}
}

// own replaces the report's own characters where only ASCII is wanted. Text
// that came from the pod keeps its letters: they are data.
func (p *page) own(s string) string {
	if !p.ascii {
		return s
	}
	return plainGlyphs.Replace(s)
}

var plainGlyphs = strings.NewReplacer(
	"─", "-", "═", "=", "█", "#", "▌", "#", "▏", "|", "✗", "x", "✓", "+", "↻", "R", "▸", ">", "→", ">", "·", "-", "…", "~", "±", "+-", "×", "x", "—", "-")

func (p *page) blank() { p.line("") }

func (p *page) rule(glyph string) { p.line(strings.Repeat(glyph, p.width)) }

// section begins a section: a blank line and a heading.
func (p *page) section(heading string) {
	p.blank()
	p.line(words.Cut(heading, p.width))
}

// row writes cells padded to the given widths; the text after them wraps
// within the page, indented to where it began, to at most rows lines. Cells
// that leave no room for it get a line of their own.
func (p *page) row(indent int, widths []int, cells []string, text string, rows int) {
	var b strings.Builder
	b.WriteString(strings.Repeat(" ", indent))
	for i, c := range cells {
		b.WriteString(words.Pad(p.own(c), widths[i]))
		b.WriteString("  ")
	}
	head := b.String()
	if words.Columns(head) > p.width-20 && text != "" {
		p.line(words.Cut(strings.TrimRight(head, " "), p.width))
		head = strings.Repeat(" ", indent+4)
	}
	for i, l := range words.Wrap(p.own(text), p.width-words.Columns(head), rows) {
		if i > 0 {
			head = strings.Repeat(" ", words.Columns(head))
		}
		p.line(head + l)
	}
}

// title writes a name with its state at the right edge.
func (p *page) title(name, state string) {
	state = strings.ToUpper(state)
	p.line(words.Pad(words.Cut(name, p.width-words.Columns(state)-2), p.width-words.Columns(state)) + state)
}

// wrap writes a text in up to four lines.
func (p *page) wrap(text string) {
	for _, line := range words.Wrap(text, p.width, 4) {
		p.line(line)
	}
}

// Options say how text is laid out. The zero value is a page of 100 columns.
type Options struct {
	Width int  // columns; 0 means 100, and nothing gets narrower than 60
	ASCII bool // no character beyond ASCII of the report's own
}

func (o Options) width() int {
	if o.Width == 0 {
		return 100
	}
	return max(o.Width, 60)
}
