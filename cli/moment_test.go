package cli

import (
	"slices"
	"testing"
	"time"
)

func TestMoment(t *testing.T) {
	first := time.Date(2026, 11, 22, 7, 0, 0, 500e6, time.UTC)
	last := first.Add(time.Minute)
	for _, tt := range []struct {
		in   string
		want time.Time // zero: an error
	}{
		{"", last},
		{"end", last},
		{"0s", first},
		{"42s", first.Add(42 * time.Second)},
		{"1h", last}, // nothing was seen later
		{"2026-11-22T07:00:30Z", first.Add(29500 * time.Millisecond)},
		{"2026-11-22T08:00:30.25+01:00", first.Add(29750 * time.Millisecond)},
		{"2026-11-22T09:00:30+01:00", last},
		{"-1s", time.Time{}},
		{"2026-11-22T07:00:00Z", time.Time{}}, // before the first
		{"noon", time.Time{}},
		{"42", time.Time{}},
	} {
		got, err := moment(tt.in, first, last)
		if (err != nil) != tt.want.IsZero() || !got.Equal(tt.want) {
			t.Errorf("moment(%q) = %v, %v; want %v", tt.in, got, err, tt.want)
		}
	}
}

func TestParseSize(t *testing.T) {
	for in, want := range map[string][2]int{
		"100x30": {100, 30}, "1x1": {1, 1}, "2000x2000": {2000, 2000},
		"0x0": {}, "100x0": {}, "-1x5": {}, "2001x1": {}, "axb": {}, "100": {}, "100x": {}, "x": {}, "1x2x3": {}, "1e3x5": {}, "": {},
	} {
		w, h, err := parseSize(in)
		if (err != nil) != (want[0] == 0) || w != want[0] || h != want[1] {
			t.Errorf("parseSize(%q) = %d, %d, %v; want %v", in, w, h, err, want)
		}
	}
}

func TestKeyNames(t *testing.T) {
	for in, want := range map[string][]string{
		"":                  nil,
		"down,enter":        {"down", "enter"},
		"down, down enter ": {"down", "down", "enter"},
		"comma,.,comma":     {",", ".", ","},
	} {
		if got := keyNames(in); !slices.Equal(got, want) {
			t.Errorf("keyNames(%q) = %q, want %q", in, got, want)
		}
	}
}
