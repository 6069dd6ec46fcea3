package message

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// MessageWidth is how many runes of a foreign message fit a headline.
const MessageWidth = 120

// Cut shortens a foreign message to n runes and takes its full stop off.
func Cut(msg string, n int) string {
	msg = strings.TrimRight(msg, " .:;,")
	if utf8.RuneCountInString(msg) <= n {
		return msg
	}
	runes := []rune(msg)
	return strings.TrimRight(string(runes[:n-1]), " .:;,") + "…"
}

// Quoted returns the first quoted word of a message: the image that an Event is
// about.
func Quoted(msg string) string {
	_, rest, _ := strings.Cut(msg, `"`)
	word, _, _ := strings.Cut(rest, `"`)
	return word
}

// FailedImage returns the image that a kubelet says it could not pull, as the spec has
// it; "" where the message names none.
func FailedImage(msg string) string {
	if strings.HasPrefix(msg, "Failed to pull image") || strings.HasPrefix(msg, "Back-off pulling image") {
		return Quoted(msg)
	}
	return ""
}

// VolumeOf returns the name in 'for volume "data"', or "".
func VolumeOf(message string) string {
	_, rest, _ := strings.Cut(message, `for volume "`)
	name, _, _ := strings.Cut(rest, `"`)
	return name
}

// unmounted are the volumes that a kubelet still waits for; the others of the
// pod are "unattached volumes" in its newer words.
var unmounted = regexp.MustCompile(`unmounted volumes=\[([^\]]+)\]`)

// Unmounted returns which volumes a kubelet has waited for in vain; "" where the
// message is about something else. Old kubelets say it twice: as FailedMount,
// and as FailedSync.
func Unmounted(message string) string {
	if m := unmounted.FindStringSubmatch(message); m != nil {
		return strings.ReplaceAll(m[1], " ", ", ")
	}
	return ""
}

// Eviction returns why a kubelet evicted a pod: what was short, and who used how
// much of it; not the threshold (pkg/kubelet/eviction/helpers.go, evictionMessage).
func Eviction(message string) string {
	short, rest, ok := strings.Cut(message, ". Threshold quantity: ")
	_, users, used := strings.Cut(rest, ". Container ")
	if !ok || !used {
		return message
	}
	users, _, _ = strings.Cut(users, ", has larger consumption of ")
	return short + "; " + users
}

// ImageName returns the image without its registry and path, its digest
// shortened.
func ImageName(image string) string {
	image = image[strings.LastIndexByte(image, '/')+1:]
	if name, digest, ok := strings.Cut(image, "@sha256:"); ok && len(digest) > 7 {
		return name + "@" + digest[:7]
	}
	return image
}
