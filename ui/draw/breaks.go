package draw

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

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
