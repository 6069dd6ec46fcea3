// Package ticket reads what people paste into a ticket: kubectl's YAML, its
// describe pages, its tables of events and pods, mixed with prompts, fences and
// prose, cut, quoted and indented anew. It turns them into Observations.
//
// It knows what kubectl prints (k8s.io/kubectl/pkg/describe, pkg/printers) and
// how pastes are mangled. It must not know what an Observation means for a pod
// (package timeline) or how it is shown.
//
// The way of a text through the package:
//
//	clean → lines       fences, quotes, entities, prompts, tabs      (lines*.go)
//	scan → prints       one command's output each: one moment        (scan.go and a parser a format)
//	gather → pods       which pod a block is about, and its lives    (lives.go, names.go)
//	settle → times      when each print was printed, from its ages   (network.go, moments.go)
//	observe             Pods and Events with the times known         (observe*.go)
package ticket

import (
	"errors"
	"fmt"
	"unicode/utf8"

	"github.com/podlife/podlife/timeline"
)

// ErrNoPods is what Read returns for a text that holds no pod.
var ErrNoPods = errors.New("no pod in it")

// Ticket is what a text said.
type Ticket struct {
	Observations []timeline.Observation // in order of their At
	// Warnings are what was odd in the text, a sentence each: lines that were
	// not understood, a page that was cut, prints whose order is unknown.
	Warnings []string
	// Missing is what the text could not say, and which command would add it.
	Missing []string
	// Relative reports that the text names no moment by which any of it could
	// be dated: all times are relative to the moment of printing, for which
	// Printed stands.
	Relative bool
	// NowUnknown reports that the text does not say when the last of it was
	// printed: only that it was not before the newest moment that it names.
	NowUnknown bool
}

// maxText bounds what is read: a cluster's whole dump, not a disk.
const maxText = 64 << 20

// isBinary reports whether what begins a file is no text in any encoding that is
// read here.
func isBinary(b []byte) bool {
	if len(b) > 1 && (b[0] == 0xff && b[1] == 0xfe || b[0] == 0xfe && b[1] == 0xff) {
		return false
	}
	b = b[:min(len(b), 1<<16)]
	bad := 0
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		}
		i += n
	}
	return bad > 16 && bad > len(b)/8
}

// Read reads a text. name is what its errors call it. A text without any pod
// is an error that wraps ErrNoPods.
func Read(text []byte, name string) (Ticket, error) {
	if len(text) > maxText {
		return Ticket{}, fmt.Errorf("%s: %d MB are too much for a ticket (at most %d): cut it down to the pod", name, len(text)>>20, maxText>>20)
	}
	if isBinary(text) {
		return Ticket{}, fmt.Errorf("%s: %w: it is no text", name, ErrNoPods)
	}
	lines := clean(text)
	s := scan(lines)
	pods := gather(s)
	if len(pods.list) == 0 {
		return Ticket{}, fmt.Errorf("%s: %w: looked in %s for kubectl's describe, YAML, and tables of pods and events%s", name, ErrNoPods, howMany(len(lines), "line"), almost(s.odd))
	}
	t := settle(s, pods)
	return observe(s, pods, t), nil
}

func howMany(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
