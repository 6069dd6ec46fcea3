package page

import (
	"strconv"
	"time"
)

func Itoa(n int) string { return strconv.Itoa(n) }

func Seconds(n int32) time.Duration { return time.Duration(n) * time.Second }

// Plural writes a count and a noun.
func Plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return Itoa(n) + " " + noun + "s"
}
