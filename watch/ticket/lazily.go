package ticket

import (
	"regexp"
	"sync"
)

// pattern is a regular expression that is compiled when it is first used.
type pattern func() *regexp.Regexp

// lazily returns the pattern of an expression. All of them together take 7 ms to
// compile, which would be a part of every start, and most read no ticket.
func lazily(expr string) pattern {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}

// groups returns what the named groups of a pattern match in a text; nil where the
// text does not match.
func (p pattern) groups(s string) map[string]string {
	m := p().FindStringSubmatch(s)
	if m == nil {
		return nil
	}
	out := map[string]string{}
	for i, name := range p().SubexpNames() {
		out[name] = m[i]
	}
	return out
}
