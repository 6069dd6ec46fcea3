// Package logs is the pane of one container's log: what is read, what is kept of it, and how it
// is aligned with the time axis. It must not know Kubernetes clients: whoever runs the
// screen opens the logs.
package logs

import (
	"sort"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
)

// Line is one line of a log, safe to show.
type Line struct {
	At   time.Time // on the node's clock; zero: it came without a time
	Text string
	Own  bool // podlife's own words, not the container's
}

// What is kept of a log at most, and how much of one line.
const (
	MaxLines = 5000
	MaxBytes = 4 << 20
	MaxLine  = 4 << 10
)

// Book is the newest part of a log. What is dropped is the oldest, and it
// is counted. A line keeps its number, counted from the first ever added.
type Book struct {
	Lines   []Line
	Bytes   int
	Dropped int
	last    time.Time // of the newest line that has a time
	found   found
}

// found is what a filter found so far: lines are looked through once.
type found struct {
	needle  string
	numbers []int
	next    int // the first line that was not looked at
}

// Add appends lines, and drops the oldest where there are too many.
func (b *Book) Add(lines ...Line) {
	for _, l := range lines {
		b.Bytes += len(l.Text)
		if !l.Own && !l.At.IsZero() {
			b.last = l.At
		}
	}
	b.Lines = append(b.Lines, lines...)
	if len(b.Lines) <= MaxLines && b.Bytes <= MaxBytes {
		return
	}
	drop := 0 // a quarter more than needed, so that it need not be done for every line
	for drop < len(b.Lines)-1 && (len(b.Lines)-drop > MaxLines*3/4 || b.Bytes > MaxBytes*3/4) {
		b.Bytes -= len(b.Lines[drop].Text)
		drop++
	}
	n := copy(b.Lines, b.Lines[drop:])
	clear(b.Lines[n:])
	b.Lines = b.Lines[:n]
	b.Dropped += drop
}

// Shown returns the numbers of the lines that contain needle, in any case. The
// slice is good until the next call.
func (b *Book) Shown(needle string) []int {
	f := &b.found
	if f.needle != needle {
		*f = found{needle: needle}
	}
	gone := sort.SearchInts(f.numbers, b.Dropped)
	f.numbers = f.numbers[gone:]
	lower := strings.ToLower(needle)
	for n := max(f.next, b.Dropped); n < b.Dropped+len(b.Lines); n++ {
		if needle == "" || strings.Contains(strings.ToLower(b.Line(n).Text), lower) {
			f.numbers = append(f.numbers, n)
		}
	}
	f.next = b.Dropped + len(b.Lines)
	return f.numbers
}

// Line returns the line of a number that has not been dropped.
func (b *Book) Line(n int) *Line { return &b.Lines[n-b.Dropped] }

// UpTo returns how many of the numbered lines are not after limit; lines
// without a time belong to the one before them.
func (b *Book) UpTo(shown []int, limit time.Time) int {
	return sort.Search(len(shown), func(i int) bool {
		for j := shown[i] - b.Dropped; j >= 0; j-- {
			if at := b.Lines[j].At; !at.IsZero() {
				return at.After(limit)
			}
		}
		return false
	})
}

// ParseLine takes apart what the kubelet sends: the time, a space, and what
// the container wrote. The indentation is kept: stack traces need it.
func ParseLine(raw string) Line {
	var l Line
	stamp, text, ok := strings.Cut(raw, " ")
	if at, err := time.Parse(time.RFC3339Nano, stamp); err == nil {
		l.At, raw = at, text
		if !ok {
			raw = ""
		}
	}
	long := len(raw) > MaxLine
	if long {
		raw = strings.ToValidUTF8(raw[:MaxLine], "")
	}
	l.Text = indentOf(raw) + timeline.Clean(raw)
	if long {
		l.Text += "…"
	}
	return l
}

// indentOf returns the white space that a line begins with, as spaces.
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
