package ticket

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sigs.k8s.io/yaml"
)

// object is one Kubernetes object that stood in the text as YAML or JSON.
type object struct {
	line     int
	printing *printing
	fields   map[string]any
}

var (
	yamlHead  = lazily(`^( *)(- )?"?(apiVersion|kind|metadata|spec|status|items|containerStatuses|initContainerStatuses|containerID|lastState|restartCount|podIP|hostIP|phase|startTime|qosClass|containers|conditions|state)"?:( ?\S.*)?$`)
	pieceHead = lazily(`^ *(- )?"?(waiting|terminated|running|exitCode|finishedAt|startedAt|lastProbeTime|lastTransitionTime|ready|started|image|imageID|name|reason|message)"?:( ?\S.*)?$|^ *[}\]]+,?$`)
	yamlLine  = lazily(`^ *(- )*("?[A-Za-z_][\w./:-]*"?:( .*)?$|- |-$|[\]}]+,?$|[{}\]\[])`)
	omissions = lazily(`^\s*(\.{3,}|…|# ?(omitted|snip|\.\.\.).*|<snip>|\[\.\.\.\]|\(\.\.\.\))\s*$`)
	jsonHead  = lazily(`^ *[{\[]\s*($|\{|\[?\{?\s*"\w+"\s*:)`)
	jsonLine  = lazily(`^ *("\w+"\s*:|[{\[}\]])`)
)

// yaml takes a block of YAML or JSON: documents, Lists, or a piece of a pod.
func (s *scanner) yaml() int {
	text := s.lines[s.pos].text
	if !strings.ContainsAny(text, ":{[-") {
		return 0
	}
	isJSON := jsonHead().MatchString(text)
	if !isJSON && !(strings.TrimSpace(text) == "---") && !yamlHead().MatchString(text) && (s.pos < s.barren || !pieceHead().MatchString(text)) {
		return 0
	}
	n := s.yamlEnd(jsonLine().MatchString(text))
	if !isJSON && !yamlHead().MatchString(text) && !s.ofStatus(n) {
		s.barren = s.pos + n
		return 0
	}
	block := make([]string, 0, n)
	for i := s.pos; i < s.pos+n; i++ {
		t := s.lines[i].text
		if omissions().MatchString(t) {
			t = "" // keeps the line numbers
		}
		block = append(block, t)
	}
	taken := false
	for _, doc := range documents(block) {
		found, cut := s.document(doc.lines)
		if len(found) == 0 {
			taken = taken || isOther(doc.lines)
			continue
		}
		taken = true
		p := s.begin(formYAML, false)
		for _, f := range found {
			s.objects = append(s.objects, &object{line: s.at(s.pos).n + doc.from, printing: p, fields: f})
		}
		if cut > 0 {
			s.warnings = append(s.warnings, fmt.Sprintf("line %d: the YAML breaks off or is broken here; what comes after it was not read", s.at(s.pos).n+doc.from+cut-1))
		}
	}
	if !taken {
		s.barren = s.pos + n
		return 0
	}
	return n
}

// ofStatus reports whether the next n lines have a key that only the status of a pod
// or of its containers has: without one, a piece is not worth parsing.
func (s *scanner) ofStatus(n int) bool {
	return slices.ContainsFunc(s.lines[s.pos:s.pos+n], func(l line) bool { return statusKey().MatchString(l.text) })
}

var statusKey = lazily(`^ *(- )?"?(containerStatuses|initContainerStatuses|restartCount|lastState|exitCode|waiting|terminated|running|lastTransitionTime)"?:`)

// yamlEnd returns how many lines the block at the current line has.
func (s *scanner) yamlEnd(isJSON bool) int {
	first := s.lines[s.pos].indent()
	deepest := first
	i := s.pos + 1
	for ; ; i++ {
		l := s.at(i)
		if l.fence {
			break
		}
		if l.blank() || l.indent() > 0 && l.indent() >= min(first, deepest) || omissions().MatchString(l.text) {
			continue
		}
		if _, isCommand := parseCommand(l.text); isCommand || prompted(l.text) && !strings.HasPrefix(l.text, "#") {
			break
		}
		if l.text == "---" || strings.HasPrefix(l.text, "#") || yamlLine().MatchString(l.text) || isJSON && strings.ContainsAny(l.text[:1], "}]") {
			if _, name, _, ok := label(l.text); ok && podLabels[name] {
				break // a page of describe follows
			}
			continue
		}
		break
	}
	return i - s.pos
}

