package ui

import (
	"cmp"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/ui/details"
	"github.com/podlife/podlife/ui/list"
	"github.com/podlife/podlife/ui/page"
)

// copySelection copies what a ticket needs to the clipboard, through the terminal
// (OSC 52).
func (a *app) copySelection() tea.Cmd {
	s := a.layout()
	if s.Life == nil {
		return nil
	}
	text := ticketText(s, &a.lower, &a.list)
	if strings.TrimSpace(text) == "" {
		a.message = "copy: no line to copy here"
		return nil
	}
	a.message = "copied " + page.Plural(strings.Count(text, "\n"), "line")
	if a.tmux {
		a.message += "; tmux needs: set -s set-clipboard on"
	} else {
		a.message += " through the terminal"
	}
	return tea.SetClipboard(text)
}

// ticketText returns the open sheet, or what a ticket needs to know: which pod
// this is, what is wrong with it since when, the selection in full, and the last
// problems. Moments are in UTC: readers of a ticket live elsewhere.
func ticketText(s *layout, lower *lower, pods *list.Model) string {
	if text, ok := lower.copied(s.Page); ok {
		return text
	}
	if s.Kind == page.List {
		s.Whole(s.Snapshot)
		return listText(s, pods.Part.Groups)
	}
	lines := append(identity(s), "")
	words := *s.Page
	words.Waterfall = false // a ticket has no pictures
	for _, l := range details.Lines(&words) {
		lines = append(lines, strings.TrimLeft(l.Label+"  "+l.Text, " "))
	}
	if problems := lastProblems(s.Page); len(problems) > 0 {
		lines = append(append(lines, "", "last problems"), problems...)
	}
	return strings.Join(lines, "\n") + "\n"
}

// identity returns which pod this is, its verdict, and where it runs.
func identity(s *layout) []string {
	p, v := &s.Life.Pod, &s.Life.Verdict
	state := string(v.State)
	if !v.Since.IsZero() {
		state += " since " + utc(s.Page, v.Since)
	}
	out := []string{
		p.Namespace + "/" + p.Name + ": " + state + ", as of " + utc(s.Page, s.Now),
		v.Headline,
		"node " + cmp.Or(p.Node, "none yet") + ", " + page.Plural(p.Restarts, "restart") + ", " + cmp.Or(p.Owner, "no owner") + ", uid " + p.UID,
	}
	if l, _ := s.Selection(); l != nil && l.Container != nil && l.Container.Image != "" {
		out = append(out, "container "+l.Container.Name+", image "+l.Container.Image)
	}
	return out
}

// listText returns the pods of the list that the filter leaves, the worst first, as
// many as a ticket's readers go through.
func listText(s *layout, groups []list.Group) string {
	const most = 50
	out := page.Plural(len(groups), "pod") + ", as of " + utc(s.Page, s.Now) + "\n"
	for i, g := range groups {
		if i == most {
			return out + "… and " + page.Itoa(len(groups)-most) + " more\n"
		}
		v := g.Newest().Verdict
		out += g.Key() + ": " + string(v.State) + ": " + v.Headline + "\n"
	}
	return out
}

// lastProblems returns the newest events that say that something is wrong, in the
// order of time.
func lastProblems(pg *page.Page) []string {
	const most = 8
	l := pg.Life
	var out []string
	for i := len(l.Events) - 1; i >= 0 && len(out) < most; i-- {
		e := &l.Events[i]
		if !page.Bad(e.Severity) {
			continue
		}
		text := utc(pg, e.Time.Time) + "  " + e.Reason + "  " + page.LaneLabel(pg, e.Lane) + "  " + e.Message
		if e.Count > 1 {
			text += "  (" + page.Itoa(e.Count) + " times)"
		}
		out = append([]string{text}, out...)
	}
	return out
}

// utc returns a moment to the second; of a life without dates only the time, which is
// right relative to the others.
func utc(pg *page.Page, t time.Time) string {
	if pg.Life != nil && pg.Life.Pod.Relative {
		return t.UTC().Format(time.TimeOnly)
	}
	return t.UTC().Format(time.RFC3339)
}
