package ticket

import (
	"slices"
	"strings"
)

// balanced gives a piece of JSON the brackets that were cut off in front of it and
// behind it, and the keys that a pod's status has there.
func balanced(lines []string) []string {
	text := strings.Trim(strings.Join(lines, "\n"), " ,\n")
	if !jsonLine().MatchString(text) {
		return lines
	}
	for range 4 { // what is cut in a word does not go on
		b := brackets(text)
		if !b.quoted {
			return []string{b.complete(strings.TrimRight(text, " ,\n"))}
		}
		i := strings.LastIndexByte(text, '\n')
		if i < 0 {
			return lines
		}
		text = text[:i]
	}
	return lines
}

// bracketing is which brackets of a text have no partner.
type bracketing struct {
	closing []byte // without an opening one, the innermost first
	opening []byte // without a closing one, the outermost first
	quoted  bool   // the text ends within a string
	text    string
}

func brackets(text string) bracketing {
	b := bracketing{text: text}
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case b.quoted && c == '\\':
			i++
		case c == '"':
			b.quoted = !b.quoted
		case b.quoted:
		case c == '{' || c == '[':
			b.opening = append(b.opening, c)
		case c == '}' || c == ']':
			if n := len(b.opening); n > 0 {
				b.opening = b.opening[:n-1]
			} else {
				b.closing = append(b.closing, c)
			}
		}
	}
	return b
}

// complete returns the text with what was cut off.
func (b bracketing) complete(text string) string {
	var front, behind strings.Builder
	item := slices.Index(b.closing, ']') // what it closes is a list of containers
	if item < 0 {
		item = len(b.closing)
	}
	for j, c := range slices.Backward(b.closing) {
		if j+1 < len(b.closing) && b.closing[j+1] == '}' {
			front.WriteString(`"` + b.key(j, item) + `":`)
		}
		front.WriteByte(c - 2) // { and [ stand two places before } and ]
	}
	for _, c := range slices.Backward(b.opening) {
		behind.WriteByte(c + 2)
	}
	whole := front.String() + text + behind.String()
	if !strings.HasPrefix(whole, "{") && !strings.HasPrefix(whole, "[") {
		whole = "{" + whole + "}"
	}
	return whole
}

// key returns under which key the value stood that bracket j closes; the one at
// item closes the list of the containers.
func (b bracketing) key(j, item int) string {
	has := func(key string) bool { return strings.Contains(b.text, `"`+key+`"`) }
	switch {
	case j == item && has("lastTransitionTime") && !has("restartCount"):
		return "conditions"
	case j == item:
		return "containerStatuses"
	case j > item:
		return "status"
	case j < item-2:
		switch {
		case has("exitCode") || has("finishedAt"):
			return "terminated"
		case has("startedAt"):
			return "running"
		}
		return "waiting"
	case has("lastState") || !has("state") && !has("ready"):
		return "state"
	}
	return "lastState"
}
