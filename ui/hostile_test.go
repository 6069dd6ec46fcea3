package ui

import (
	"reflect"
	"strings"
	"testing"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/keymap"
	"github.com/podlife/podlife/ui/logs"
)

// nasty is text that survives timeline.Clean and still is hard to lay out:
// wide, combining, flags, emoji of several characters, right to left, long.
var nasty = []string{
	"日本語のポッド名がとても長い", "e\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030a\u030b\u030c", "👩🏽‍🚀👨‍👩‍👧‍👦🇩🇪🏴", "שלום עולם", "ｆｕｌｌｗｉｄｔｈ",
	strings.Repeat("x", 500), strings.Repeat("漢", 200), "ก็ำ", "\u1100\u1161\u11a8", "☺\u20e3 ⚠ ✅ ①", "",
}

// TestHostileText checks that whatever a pod is called and says, no line
// becomes wider than the terminal.
func TestHostileText(t *testing.T) {
	for i := range nasty {
		s := sixDays()
		n := i
		next := func() string {
			n++
			return timeline.Clean(nasty[n%len(nasty)])
		}
		poison(reflect.ValueOf(&s.Lives[0]).Elem(), next)
		for _, g := range []Glyphs{Unicode, ASCII} {
			for _, size := range [][2]int{{1, 1}, {2, 3}, {37, 9}, {60, 20}, {81, 25}, {100, 30}, {163, 50}} {
				for _, keys := range []string{"", "down down down down enter i", "tab down", "w w i m", "?", "s", "down down down down s o", "L up", "enter L", "e enter"} {
					a := showing(s, Options{Glyphs: g, Logs: noLog, Exports: testExports}, size[0], size[1])
					a.session.status = next()
					for name := range strings.FieldsSeq(keys) {
						k, err := keymap.Default().Press(name, false)
						if err != nil {
							t.Fatal(err)
						}
						a.press(k)
					}
					if a.lower.sheet == sheetLogs {
						a.update(logs.LinesMsg{Tag: a.lower.logs.Tag, Lines: hostileLines()})
						a.touch()
					}
					f := a.paint()
					fits(t, f, size[0], size[1])
					if g == ASCII && strings.IndexFunc(f, func(r rune) bool { return r > 0x7e }) >= 0 {
						t.Fatalf("not ASCII:\n%s", f)
					}
				}
			}
		}
	}
}

// hostileLines returns lines as a container may write them.
func hostileLines() []logs.Line {
	var out []logs.Line
	for _, text := range nasty {
		out = append(out, logs.ParseLine("2026-11-22T07:00:00Z "+text+"\x1b]0;owned\x07\x1b[2J\t"+text))
	}
	return out
}

// poison replaces the free text of a life: every plain string field that is
// not an identifier the screen looks things up by.
func poison(v reflect.Value, next func() string) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			poison(v.Elem(), next)
		}
	case reflect.Slice:
		for i := range v.Len() {
			poison(v.Index(i), next)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && f.Name != "ID" && f.Name != "Lane" && f.Name != "Probe" {
				poison(v.Field(i), next)
			}
		}
	case reflect.String:
		if v.Type() == reflect.TypeFor[string]() {
			v.SetString(next())
		}
	}
}
