package keymap

import (
	"slices"

	"charm.land/bubbles/v2/key"
)

// View is what has the keys: a page, or a pane of one.
type View uint8

// The views. A combination means each of them.
const (
	List      View = 1 << iota // several pods
	Pod                        // the lanes of one pod
	Container                  // the tracks of one container
	Events
	Log
	Spec

	lanes = Pod | Container
	timed = lanes | Events | Log | Spec

	// Anywhere is all views.
	Anywhere = List | timed
)

// viewNames are the words for the views.
var viewNames = map[View]string{
	List: "the list of pods", Pod: "a pod's page", Container: "a container's page", Events: "the events", Log: "a log", Spec: "the spec",
}

// String returns the words for one view.
func (v View) String() string { return viewNames[v] }

// Where returns the words for being in one view.
func (v View) Where() string {
	if v&lanes != 0 {
		return "on " + v.String()
	}
	return "in " + v.String()
}

// Replay is the group of the keys that play a recording.
const Replay = "replay"

// Action is what a key does: the group of the help that it belongs to, its name in
// a configuration, and the views in which it does something.
type Action struct {
	Group   string
	Name    string
	Binding *key.Binding
	In      View
}

// Actions returns every binding of the map, in the order in which they are
// explained.
func (k *Map) Actions() []Action {
	return []Action{
		{"select", "up", &k.Up, Anywhere}, {"select", "down", &k.Down, Anywhere},
		{"select", "pageUp", &k.PageUp, Anywhere}, {"select", "pageDown", &k.PageDown, Anywhere},
		{"select", "start", &k.Start, Anywhere}, {"select", "end", &k.End, Anywhere},
		{"select", "open", &k.Open, Anywhere &^ (Container | Spec)}, {"select", "back", &k.Back, Anywhere},
		{"select", "pane", &k.Pane, timed}, {"select", "prevPane", &k.PrevPane, timed},
		{"select", "fold", &k.Fold, Pod | Events | Log | Spec}, {"select", "foldAll", &k.FoldAll, Pod},
		{"select", "earlier", &k.Earlier, timed}, {"select", "later", &k.Later, timed},

		{"find", "problem", &k.Problem, Anywhere}, {"find", "palette", &k.Palette, Anywhere},
		{"find", "filter", &k.Filter, Anywhere}, {"find", "nextMatch", &k.NextMatch, timed}, {"find", "prevMatch", &k.PrevMatch, timed},
		{"find", "all", &k.All, List | lanes | Events},

		{"time", "left", &k.Left, timed}, {"time", "right", &k.Right, timed},
		{"time", "jumpLeft", &k.JumpLeft, timed}, {"time", "jumpRight", &k.JumpRight, timed},
		{"time", "secondsBack", &k.SecondsBack, timed}, {"time", "seconds", &k.Seconds, timed},
		{"time", "halfMinuteBack", &k.HalfMinuteBack, timed}, {"time", "halfMinute", &k.HalfMinute, timed},
		{"time", "prevChange", &k.PrevChange, timed}, {"time", "nextChange", &k.NextChange, timed},
		{"time", "prevWindow", &k.PrevWindow, timed}, {"time", "nextWindow", &k.NextWindow, timed},
		{"time", "axisStart", &k.AxisStart, timed}, {"time", "axisEnd", &k.AxisEnd, timed},
		{"time", "follow", &k.Follow, timed},
		{"time", "zoomIn", &k.ZoomIn, timed}, {"time", "zoomOut", &k.ZoomOut, timed}, {"time", "fit", &k.Fit, timed},
		{"time", "gaps", &k.Gaps, timed}, {"time", "clock", &k.Clock, Anywhere},

		{"details", "mark", &k.Mark, List | timed}, {"details", "compare", &k.Compare, List}, {"details", "edge", &k.Edge, timed},
		{"details", "logs", &k.Logs, Anywhere}, {"details", "previousLogs", &k.Previous, Anywhere},
		{"details", "spec", &k.Spec, Anywhere}, {"details", "export", &k.Export, Anywhere}, {"details", "copy", &k.Copy, Anywhere},

		{Replay, "play", &k.Play, Anywhere}, {Replay, "stepBack", &k.StepBack, Anywhere}, {Replay, "step", &k.Step, Anywhere},
		{Replay, "slower", &k.Slower, Anywhere}, {Replay, "faster", &k.Faster, Anywhere},

		{"podlife", "help", &k.Help, Anywhere}, {"podlife", "quit", &k.Quit, Anywhere}, {"podlife", "suspend", &k.Suspend, Anywhere},
	}
}

// Group is one block of the help.
type Group struct {
	Title string
	Keys  []key.Binding
}

// Groups returns every binding once, by group.
func (k Map) Groups() []Group { return k.GroupsIn(Anywhere) }

// GroupsIn returns the bindings that do something in a view, by group.
func (k Map) GroupsIn(v View) []Group {
	var out []Group
	for _, a := range k.Actions() {
		if a.In&v == 0 {
			continue
		}
		i := slices.IndexFunc(out, func(g Group) bool { return g.Title == a.Group })
		if i < 0 {
			i, out = len(out), append(out, Group{Title: a.Group})
		}
		out[i].Keys = append(out[i].Keys, *a.Binding)
	}
	return out
}
