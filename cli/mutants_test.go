package cli

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/podlife/podlife/internal/fixture"
	"github.com/podlife/podlife/report"
	"github.com/podlife/podlife/timeline/model"
	"github.com/podlife/podlife/ui"
)

// What takes the place of one value of a recording.
var replacements = []any{
	nil, []any{}, map[string]any{}, "", -1, 1e308, strings.Repeat("A", 100_000), "9999-12-31T23:59:59Z", 1<<31 - 1,
}

// A mutant is read with so many lines of its recording before it and after it.
const (
	linesBefore = 40
	linesAfter  = 10
)

// Limits of one mutant in all outputs, where many are tried: .ci/heavy.
const (
	mutantTime   = 30 * time.Second
	mutantMemory = 512 << 20 // of the whole process
)

// TestMutants puts one wrong value after another into real recordings: every
// output of each is written, and holds no control character. $PODLIFE_MUTANTS
// says how many; with it, time and memory are limited too.
func TestMutants(t *testing.T) {
	n, limited := 200, false
	if s := os.Getenv("PODLIFE_MUTANTS"); s != "" {
		var err error
		if n, err = strconv.Atoi(s); err != nil {
			t.Fatal(err)
		}
		limited = true
	}
	recordings := readLines(t)
	places := placesIn(recordings)
	kinds := slices.Sorted(maps.Keys(places))
	random := rand.New(rand.NewPCG(11, 2026))
	random.Shuffle(len(kinds), func(i, j int) { kinds[i], kinds[j] = kinds[j], kinds[i] })
	var slowest time.Duration
	var read int
	for i := range n {
		kind, value := kinds[i%len(kinds)], replacements[(i+i/len(kinds))%len(replacements)]
		place := places[kind][random.IntN(len(places[kind]))]
		began := time.Now()
		ok, err := outputs(mutant(recordings[place.file], place, value))
		took := time.Since(began)
		if ok {
			read++
		}
		slowest = max(slowest, took)
		if err != nil || limited && took > mutantTime {
			t.Errorf("%s, line %d, %s = %.40q: %v after %v", place.file, place.line+1, place.path, fmt.Sprint(value), err, took)
		}
	}
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	if limited && memory.Sys > mutantMemory {
		t.Errorf("%d MiB of memory", memory.Sys>>20)
	}
	t.Logf("%d mutants of %d kinds of value, %d of them readable: the slowest took %v, the process %d MiB", n, len(kinds), read, slowest.Round(time.Millisecond), memory.Sys>>20)
}

// outputs writes everything that can be made of an input; ok: it could be read.
func outputs(input []byte) (ok bool, err error) {
	var complaints bytes.Buffer
	app := App{Name: "podlife", In: bytes.NewReader(input), Err: &complaints}
	err = protect(func() error {
		rec, _, err := app.readRecording("-", true)
		if err != nil {
			if c := (*usageError)(nil); errors.As(err, &c) {
				app.complain(err)
				return nil
			}
			return err
		}
		ok = true
		app.noteRecording(rec.warnings, rec.inferred)
		_, last := span(rec.All)
		m := model.New()
		if err := rec.All.Each(0, rec.Len(), m.Apply); err != nil {
			return err
		}
		s := m.Snapshot(last)
		for _, f := range formats {
			var out bytes.Buffer
			if err := f.write(&out, s, report.Options{}); err != nil {
				return fmt.Errorf("-o %s: %w", f.name, err)
			}
			if err := plainText(out.String()); err != nil {
				return fmt.Errorf("-o %s: %w", f.name, err)
			}
			if f.name == "json" && !json.Valid(out.Bytes()) {
				return fmt.Errorf("-o json: %s", out.String())
			}
		}
		var lines bytes.Buffer
		app.Out = &lines
		if err := app.replayPlain(rec.All, last, &replayOptions{}); err != nil {
			return err
		}
		screen := ui.Options{Recording: rec.Recording, Title: "mutant", Color: ui.ColorNever, Glyphs: ui.Unicode, Theme: ui.Dark}
		for _, keys := range [][]string{nil, {"down", "down", "enter"}, {"e"}} {
			frame, err := ui.Frame(screen, 100, 30, last, keys)
			if err != nil {
				return err
			}
			lines.WriteString(frame)
		}
		return plainText(lines.String())
	})
	return ok, cmp.Or(err, plainText(complaints.String()))
}

// plainText returns an error for the first character that a terminal acts on, that
// draws nothing, or that is one mark too many in a cell.
func plainText(s string) error {
	marks := 0
	for i, r := range s {
		if ' ' <= r && r <= '~' {
			marks = 0
			continue
		}
		if marks++; !unicode.Is(unicode.Mn, r) {
			marks = 0
		}
		if r != '\n' && r != '\t' && (marks > 4 || r == '\u2800' ||
			unicode.In(r, unicode.Cc, unicode.Cf, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point)) {
			return fmt.Errorf("%U at %d: %.200q", r, i, s[max(0, i-100):])
		}
	}
	return nil
}

