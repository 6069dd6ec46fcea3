package message

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// pull is what a Pulled event says of a download: the transfer took own, the
// wait for a place in the kubelet's queue came before it.
type pull struct {
	Own, Total time.Duration
	Bytes      int64
	Present    bool // the image was there already
}

// parsePulled reads `Successfully pulled image "i" in 7.697s (7.697s including
// waiting). Image size: 45153443 bytes.` and the two wordings of "already
// present on machine".
func ParsePulled(message string) pull {
	if strings.Contains(message, "already present on machine") {
		return pull{Present: true}
	}
	var p pull
	if _, rest, ok := strings.Cut(message, `" in `); ok {
		own, rest, _ := strings.Cut(rest, " (")
		total, _, _ := strings.Cut(rest, " including")
		p.Own, _ = time.ParseDuration(own)
		p.Total, _ = time.ParseDuration(total)
	}
	if _, rest, ok := strings.Cut(message, "Image size: "); ok {
		n, _, _ := strings.Cut(rest, " bytes")
		p.Bytes, _ = strconv.ParseInt(n, 10, 64)
	}
	return p
}

// pulledText is "7.697s, 45.2 MB".
func PulledText(p pull) string {
	if p.Present {
		return "present"
	}
	if p.Bytes == 0 {
		return p.Own.String()
	}
	return p.Own.String() + ", " + Megabytes(p.Bytes)
}

func Megabytes(n int64) string {
	switch mb := float64(n) / 1e6; {
	case mb >= 1000:
		return fmt.Sprintf("%.1f GB", mb/1000)
	case mb >= 10:
		return fmt.Sprintf("%.0f MB", mb)
	default:
		return fmt.Sprintf("%.1f MB", mb)
	}
}
