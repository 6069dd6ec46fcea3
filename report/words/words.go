// Package words has the text that several of the report's formats share: how a
// time, a length, an exit and a pod are worded, and how text is cut and wrapped
// to columns.
//
// It must not know any format: who writes Markdown, XML or a page escapes what
// he gets from here.
package words

import (
	"fmt"
	"strings"
)

// Join puts sep between the parts that say something.
func Join(sep string, parts ...string) string {
	var said []string
	for _, s := range parts {
		if s != "" {
			said = append(said, s)
		}
	}
	return strings.Join(said, sep)
}

// Prefix puts p before s, if s says something.
func Prefix(p, s string) string {
	if s == "" {
		return ""
	}
	return p + s
}

// Unless returns s, or nothing where not holds.
func Unless(s string, not bool) string {
	if not {
		return ""
	}
	return s
}

// Percent returns a share of one, in whole percents; what is more than nothing is
// never "0%".
func Percent(share float64) string {
	if share > 0 && share < 0.01 {
		return "<1%"
	}
	return fmt.Sprintf("%.0f%%", share*100)
}

// Number counts things: "1 restart", "2 restarts", "2 successes".
func Number(n int, one string) string {
	switch {
	case n == 1:
	case strings.HasSuffix(one, "s"):
		one += "es"
	default:
		one += "s"
	}
	return fmt.Sprintf("%d %s", n, one)
}
