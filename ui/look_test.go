package ui

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

// TestLook prints one frame: LOOK="demo 100x30 42s down,enter" go test -run TestLook -v
func TestLook(t *testing.T) {
	f := strings.Fields(os.Getenv("LOOK"))
	if len(f) < 2 {
		t.Skip("LOOK is not set")
	}
	var w, h int
	fmt.Sscanf(f[1], "%dx%d", &w, &h)
	o := Options{Recording: recording(t, f[0]), Location: time.UTC}
	at := time.Time{}
	if len(f) > 2 && f[2] != "end" {
		d, err := time.ParseDuration(f[2])
		if err != nil {
			t.Fatal(err)
		}
		at = o.Recording[0].At.Add(d)
	}
	var keys []string
	if len(f) > 3 && f[3] != "-" {
		keys = strings.Split(f[3], ",")
	}
	if len(f) > 4 {
		o.Color = ColorAlways
	}
	s, err := Frame(o, w, h, at, keys)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(s)
}

func TestLookSix(t *testing.T) {
	f := strings.Fields(os.Getenv("LOOK6"))
	if len(f) == 0 {
		t.Skip("LOOK6 is not set")
	}
	var w, h int
	fmt.Sscanf(f[0], "%dx%d", &w, &h)
	o := Options{}
	if len(f) > 2 {
		o.Color = ColorAlways
	}
	a := showing(sixDays(), o, w, h)
	if len(f) > 1 && f[1] != "-" {
		for _, k := range strings.Split(f[1], ",") {
			p, _ := keyPress(k, false)
			a.press(p)
		}
	}
	fmt.Println(a.paint())
}
