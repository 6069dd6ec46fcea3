package ui

import (
	"sort"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
)

// logLine is one line of a log, safe to show.
type logLine struct {
	at   time.Time // on the node's clock; zero: it came without a time
	text string
	own  bool // podlife's own words, not the container's
}

// What is kept of a log at most, and how much of one line.
const (
	maxLogLines = 5000
	maxLogBytes = 4 << 20
	maxLogLine  = 4 << 10
)

// logBook is the newest part of a log. What is dropped is the oldest, and it
// is counted. A line keeps its number, counted from the first ever added.
type logBook struct {
	lines   []logLine
	bytes   int
	dropped int
	last    time.Time // of the newest line that has a time
	found   found
}

// found is what a filter found so far: lines are looked through once.
type found struct {
	needle  string
	numbers []int
	next    int // the first line that was not looked at
}

func (b *logBook) add(lines ...logLine) {
	for _, l := range lines {
		b.bytes += len(l.text)
		if !l.own && !l.at.IsZero() {
			b.last = l.at
		}
	}
	b.lines = append(b.lines, lines...)
	if len(b.lines) <= maxLogLines && b.bytes <= maxLogBytes {
		return
	}
	drop := 0 // a quarter more than needed, so that it need not be done for every line
	for drop < len(b.lines)-1 && (len(b.lines)-drop > maxLogLines*3/4 || b.bytes > maxLogBytes*3/4) {
		b.bytes -= len(b.lines[drop].text)
		drop++
	}
	n := copy(b.lines, b.lines[drop:])
	clear(b.lines[n:])
	b.lines = b.lines[:n]
	b.dropped += drop
}

// shown are the numbers of the lines that contain needle, in any case. The
// slice is good until the next call.
func (b *logBook) shown(needle string) []int {
	f := &b.found
	if f.needle != needle {
		*f = found{needle: needle}
	}
	gone := sort.SearchInts(f.numbers, b.dropped)
	f.numbers = f.numbers[gone:]
	lower := strings.ToLower(needle)
	for n := max(f.next, b.dropped); n < b.dropped+len(b.lines); n++ {
		if needle == "" || strings.Contains(strings.ToLower(b.line(n).text), lower) {
			f.numbers = append(f.numbers, n)
		}
	}
	f.next = b.dropped + len(b.lines)
	return f.numbers
}

// line is the line of a number that has not been dropped.
func (b *logBook) line(n int) *logLine { return &b.lines[n-b.dropped] }

// upTo is how many of the numbered lines are not after limit; lines without a
// time belong to the one before them.
func (b *logBook) upTo(shown []int, limit time.Time) int {
	return sort.Search(len(shown), func(i int) bool {
		for j := shown[i] - b.dropped; j >= 0; j-- {
			if at := b.lines[j].at; !at.IsZero() {
				return at.After(limit)
			}
		}
		return false
	})
}

// parseLogLine takes apart what the kubelet sends: the time, a space, and what
// the container wrote. The indentation is kept: stack traces need it.
func parseLogLine(raw string) logLine {
	var l logLine
	stamp, text, ok := strings.Cut(raw, " ")
	if at, err := time.Parse(time.RFC3339Nano, stamp); err == nil {
		l.at, raw = at, text
		if !ok {
			raw = ""
		}
	}
	long := len(raw) > maxLogLine
	if long {
		raw = strings.ToValidUTF8(raw[:maxLogLine], "")
	}
	l.text = indentOf(raw) + timeline.Clean(raw)
	if long {
		l.text += "…"
	}
	return l
}

// indentOf is the white space that a line begins with, as spaces.
func indentOf(s string) string {
	n := 0
	for i := 0; i < len(s) && n < 32; i++ {
		switch s[i] {
		case ' ':
			n++
		case '\t':
			n += 4
		default:
			return strings.Repeat(" ", n)
		}
	}
	return "" // blanks alone
}
