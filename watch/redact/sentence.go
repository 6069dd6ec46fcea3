package redact

import (
	"slices"
	"strings"
)

// contrived reports whether v is no word, name, address or number: somebody or
// something made it up, as one does with a password.
func contrived(v string) bool {
	if len(v) < 6 || harmless(v) || isResource(v) || strings.ContainsAny(v, " /:") || lowered(v) == strings.ToUpper(v) {
		return false
	}
	return strings.ContainsAny(v, "0123456789!#%&*+?^~") || transitions(v)*3 >= len(v)
}

// userFlags say who logs in.
var userFlags = set(`u U user username login userid`)

// namesUser reports whether a flag among words says who logs in.
func namesUser(words []word) bool {
	return slices.ContainsFunc(words, func(w word) bool {
		name, _, _ := strings.Cut(strings.TrimLeft(w.text, "-"), "=")
		return strings.HasPrefix(w.text, "-") && userFlags[name]
	})
}

// owned finds what a line says is somebody's secret: "Password for the elastic
// user: x", "token of bob is x". The noun ends at i.
func owned(s *scan, i int) {
	end := s.protocolLine(i)
	line := s.text[i:end]
	if !strings.HasPrefix(line, " for ") && !strings.HasPrefix(line, " of ") && !strings.HasPrefix(line, " (") {
		return
	}
	from := strings.LastIndex(line, ": ") + len(": ")
	if n := strings.LastIndex(line, " is "); from < len(": ") || n > 0 && n+len(" is ") > from {
		from = n + len(" is ")
		if n < 0 {
			return
		}
	}
	v := strings.TrimRight(line[from:], " \t.,")
	start := i + from + len(v) - len(strings.TrimLeft(v, " \t"))
	v = strings.TrimLeft(v, " \t")
	if strings.ContainsAny(v, "(){}[]") || !contrived(v) && !isNumbered(v, countOf(v)) {
		return
	}
	s.redact(start, start+len(v))
}

// fillers stand between "log in" or "credentials" and the user.
var fillers = set(`with as using are is in the initial default details credentials at first`)

// slashed takes the password out of "log in with admin / x" and "credentials:
// admin:x". The name ends at i.
func slashed(s *scan, i int) {
	end := s.protocolLine(i)
	from := i
	next := func() (int, int) {
		for from < end && (isBlank(s.text[from]) || from < i+2 && s.text[from] == ':') {
			from++
		}
		return from, run(s.text[:end], from, func(c byte) bool { return isName(c) || c == '@' })
	}
	a, b := next()
	for n := 0; n < 5 && b > a && fillers[strings.TrimRight(s.lower[a:b], ":")]; n++ {
		if from = b; at(s.text, b) == ':' && isBlank(at(s.text, b+1)) {
			from++
		}
		a, b = next()
	}
	sign := skipBlanks(s.text, b)
	if b == a || sign >= end || s.text[sign] != '/' && s.text[sign] != ':' {
		return
	}
	v := skipBlanks(s.text, sign+1)
	to := run(s.text[:end], v, func(c byte) bool { return !isBlank(c) })
	text := strings.TrimRight(s.text[v:to], ".,)")
	if contrived(text) || isNumbered(text, countOf(text)) {
		s.redact(v, v+len(text))
	}
}
