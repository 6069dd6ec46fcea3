package timeline

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// messageWidth is how many runes of somebody else's message fit a headline.
const messageWidth = 120

// sharp is the widest interval that still deserves a fraction of a second.
const sharp = 250 * time.Millisecond

// moment is the edge of a time that is known, such as now.
func moment(t time.Time) Edge { return Edge{Time: t, Earliest: t, Latest: t, Basis: Exact} }

// brief writes a duration with as many digits as a person reads at once; a
// minute and more is cut, as an age is, not rounded up.
func brief(d time.Duration) string {
	switch {
	case d < time.Millisecond:
		return "<1ms"
	case d < 995*time.Millisecond:
		return fmt.Sprintf("%dms", d.Round(time.Millisecond).Milliseconds())
	case d < time.Minute:
		return strings.TrimSuffix(fmt.Sprintf("%.1f", min(d.Seconds(), 59.9)), ".0") + "s"
	case d < time.Hour:
		return pair(d.Truncate(time.Second), time.Minute, "m", time.Second, "s")
	case d < 24*time.Hour:
		return pair(d.Truncate(time.Minute), time.Hour, "h", time.Minute, "m")
	}
	return pair(d.Truncate(time.Hour), 24*time.Hour, "d", time.Hour, "h")
}

func pair(d, big time.Duration, bigName string, small time.Duration, smallName string) string {
	return fmt.Sprintf("%d%s%02d%s", d/big, bigName, d%big/small, smallName)
}

// setting writes a duration of a spec, which has whole seconds: "0s", "30s", "10m00s".
func setting(d time.Duration) string {
	if d < time.Minute {
		return d.String()
	}
	return brief(d)
}

// between writes the time from a to b, never more precisely than the two are
// known: fractions only for sharp edges, "<1s", "at most 2.1s", "about 40s".
func between(a, b Edge) string {
	if a.IsZero() || b.IsZero() {
		return "an unknown time"
	}
	d := b.Time.Sub(a.Time)
	lo, hi := b.Earliest.Sub(a.Latest), b.Latest.Sub(a.Earliest)
	switch w := hi - lo; {
	case hi <= 0:
		return "<1s" // told by different clocks, or of what was there before
	case w <= sharp && d >= 0:
		return brief(d)
	case hi <= time.Second:
		return "<1s"
	case w > 2500*time.Millisecond && lo <= 0 && hi > 0:
		return "at most " + brief((hi + 100*time.Millisecond - 1).Truncate(100*time.Millisecond))
	case w > 2500*time.Millisecond && w > d/4:
		return brief(max(lo.Round(time.Second), time.Second)) + " to " + brief(hi.Round(time.Second))
	}
	return wholeSeconds(d)
}

// so is how long something that began at e has been going on. What was
// observed began by e.Time at the latest, and hardly earlier while connected.
func (s *scene) so(e Edge) string {
	if w := e.Uncertainty(); w > sharp && (e.Basis == Observed || w <= 2*time.Second) {
		return running(s.now.Sub(e.Time))
	}
	return between(e, moment(s.now))
}

// running is what a clock shows that began d ago: seconds that are over.
func running(d time.Duration) string {
	if d < time.Second {
		return "<1s"
	}
	return brief(d.Truncate(time.Second))
}

// took is between for a total that is also shown elsewhere: an uncertainty of
// an API second still leaves a fraction, as the best estimate.
func took(a, b Edge) string {
	d := b.Time.Sub(a.Time)
	if d < time.Second || a.Uncertainty()+b.Uncertainty() > 1500*time.Millisecond {
		return between(a, b)
	}
	return brief(d)
}

func wholeSeconds(d time.Duration) string {
	if d < 500*time.Millisecond {
		return "<1s"
	}
	return brief(d.Round(time.Second))
}

// since is like so for a time that is not an Edge: an API second.
func (s *scene) since(t time.Time) string {
	return running(s.now.Sub(t))
}

func (s *scene) until(e Edge) string { return e.Until(s.now) }

// Until is a countdown from now to a moment that is expected, in seconds begun:
// "in 12s", "in 12s to 18s", "within 30s", "any moment", "3s overdue".
func (e Edge) Until(now time.Time) string {
	lo, hi := e.Earliest.Sub(now), e.Latest.Sub(now)
	switch {
	case hi <= -time.Second:
		return brief((-hi).Round(time.Second)) + " overdue"
	case lo <= 0 && hi <= 5*time.Second:
		return "any moment"
	case lo <= 0:
		return "within " + brief(ceilSecond(hi))
	case hi-lo < 2*time.Second:
		return "in " + brief(ceilSecond(e.Time.Sub(now)))
	}
	return "in " + brief(ceilSecond(lo)) + " to " + brief(ceilSecond(hi))
}

func ceilSecond(d time.Duration) time.Duration {
	return (d + time.Second - 1).Truncate(time.Second)
}

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
	return how + " after " + between(a.Started, a.Exited)
}
