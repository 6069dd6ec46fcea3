package ticket

import (
	"strconv"
	"strings"
)

// podRow is one row of a table of pods.
type podRow struct {
	printing        *printing
	namespace, name string
	ready, of       int
	status          string
	restarts        int // −1: not printed
	restarted       string
	age             string
	ip, node        string // "" not printed, or <none>
	unassigned      bool   // NODE is <none>
	deleted         bool   // EVENT is DELETED
}

var podRowWords = lazily(`^\s*(?:(ADDED|MODIFIED|DELETED)\s+)?(?:([a-z0-9][a-z0-9-]*)\s+)?(?:pods?/)?([a-z0-9][a-z0-9.-]*)\s+(\d+)/(\d+)\s+([A-Za-z][\w:./-]*)(?:\s+(\d+)(?:\s+\((\S+) ago\))?)?(?:\s+(\S+))?(?:\s+(.*))?$`)

// statusWord is what a STATUS looks like: a reason, or one of an init container.
var statusWord = lazily(`^(Init:)?([A-Z][A-Za-z]{3,}|\d+/\d+|(ExitCode|Signal):-?\d+)$`)

// parsePodRow reads a row; a nil header means that none was pasted, and asks for all
// five columns.
func parsePodRow(s string, h *header) (*podRow, bool) {
	if !strings.Contains(s, "/") {
		return nil, false
	}
	m := podRowWords().FindStringSubmatch(s)
	if m == nil {
		return nil, false
	}
	r := &podRow{deleted: m[1] == "DELETED", namespace: m[2], name: m[3], status: m[6], restarts: -1, restarted: m[8], age: m[9]}
	r.ready, _ = strconv.Atoi(m[4])
	r.of, _ = strconv.Atoi(m[5])
	if m[7] != "" {
		r.restarts, _ = strconv.Atoi(m[7])
	}
	if r.ready > r.of || r.of > 64 || r.age != "" && !isAge(r.age) || !isName(r.name) {
		return nil, false
	}
	if h == nil && (r.restarts < 0 || r.age == "" || !statusWord().MatchString(r.status)) {
		return nil, false
	}
	rest := strings.Fields(m[10])
	if len(rest) >= 2 && (h == nil || h.has("IP")) {
		r.unassigned = rest[1] == "<none>"
		if rest[0] != "<none>" {
			r.ip = rest[0]
		}
		if !r.unassigned {
			r.node = rest[1]
		}
	}
	return r, true
}

// podRows reads rows from line i on and returns how many lines they take. A
// name that comes again is a row of get -w, a print of its own.
func (s *scanner) podRows(p *printing, h *header, i int) int {
	first, seen := i, map[string]bool{}
	for ; ; i++ {
		l := s.at(i)
		if l.blank() || s.ends(i) {
			break
		}
		r, ok := parsePodRow(l.text, h)
		if !ok {
			if h != nil && parseHeader(l.text) == nil && s.oddRow(l, i > first) {
				continue
			}
			break
		}
		key := r.namespace + "/" + r.name
		if seen[key] || p.command.watch {
			if len(seen) > 0 {
				p = &printing{n: len(s.prints), line: l.n, form: formPods, command: p.command}
				s.prints = append(s.prints, p)
			}
			p.row = seen[key]
		}
		seen[key] = true
		r.printing = p
		if r.namespace == "" {
			r.namespace = p.command.namespace
		}
		p.ages = append(p.ages, r.age, r.restarted)
		s.rows = append(s.rows, r)
	}
	return i - first
}

// oddRow lists a line of a table of pods that is no row: what looks like one, or
// has columns where rows came before it. It reports whether rows may follow.
func (s *scanner) oddRow(l line, rows bool) bool {
	like := suspicious(l.text)
	if like || rows && strings.Contains(strings.TrimSpace(l.text), "  ") {
		s.odd = append(s.odd, l.n)
	}
	return like
}
