package keymap

import "charm.land/bubbles/v2/key"

// Action is what a key does, by the name that a configuration has for it.
type Action struct {
	Name    string
	Binding *key.Binding
}

// Actions returns every binding of the map with its name, in the order in which
// they are explained.
func (k *Map) Actions() []Action {
	return []Action{
		{"up", &k.Up}, {"down", &k.Down}, {"pageUp", &k.PageUp}, {"pageDown", &k.PageDown},
		{"start", &k.Start}, {"end", &k.End}, {"open", &k.Open}, {"back", &k.Back},
		{"fold", &k.Fold}, {"foldAll", &k.FoldAll}, {"earlier", &k.Earlier}, {"later", &k.Later},

		{"left", &k.Left}, {"right", &k.Right}, {"nextChange", &k.NextChange}, {"prevChange", &k.PrevChange},
		{"prevWindow", &k.PrevWindow}, {"nextWindow", &k.NextWindow}, {"zoomIn", &k.ZoomIn}, {"zoomOut", &k.ZoomOut},
		{"fit", &k.Fit}, {"follow", &k.Follow}, {"gaps", &k.Gaps}, {"clock", &k.Clock},

		{"mark", &k.Mark}, {"edge", &k.Edge}, {"logs", &k.Logs}, {"previousLogs", &k.Previous}, {"spec", &k.Spec},
		{"export", &k.Export}, {"copy", &k.Copy}, {"pane", &k.Pane}, {"filter", &k.Filter},
		{"nextMatch", &k.NextMatch}, {"prevMatch", &k.PrevMatch}, {"all", &k.All},

		{"play", &k.Play}, {"stepBack", &k.StepBack}, {"step", &k.Step}, {"slower", &k.Slower}, {"faster", &k.Faster},

		{"help", &k.Help}, {"quit", &k.Quit}, {"suspend", &k.Suspend},
	}
}
