package logs

import (
	"strings"

	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
)

// notes returns what the title says of a log, the most important last.
func (m *Model) notes(pg *page.Page, shown []int) []string {
	var notes []string
	other := pg.Keys.Previous.Help().Key + " previous"
	if m.Req.Previous {
		other = pg.Keys.Logs.Help().Key + " current"
	}
	if m.Wishes != nil {
		notes = append(notes, other)
	}
	if m.Book.Dropped > 0 {
		notes = append(notes, page.Plural(m.Book.Dropped, "older line")+" dropped")
	} else if len(m.Book.Lines) == MaxLines {
		notes = append(notes, "the newest only")
	}
	if n := len(m.Book.Lines); n > 0 {
		count := page.Plural(n, "line")
		if m.Filter.Value() != "" {
			count = page.Itoa(len(shown)) + " of " + count
		}
		notes = append(notes, count)
	}
	if len(m.Book.Lines) > 0 && m.Place == PlaceCursor && !pg.Cursor.IsZero() && m.Book.UpTo(shown, page.CursorEnd(pg)) == 0 {
		notes = append(notes, "all of it after the cursor")
	}
	notes = append(notes, m.progress(pg))
	return append(notes, m.Filter.Note(pg.Typing && pg.Focus == page.FocusSheet))
}

// progress says what can be expected to come.
func (m *Model) progress(pg *page.Page) string {
	switch {
	case m.Wishes == nil:
		return ""
	case m.Phase == Asking:
		return "asking"
	case m.Phase == reading && m.Req.Previous:
		return "reading"
	case m.Phase == reading && m.Place == placeTail:
		return pg.G.Live + " following"
	case m.Phase == reading:
		return "more comes below"
	case m.err != "" && len(m.Book.Lines) > 0:
		return "cut off: " + m.err
	case m.err != "":
		return "tries again"
	}
	return "ended"
}

// whyNoLines says plainly why there is nothing to read.
func (m *Model) whyNoLines(pg *page.Page) []draw.Line {
	life, l := m.owner(pg)
	var out []draw.Line
	add := func(text string, st draw.Style) {
		for _, part := range draw.Wrapped(text, pg.W-2, 3) {
			out = append(out, draw.Line{Text: part, Style: st})
		}
	}
	say := func(text string) { add(text, draw.Plain) }
	more := func(text string) { add(text, draw.Muted) }
	command := "kubectl logs -n " + m.Req.Namespace + " " + m.Req.Pod + " -c " + m.Req.Container
	if m.Req.Previous {
		command += " --previous"
	}
	switch {
	case pg.Replay:
		say("logs are not recorded")
		more("what the cluster still has: " + command)
	case m.Wishes == nil || l == nil:
		say("there are no logs here")
	case len(m.Book.Lines) > 0:
		say("no line matches")
	case !life.Pod.Gone.IsZero():
		say("the pod is gone, and its logs with it")
	case m.err != "":
		say("no log: " + m.err)
		m.whyRefused(pg, l.Name, more)
	case m.Phase == Asking:
		say("asking for the log")
	case m.Phase == reading && !m.Req.Previous:
		say(l.Name + " has written nothing yet")
	default:
		say(l.Name + " wrote nothing, or the node has rotated it away")
	}
	if text := m.behind(pg); text != "" {
		more(text)
	}
	return out
}

// whyRefused adds what the pod's life says about a refusal.
func (m *Model) whyRefused(pg *page.Page, name string, more func(string)) {
	_, l := m.owner(pg)
	switch {
	case strings.Contains(m.err, "forbidden"):
	case m.Req.Previous && l.Restarts == 0:
		more(name + " has not been restarted: there is no previous instance")
	case len(l.Attempts) == 0:
		more(name + " has not started; its log opens by itself when it does")
	}
}

// behind reports a run that has started though the pod's status does not say
// so yet: until it does, the kubelet refuses its log, or serves the one before.
func (m *Model) behind(pg *page.Page) string {
	_, l := m.owner(pg)
	if l == nil || m.Req.Previous || m.Wishes == nil {
		return ""
	}
	at := page.LastAttempt(l)
	if at == nil || at.Started.IsZero() || at.ContainerID != "" || !at.Exited.IsZero() {
		return ""
	}
	text := "run " + page.Itoa(at.Number) + " has started, but its status is not published: "
	if m.Run > 0 {
		return text + "until then the kubelet serves run " + page.Itoa(m.Run)
	}
	return text + "until then the kubelet refuses its log"
}
