package ticket

import (
	"slices"
	"strings"
)

// columnNames are those of the tables that are read, longer names first.
var columnNames = lazily(`^(NOMINATED NODE|READINESS GATES|LAST SEEN|FIRST SEEN|NAMESPACE|SUBOBJECT|RESTARTS|FIRSTSEEN|LASTSEEN|MESSAGE|OBJECT|SOURCE|STATUS|LABELS|REASON|READY|COUNT|EVENT|NAME|NODE|KIND|TYPE|FROM|AGE|IP|` +
	`SubObjectPath|SubobjectPath|FirstSeen|LastSeen|Message|Reason|Count|Type|From|Age)(\s+|$)`)

// column is one of a table's: its name, and where its header begins in the line.
type column struct {
	name  string
	at    int
	means string // what it holds in a table of Events, or ""
}

// header is the first line of a table; nil where none was pasted.
type header struct {
	columns []column // in order
	custom  bool     // the columns of a table of Events are the user's own
}

func newHeader(columns []column) *header {
	h := &header{columns: columns}
	for i := range columns {
		columns[i].means = meaning(columns[i].name)
	}
	h.custom = h.isCustom()
	return h
}

func (h *header) has(names ...string) bool {
	for _, n := range names {
		if h == nil || !slices.ContainsFunc(h.columns, func(c column) bool { return c.name == n }) {
			return false
		}
	}
	return true
}

// parseHeader reads a line of known column names, or of -o custom-columns over
// Events; nil for any other line.
func parseHeader(line string) *header {
	s := strings.TrimSpace(line)
	if s == "" || s[0] < 'A' || s[0] > 'Z' {
		return nil
	}
	var columns []column
	at := strings.Index(line, s)
	for s != "" {
		m := columnNames().FindStringSubmatch(s)
		if m == nil {
			return customHeader(line)
		}
		columns = append(columns, column{name: m[1], at: at})
		s, at = s[len(m[0]):], at+len(m[0])
	}
	return newHeader(columns)
}

var otherHeader = lazily(`^\s*(NAMESPACE\s+)?NAME(\s+[A-Z][A-Z0-9()/_%-]*)+\s*$|^\s*NAME\s*$`)

// isPods reports a table of pods; isEvents one of events, in get or describe.
func (h *header) isPods() bool { return h.has("NAME", "READY", "STATUS") }

func (h *header) isEvents() bool {
	return h.has("REASON", "TYPE") || h.has("Type", "Reason") && (h.has("Age") || h.has("Count") || h.has("From")) || h != nil && h.custom
}

// table takes a table: its header and its rows. One of another kind is skipped.
func (s *scanner) table() int {
	text := s.lines[s.pos].text
	h := parseHeader(text)
	switch {
	case h.isPods():
		return 1 + s.podRows(s.begin(formPods, true), h, s.pos+1)
	case h.isEvents():
		p := s.begin(formEvents, true)
		rows, n := s.eventRows(p, h, s.pos+1)
		s.events = append(s.events, rows...)
		return 1 + n
	case strings.Contains(text, "NAME") && otherHeader().MatchString(text):
		n := 1
		for l := s.at(s.pos + n); !l.fence && !l.blank(); l = s.at(s.pos + n) {
			if prompted(l.text) || parseHeader(l.text) != nil || otherHeader().MatchString(l.text) {
				break
			}
			n++
		}
		return n
	}
	return 0
}

// headless takes rows whose header was not pasted: grep and tail take it off.
func (s *scanner) headless() int {
	text := s.lines[s.pos].text
	if _, ok := parsePodRow(text, nil); ok {
		return s.podRows(s.begin(formPods, false), nil, s.pos)
	}
	if _, ok := parseEventRow(text, nil); ok {
		rows, n := s.eventRows(s.begin(formEvents, false), nil, s.pos)
		s.events = append(s.events, rows...)
		return n
	}
	return 0
}
