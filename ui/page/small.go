package page

import (
	"strconv"
	"time"
)

// Itoa writes a number.
func Itoa(n int) string { return strconv.Itoa(n) }

// Seconds returns what a field of a spec in seconds means.
func Seconds(n int32) time.Duration { return time.Duration(n) * time.Second }

// Plural writes a count and a noun.
func Plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return Itoa(n) + " " + noun + "s"
}
