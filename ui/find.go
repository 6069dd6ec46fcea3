package ui

import (
	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/events"
	"github.com/podlife/podlife/ui/keymap"
	"github.com/podlife/podlife/ui/list"
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/palette"
)

// messages of what the palette finds.
type (
	// performMsg asks for what an action's key does.
	performMsg string
	// openPodMsg asks for the page of a pod: namespace/name.
	openPodMsg string
	// laneMsg asks for a lane to be selected.
	laneMsg string
)

// view returns which pane has the keys, as the help and the palette name it.
func (a *app) view(s *layout) keymap.View {
	switch {
	case s.Kind == page.List:
		return keymap.List
	case a.pane == page.FocusEvents:
		return keymap.Events
	case a.pane == page.FocusSheet && a.lower.sheet == sheetLogs:
		return keymap.Log
	case a.pane == page.FocusSheet:
		return keymap.Spec
	case s.Kind == page.Container:
		return keymap.Container
	}
	return keymap.Pod
}

// openPalette opens the palette over what there is to do and to see.
func (a *app) openPalette() {
	s := a.layout()
	items := actionItems(&a.keys, a.view(s), a.session.play != nil)
	if s.Life != nil && s.Kind != page.List {
		items = append(items, laneItems(s)...)
	}
	items = append(items, podItems(a.list.All.Groups)...)
	if s.Life != nil && s.Kind != page.List {
		items = append(items, eventItems(s)...)
	}
	a.palette.Start(items)
}

// actionItems returns the actions that do something here, with their keys.
func actionItems(keys *keymap.Map, in keymap.View, replay bool) []palette.Item {
	var out []palette.Item
	for _, act := range keys.Actions() {
		if act.In&in != 0 && act.Binding != &keys.Palette && (act.Group != keymap.Replay || replay) {
			out = append(out, palette.Item{Kind: "action", Text: act.Binding.Help().Desc, Note: act.Binding.Help().Key, Choose: performMsg(act.Name)})
		}
	}
	return out
}

func laneItems(s *layout) []palette.Item {
	var out []palette.Item
	for i := range s.Life.Lanes {
		l := &s.Life.Lanes[i]
		note := string(l.Kind)
		if l.Container != nil && l.Container.State != "" {
			note += " " + s.G.Dot + " " + l.Container.State
		}
		out = append(out, palette.Item{Kind: "lane", Text: page.LaneLabel(s.Page, l.ID), Note: note, Choose: laneMsg(l.ID)})
	}
	return out
}

// podItems returns the pods of the list, if there are several.
func podItems(pods []list.Group) []palette.Item {
	var out []palette.Item
	if len(pods) < 2 {
		return nil
	}
	for _, g := range pods {
		out = append(out, palette.Item{Kind: "pod", Text: g.Label, Note: string(g.Newest().Verdict.State), Choose: openPodMsg(g.Key())})
	}
	return out
}

// mostEvents is how many events are searched, the newest: a palette that is slow to
// open is worse than one that does not reach back to last week.
const mostEvents = 500

// eventItems returns the newest events of the life that is shown, the newest first.
func eventItems(s *layout) []palette.Item {
	var out []palette.Item
	all := s.Life.Events
	for i := len(all) - 1; i >= max(len(all)-mostEvents, 0); i-- {
		e := &all[i]
		out = append(out, palette.Item{
			Kind: "event", Text: e.Reason + " " + page.LaneLabel(s.Page, e.Lane) + " " + e.Message, Note: page.Moment(s.Page, e.Time.Time),
			Choose: placeOf(e),
		})
	}
	return out
}

// placeOf returns where an event is: its moment and its row.
func placeOf(e *timeline.EventLine) page.GoToMsg {
	return page.GoToMsg{At: e.Time.Time, Row: page.RowID{Lane: e.Lane, Track: e.Track}}
}

// performKey is what an action is called by while the palette performs it, whatever
// its keys are, and if it has none.
const performKey = "podlife:perform"

// perform does what the key of an action does.
func (a *app) perform(name string) tea.Cmd {
	for _, act := range a.keys.Actions() {
		if act.Name == name {
			own := *act.Binding
			act.Binding.SetKeys(performKey)
			cmd := a.dispatch(tea.KeyPressMsg{Code: tea.KeyExtended, Text: performKey})
			*act.Binding = own
			return cmd
		}
	}
	return nil
}

func (a *app) selectLane(id string) {
	if a.page == page.Container {
		a.page = page.Pod
		a.time.Reset()
	}
	a.closeSheet()
	a.lanes.Row, a.pane = page.RowID{Lane: id}, page.FocusLanes
}

func (a *app) openPod(key string) {
	a.page, a.chosen, a.pod, a.laid = page.List, true, key, nil
	a.list.Filter = page.Input{}
	a.laid = nil
	a.goIn()
}

// writing reports whether characters are text just now, not keys.
func (a *app) writing() bool {
	return a.typing || a.palette.On || a.help.Typing || a.export.On && a.export.Naming
}

// typed takes a key as part of the filter; false means that it is not.
func (a *app) typed(k tea.KeyPressMsg) bool {
	filter := a.filter()
	switch s := k.String(); {
	case s == "enter":
		a.typing = false
	case s == "esc":
		a.typing, *filter = false, page.Input{}
	case !filter.Edit(k):
		return false
	}
	a.lower.events.Selected = events.ID{}
	a.lower.spec.Top()
	return true
}

// pasted takes over what was pasted from the clipboard.
func (a *app) pasted(msg tea.PasteMsg) {
	if a.typing {
		a.filter().Paste(msg.Content)
		return
	}
	pg := a.layout().Page
	a.palette.Update(msg, pg)
	a.help.Update(msg, pg)
	a.export.Update(msg, pg, nil)
}
