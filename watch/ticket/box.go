package ticket

import (
	"slices"
	"strconv"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/timeline"
)

// box is what a page says of one container.
type box struct {
	section     string // Init Containers, Containers or Ephemeral Containers
	name        string // "" in a piece that begins below it
	state, last *runState
	restarts    int                          // −1: not printed
	amounts     map[string]map[string]string // by Limits and Requests
	fields      map[string]string            // the others, by label
}

// runState is the block below State or Last State.
type runState struct {
	kind              string // Running, Waiting or Terminated
	reason, message   string
	code              int
	coded             bool // Exit Code was printed
	signal            int
	started, finished time.Time // the second; zero: not printed, or never
	never             bool      // Started is the epoch: the process never ran
}

func (b *box) hasFacts() bool {
	return b.state != nil || b.last != nil || b.restarts >= 0 || b.fields["Container ID"] != "" || b.fields["Image"] != ""
}

// boxLabels are the labels of a container; those of its states apart.
var boxLabels = set("Container ID", "Image", "Image ID", "Port", "Ports", "Host Port", "Host Ports", "Command", "Args", "State", "Last State", "Ready", "Restart Count",
	"Limits", "Requests", "Liveness", "Readiness", "Startup", "Environment", "Environment Variables", "Environment Variables from", "Mounts", "Devices",
	"SeccompProfile", "LocalhostProfile", "Target Container", "QoS Tier", "Restart Policy", "Readiness Gate", "Resize Policy", "Volume Devices", "CPU Limits")

var stateLabels = set("Reason", "Message", "Exit Code", "Signal", "Started", "Finished")

// boxReader reads the containers of a section.
type boxReader struct {
	kind   string
	box    *box
	indent int       // of the containers' names
	level  int       // of the labels in the current container
	body   string    // the label whose own lines follow
	state  *runState // where Reason, Exit Code, … belong
	long   *string   // a message that may go on
}

func (r *boxReader) add(p *page, name string) {
	r.box = &box{section: r.kind, name: name, restarts: -1, amounts: map[string]map[string]string{"Limits": {}, "Requests": {}}, fields: map[string]string{}}
	r.body, r.state, r.long, r.level = "", nil, nil, -1
	p.boxes = append(p.boxes, r.box)
}

var boxName = lazily(`^ *([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?):$`)

// containerLine reads a line of a section of containers.
func (r *pageReader) containerLine(i int) {
	text, b := r.at(i).text, &r.box
	indent := r.at(i).indent()
	if m := boxName().FindStringSubmatch(text); m != nil && (b.box == nil || indent <= b.indent || b.body == "" && indent < b.level) && r.boxFollows(i) {
		b.indent = indent
		b.add(r.page, m[1])
		return
	}
	at, name, value, ok := label(text)
	if b.box == nil {
		if !ok || !boxLabels[name] && !stateLabels[name] {
			return
		}
		b.indent = max(at-2, 0)
		b.add(r.page, "")
	}
	if ok && b.take(at, name, value) {
		return
	}
	b.text(text)
}

// cutAbove makes an init container of the one in which a piece of a page begins:
// the section of the others comes behind it.
func (p *page) cutAbove() {
	for _, b := range p.boxes {
		if b.section == "Containers" {
			b.section = "Init Containers"
		}
	}
}

// endCutAbove begins the end of a run whose first lines were cut off: whether of
// the current state or the last one is seen by what follows.
func (r *pageReader) endCutAbove() {
	end := &runState{kind: "Terminated", reason: r.page.fields["Reason"], message: r.page.fields["Message"]}
	delete(r.page.fields, "Reason")
	delete(r.page.fields, "Message")
	r.box.box.last, r.box.state = end, end
}

// boxFollows reports whether the next line that says something is a label of a
// container: arguments can look like a container's name.
func (r *pageReader) boxFollows(i int) bool {
	for k := i + 1; k < i+4; k++ {
		text := strings.TrimSpace(r.at(k).text)
		if text == "" || strings.HasPrefix(text, "...") {
			continue
		}
		_, name, _, ok := label(r.at(k).text)
		return ok && (boxLabels[name] || stateLabels[name])
	}
	return false
}

// take reads a label of a container; false if it is text of an argument, a
// variable or a message.
func (r *boxReader) take(indent int, name, value string) bool {
	if r.level < 0 && boxLabels[name] {
		r.level = indent
	}
	arbitrary := r.body == "Command" || r.body == "Args" || r.body == "Environment"
	switch {
	case boxLabels[name] && (indent <= r.level || !arbitrary && r.long == nil && (name == "State" || name == "Last State")):
		r.label(name, value)
		return true
	case r.state != nil && stateLabels[name]:
		r.stateLabel(name, value)
		return true
	case arbitrary:
		return true
	}
	return false
}

