package keymap

import (
	"slices"
	"testing"
)

// Every binding of the help has a name for the configuration, and every key of it
// is one that a terminal sends.
func TestEveryBindingHasAName(t *testing.T) {
	keys := Default()
	var named, explained []string
	for _, a := range keys.Actions() {
		named = append(named, a.Binding.Help().Desc)
	}
	for _, g := range keys.Groups() {
		for _, b := range g.Keys {
			explained = append(explained, b.Help().Desc)
			for _, k := range b.Keys() {
				if got, err := ParseKey(k); err != nil || got.String() != k {
					t.Errorf("%s: %q is %q, %v", b.Help().Desc, k, got.String(), err)
				}
			}
		}
	}
	slices.Sort(named)
	slices.Sort(explained)
	if !slices.Equal(named, explained) {
		t.Errorf("actions:\n%q\nhelp:\n%q", named, explained)
	}
}

// Two actions may trade their keys; one key for two is an error that names both.
func TestWith(t *testing.T) {
	traded, err := Default().With([]Rebinding{{"follow", []string{"f"}}, {"fit", []string{"F", "ctrl+f"}}})
	if err != nil || traded.Follow.Help().Key != "f" || traded.Fit.Keys()[1] != "ctrl+f" {
		t.Error(traded.Follow.Help(), traded.Fit.Keys(), err)
	}
	if own := Default(); own.Follow.Help().Key != "F" {
		t.Error("the default map has changed")
	}
	_, err = Default().With([]Rebinding{{"logs", []string{"l"}}})
	if want := `"l" means right as well; give that another key, or none: right: []`; err == nil || err.Error() != want {
		t.Error(err)
	}
	none, err := Default().With([]Rebinding{{"right", nil}, {"logs", []string{"right"}}})
	none.WithoutArrows()
	if err != nil || none.Right.Enabled() || none.Logs.Help().Key != "right" {
		t.Error(none.Logs.Help(), err)
	}
}
