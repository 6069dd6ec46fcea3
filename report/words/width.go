package words

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Columns returns how many terminal cells a string of clean text fills. Views of
// the terminal have a library for that; a page of text can live with the
// ranges that are wide in every font.
func Columns(s string) int {
	n := 0
	for _, r := range s {
		n += columnsOf(r)
	}
	return n
}

func columnsOf(r rune) int {
	switch {
	case r < 0x300:
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me):
		return 0
	case unicode.Is(wide, r):
		return 2
	}
	return 1
}

// wide holds what Unicode's EastAsianWidth calls W or F, in large blocks.
var wide = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x1100, Hi: 0x115f, Stride: 1}, {Lo: 0x2e80, Hi: 0x303e, Stride: 1}, {Lo: 0x3041, Hi: 0xa4cf, Stride: 1},
		{Lo: 0xa960, Hi: 0xa97f, Stride: 1}, {Lo: 0xac00, Hi: 0xd7a3, Stride: 1}, {Lo: 0xf900, Hi: 0xfaff, Stride: 1},
		{Lo: 0xfe30, Hi: 0xfe6f, Stride: 1}, {Lo: 0xff00, Hi: 0xff60, Stride: 1}, {Lo: 0xffe0, Hi: 0xffe6, Stride: 1},
	},
	R32: []unicode.Range32{{Lo: 0x16fe0, Hi: 0x1b2ff, Stride: 1}, {Lo: 0x1f300, Hi: 0x1faff, Stride: 1}, {Lo: 0x20000, Hi: 0x3fffd, Stride: 1}},
}

// Pad fills s with blanks to n columns; longer text stays as it is.
func Pad(s string, n int) string {
	return s + strings.Repeat(" ", max(n-Columns(s), 0))
}

// Cut shortens s to n columns, with "…" where something is missing.
func Cut(s string, n int) string {
	if Columns(s) <= n {
		return s
	}
	used := 0
	for i, r := range s {
		if used+columnsOf(r) > n-1 {
			return strings.TrimRight(s[:i], " ") + "…"
		}
		used += columnsOf(r)
	}
	return s
}

// CutMiddle shortens s to n columns, with "…" in the middle: what tells the names of
// nodes apart is at their ends.
func CutMiddle(s string, n int) string {
	if Columns(s) <= n {
		return s
	}
	end := len(s)
	for used := 0; end > 0; {
		r, size := utf8.DecodeLastRuneInString(s[:end])
		if used += columnsOf(r); used > n/2 {
			break
		}
		end -= size
	}
	return Cut(s, n-Columns(s[end:])) + s[end:]
}

// Wrap breaks s at blanks into lines of at most n columns, and a word that is
// longer than a line inside it. What does not fit into rows lines is cut off
// with "…". It returns at least one line.
func Wrap(s string, n, rows int) []string {
	var lines []string
	for s = strings.TrimSpace(s); Columns(s) > n; {
		if len(lines) == rows-1 {
			return append(lines, Cut(s, n))
		}
		at := breakAt(s, n)
		lines = append(lines, strings.TrimRight(s[:at], " "))
		s = strings.TrimLeft(s[at:], " ")
	}
	return append(lines, s)
}

// breakAt returns the index at which a line of n columns ends: at the last blank
// that fits, or inside a word that no line could hold.
func breakAt(s string, n int) int {
	used, blank := 0, -1
	for i, r := range s {
		if used+columnsOf(r) > n {
			if word, _, _ := strings.Cut(s[blank+1:], " "); blank > 0 && Columns(word) <= n {
				return blank
			}
			return i
		}
		if r == ' ' {
			blank = i
		}
		used += columnsOf(r)
	}
	return len(s)
}

// Left aligns a number to the right of n columns.
func Left(s string, n int) string { return strings.Repeat(" ", max(n-Columns(s), 0)) + s }
