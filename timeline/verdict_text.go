package timeline

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/podlife/podlife/timeline/length"
)

// messageWidth is how many runes of somebody else's message fit a headline.
const messageWidth = 120

// elapsedSince returns how long ago e was, as precisely as it is known.
func (s *scene) elapsedSince(e Edge) string { return length.Since(e, s.now).Sentence() }

// since returns how long ago an API second was.
func (s *scene) since(t time.Time) string { return length.Running(s.now.Sub(t)) }

func (s *scene) until(e Edge) string { return length.Until(e, s.now) }

// cut shortens somebody else's message to n runes and takes its full stop off.
func cut(msg string, n int) string {
	msg = strings.TrimRight(msg, " .:;,")
	if utf8.RuneCountInString(msg) <= n {
		return msg
	}
	runes := []rune(msg)
	return strings.TrimRight(string(runes[:n-1]), " .:;,") + "…"
}

// times writes a count: "once", "twice", "5 times".
func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return fmt.Sprintf("%d times", n)
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// join writes the parts that are not empty, separated.
func join(sep string, parts ...string) string {
	kept := parts[:0]
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, sep)
}

// name says which container, and of which kind unless it is a main one.
func (v *laneView) name() string {
	switch v.Kind {
	case LaneInit:
		return "init container " + v.Name
	case LaneSidecar:
		return "sidecar " + v.Name
	case LanePod:
		return "the pod"
	}
	return v.Name
}

// imageName is the image without its registry and path, its digest shortened.
func imageName(image string) string {
	image = image[strings.LastIndexByte(image, '/')+1:]
	if name, digest, ok := strings.Cut(image, "@sha256:"); ok && len(digest) > 7 {
		return name + "@" + digest[:7]
	}
	return image
}

func (v *laneView) imageName() string {
	if v.Container == nil || v.Container.Image == "" {
		return "the image of " + v.Name
	}
	return imageName(v.Container.Image)
}

// lastWords is an attempt's message; of one that never started, what the
// runtime's layers quote.
func (a *Attempt) lastWords() string {
	if a.Reason == "StartError" || a.Reason == "ContainerCannotRun" {
		return innermost(a.Message)
	}
	return a.Message
}

// exit says how an attempt ended: "exit 3 after 1s", "OOMKilled after 4s".
func (a *Attempt) exit() string {
	how := "ended"
	switch {
	case a.Reason == "OOMKilled":
		how = "OOMKilled"
	case a.ExitCode != nil:
		how = fmt.Sprintf("exit %d", *a.ExitCode)
	case a.Signal != 0:
		how = fmt.Sprintf("signal %d", a.Signal)
	}
	if a.Started.IsZero() || a.Exited.IsZero() {
		return how
	}
	return how + " after " + length.Between(a.Started, a.Exited).Sentence()
}
