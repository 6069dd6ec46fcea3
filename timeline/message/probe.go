package message

import (
	"strings"
	"time"
)

// ProbeDuration returns how long a failed probe lasted that was given up after
// its timeout in seconds; 0 for another failure.
func ProbeDuration(message string, timeout int32) time.Duration {
	for _, s := range []string{"timed out", "deadline exceeded", "i/o timeout"} {
		if strings.Contains(message, s) {
			return time.Duration(timeout) * time.Second
		}
	}
	return 0
}

// ProbeOutput returns what a probe printed or answered, without the Event's own
// words.
func ProbeOutput(msg string) string {
	for _, p := range []string{"Readiness probe failed", "Liveness probe failed", "Startup probe failed"} {
		if rest, ok := strings.CutPrefix(msg, p); ok {
			if msg = strings.TrimLeft(rest, ": "); msg == "" {
				return "no output"
			}
		}
	}
	msg = strings.TrimPrefix(msg, "HTTP probe failed with statuscode: ")
	if isStatus(msg) {
		return "HTTP " + msg
	}
	// 'Get "http://10.1.2.3:8080/ready": dial tcp 10.1.2.3:8080: connect: connection refused'
	if strings.HasPrefix(msg, "Get \"") {
		if i := strings.Index(msg, "\": "); i > 0 {
			msg = msg[i+3:]
		}
	}
	return msg
}

func isStatus(s string) bool {
	return len(s) == 3 && s[0] >= '1' && s[0] <= '5' && s[1] >= '0' && s[1] <= '9' && s[2] >= '0' && s[2] <= '9'
}

// ProbeOf returns the name of the probe, as in timeline.ProbeInfo, that the
// message of an Unhealthy or ProbeWarning Event is about.
func ProbeOf(message string) string {
	name, _, _ := strings.Cut(message, " ")
	return strings.ToLower(name)
}
