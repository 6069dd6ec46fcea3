package config

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// write makes text the configuration file of the test.
func write(t *testing.T, text string) {
	t.Helper()
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	if err := os.Mkdir(filepath.Dir(Path()), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(Path(), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// Whatever is wrong is one error with a line, a column, and what there is to choose from.
func TestWrongFiles(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"theme: blue", `line 1, column 8: theme "blue": choose one of auto, dark, light`},
		{"theme:\n", `line 1, column 7: theme needs a value: one of auto, dark, light`},
		{"mouse: yes", `line 1, column 8: mouse "yes": choose one of true, false`},
		{"theme: dark\ncolour: x", `line 2, column 1: unknown setting "colour"; choose one of theme, glyphs, mouse, keys`},
		{"theme: dark\ntheme: light", `line 2, column 1: "theme" stands on line 1 already; keep one of the two`},
		{"theme: &x dark\nglyphs: *x", `line 2, column 9: glyphs needs a value: one of unicode, ascii`},
		{"dark", `line 1, column 1: not a setting; write NAME: VALUE with one of the names theme, glyphs, mouse, keys`},
		{"mouse: true\n---\nmouse: true", `line 2, column 1: a second document; the settings are one`},
		{"? [a]\n: b", `line 1, column 3: not the name of a setting`},
		{"keys: [f]", `line 1, column 7: keys needs an action and its keys on each line, such as follow: ctrl+f`},
		{"keys:\n  folow: f", `line 2, column 3: no action is called "folow"; choose one of up, down, `},
		{"keys:\n  follow: [f, ctrl+i]", `line 2, column 15: follow: a terminal sends "ctrl+i" as "tab"`},
		{"keys:\n  follow: shift+f", `line 2, column 11: follow: a terminal sends the character, not "shift+f"; write what shift makes of it, such as "F"`},
		{"keys:\n  follow: ff", `line 2, column 11: follow: no key is called "ff"; a key is one character, f1 to f12 or one of backspace, `},
		{"keys:\n  follow:", `line 2, column 10: follow needs a key, or a list of them, such as f or [f, ctrl+f]; [] is none`},
		{"keys:\n  follow: q", `line 2, column 11: "q" means quit as well; give that another key, or none: quit: []`},
		{"theme: a: b", `line 1, column 9: mapping values are not allowed in this context`},
		{"theme: dark\nkeys:\n\tup: u", `line 3, column 1: found character that cannot start any token`},
		{"keys:\n  up: [a, b\n  down: c", `line 3, column 7: did not find expected ',' or ']'`},
		{"\x00", `line 1, column 1: control characters are not allowed`},
		{"theme: \"\\e[31m\"", `line 1, column 8: theme "\x1b[31m": choose one of auto, dark, light`},
		{strings.Repeat("# long\n", limit/6), `config.yaml: longer than 256 KiB`},
	} {
		write(t, c.text)
		_, err := Read()
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q:\n  %v\nwant\n  %s", c.text, err, c.want)
		}
	}
}

// An empty file, or one of comments, says nothing.
func TestEmptyFiles(t *testing.T) {
	for _, text := range []string{"", "\n", "# mine\n", "---\n", "~\n", "{}", "keys:\n"} {
		write(t, text)
		if f, err := Read(); err != nil || !f.Found || len(f.values) > 0 {
			t.Errorf("%q: %v, %v", text, f.values, err)
		}
	}
}

// The variable wins over the file, and a wrong variable is named.
func TestChoose(t *testing.T) {
	write(t, "mouse: true\ntheme: light\nglyphs: ascii")
	t.Setenv("PODLIFE_GLYPHS", "unicode")
	t.Setenv("PODLIFE_MOUSE", "maybe")
	f, err := Read()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := f.Choose(Theme); got != (Chosen{"light", "line 2"}) || err != nil {
		t.Error(got, err)
	}
	if got, err := f.Choose(Glyphs); got != (Chosen{"unicode", "PODLIFE_GLYPHS"}) || err != nil {
		t.Error(got, err)
	}
	if _, err := f.Choose(Mouse); err == nil || err.Error() != `PODLIFE_MOUSE="maybe": choose one of true, false` {
		t.Error(err)
	}
}

// What is printed can be read again, with keys that YAML would take for something
// else, and quitting always has a key.
func TestViewIsAFile(t *testing.T) {
	write(t, `keys: {follow: ["~", "#", "1", "'"], copy: n, nextMatch: y, filter: [], quit: [Q], later: ctrl+g, edge: alt+i}`)
	f, err := Read()
	if err != nil {
		t.Fatal(err)
	}
	if got := f.Keys.Quit.Keys(); !slices.Equal(got, []string{"Q", "ctrl+c"}) {
		t.Errorf("quit: %q", got)
	}
	if f.Keys.Filter.Enabled() {
		t.Error("the filter has a key")
	}
	var first, second bytes.Buffer
	if err := f.View(&first); err != nil {
		t.Fatal(err)
	}
	write(t, first.String())
	if f, err = Read(); err != nil {
		t.Fatalf("%v in\n%s", err, first.String())
	}
	if err := f.View(&second); err != nil {
		t.Fatal(err)
	}
	_, a, _ := strings.Cut(first.String(), "keys:")
	_, b, _ := strings.Cut(second.String(), "keys:")
	if a != b {
		t.Errorf("%s\nbecame\n%s", a, b)
	}
}
