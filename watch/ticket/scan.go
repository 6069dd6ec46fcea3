package ticket

import (
	"slices"
	"strings"
)

// printing is what one command printed: everything in it was so at one moment.
type printing struct {
	n       int // its place in the text, from 0
	line    int
	form    form
	command command
	style   style
	ages    []string // all that it prints, to tell the style
	row     bool     // a row of get -w: printed when the server sent it
}

// form is the format of a print.
type form uint8

const (
	formPage   form = iota // describe
	formPods               // a table of pods
	formEvents             // a table of events
	formYAML
)

// scanned is everything that was understood of a text, in its order.
type scanned struct {
	prints   []*printing
	pages    []*page
	rows     []*podRow
	events   []*eventRow
	objects  []*object
	hints    []command // whose output may be a block that names no pod
	warnings []string
	odd      []int // lines that look like Kubernetes and were not understood
}

// scanner walks over the lines of a text.
type scanner struct {
	scanned
	lines   []line
	pos     int
	command command // the last one seen, while its output may follow
	fresh   bool    // the next block is another print
	barren  int     // the line before which no piece of YAML begins: it has been tried
}

// parsers are tried in order at every line that is not blank. Each returns how
// many lines it has taken.
var parsers = []func(*scanner) int{
	(*scanner).prompt, (*scanner).yaml, (*scanner).table, (*scanner).page, (*scanner).headless, (*scanner).removed,
}

func scan(lines []line) *scanned {
	s := &scanner{lines: lines, fresh: true}
	for s.pos < len(s.lines) {
		s.step()
	}
	return &s.scanned
}

func (s *scanner) step() {
	l := s.lines[s.pos]
	if l.fence {
		s.fresh = true
	}
	if l.fence || l.blank() {
		s.pos++
		return
	}
	for _, parse := range parsers {
		if n := parse(s); n > 0 {
			s.pos += n
			return
		}
	}
	if suspicious(l.text) {
		s.odd = append(s.odd, l.n)
	}
	s.pos++
}

// at returns line i, or a fence behind the last.
func (s *scanner) at(i int) line {
	if i < len(s.lines) {
		return s.lines[i]
	}
	return line{n: len(s.lines) + 1, fence: true}
}

// prompt takes a command, or a shell's prompt: what follows is its output.
func (s *scanner) prompt() int {
	text := s.lines[s.pos].text
	c, ok := parseCommand(text)
	switch {
	case ok:
		c.line = s.lines[s.pos].n
		s.command, s.fresh = c, true
		s.hints = append(s.hints, c)
		return 1
	case strings.HasPrefix(strings.TrimSpace(text), "# "):
		return 0 // a comment
	case prompted(text):
		s.command, s.fresh = command{}, true
		return 1
	}
	return 0
}

// begin returns the print that a block belongs to: that of the block before,
// where nothing parts the two and they have the same form.
func (s *scanner) begin(f form, alone bool) *printing {
	if n := len(s.prints); n > 0 && !s.fresh && !alone && s.prints[n-1].form == f {
		return s.prints[n-1]
	}
	p := &printing{n: len(s.prints), line: s.at(s.pos).n, form: f, command: s.command}
	s.prints = append(s.prints, p)
	s.fresh = false
	return p
}

var deletedWords = lazily(`^\s*pod "([a-z0-9.-]+)" (?:force )?deleted(?: from (\S+) namespace)?\s*$`)

// removed takes `pod "x" deleted`, which kubectl prints once it has asked.
func (s *scanner) removed() int {
	text := s.lines[s.pos].text
	if strings.Contains(text, "deleted") && deletedWords().MatchString(text) {
		return 1
	}
	return 0
}

var suspects = []pattern{
	lazily(`\b(Normal|Warning)\s+[A-Z][a-z]+[A-Za-z]*\s`),
	lazily(`^\s*(Last State|State|Exit Code|Restart Count|Container ID|Image ID|Controlled By|QoS Class):\s`),
	lazily(`^\s*(pods?/)?[a-z0-9][a-z0-9.-]+\s+\d+/\d+\s+[A-Z]\w+`),
	lazily(`^\s*(Started|Finished|Start Time):\s+\w`),
	lazily(`^\s*(- )?"?(containerStatuses|restartCount|lastState|involvedObject|exitCode|waiting|terminated|lastTransitionTime)"?:`),
}

// suspicious reports whether a line that no parser took looks as if kubectl had
// printed it about a pod.
func suspicious(s string) bool {
	if !strings.ContainsAny(s, ":/") && !strings.Contains(s, "Normal") && !strings.Contains(s, "Warning") {
		return false
	}
	return slices.ContainsFunc(suspects, func(re pattern) bool { return re().MatchString(s) })
}
