package message

import (
	"strings"
	"time"
)

// BackOffDelay reads how long a restart is delayed from a waiting message,
// "back-off 40s restarting failed container=…"; false if it does not say.
func BackOffDelay(waiting string) (time.Duration, bool) {
	rest, ok := strings.CutPrefix(waiting, "back-off ")
	word, _, _ := strings.Cut(rest, " ")
	d, err := time.ParseDuration(word)
	return d, ok && err == nil && d > 0 && d <= time.Hour
}

// Stretches reports whether the kubelet that wrote a Created Event stretches what
// remains of a back-off, as it does from Kubernetes 1.35 on: before, the Event
// named the container.
func Stretches(created string) bool { return created == "Container created" }
