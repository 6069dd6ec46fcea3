package ticket

import (
	"strconv"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
)

// eventRow is one row of a table of events.
type eventRow struct {
	printing      *printing
	page          *page // it stands in, or nil
	namespace     string
	kind, name    string // of the object it is about; "" not printed
	eventName     string // of the Event object: its suffix is a time
	fieldPath     string
	typ, reason   string
	from, message string
	last, first   string // ages, or dates; first "" where none is printed
	count         int
	ageless       bool      // its age was cut out
	at, firstAt   time.Time // of the last and the first, where dates are printed or a stored Event says it
}

const (
	ageWord   = `(\d+[ydhms](?:\d+[dhms])?|<unknown>|<invalid>|` + dateWord + `)`
	ageCell   = ageWord + `(?:\s+\(x(\d+) over ` + ageWord + `\))?`
	typeWord  = `(Normal|Warning)`
	reason    = `([A-Z][A-Za-z0-9]+)`
	component = `(\{[^}]*\}|\d?[a-z][\w.-]*(?:/[\w.-]+)*(?:, [\w.-]+)?)`
	subobject = `((?:spec|status)\.\w+(?:\{[^}]*\})?)`
)

// The layouts of a row, by what no paste destroys: ages, Normal or Warning, a
// reason, and their order.
var (
	// describe, from 1.8 on
	rowPage = lazily(`^\s*` + typeWord + `\s+` + reason + `\s+` + ageCell + `(?:\s+` + component + `)?(?:\s+(.*))?$`)
	// get events and kubectl events, from 1.13 on
	rowGet = lazily(`^\s*(?:(?:ADDED|MODIFIED|DELETED)\s+)?(?:([a-z0-9][a-z0-9-]*)\s+)?` + ageCell + `\s+` + typeWord + `\s+` + reason + `\s+([A-Za-z][\w.]*)(?:/(\S+))?(?:\s+(.*))?$`)
	// get events up to 1.12
	rowOld = lazily(`^\s*(?:([a-z0-9][a-z0-9-]*)\s+)?` + ageWord + `\s+` + ageWord + `\s+(\d+)\s+([a-z0-9][\w.-]*)\s+([A-Z]\w+)\s+(?:` + subobject + `\s+)?` + typeWord + `\s+` + reason + `(?:\s+` + component + `)?(?:\s+(.*))?$`)
	// describe up to 1.7
	rowOldPage = lazily(`^\s*` + ageWord + `\s+` + ageWord + `\s+(\d+)\s+` + component + `\s+(?:` + subobject + `\s+)?` + typeWord + `\s+` + reason + `(?:\s+(.*))?$`)
	// describe, the ages cut out
	rowAgeless = lazily(`^\s*` + typeWord + `\s+` + reason + `\s+(kubelet|default-scheduler|[a-z]+(?:-[a-z]+)*-(?:controller|scheduler|manager))\s+(.*)$`)
	// what get -o wide puts behind the message
	wideTail  = lazily(`^(.*?)\s{2,}` + ageWord + `\s+(\d+)\s+([a-z0-9][\w.-]*\.[0-9a-f]{14,18})\s*$`)
	wideHead  = lazily(`^(?:` + subobject + `\s+)?` + component + `\s{2,}(.*)$`)
	fieldHead = lazily(`^(spec\.(?:containers|initContainers|ephemeralContainers)\{[^}]+\}):\s+(.*)$`)
)

// parseEventRow reads a row in whichever layout it has.
func parseEventRow(s string, h *header) (*eventRow, bool) {
	if (h == nil || !h.custom) && !strings.Contains(s, "Normal") && !strings.Contains(s, "Warning") {
		return nil, false
	}
	forms := []func(string, *header) *eventRow{pageRow, getRow, oldRow, oldPageRow, agelessRow}
	if h != nil && h.custom {
		forms = []func(string, *header) *eventRow{customRow}
	}
	for _, layout := range forms {
		if r := layout(s, h); r != nil {
			r.finish()
			return r, true
		}
	}
	return nil, false
}

func pageRow(s string, _ *header) *eventRow {
	m := rowPage().FindStringSubmatch(s)
	if m == nil {
		return nil
	}
	r := &eventRow{typ: m[1], reason: m[2], from: m[6], message: m[7]}
	r.ages(m[3], m[4], m[5])
	return r
}

func getRow(s string, h *header) *eventRow {
	m := rowGet().FindStringSubmatch(s)
	if m == nil {
		return nil
	}
	r := &eventRow{namespace: m[1], typ: m[5], reason: m[6], kind: m[7], name: m[8], message: m[9]}
	r.ages(m[2], m[3], m[4])
	if r.name == "" && h.has("OBJECT") {
		return nil
	}
	tail := wideTail().FindStringSubmatch(r.message)
	if tail == nil {
		return r
	}
	r.message, r.first, r.eventName = tail[1], tail[2], tail[4]
	r.count, _ = strconv.Atoi(tail[3])
	if head := wideHead().FindStringSubmatch(r.message); head != nil {
		r.fieldPath, r.from, r.message = head[1], head[2], head[3]
	}
	return r
}

