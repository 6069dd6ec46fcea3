package ticket

import (
	"slices"
	"strings"

	"github.com/podlife/podlife/timeline"
)

// statusKeys are those of a pod's status: a piece of one has no status: above them.
var statusKeys = set("containerStatuses", "initContainerStatuses", "ephemeralContainerStatuses", "phase", "podIP", "hostIP", "startTime", "qosClass", "conditions")

// piece makes a Pod of a part of one: no kind, or only what is below status.
func piece(v map[string]any) []map[string]any {
	status, _ := v["status"].(map[string]any)
	spec, _ := v["spec"].(map[string]any)
	nameless(status)
	nameless(v)
	switch {
	case hasAny(status, statusKeys), spec["containers"] != nil && v["metadata"] != nil:
		v["kind"] = "Pod"
		return []map[string]any{v}
	case v["containerStatuses"] != nil || v["initContainerStatuses"] != nil || isStatus(v) || ofPods(v["conditions"]):
		return []map[string]any{{"kind": "Pod", "status": v}}
	}
	if statuses := containerStatuses([]any{v}); statuses != nil {
		return podWith("containerStatuses", statuses)
	}
	if isState(v) {
		which := "state"
		if v["terminated"] != nil { // it may be the last one: whether it was started again is not said
			which = "lastState"
		}
		return podWith("containerStatuses", containerStatuses([]any{map[string]any{which: v}}))
	}
	return nil
}

// nameless gives the containers of a status a name whose own was cut off.
func nameless(status map[string]any) {
	for _, key := range []string{"containerStatuses", "initContainerStatuses"} {
		list, _ := status[key].([]any)
		for _, item := range list {
			if c, ok := item.(map[string]any); ok && c["name"] == nil {
				c["name"] = namedIn(c)
			}
		}
	}
}

// namedIn returns the name that the message of a container's state gives it.
func namedIn(status map[string]any) string {
	state, _ := status["state"].(map[string]any)
	waiting, _ := state["waiting"].(map[string]any)
	words, _ := waiting["message"].(string)
	if m := waitingContainer().FindStringSubmatch(words); m != nil {
		return m[1]
	}
	return timeline.Unnamed
}

var waitingContainer = lazily(`failed container=([a-z0-9][a-z0-9-]*) pod=`)

// podWith makes a Pod of a list of its status.
func podWith(key string, list []any) []map[string]any {
	return []map[string]any{{"kind": "Pod", "status": map[string]any{key: list}}}
}

// isState reports whether a value is the state of a container: one of the three,
// and the fields of that.
func isState(v any) bool {
	m, ok := v.(map[string]any)
	if !ok || len(m) != 1 {
		return false
	}
	for kind, fields := range map[string][]string{"waiting": {"reason"}, "running": {"startedAt"}, "terminated": {"exitCode", "finishedAt"}} {
		of, _ := m[kind].(map[string]any)
		for _, f := range fields {
			if of[f] != nil {
				return true
			}
		}
	}
	return false
}

// ofPods reports whether a list is one of a pod's conditions: those of nodes,
// Jobs and Deployments have other types.
func ofPods(v any) bool {
	list, _ := v.([]any)
	for _, item := range list {
		m, _ := item.(map[string]any)
		if t, _ := m["type"].(string); t == "PodScheduled" || t == "ContainersReady" {
			return m["status"] != nil
		}
	}
	return false
}

// isStatus reports whether an object is a pod's status without containers.
func isStatus(v map[string]any) bool {
	phase, _ := v["phase"].(string)
	return phases[phase] && (v["podIP"] != nil || v["hostIP"] != nil || v["startTime"] != nil || v["qosClass"] != nil)
}

func hasAny(m map[string]any, keys map[string]bool) bool {
	for k := range m {
		if keys[k] {
			return true
		}
	}
	return false
}

// containerStatuses returns a list that is one of a pod's status, or nil.
func containerStatuses(list []any) []any {
	if len(list) == 0 {
		return nil
	}
	for _, item := range list {
		m, ok := item.(map[string]any)
		if !ok || m["restartCount"] == nil && m["lastState"] == nil && m["containerID"] == nil && !isState(m["state"]) || m["kind"] != nil {
			return nil
		}
		if m["name"] == nil {
			m["name"] = namedIn(m)
		}
	}
	return list
}

// headed gives a piece of YAML that begins within a pod's status the keys above its
// first lines, where what follows them shows that there were any.
func headed(lines []string) []string {
	lines = dedented(lines)
	for range 5 {
		n := firstBlock(lines)
		if n == 0 || n == len(lines) {
			return lines
		}
		above := headOf(lines[:n], lines[n:])
		if above == "" {
			return lines
		}
		top := indentOf(lines[0])
		switch {
		case strings.HasPrefix(lines[0][top:], "- "):
			lines = append([]string{strings.Repeat(" ", top) + above + ":"}, lines...)
		case above == "-":
			lines = slices.Clone(lines)
			lines[0] = strings.Repeat(" ", max(top-2, 0)) + "- " + lines[0][top:]
		default:
			lines = append([]string{strings.Repeat(" ", max(top-2, 0)) + above + ":"}, lines...)
		}
	}
	return lines
}

func indentOf(s string) int { return len(s) - len(strings.TrimLeft(s, " ")) }

// firstBlock returns how many lines stand at or below the level of the first.
func firstBlock(lines []string) int {
	if len(lines) == 0 || strings.TrimSpace(lines[0]) == "" {
		return 0
	}
	top := indentOf(lines[0])
	item := strings.HasPrefix(lines[0][top:], "- ")
	for i, l := range lines {
		in := indentOf(l)
		if strings.TrimSpace(l) != "" && (in < top || item && in == top && !strings.HasPrefix(l[in:], "- ")) {
			return i
		}
	}
	return len(lines)
}

// headOf returns the key that stood above a block of a pod's status; "-" where the
// block is an item of a list, "" where it is not known.
func headOf(block, rest []string) string {
	top := indentOf(block[0])
	if strings.HasPrefix(block[0][top:], "- ") {
		if anyKey(block, top+2, "lastTransitionTime", "lastProbeTime") {
			return "conditions"
		}
		return "containerStatuses"
	}
	switch {
	case anyKey(block, top, "waiting", "terminated", "running"):
		if anyKey(rest, top-2, "state") {
			return "lastState"
		}
		return "state"
	case anyKey(block, top, "restartCount", "ready", "imageID", "lastState", "state", "started"), anyKey(block, top, "lastTransitionTime"):
		return "-"
	case anyKey(block, top, "exitCode", "finishedAt"):
		return "terminated"
	case anyKey(block, top, "startedAt"):
		return "running"
	case anyKey(block, top, "reason"):
		return "waiting"
	case anyKey(block, top, "phase", "hostIP", "podIP", "containerStatuses", "qosClass"):
		return "status"
	}
	return ""
}

// anyKey reports whether one of the keys stands in lines at an indent, or behind
// the dash of an item there.
func anyKey(lines []string, indent int, keys ...string) bool {
	for _, l := range lines {
		in := indentOf(l)
		if strings.HasPrefix(l[in:], "- ") {
			in += 2
		}
		if in != indent || in > len(l) {
			continue
		}
		if key, _, ok := strings.Cut(l[in:], ":"); ok && slices.Contains(keys, key) {
			return true
		}
	}
	return false
}
