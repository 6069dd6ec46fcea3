package message

import (
	"strconv"
	"strings"
	"time"
)

// NameTime reads the emitter's clock at the first occurrence from the name of
// an Event, which ends in it in hexadecimal nanoseconds (client-go
// tools/record/event.go, makeEvent).
func NameTime(name string) (time.Time, bool) {
	i := strings.LastIndexByte(name, '.')
	if i < 0 || len(name)-i != 17 {
		return time.Time{}, false
	}
	n, err := strconv.ParseInt(name[i+1:], 16, 64)
	if err != nil || n <= 0 {
		return time.Time{}, false
	}
	return time.Unix(0, n).UTC(), true
}
