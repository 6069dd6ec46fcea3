package keymap

import (
	"reflect"
	"testing"

	"charm.land/bubbles/v2/key"
)

// TestEveryBindingIsAnAction checks that no binding of the map is left out of the
// actions, from which the help and the configuration are made, that each has a name of its
// own, and that no key, which must be one that a terminal sends, means two of them.
func TestEveryBindingIsAnAction(t *testing.T) {
	keys := Default()
	listed, named, means := map[*key.Binding]bool{}, map[string]bool{}, map[string]string{}
	for _, a := range keys.Actions() {
		if listed[a.Binding] || named[a.Name] {
			t.Errorf("%s is listed twice", a.Name)
		}
		listed[a.Binding], named[a.Name] = true, true
		for _, k := range a.Binding.Keys() {
			if got, err := ParseKey(k); err != nil || got.String() != k {
				t.Errorf("%s: %q is %q, %v", a.Name, k, got.String(), err)
			}
			if other := means[k]; other != "" {
				t.Errorf("%q means both %s and %s", k, other, a.Name)
			}
			means[k] = a.Name
		}
	}
	fields := reflect.ValueOf(&keys).Elem()
	for i := range fields.NumField() {
		if !listed[fields.Field(i).Addr().Interface().(*key.Binding)] {
			t.Errorf("%s is no action", fields.Type().Field(i).Name)
		}
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
