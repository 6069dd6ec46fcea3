package ticket

import (
	"slices"
	"strings"
	"time"
)

// dateWord is a time as Kubernetes up to 1.1 printed it instead of an age, and as
// -o custom-columns prints it from an Event's fields.
const dateWord = `[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d (?:[+-]\d{4}|[A-Z]{3,4})|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)`

// dateIn returns the second of a cell that holds a date; zero for an age.
func dateIn(cell string) time.Time {
	if !strings.Contains(cell, ":") {
		return time.Time{}
	}
	at, _ := parseTime(cell)
	return at.Truncate(time.Second)
}

// layouts are the headers of the tables of Events that kubectl prints by itself,
// whose rows are known by their words; the columns of any other are the user's.
var layouts = set(
	"Type Reason Age From Message", "FirstSeen LastSeen Count From SubObjectPath Type Reason Message", "FirstSeen LastSeen Count From SubobjectPath Type Reason Message",
	"LAST SEEN TYPE REASON OBJECT MESSAGE", "LAST SEEN TYPE REASON KIND MESSAGE", "LAST SEEN TYPE REASON OBJECT SUBOBJECT SOURCE MESSAGE FIRST SEEN COUNT NAME",
	"LAST SEEN FIRST SEEN COUNT NAME KIND SUBOBJECT TYPE REASON SOURCE MESSAGE", "LASTSEEN FIRSTSEEN COUNT NAME KIND SUBOBJECT TYPE REASON SOURCE MESSAGE",
	"FIRSTSEEN LASTSEEN COUNT NAME KIND SUBOBJECT TYPE REASON SOURCE MESSAGE", "FIRST SEEN LAST SEEN COUNT NAME KIND SUBOBJECT TYPE REASON SOURCE MESSAGE",
)

// meanings are what the columns of a table of Events hold, by the names that
// users give them, without blanks and in capitals.
var meanings = map[string]string{
	"LASTSEEN": "last", "LAST": "last", "LASTTIMESTAMP": "last", "TIME": "last", "TIMESTAMP": "last", "AGE": "last", "WHEN": "last", "DATE": "last",
	"EVENTTIME": "last", "CREATED": "last", "CREATIONTIMESTAMP": "last", "FIRSTSEEN": "first", "FIRST": "first", "FIRSTTIMESTAMP": "first",
	"TYPE": "type", "REASON": "reason", "MESSAGE": "message", "MSG": "message", "NOTE": "message", "COUNT": "count",
	"NAME": "name", "OBJECT": "object", "OBJ": "object", "POD": "object", "PODNAME": "object", "INVOLVEDOBJECT": "object", "OBJECTNAME": "object",
	"KIND": "kind", "OBJECTKIND": "kind", "NAMESPACE": "namespace", "NS": "namespace", "SOURCE": "from", "FROM": "from", "COMPONENT": "from",
	"SUBOBJECT": "path", "SUBOBJECTPATH": "path", "FIELDPATH": "path",
}

// meaning returns what a column of that name holds in a table of Events, or "".
func meaning(name string) string {
	return meanings[strings.ToUpper(strings.Map(func(r rune) rune {
		if strings.ContainsRune(" _-.", r) {
			return -1
		}
		return r
	}, name))]
}

// holds reports whether a column holds each of these.
func (h *header) holds(what ...string) bool {
	for _, w := range what {
		if h == nil || !slices.ContainsFunc(h.columns, func(c column) bool { return c.means == w }) {
			return false
		}
	}
	return true
}

// isCustom reports whether the columns of a table of Events are read by their
// headers: -o custom-columns, or a layout from before Events had a type.
func (h *header) isCustom() bool {
	if !h.holds("reason", "message") || !h.holds("last") && !h.holds("object") && !h.holds("name") {
		return false
	}
	names := make([]string, 0, len(h.columns))
	for _, c := range h.columns {
		if c.name != "NAMESPACE" && c.name != "EVENT" {
			names = append(names, c.name)
		}
	}
	return !layouts[strings.Join(names, " ")]
}

var columnName = lazily(`^[A-Z][A-Za-z_.-]*( [A-Z]+)?$`)

