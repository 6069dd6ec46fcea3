package draw

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Line is one line of the details pane: a label and a text.
type Line struct {
	Label string
	Text  string
	Style Style
	Tints []Tint
}

// Fact returns the line of a label and a text, none without a text.
func Fact(label, text string, st Style) []Line {
	if text == "" {
		return nil
	}
	return []Line{{Label: label, Text: text, Style: st}}
}

// LabelWidth returns how wide the labels of lines are.
func LabelWidth(lines []Line) int {
	w := 0
	for _, l := range lines {
		w = max(w, Width(l.Label))
	}
	return w
}

// Tint is a part of a line's text, in cells, that has a colour of its own.
type Tint struct {
	At, N int
	Style Style
}

// Wrap breaks a long text at words into lines of at most w cells, a number with its
// noun in one piece where it can.
func Wrap(label, text string, w int, st Style) []Line {
	var out []Line
	for text != "" && len(out) < 8 {
		if Width(text) <= w || w < 8 {
			return append(out, Line{Label: label, Text: text, Style: st})
		}
		n := lineEnd(text, w)
		out = append(out, Line{Label: label, Text: strings.TrimRight(text[:n], " "), Style: st})
		text, label = text[n:], ""
	}
	return out
}

// Sentence breaks a headline into lines of at most w cells: between two of its
// clauses where each half has room in a line, since a clause that is whole is read
// at a glance; else at words.
func Sentence(text string, w int, st Style) []Line {
	for end := len(text); Width(text) > w; {
		i := strings.LastIndex(text[:end], "; ")
		if i < 0 || Width(text[i+2:]) > w {
			break
		}
		if Width(text[:i+1]) <= w {
			return []Line{{Text: text[:i+1], Style: st}, {Text: text[i+2:], Style: st}}
		}
		end = i
	}
	return Wrap("", text, w, st)
}

// Flow lays parts out in lines of at most w cells, each part in one piece with
// the dot that separates it from the next; head comes before the first.
func Flow(label, head string, parts []string, dot string, w int) []Line {
	out := []Line{{Label: label, Text: head}}
	for i, p := range parts {
		if i < len(parts)-1 {
			p += " " + dot
		}
		last := &out[len(out)-1]
		switch {
		case last.Text == "":
			last.Text = p
		case Width(last.Text)+1+Width(p) <= w:
			last.Text += " " + p
		default:
			out = append(out, Line{Text: p})
		}
	}
	return out
}

// Fit returns the number of bytes of s that fit into w cells, at least one
// cluster.
func Fit(s string, w int) int {
	n := 0
	for n < len(s) {
		_, cw, size := cluster(s[n:])
		if cw > w && n > 0 {
			break
		}
		w -= cw
		n += size
	}
	return n
}

// Wrapped breaks a text into at most n lines of w cells, at words where it can;
// what is left over stays in the last one.
func Wrapped(text string, w, n int) []string {
	var out []string
	for Width(text) > w && w > 0 && len(out) < n-1 {
		k := lineEnd(text, w)
		out = append(out, strings.TrimRight(text[:k], " "))
		text = strings.TrimLeft(text[k:], " ")
	}
	return append(out, text)
}

// Middle shortens a name to w cells by what is in its middle: the ends tell
// web-7d9f4c6b8-x2k4q from web-7d9f4c6b8-krjfk, and init-1 from init-2. Names
// of Kubernetes are ASCII; others are left to be cut off at their end.
func Middle(name string, w int) string {
	if len(name) != Width(name) || len(name) <= w || w < 5 {
		return name
	}
	tail := (w - 1) / 2
	return name[:w-1-tail] + "…" + name[len(name)-tail:]
}

// Clauses returns a headline without the last of its clauses that do not fit
// into w cells, unless little would be left of it.
func Clauses(s string, w int) string {
	if Width(s) <= w || w < 3 {
		return s
	}
	if i := strings.LastIndex(s[:Fit(s, w-2)+1], ";"); i >= 0 && Width(s[:i]) >= w/2 {
		return s[:i] + " …"
	}
	return s
}

