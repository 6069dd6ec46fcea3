package message

import (
	"strconv"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
)

// ParsePulled returns what a Pulled event says of a download: it reads `Successfully pulled image "i" in 7.697s (7.697s including
// waiting). Image size: 45153443 bytes.` and the two wordings of "already
// present on machine".
func ParsePulled(message string) timeline.Pull {
	if strings.Contains(message, "already present on machine") {
		return timeline.Pull{Present: true}
	}
	var p timeline.Pull
	if _, rest, ok := strings.Cut(message, `" in `); ok {
		own, rest, _ := strings.Cut(rest, " (")
		total, _, _ := strings.Cut(rest, " including")
		p.Transfer, _ = time.ParseDuration(own)
		all, _ := time.ParseDuration(total)
		p.Queued = max(all-p.Transfer, 0)
	}
	if _, rest, ok := strings.Cut(message, "Image size: "); ok {
		n, _, _ := strings.Cut(rest, " bytes")
		p.Bytes, _ = strconv.ParseInt(n, 10, 64)
	}
	return p
}