func (r *boxReader) label(name, value string) {
	b := r.box
	r.body, r.state, r.long = name, nil, nil
	switch name {
	case "State":
		b.state = &runState{kind: value}
		r.state = b.state
	case "Last State":
		if b.state == nil {
			b.state = b.last // a piece began below State
		}
		b.last = &runState{kind: value}
		r.state = b.last
	case "Restart Count":
		if n, err := strconv.Atoi(value); err == nil && n >= 0 {
			b.restarts = n
		}
	default:
		b.fields[name] = value
	}
}

func (r *boxReader) stateLabel(name, value string) {
	s := r.state
	r.long = nil
	switch name {
	case "Reason":
		s.reason = value
	case "Message":
		s.message = value
		r.long = &s.message
	case "Exit Code":
		if n, err := strconv.ParseInt(value, 10, 64); err == nil {
			s.code, s.coded = int(int32(n)), true //nolint:gosec // the low half: Windows' codes are printed either way
		}
	case "Signal":
		s.signal, _ = strconv.Atoi(value)
	case "Started":
		s.started, s.never = parseTime(value)
	case "Finished":
		s.finished, _ = parseTime(value)
	}
}

var quantityWords = lazily(`^\s*([a-z0-9][\w./-]*):\s+(\S+)$`)

// text reads a line without a label that is known here.
func (r *boxReader) text(s string) {
	switch {
	case r.long != nil && len(*r.long) < maxMessage:
		*r.long += " " + strings.TrimSpace(s)
	case r.body == "Limits" || r.body == "Requests":
		if m := quantityWords().FindStringSubmatch(s); m != nil {
			r.box.amounts[r.body][m[1]] = m[2]
		}
	}
}

// parseTime reads the times of describe: RFC 1123 with a numeric zone, of which
// the weekday is not believed. never reports the epoch, which stands for a
// process that did not start.
func parseTime(s string) (t time.Time, never bool) {
	if _, rest, ok := strings.Cut(s, ", "); ok {
		for _, layout := range []string{"02 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 -0700", "02 Jan 2006 15:04:05 MST"} {
			if t, err := time.Parse(layout, rest); err == nil {
				return sane(t)
			}
		}
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return sane(t)
	}
	return time.Time{}, false
}

// sane returns a time, or reports that it is the epoch: never started.
func sane(t time.Time) (time.Time, bool) {
	if t.Unix() <= 0 {
		return time.Time{}, t.Unix() == 0
	}
	return t.UTC(), false
}

// boxWith returns the first container of a page that is called so and fits, or nil.
func (w *writer) boxWith(name string, fits func(*box) bool) *box {
	for _, p := range w.pages {
		for _, b := range p.boxes {
			if w.boxName(b) == name && fits(b) {
				return b
			}
		}
	}
	return nil
}

// crashPage returns the container of a page that backs off after the same run as
// a row's, with how that run ended.
func (w *writer) crashPage(c *corev1.ContainerStatus) *box {
	return w.boxWith(c.Name, func(b *box) bool {
		return w.counts(b, int(c.RestartCount)) && b.last != nil && b.state != nil && b.state.kind == "Waiting"
	})
}

// counts reports whether a page's container has been restarted n times, or was
// cut before its count while every row says n.
func (w *writer) counts(b *box, n int) bool {
	return b.restarts == n || b.restarts < 0 && !slices.ContainsFunc(w.rows, func(r *podRow) bool { return r.restarts != n })
}

// paged returns the container of a page that shows the end that a row names: the
// page says all of it.
func (w *writer) paged(name string, r *podRow, word string) *box {
	if word == "" {
		return nil
	}
	return w.boxWith(name, func(b *box) bool {
		return b.restarts == r.restarts && b.state != nil && b.state.kind == "Terminated" && b.state.reason == word
	})
}

// rowID returns the ID of the run that a row is about: a page that counts as
// many restarts, or was cut before its count, shows it; or something stands for
// it.
func (w *writer) rowID(c *corev1.ContainerStatus) string {
	shown := w.boxWith(c.Name, func(b *box) bool { return w.counts(b, int(c.RestartCount)) && b.fields["Container ID"] != "" })
	if shown != nil {
		return shown.fields["Container ID"]
	}
	return timeline.UnknownUID + c.Name + "/" + strconv.Itoa(int(c.RestartCount))
}
