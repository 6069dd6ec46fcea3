package ui

import (
	"strconv"
	"time"
)

func itoa(n int) string { return strconv.Itoa(n) }

func seconds(n int32) time.Duration { return time.Duration(n) * time.Second }

// plural writes a count and a noun.
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return itoa(n) + " " + noun + "s"
}
