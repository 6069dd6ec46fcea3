package logs

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestParseLine(t *testing.T) {
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
		{stamp + " " + strings.Repeat("é", MaxLine), strings.Repeat("é", MaxLine/2) + "…", true},
	} {
		l := ParseLine(tt.raw)
		if l.Text != tt.text || l.At.IsZero() == tt.timed || tt.timed && !l.At.Equal(at) {
			t.Errorf("%.60q: %v %.60q, want %.60q", tt.raw, l.At, l.Text, tt.text)
		}
	}
}

// TestBookIsBounded checks that a log of any length takes bounded memory, and
// what is dropped is counted.
func TestBookIsBounded(t *testing.T) {
	var b Book
	for i := range 3 * MaxLines {
		b.Add(Line{Text: fmt.Sprint(i)})
		if len(b.Lines) > MaxLines {
			t.Fatalf("%d lines are kept", len(b.Lines))
		}
	}
	if b.Dropped+len(b.Lines) != 3*MaxLines || b.Dropped == 0 {
		t.Errorf("%d lines dropped and %d kept of %d", b.Dropped, len(b.Lines), 3*MaxLines)
	}
	if last := 3*MaxLines - 1; b.Line(last).Text != fmt.Sprint(last) {
		t.Errorf("line %d is %q: a number must stay with its line", last, b.Line(last).Text)
	}
	if got := b.Shown("7"); got[0] < b.Dropped || b.Line(got[len(got)-1]).Text != "14997" {
		t.Errorf("found lines %d to %d of those from %d on", got[0], got[len(got)-1], b.Dropped)
	}
	big := strings.Repeat("x", MaxLine)
	for range 3 * MaxBytes / MaxLine {
		b.Add(Line{Text: big})
		if b.Bytes > MaxBytes {
			t.Fatalf("%d bytes are kept", b.Bytes)
		}
	}
}

func TestBookShows(t *testing.T) {
	var b Book
	at := time.Unix(100, 0)
	b.Add(Line{At: at, Text: "GET /"}, Line{Text: "no time"}, Line{At: at.Add(time.Second), Text: "get /x"}, Line{At: at.Add(3 * time.Second), Text: "POST"})
	if got := b.Shown("get"); !slices.Equal(got, []int{0, 2}) {
		t.Errorf("found %v", got)
	}
	b.Add(Line{Text: "get /late"})
	if got := b.Shown("get"); !slices.Equal(got, []int{0, 2, 4}) {
		t.Errorf("found %v after one more line", got)
	}
	all := b.Shown("")[:4]
	for limit, want := range map[time.Duration]int{-1: 0, 0: 2, time.Second: 3, 2 * time.Second: 3, time.Minute: 4} {
		if got := b.UpTo(all, at.Add(limit)); got != want {
			t.Errorf("%d lines up to %v, want %d", got, limit, want)
		}
	}
}

// BenchmarkLogLines takes lines apart, cleans them and keeps the newest.
func BenchmarkLogLines(b *testing.B) {
	var book Book
	raw := "2026-11-22T07:00:00.123456789Z \x1b[32mINFO\x1b[0m " + strings.Repeat("request served ", 8)
	b.ReportAllocs()
	for b.Loop() {
		book.Add(ParseLine(raw))
	}
}
