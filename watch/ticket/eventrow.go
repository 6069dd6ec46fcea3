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
	ageWord   = `\d+[ydhms](?:\d+[dhms])?|<unknown>|<invalid>|` + dateWord
	lastAge   = `(?P<last>` + ageWord + `)`
	firstAge  = `(?P<first>` + ageWord + `)`
	counted   = `(?P<count>\d+)`
	ageCell   = lastAge + `(?:\s+\(x` + counted + ` over ` + firstAge + `\))?`
	typeWord  = `(?P<type>Normal|Warning)`
	reason    = `(?P<reason>[A-Z][A-Za-z0-9]+)`
	component = `(?P<from>\{[^}]*\}|\d?[a-z][\w.-]*(?:/[\w.-]+)*(?:, [\w.-]+)?)`
	subobject = `(?P<path>(?:spec|status)\.\w+(?:\{[^}]*\})?)`
	tailWords = `(?:\s+(?P<message>.*))?$`
)

// The layouts of a row, by what no paste destroys: ages, Normal or Warning, a
// reason, and their order.
var (
	// describe, from 1.8 on
	rowPage = lazily(`^\s*` + typeWord + `\s+` + reason + `\s+` + ageCell + `(?:\s+` + component + `)?` + tailWords)
	// get events and kubectl events, from 1.13 on
	rowGet = lazily(`^\s*(?:(?:ADDED|MODIFIED|DELETED)\s+)?(?:(?P<namespace>[a-z0-9][a-z0-9-]*)\s+)?` + ageCell + `\s+` + typeWord + `\s+` + reason + `\s+(?P<kind>[A-Za-z][\w.]*)(?:/(?P<name>\S+))?` + tailWords)
	// get events up to 1.12
	rowOld = lazily(`^\s*(?:(?P<namespace>[a-z0-9][a-z0-9-]*)\s+)?` + lastAge + `\s+` + firstAge + `\s+` + counted + `\s+(?P<name>[a-z0-9][\w.-]*)\s+(?P<kind>[A-Z]\w+)\s+(?:` + subobject + `\s+)?` + typeWord + `\s+` + reason + `(?:\s+` + component + `)?` + tailWords)
	// describe up to 1.7
	rowOldPage = lazily(`^\s*` + lastAge + `\s+` + firstAge + `\s+` + counted + `\s+` + component + `\s+(?:` + subobject + `\s+)?` + typeWord + `\s+` + reason + tailWords)
	// describe, the ages cut out
	rowAgeless = lazily(`^\s*` + typeWord + `\s+` + reason + `\s+(?P<from>kubelet|default-scheduler|[a-z]+(?:-[a-z]+)*-(?:controller|scheduler|manager))\s+(?P<message>.*)$`)
	// what get -o wide puts behind the message
	wideTail  = lazily(`^(?P<message>.*?)\s{2,}` + firstAge + `\s+` + counted + `\s+(?P<event>[a-z0-9][\w.-]*\.[0-9a-f]{14,18})\s*$`)
	wideHead  = lazily(`^(?:` + subobject + `\s+)?` + component + `\s{2,}(?P<message>.*)$`)
	fieldHead = lazily(`^(spec\.(?:containers|initContainers|ephemeralContainers)\{[^}]+\}):\s+(.*)$`)
)

// parseEventRow reads a row in whichever layout it has.
func parseEventRow(s string, h *header) (*eventRow, bool) {
	if (h == nil || !h.custom) && !strings.Contains(s, "Normal") && !strings.Contains(s, "Warning") {
		return nil, false
	}
	forms := []func(string, *header) *eventRow{pageRow, getRow, oldRow, agelessRow}
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

// row returns the row that a text is, or nil where it does not match.
func (p pattern) row(s string) *eventRow {
	cells := p.groups(s)
	if cells == nil {
		return nil
	}
	return newRow(cells)
}

// newRow returns the row of which the cells are known by what they mean.
func newRow(c map[string]string) *eventRow {
	r := &eventRow{
		namespace: c["namespace"], kind: c["kind"], name: c["name"], fieldPath: c["path"], typ: c["type"], reason: c["reason"],
		from: c["from"], message: c["message"], last: c["last"], first: c["first"], count: 1,
	}
	if n, err := strconv.Atoi(c["count"]); err == nil {
		r.count = n
	}
	return r
}

func pageRow(s string, _ *header) *eventRow { return rowPage.row(s) }

func getRow(s string, h *header) *eventRow {
	r := rowGet.row(s)
	if r == nil || r.name == "" && h.has("OBJECT") {
		return nil
	}
	tail := wideTail.groups(r.message)
	if tail == nil {
		return r
	}
	r.message, r.first, r.eventName = tail["message"], tail["first"], tail["event"]
	r.count, _ = strconv.Atoi(tail["count"])
	if head := wideHead.groups(r.message); head != nil {
		r.fieldPath, r.from, r.message = head["path"], head["from"], head["message"]
	}
	return r
}

func oldRow(s string, _ *header) *eventRow {
	for _, layout := range []pattern{rowOld, rowOldPage} {
		if r := layout.row(s); r != nil {
			r.lastFirst(r.last, r.first)
			r.nameOfEvent()
			return r
		}
	}
	return nil
}

// nameOfEvent takes what stands under NAME for the Event's name, if it ends as
// one: the object's is in front of the time.
func (r *eventRow) nameOfEvent() {
	if i := strings.LastIndexByte(r.name, '.'); i > 0 && len(r.name)-i > 14 {
		r.eventName, r.name = r.name, r.name[:i]
	}
}

func agelessRow(s string, _ *header) *eventRow {
	r := rowAgeless.row(s)
	if r != nil {
		r.last, r.ageless = "<unknown>", true
	}
	return r
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
