package keymap

import (
	"strings"
	"testing"
)

// TestKeyNamesDiffer checks that in ASCII, too, every key has a name of its
// own: "←" would become "<", which is a key.
func TestKeyNamesDiffer(t *testing.T) {
	letters := Default()
	letters.WithoutArrows()
	for _, keys := range []Map{Default(), letters} {
		means := map[string]string{}
		for _, group := range keys.Groups() {
			for _, b := range group.Keys {
				name, _, _ := strings.Cut(b.Help().Key, " ")
				if name[0] >= 0x80 && keys.Up.Help() == letters.Up.Help() {
					t.Errorf("%s is called %q", b.Help().Desc, name)
				}
				if other := means[name]; other != "" {
					t.Errorf("%q is both %q and %q", name, other, b.Help().Desc)
				}
				means[name] = b.Help().Desc
			}
		}
	}
}
