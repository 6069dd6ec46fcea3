package ui

import (
	"strings"

	"github.com/podlife/podlife/ui/draw"
)

// logNotes are what the title tells of a log, the most important last.
func (a *app) logNotes(s *scene, shown []int) []string {
	g := &a.logs
	var notes []string
	other := a.keys.Previous.Help().Key + " previous"
	if g.req.Previous {
		other = a.keys.Logs.Help().Key + " current"
	}
	if a.wishes != nil {
		notes = append(notes, other)
	}
	if g.book.dropped > 0 {
		notes = append(notes, plural(g.book.dropped, "older line")+" dropped")
	} else if len(g.book.lines) == maxLogLines {
		notes = append(notes, "the newest only")
	}
	if n := len(g.book.lines); n > 0 {
		count := plural(n, "line")
		if g.filter != "" {
			count = itoa(len(shown)) + " of " + count
		}
		notes = append(notes, count)
	}
	if len(g.book.lines) > 0 && g.place == placeCursor && !a.cursor.IsZero() && g.book.upTo(shown, a.cursorEnd(s)) == 0 {
		notes = append(notes, "all of it after the cursor")
	}
	notes = append(notes, a.logProgress())
	return append(notes, a.filterNote(g.filter, a.typing && a.pane == paneSheet))
}

// logProgress says what can be expected to come.
func (a *app) logProgress() string {
	g := &a.logs
	switch {
	case a.wishes == nil:
		return ""
	case g.phase == logAsking:
		return "asking"
	case g.phase == logOpen && g.req.Previous:
		return "reading"
	case g.phase == logOpen && g.place == placeTail:
		return a.g.Live + " following"
	case g.phase == logOpen:
		return "more comes below"
	case g.err != "" && len(g.book.lines) > 0:
		return "cut off: " + g.err
	case g.err != "":
		return "tries again"
	}
	return "ended"
}

// whyNoLines says plainly why there is nothing to read.
func (a *app) whyNoLines() []draw.Line {
	g := &a.logs
	life, l := a.logOwner()
	var out []draw.Line
	add := func(text string, st draw.Style) {
		for _, part := range draw.Wrapped(text, a.w-2, 3) {
			out = append(out, draw.Line{Text: part, Style: st})
		}
	}
	say := func(text string) { add(text, draw.Plain) }
	more := func(text string) { add(text, draw.Muted) }
	command := "kubectl logs -n " + g.req.Namespace + " " + g.req.Pod + " -c " + g.req.Container
	if g.req.Previous {
		command += " --previous"
	}
	switch {
	case a.play != nil:
		say("a recording holds no logs")
		more("what the cluster still has: " + command)
	case a.wishes == nil || l == nil:
		say("there are no logs here")
	case len(g.book.lines) > 0:
		say("no line matches")
	case !life.Pod.Gone.IsZero():
		say("the pod is gone, and its logs with it")
	case g.err != "":
		say("no log: " + g.err)
		a.whyRefused(l.Name, more)
	case g.phase == logAsking:
		say("asking for the log")
	case g.phase == logOpen && !g.req.Previous:
		say(l.Name + " has written nothing yet")
	default:
		say(l.Name + " wrote nothing, or the node has rotated it away")
	}
	if text := a.behind(); text != "" {
		more(text)
	}
	return out
}

// whyRefused adds what the pod's life tells about a refusal.
func (a *app) whyRefused(name string, more func(string)) {
	_, l := a.logOwner()
	switch {
	case strings.Contains(a.logs.err, "forbidden"):
	case a.logs.req.Previous && l.Restarts == 0:
		more(name + " has not been restarted: there is no previous instance")
	case len(l.Attempts) == 0:
		more(name + " has not started; its log opens by itself when it does")
	}
}

// behind tells of a run that has started though the pod's status does not say
// so yet: until it does, the kubelet refuses its log, or serves the one before.
func (a *app) behind() string {
	g := &a.logs
	_, l := a.logOwner()
	if l == nil || g.req.Previous || a.wishes == nil {
		return ""
	}
	at := lastAttempt(l)
	if at == nil || at.Started.IsZero() || at.ContainerID != "" || !at.Exited.IsZero() {
		return ""
	}
	text := "run " + itoa(at.Number) + " has started, but its status is not published: "
	if g.run > 0 {
		return text + "until then the kubelet serves run " + itoa(g.run)
	}
	return text + "until then the kubelet refuses its log"
}