// Cut returns s in at most w cells, cut off with an ellipsis.
func Cut(s string, w int) string {
	switch {
	case Width(s) <= w:
		return s
	case w < 2:
		return "…"[:max(min(w, 1), 0)*len("…")]
	}
	return s[:Fit(s, w-1)] + "…"
}

// Pad returns s in exactly w cells.
func Pad(s string, w int) string {
	s = Cut(s, w)
	return s + strings.Repeat(" ", max(w-Width(s), 0))
}

// Width returns the number of cells s takes on the screen.
func Width(s string) int {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf || s[i] < ' ' || s[i] == 0x7f {
			return wideWidth(s)
		}
	}
	return len(s)
}

func wideWidth(s string) int {
	total := 0
	for len(s) > 0 {
		_, w, n := cluster(s)
		total += w
		s = s[n:]
	}
	return total
}

// maxCluster bounds the bytes of one cell: text can pile any number of
// combining characters onto a letter.
const maxCluster = 16

// cluster splits the first grapheme cluster off s: what to draw for it, its
// width and its length in bytes. Terminals disagree on the width of some
// clusters (emoji sequences among them); those are reduced to their first
// character, so that every terminal gives them the same number of cells.
func cluster(s string) (text string, w, n int) {
	if b := s[0]; b < utf8.RuneSelf && (len(s) == 1 || s[1] < utf8.RuneSelf) {
		if b < ' ' || b == 0x7f {
			return "", 0, 1
		}
		return s[:1], 1, 1
	}
	text, w = ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
	n = len(text)
	if n == 0 {
		return "", 0, 1
	}
	if len(text) <= maxCluster && w <= 2 && w == ansi.StringWidthWc(text) {
		return text, w, n
	}
	r, size := utf8.DecodeRuneInString(text)
	first := text[:size]
	if w = ansi.StringWidthWc(first); r == utf8.RuneError || w != ansi.StringWidth(first) || w > 2 {
		return "?", 1, n
	}
	return first, w, n
}

// numbered are the words that a number completes: a line that begins with "137" or "6s"
// says nothing of what it is.
var numbered = []string{"exit", "signal", "run", "try", "attempt", "code", "limit", "of", "for", "in", "after", "to"}

// lineEnd returns how many bytes of a text make a line of w cells: up to a blank that
// does not tear a number from its noun, where a third of the line is filled; else up to a
// blank there, or else as many as fit.
func lineEnd(text string, w int) int {
	n := Fit(text, w)
	if n == len(text) {
		return n
	}
	last := -1
	for i := strings.LastIndexByte(text[:n+1], ' '); i > n/3; i = strings.LastIndexByte(text[:i], ' ') {
		if !joint(text, i) {
			return i + 1
		}
		if last < 0 {
			last = i + 1
		}
	}
	if last > 0 {
		return last
	}
	return n
}

// joint reports whether the blank at byte i of a text stands between a number and its
// noun, as in "3 restarts" and "exit 137".
func joint(text string, i int) bool {
	before := text[strings.LastIndexByte(text[:i], ' ')+1 : i]
	after, _, _ := strings.Cut(text[i+1:], " ")
	first, _ := utf8.DecodeRuneInString(after)
	if number(before) {
		return unicode.IsLetter(first) || unicode.IsDigit(first)
	}
	return number(strings.TrimRight(after, ",;:)")) && slices.Contains(numbered, strings.TrimLeft(before, "("))
}

// number reports whether a word is a number, or a length of time or a size, with
// nothing after it that ends a part of the sentence.
func number(word string) bool {
	word = strings.TrimLeft(word, "~≥≤<>+-±(×")
	if word == "" || word[0] < '0' || word[0] > '9' {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(word)
	return unicode.IsLetter(last) || unicode.IsDigit(last) || last == '%'
}