// document of a block, and its first line in it.
type document struct {
	from  int
	lines []string
}

func documents(block []string) []document {
	var docs []document
	from := 0
	for i, l := range block {
		if strings.TrimRight(l, " ") == "---" {
			docs = append(docs, document{from, block[from:i]})
			from = i + 1
		}
	}
	return append(docs, document{from, block[from:]})
}

// document reads one; cut is the line, from 1, from which on it could not be read.
func (s *scanner) document(lines []string) (found []map[string]any, cut int) {
	if strings.TrimSpace(strings.Join(lines, "")) == "" {
		return nil, 0
	}
	repairs := []func([]string) []string{asIs, firstMoved, dedented, headed}
	if first := strings.TrimLeft(strings.Join(lines, ""), " "); first != "" && strings.IndexByte(`"{[}]`, first[0]) >= 0 {
		repairs = []func([]string) []string{balanced} // as YAML the commas between its lines would be part of its values
	}
	for _, repair := range repairs {
		if v, err := parseYAML(repair(lines)); err == nil {
			if found = objectsIn(v, 0); len(found) > 0 {
				return found, 0
			}
		}
	}
	fixed := dedented(lines)
	_, err := parseYAML(fixed)
	for tries := 0; err != nil && tries < 4; tries++ {
		at := min(errorLine(err), len(fixed)) - 1
		if at < 3 {
			return nil, 0
		}
		cut, fixed = at+1, fixed[:at]
		var v any
		if v, err = parseYAML(fixed); err == nil {
			return objectsIn(v, 0), cut
		}
	}
	return nil, 0
}

// isOther reports whether a document is a whole object of another kind: the template
// of a Deployment is no pod.
func isOther(lines []string) bool {
	v, err := parseYAML(dedented(lines))
	o, _ := v.(map[string]any)
	kind, _ := o["kind"].(string)
	version, _ := o["apiVersion"].(string)
	return err == nil && kind != "" && version != ""
}

func parseYAML(lines []string) (any, error) {
	var v any
	err := yaml.Unmarshal([]byte(strings.Join(lines, "\n")), &v)
	return v, err //nolint:wrapcheck // its line is read from it
}

func asIs(lines []string) []string { return lines }

// firstMoved repairs a block whose first line has lost the indentation of the
// rest.
func firstMoved(lines []string) []string {
	if len(lines) < 2 {
		return lines
	}
	return append([]string{strings.TrimLeft(lines[0], " ")}, dedented(lines[1:])...)
}

// dedented takes off what all lines have in front.
func dedented(lines []string) []string {
	least := -1
	for _, l := range lines {
		if t := strings.TrimLeft(l, " "); t != "" && (least < 0 || len(l)-len(t) < least) {
			least = len(l) - len(t)
		}
	}
	if least <= 0 {
		return lines
	}
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = l[min(least, len(l)):]
	}
	return out
}

var lineWords = lazily(`line (\d+)`)

func errorLine(err error) int {
	n := 1
	if m := lineWords().FindStringSubmatch(err.Error()); m != nil {
		n, _ = strconv.Atoi(m[1])
	}
	return n
}

// maxDepth bounds Lists in Lists.
const maxDepth = 8

// objectsIn lists the Pods and Events in a value, a piece of a pod made a Pod.
func objectsIn(v any, depth int) []map[string]any {
	if depth > maxDepth {
		return nil
	}
	switch v := v.(type) {
	case []any:
		if statuses := containerStatuses(v); statuses != nil {
			return []map[string]any{{"kind": "Pod", "status": map[string]any{"containerStatuses": statuses}}}
		}
		var all []map[string]any
		for _, item := range v {
			all = append(all, objectsIn(item, depth+1)...)
		}
		return all
	case map[string]any:
		return objectsOf(v, depth)
	}
	return nil
}

func objectsOf(v map[string]any, depth int) []map[string]any {
	kind, _ := v["kind"].(string)
	items, list := v["items"].([]any)
	if object, wrapped := v["object"].(map[string]any); wrapped { // a line of a recording
		return objectsOf(object, depth+1)
	}
	switch {
	case kind == "Pod" || kind == "Event":
		return []map[string]any{v}
	case list && (kind == "" || strings.HasSuffix(kind, "List")):
		item := strings.TrimSuffix(kind, "List")
		for _, i := range items {
			if o, ok := i.(map[string]any); ok && o["kind"] == nil && item != "" {
				o["kind"] = item
			}
		}
		return objectsIn(items, depth+1)
	case kind != "":
		return nil
	}
	return piece(v)
}
