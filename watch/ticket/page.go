package ticket

import (
	"fmt"
	"slices"
	"strings"
)

// page is one pod's describe, or a piece of one.
type page struct {
	line, last      int // of its first and last line
	printing        *printing
	name, namespace string
	fields          map[string]string // by label, of the pod itself
	boxes           []*box
	conditions      []status
	gates           []status
	events          []*eventRow
	other           bool // it describes another kind
}

// status is a row of Conditions or Readiness Gates.
type status struct{ name, value string }

var labelWords = lazily(`^( *)([A-Z][A-Za-z]*(?:[ -][A-Za-z]+){0,5}):(?: +(.*))?$`)

// label splits "  State:   Waiting" into its indent, label and value.
func label(s string) (indent int, name, value string, ok bool) {
	if strings.IndexByte(s, ':') < 2 {
		return 0, "", "", false
	}
	m := labelWords().FindStringSubmatch(s)
	if m == nil {
		return 0, "", "", false
	}
	return len(m[1]), m[2], strings.TrimSpace(m[3]), true
}

func set(names ...string) map[string]bool {
	m := make(map[string]bool, len(names))
	for _, n := range names {
		m[n] = true
	}
	return m
}

// sections are the labels that begin a part of the page, in their order.
var sections = []string{
	"Init Containers", "Containers", "Ephemeral Containers", "Readiness Gates", "Conditions", "Volumes", "QoS Class",
	"Node-Selectors", "Node Selectors", "Tolerations", "Topology Spread Constraints", "Events",
}

// podLabels are those of the pod itself (k8s.io/kubectl/pkg/describe, describePod).
var podLabels = set(append([]string{
	"Name", "Namespace", "Priority", "PriorityClassName", "Priority Class Name", "Runtime Class Name", "Service Account", "Node",
	"Start Time", "Labels", "Annotations", "Status", "Reason", "Message", "SeccompProfile", "LocalhostProfile", "IP", "IPs", "Controlled By", "Created By", "Controllers",
	"NominatedNodeName", "Termination Grace Period", "Resources", "Security Policy", "Security Context", "Image", "Workload", "Scheduling Group",
}, sections...)...)

// beginners are labels that a piece of a page may begin with.
var beginners = set("Name", "Namespace", "Node", "Start Time", "Labels", "Annotations", "Status", "Controlled By", "Init Containers",
	"Containers", "Ephemeral Containers", "State", "Last State", "Container ID", "Image ID", "Image", "Restart Count", "Events", "QoS Class", "IPs", "Conditions", "Priority",
	"Service Account", "Taints", "Roles", "Tolerations", "Exit Code", "Reason", "Node-Selectors", "Volumes")

// foreign are labels that only pages of other kinds have.
var foreign = set("Parallelism", "Completions", "Completion Mode", "Pod Template", "Pods Statuses", "Pods Status", "API Version", "Replicas", "Selector", "StrategyType",
	"Taints", "Roles", "Capacity", "Allocatable", "Unschedulable", "System Info", "Endpoints", "Session Affinity", "StorageClass", "Access Modes", "Schedule",
	"Desired Number of Nodes Scheduled", "Update Strategy", "MinReadySeconds", "NewReplicaSet", "OldReplicaSets", "Provisioner", "Metadata", "Spec",
	"Lease", "Non-terminated Pods", "PodCIDR", "Suspend", "Backoff Limit", "Used By", "Addresses", "Subsets", "Reclaim Policy", "Claim", "Type", "Metrics", "Min replicas", "Ingress Class")

// page takes a describe page from the current line on.
func (s *scanner) page() int {
	indent, name, value, ok := label(s.lines[s.pos].text)
	if !ok || !beginners[name] && !(foreign[name] && name != "Type") || name == "Name" && !isName(value) && value != "" {
		return 0
	}
	r := pageReader{scanner: s, page: &page{line: s.lines[s.pos].n, fields: map[string]string{}}, base: indent}
	n := r.read()
	if r.page.other || s.command.verb == "describe" && s.command.kind != "" && s.command.kind != "pod" && r.page.fields["Node"] == "" {
		return n // of another kind
	}
	if !r.page.hasFacts() && len(r.page.events) > 0 {
		return n // of a controller
	}
	if !r.page.hasFacts() {
		return 0
	}
	r.page.printing = s.begin(formPage, false)
	for _, e := range r.page.events {
		e.printing, e.page = r.page.printing, r.page
		r.page.printing.ages = append(r.page.printing.ages, e.last, e.first)
	}
	if r.page.fields["IPs"] != "" || r.page.fields["Service Account"] != "" {
		r.page.printing.style = styleNew // these came with kubectl 1.16 and 1.25
	}
	s.pages = append(s.pages, r.page)
	s.events = append(s.events, r.page.events...)
	if r.page.name != "" && (r.section == "Containers" || r.section == "Init Containers") {
		s.warnings = append(s.warnings, fmt.Sprintf("line %d: the describe of %s ends here, in the middle: what comes after it is missing", r.page.last, r.page.name))
	}
	return n
}