// customHeader reads the header of -o custom-columns over Events; nil for any
// other line.
func customHeader(line string) *header {
	if !strings.Contains(line, "REASON") && !strings.Contains(line, "Reason") {
		return nil
	}
	columns := cells(line)
	for _, c := range columns {
		if !columnName().MatchString(c.name) {
			return nil
		}
	}
	if h := newHeader(columns); len(columns) >= 3 && h.custom {
		return h
	}
	return nil
}

// cells splits a line where two blanks or more part its words.
func cells(line string) []column {
	var list []column
	for at := 0; at < len(line); {
		if line[at] == ' ' {
			at++
			continue
		}
		end := strings.Index(line[at:], "  ")
		if end < 0 {
			end = len(line) - at
		}
		list = append(list, column{name: line[at : at+end], at: at})
		at += end
	}
	return list
}

// under returns the cells of a row by what the columns mean, each under the header
// that it stands nearest to: empty cells leave no trace but their place.
func (h *header) under(line string) map[string]string {
	found := map[string]string{}
	from, list := 0, cells(line)
	columns := h.columns
	for i, c := range list {
		for from < len(columns)-1 && len(list)-i < len(columns)-from && near(columns[from+1].at, c.at) < near(columns[from].at, c.at) {
			from++
		}
		if from >= len(columns) {
			return nil
		}
		if from == len(columns)-1 {
			found[columns[from].means] = strings.TrimSpace(line[c.at:])
			return found
		}
		if c.name != "<none>" && c.name != "<nil>" {
			found[columns[from].means] = c.name
		}
		from++
	}
	return found
}

func near(a, b int) int { return max(a-b, b-a) }

var reasonWord = lazily(`^[A-Za-z][A-Za-z0-9]+$`)

// customRow reads a row by the columns under which its cells stand.
func customRow(s string, h *header) *eventRow {
	c := h.under(s)
	typ := c["type"]
	if !reasonWord().MatchString(c["reason"]) || h.holds("type") && typ != "Normal" && typ != "Warning" {
		return nil
	}
	for _, when := range []string{c["last"], c["first"]} {
		if when != "" && !isAge(when) && dateIn(when).IsZero() {
			return nil
		}
	}
	if typ == "" && c["last"] == "" && c["object"] == "" && c["name"] == "" {
		return nil
	}
	r := newRow(c)
	r.name, r.reason = firstOf(c["object"], r.name), strings.ToUpper(r.reason[:1])+r.reason[1:]
	if kind, name, ok := strings.Cut(r.name, "/"); ok {
		r.kind, r.name = kind, name
	}
	r.nameOfEvent()
	if r.kind == "" && (ofWorkloads[r.reason] || ofNodes[r.reason]) || r.name != "" && !isName(r.name) {
		r.kind = "other"
	}
	if strings.HasSuffix(r.fieldPath, " POD") { // "implicitly required container POD": the sandbox
		r.fieldPath = "spec.containers{POD}"
	}
	if r.kind == "BoundPod" { // what kubelets were sent up to 0.9
		r.kind = "Pod"
	}
	if r.typ == "" {
		r.typ = likelyType(r)
	}
	r.last, r.first = firstOf(c["last"], "<unknown>"), ""
	if c["first"] != "" {
		r.lastFirst(r.last, c["first"])
	}
	return r
}

// ofNodes are the reasons of Events about nodes.
var ofNodes = set("NodeHasSufficientMemory", "NodeHasNoDiskPressure", "NodeHasSufficientPID", "NodeHasDiskPressure", "NodeHasInsufficientMemory", "NodeAllocatableEnforced", "NodeReady",
	"NodeSchedulable", "NodeNotSchedulable", "RegisteredNode", "RemovingNode", "Starting", "InvalidDiskCapacity", "Rebooted", "ImageGCFailed", "FreeDiskSpaceFailed")

// likelyType returns the type of an Event of which it was not printed.
func likelyType(r *eventRow) string {
	if strings.HasPrefix(r.reason, "Fail") || r.reason == "Unhealthy" || r.reason == "Evicted" || strings.HasPrefix(r.message, "Back-off restarting") {
		return "Warning"
	}
	return "Normal"
}
