package draw

import (
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

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