// place is one value of a recording.
type place struct {
	file string
	line int
	path []any // keys and indices
}

// readLines returns the lines of every recording, by file.
func readLines(t *testing.T) map[string][][]byte {
	t.Helper()
	all := map[string][][]byte{}
	for _, path := range fixture.Files(t) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		all[filepath.Base(path)] = bytes.Split(bytes.TrimSpace(text), []byte("\n"))
	}
	return all
}

// placesIn returns the places of all values, by what they are: their path with
// its indices left out, and what kind of object they are in.
func placesIn(recordings map[string][][]byte) map[string][]place {
	places := map[string][]place{}
	for _, file := range slices.Sorted(maps.Keys(recordings)) {
		for i, line := range recordings[file] {
			var value any
			_ = json.Unmarshal(line, &value)
			kind := ""
			if object, ok := value.(map[string]any)["object"].(map[string]any); ok {
				kind = fmt.Sprint(object["kind"])
			}
			walk(value, nil, kind, func(what string, path []any) {
				places[what] = append(places[what], place{file, i, path})
			})
		}
	}
	return places
}

// walk visits a value and all that it holds, but not what managedFields say.
func walk(value any, path []any, what string, visit func(string, []any)) {
	if len(path) > 0 {
		visit(what, slices.Clone(path))
	}
	switch v := value.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			if len(path) == 0 || path[len(path)-1] != "fieldsV1" {
				walk(v[key], append(path, key), what+"."+key, visit)
			}
		}
	case []any:
		for i := range v {
			walk(v[i], append(path, i), what+"[]", visit)
		}
	}
}

// mutant returns a part of a recording with another value in one place.
func mutant(lines [][]byte, p place, value any) []byte {
	var line any
	_ = json.Unmarshal(lines[p.line], &line)
	parent := line
	for _, step := range p.path[:len(p.path)-1] {
		parent = child(parent, step)
	}
	switch last := p.path[len(p.path)-1].(type) {
	case string:
		parent.(map[string]any)[last] = value
	case int:
		parent.([]any)[last] = value
	}
	changed, _ := json.Marshal(line)
	part := slices.Clone(lines[max(0, p.line-linesBefore):min(len(lines), p.line+1+linesAfter)])
	part[min(p.line, linesBefore)] = changed
	return append(bytes.Join(part, []byte("\n")), '\n')
}

func child(value, step any) any {
	if i, ok := step.(int); ok {
		return value.([]any)[i]
	}
	return value.(map[string]any)[step.(string)]
}

// Every output cleans every text of a pod, an Event or a slice: nothing that a
// terminal acts on, that draws nothing, or that piles up in a cell is left.
func TestHostileText(t *testing.T) {
	hostile := "\x1b]52;c;aGk=\x07\u009b31m\u202e\u00ad\u061c\u115f\u17b4\u180b\u200b\u2028\u2066\u3164\ufe0f\ufeff\uffa0\ufff0\U0001bca0\U0001d173\U000e0001\U000e0fff\u2800" + strings.Repeat("\u0301", 50)
	recordings := readLines(t)
	for _, file := range []string{"demo.jsonl", "drain.jsonl", "init-fail.jsonl", "unschedulable.jsonl"} {
		var input bytes.Buffer
		for _, line := range recordings[file] {
			var value map[string]any
			if err := json.Unmarshal(line, &value); err != nil {
				t.Fatal(err)
			}
			poison(value["object"], "", hostile)
			changed, err := json.Marshal(value)
			if err != nil {
				t.Fatal(err)
			}
			input.Write(append(changed, '\n'))
		}
		if ok, err := outputs(input.Bytes()); !ok || err != nil {
			t.Errorf("%s: readable %v: %v", file, ok, err)
		}
	}
}

// structural are the fields without whose values nothing would be read.
var structural = []string{"kind", "apiVersion", "resourceVersion", "fieldsType", "type", "operation", "fieldPath", "status", "phase", "cpu", "memory"}

// poison appends a text to every string that is no time.
func poison(value any, key, text string) any {
	switch v := value.(type) {
	case map[string]any:
		for k := range v {
			v[k] = poison(v[k], k, text)
		}
	case []any:
		for i := range v {
			v[i] = poison(v[i], key, text)
		}
	case string:
		if _, err := time.Parse(time.RFC3339Nano, v); err != nil && !slices.Contains(structural, key) {
			return v + text
		}
	}
	return value
}