// hasFacts reports whether the page says anything about a pod.
func (p *page) hasFacts() bool {
	phase, _, _ := strings.Cut(p.fields["Status"], " ")
	return phases[phase] || slices.ContainsFunc(p.boxes, (*box).hasFacts) || slices.ContainsFunc(p.events, func(e *eventRow) bool { return !e.ofWorkload() }) || p.name != "" && (p.fields["Node"] != "" || p.fields["Priority"] != "" || len(p.boxes) > 0 || p.fields["IP"] != "")
}

var phases = set("Pending", "Running", "Succeeded", "Failed", "Unknown", "Terminating")

// pageReader reads one page, line by line, by its labels: their indentation is
// what pastes lose first.
type pageReader struct {
	*scanner
	page    *page
	base    int
	section string // "" above the first
	field   string // the label whose value may go on
	box     boxReader
	blank   int // blank lines just before
}

// read returns how many lines the page has.
func (r *pageReader) read() int {
	i := r.pos
	for ; ; i++ {
		l := r.at(i)
		if l.fence {
			break
		}
		if l.blank() {
			r.blank++
			continue
		}
		if i > r.pos && (r.ends(i) && !r.eventHeader(l.text) || r.next(i)) {
			break
		}
		if n := r.events(i); n > 0 {
			i += n - 1
		} else {
			r.line(i)
		}
		r.page.last, r.blank = l.n, 0
	}
	return max(r.page.last-r.lines[r.pos].n+1, 1)
}

func (r *pageReader) eventHeader(s string) bool {
	h := parseHeader(s)
	return h.isEvents() && h.has("Reason")
}

// next reports whether line i begins the page of another object.
func (r *pageReader) next(i int) bool {
	indent, name, value, ok := label(r.at(i).text)
	if !ok || name != "Name" || indent > r.base {
		return false
	}
	_, follower, _, _ := label(r.at(i + 1).text)
	return follower == "Namespace" || r.blank > 0 && isName(value) && (r.section != "Volumes" || r.blank > 1)
}

// events takes the table of events, with its header or where Events: promises it.
func (r *pageReader) events(i int) int {
	text := r.at(i).text
	if r.eventHeader(text) {
		rows, n := r.eventRows(&printing{}, parseHeader(text), i+1)
		r.page.events = append(r.page.events, rows...)
		r.section = "Events"
		return n + 1
	}
	if r.section == "Events" || r.blank > 0 || len(r.page.boxes) > 0 {
		if _, ok := parseEventRow(text, nil); ok {
			rows, n := r.eventRows(&printing{}, newHeader([]column{{name: "Type"}, {name: "Reason"}, {name: "Age"}, {name: "From"}, {name: "Message"}}), i)
			r.page.events = append(r.page.events, rows...)
			r.section = "Events"
			return n
		}
	}
	return 0
}

// line reads one line that is no event.
func (r *pageReader) line(i int) {
	text := r.at(i).text
	indent, name, value, ok := label(text)
	switch {
	case ok && foreign[name] && indent <= r.base && r.section != "Volumes":
		r.page.other = true
	case ok && slices.Contains(sections, name) && r.sectionBegins(indent, name):
		r.begin(name, value)
		return
	}
	switch r.section {
	case "Init Containers", "Containers", "Ephemeral Containers":
		r.containerLine(i)
	case "Conditions", "Readiness Gates":
		r.statusLine(text)
	case "":
		r.fieldLine(indent, name, value, ok, text)
	}
}

// sectionBegins reports whether a label is a section's and no text of an
// argument or an annotation: it stands no deeper than the page.
func (r *pageReader) sectionBegins(indent int, name string) bool {
	if r.section == "Events" {
		return false
	}
	return indent <= r.base || r.section == "" && (name == "Containers" || name == "Init Containers")
}

func (r *pageReader) begin(name, value string) {
	r.section, r.field = name, ""
	r.page.fields[name] = value
	if name == "Containers" {
		r.page.cutAbove()
	}
	r.box = boxReader{kind: name}
}

// fieldLine reads a line above the containers.
func (r *pageReader) fieldLine(indent int, name, value string, ok bool, text string) {
	switch {
	case ok && podLabels[name] && indent <= r.base:
		if r.page.fields[name] == "" {
			r.page.fields[name] = value
		}
		r.field = name
		switch name {
		case "Name":
			r.page.name = value
		case "Namespace":
			r.page.namespace = value
		}
	case ok && (boxLabels[name] || name == "Exit Code"):
		r.section, r.box = "Containers", boxReader{kind: "Containers", indent: max(indent-2, 0)}
		r.box.add(r.page, "")
		if name == "Exit Code" {
			r.endCutAbove()
		}
		r.box.take(indent, name, value)
	case r.field == "Message":
		r.page.fields["Message"] += " " + strings.TrimSpace(text)
	}
}

var statusWords = lazily(`^\s*([A-Za-z][\w./-]*)\s+(True|False|Unknown|<none>)\s*$`)

func (r *pageReader) statusLine(text string) {
	m := statusWords().FindStringSubmatch(text)
	if m == nil {
		return
	}
	if r.section == "Conditions" {
		r.page.conditions = append(r.page.conditions, status{m[1], m[2]})
	} else {
		r.page.gates = append(r.page.gates, status{m[1], m[2]})
	}
}