func oldRow(s string, _ *header) *eventRow {
	m := rowOld().FindStringSubmatch(s)
	if m == nil {
		return nil
	}
	r := &eventRow{namespace: m[1], name: m[5], kind: m[6], fieldPath: m[7], typ: m[8], reason: m[9], from: m[10], message: m[11]}
	r.lastFirst(m[2], m[3])
	r.count, _ = strconv.Atoi(m[4])
	r.nameOfEvent()
	return r
}

// nameOfEvent takes what stands under NAME for the Event's name, if it ends as
// one: the object's is in front of the time.
func (r *eventRow) nameOfEvent() {
	if i := strings.LastIndexByte(r.name, '.'); i > 0 && len(r.name)-i > 14 {
		r.eventName, r.name = r.name, r.name[:i]
	}
}

func oldPageRow(s string, _ *header) *eventRow {
	m := rowOldPage().FindStringSubmatch(s)
	if m == nil {
		return nil
	}
	r := &eventRow{from: m[4], fieldPath: m[5], typ: m[6], reason: m[7], message: m[8]}
	r.lastFirst(m[1], m[2])
	r.count, _ = strconv.Atoi(m[3])
	return r
}

func agelessRow(s string, _ *header) *eventRow {
	m := rowAgeless().FindStringSubmatch(s)
	if m == nil {
		return nil
	}
	return &eventRow{typ: m[1], reason: m[2], from: m[3], message: m[4], last: "<unknown>", count: 1, ageless: true}
}

// ages takes the cell `3m12s (x5 over 10m)`.
func (r *eventRow) ages(last, count, first string) {
	r.last, r.first, r.count = last, first, 1
	if count != "" {
		r.count, _ = strconv.Atoi(count)
	}
}

// lastFirst takes two ages whose order depends on the version: the greater is
// the first occurrence's.
func (r *eventRow) lastFirst(a, b string) {
	x, _ := ageSpan(a, styleUnknown)
	y, _ := ageSpan(b, styleUnknown)
	if x.min > y.min {
		a, b = b, a
	}
	r.last, r.first = a, b
	if last, first := dateIn(a), dateIn(b); last.Before(first) {
		r.last, r.first = b, a
	}
}

func (r *eventRow) finish() {
	if r.at = dateIn(r.last); !r.at.IsZero() {
		r.firstAt = timeline.EarlierTime(r.at, dateIn(r.first))
	}
	r.from, _, _ = strings.Cut(strings.Trim(r.from, "{}"), ",")
	r.from, _, _ = strings.Cut(r.from, " ")
	r.kind = strings.ToLower(r.kind)
	r.message = strings.TrimSpace(r.message)
	if m := fieldHead().FindStringSubmatch(r.message); m != nil {
		r.fieldPath, r.message = m[1], m[2]
	}
}

// ofWorkload reports whether a row that names no object is of what a controller
// makes pods for: a piece of the describe page of a Job, say.
func (r *eventRow) ofWorkload() bool {
	return r.kind == "" && ofWorkloads[r.reason] && strings.HasSuffix(r.from, "-controller")
}

// ofWorkloads are the reasons of controllers' Events about their own objects.
var ofWorkloads = set("SuccessfulCreate", "SuccessfulDelete", "FailedCreate", "FailedDelete", "BackoffLimitExceeded", "DeadlineExceeded", "Completed", "SawCompletedJob",
	"ScalingReplicaSet", "RecreatingFailedPod", "Suspended", "Resumed")

// maxMessage bounds what continuation lines may add to one.
const maxMessage = 8 << 10

// eventRows reads rows from line i on and returns how many lines they take. A
// line between rows that is none continues the message above it: describe prints
// line feeds as they are, and so did get up to 1.25.
func (s *scanner) eventRows(p *printing, h *header, i int) (rows []*eventRow, n int) {
	start := i
	for ; ; i++ {
		l := s.at(i)
		if l.blank() && !l.fence && h != nil {
			if r, ok := parseEventRow(s.at(i+1).text, h); ok && r != nil {
				continue
			}
		}
		if l.fence || l.blank() || parseHeader(l.text) != nil {
			break
		}
		if strings.Trim(l.text, " -") == "" { // the dashes below describe's header
			continue
		}
		if r, ok := parseEventRow(l.text, h); ok {
			r.printing = p
			if r.namespace == "" {
				r.namespace = p.command.namespace
			}
			p.ages = append(p.ages, r.last, r.first)
			rows = append(rows, r)
			continue
		}
		if len(rows) == 0 || h == nil || s.ends(i) {
			break
		}
		if last := rows[len(rows)-1]; len(last.message) < maxMessage {
			last.message += " " + strings.TrimSpace(l.text)
		}
	}
	return rows, i - start
}

// ends reports whether line i cannot belong to the page or table above it.
func (s *scanner) ends(i int) bool {
	l := s.at(i)
	if l.fence || prompted(l.text) || docHead().MatchString(l.text) || streamWord().MatchString(l.text) {
		return true
	}
	if _, ok := parseCommand(l.text); ok && len(l.text) < 200 {
		return true
	}
	h := parseHeader(l.text)
	return h.isPods() || h.isEvents() && h.has("REASON") || otherHeader().MatchString(l.text) || emptyAnswer().MatchString(l.text)
}

var (
	docHead     = lazily(`^\s*(apiVersion: \S+|kind: [A-Z]\w+|---)\s*$`)
	streamWord  = lazily(`^\s*(stdout|stderr):\s*$`)
	emptyAnswer = lazily(`^(No events found in|No resources found|Error from server)`)
)
