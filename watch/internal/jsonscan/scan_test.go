package jsonscan

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

var texts = []string{
	`{}`, `[]`, ` {"a":[1,2,{"b":null}],"c":"\u00e9\"\\"} `, `"x"`, `-0.5e+10`, `true`, `false`, `null`,
	`{"a":1,}`, `{"a" 1}`, `{a:1}`, `[1 2]`, `[,]`, `01`, `-`, `1.`, `1e`, `"\x"`, `"\u12g4"`, "\"\n\"", `tru`, `trux`,
	`{"a":1}{`, `{"a":"b`, `{"a`, `[`, `{"a":1`, ``, ` `, `"\`, `"\u1`, `1.5`, `1E-2`, `+1`, `.5`, `--1`, "{\"a\":\x00}",
	strings.Repeat("[", 9000) + strings.Repeat("]", 9000), strings.Repeat("[", 20000),
}

// Whole must accept exactly what encoding/json accepts.
func TestWholeAgreesWithEncodingJSON(t *testing.T) {
	for _, s := range texts {
		if got, want := Whole([]byte(s)) == nil, json.Valid([]byte(s)); got != want {
			t.Errorf("Whole(%.40q) valid = %v, encoding/json says %v", s, got, want)
		}
	}
}

// Every proper prefix of an object is short, never a syntax error: that is how
// a cut-off line is told from a broken one.
func TestPrefixesAreShort(t *testing.T) {
	const s = `{"a": [1.5, -2e3, {"b": null}], "c": "\u00e9\"", "d": true}`
	for n := range len(s) {
		if err := Whole([]byte(s[:n])); !errors.Is(err, ErrShort) {
			t.Errorf("Whole(%q) = %v, want ErrShort", s[:n], err)
		}
	}
}

func TestWalk(t *testing.T) {
	b := []byte(`{"a": [1, {"x":2}] , "b":"c"} tail`)
	var got []string
	end, err := Walk(b, 0, func(k []byte, at int) (int, error) {
		got = append(got, string(k))
		if b[at] == '[' {
			return Elements(b, at, func(e []byte) error { got = append(got, string(e)); return nil })
		}
		return 0, nil
	})
	if err != nil || end != 29 {
		t.Errorf("Walk = %d, %v", end, err)
	}
	if s := strings.Join(got, "|"); s != `a|1|{"x":2}|b` {
		t.Errorf("visited %s", s)
	}
	for _, s := range []string{`{"a":[1,}`, `[1]`, `{"a" 1}`, `{1:2}`, ``} {
		if _, err := Walk([]byte(s), 0, func([]byte, int) (int, error) { return 0, nil }); err == nil {
			t.Errorf("Walk(%s) found nothing wrong", s)
		}
	}
}

func FuzzWhole(f *testing.F) {
	for _, s := range texts {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if got, want := Whole(b) == nil, json.Valid(b); got != want {
			t.Errorf("Whole(%q) valid = %v, encoding/json says %v", b, got, want)
		}
	})
}
