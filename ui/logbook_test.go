package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestParseLogLine(t *testing.T) {
	at := time.Date(2026, 11, 22, 7, 0, 0, 123456789, time.UTC)
	stamp := at.Format(time.RFC3339Nano)
	for _, tt := range []struct {
		raw, text string
		timed     bool
	}{
		{stamp + " hello", "hello", true},
		{stamp + " ", "", true},
		{stamp, "", true},
		{stamp + " \tat com.example.Main(Main.java:7)", "    at com.example.Main(Main.java:7)", true},
		{stamp + " \x1b[31mred\x1b[0m\x1b]52;c;aGk=\x07 \u202etxt", "red txt", true},
		{stamp + "    ", "", true},
		{"unable to retrieve container logs for containerd://ab", "unable to retrieve container logs for containerd://ab", false},
		{stamp + " " + strings.Repeat("é", maxLogLine), strings.Repeat("é", maxLogLine/2) + "…", true},
	} {
		l := parseLogLine(tt.raw)
		if l.text != tt.text || l.at.IsZero() == tt.timed || tt.timed && !l.at.Equal(at) {
			t.Errorf("%.60q: %v %.60q, want %.60q", tt.raw, l.at, l.text, tt.text)
		}
	}
}

// A log of any length takes bounded memory, and what is dropped is counted.
func TestLogBookIsBounded(t *testing.T) {
	var b logBook
	for i := range 3 * maxLogLines {
		b.add(logLine{text: fmt.Sprint(i)})
		if len(b.lines) > maxLogLines {
			t.Fatalf("%d lines are kept", len(b.lines))
		}
	}
	if b.dropped+len(b.lines) != 3*maxLogLines || b.dropped == 0 {
		t.Errorf("%d lines dropped and %d kept of %d", b.dropped, len(b.lines), 3*maxLogLines)
	}
	if last := 3*maxLogLines - 1; b.line(last).text != fmt.Sprint(last) {
		t.Errorf("line %d is %q: a number must stay with its line", last, b.line(last).text)
	}
	if got := b.shown("7"); got[0] < b.dropped || b.line(got[len(got)-1]).text != "14997" {
		t.Errorf("found lines %d to %d of those from %d on", got[0], got[len(got)-1], b.dropped)
	}
	big := strings.Repeat("x", maxLogLine)
	for range 3 * maxLogBytes / maxLogLine {
		b.add(logLine{text: big})
		if b.bytes > maxLogBytes {
			t.Fatalf("%d bytes are kept", b.bytes)
		}
	}
}

func TestLogBookShows(t *testing.T) {
	var b logBook
	at := time.Unix(100, 0)
	b.add(logLine{at: at, text: "GET /"}, logLine{text: "no time"}, logLine{at: at.Add(time.Second), text: "get /x"}, logLine{at: at.Add(3 * time.Second), text: "POST"})
	if got := b.shown("get"); !slices.Equal(got, []int{0, 2}) {
		t.Errorf("found %v", got)
	}
	b.add(logLine{text: "get /late"})
	if got := b.shown("get"); !slices.Equal(got, []int{0, 2, 4}) {
		t.Errorf("found %v after one more line", got)
	}
	all := b.shown("")[:4]
	for limit, want := range map[time.Duration]int{-1: 0, 0: 2, time.Second: 3, 2 * time.Second: 3, time.Minute: 4} {
		if got := b.upTo(all, at.Add(limit)); got != want {
			t.Errorf("%d lines up to %v, want %d", got, limit, want)
		}
	}
}
