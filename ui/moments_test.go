package ui

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// momentShares are the moments of a recording at which a frame is kept.
var momentShares = []float64{0.2, 0.6, 1}

// Every recording has its screen kept at several moments, in one file.
func TestMoments(t *testing.T) {
	files, err := filepath.Glob("../testdata/recordings/*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatal("no recordings", err)
	}
	const width, height = 100, 24
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".jsonl")
		t.Run(name, func(t *testing.T) {
			all := recording(t, name)
			first := all[0].At
			length := all[len(all)-1].At.Sub(first)
			var out strings.Builder
			for _, share := range momentShares {
				at := first.Add(time.Duration(share * float64(length)))
				f, err := Frame(Options{Recording: all, Location: time.UTC}, width, height, at, nil)
				if err != nil {
					t.Fatal(err)
				}
				fits(t, f, width, height)
				fmt.Fprintf(&out, "== %s\n%s\n", at.Sub(first).Round(time.Millisecond), f)
			}
			golden(t, "moments/"+name, out.String())
		})
	}
}
