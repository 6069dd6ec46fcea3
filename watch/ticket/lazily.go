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
