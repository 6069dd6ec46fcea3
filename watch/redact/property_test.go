package redact

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// corpus returns the texts of both lists.
func corpus(t *testing.T) []string {
	t.Helper()
	out := readLines(t, "testdata/harmless.txt")
	for _, path := range []string{"testdata/secrets.jsonl", "testdata/secrets.jsonl"} {
		for _, e := range readEntries(t, path) {
			out = append(out, e.Text, strings.Join(append(append(e.Argv, e.Command...), e.Args...), "\x00"))
		}
	}
	return out
}

// checkTwice fails if a second pass over text changes what the first one left.
func checkTwice(t interface{ Errorf(string, ...any) }, text string) {
	once, _ := Text(text)
	if twice, n := Text(once); twice != once || n != 0 {
		t.Errorf("a second pass changes text %q\n once %q\ntwice %q", text, once, twice)
	}
	words := strings.Split(text, "\x00")
	first, _ := Command(words)
	if second, n := Command(first); strings.Join(second, "|") != strings.Join(first, "|") || n != 0 {
		t.Errorf("a second pass changes argv %q\n once %q\ntwice %q", words, first, second)
	}
	if len(first) != len(words) {
		t.Errorf("%d elements of an argv became %d: %q", len(words), len(first), first)
	}
}

// TestTwiceIsOnce: a recording of a recording is the same.
func TestTwiceIsOnce(t *testing.T) {
	texts := corpus(t)
	for _, text := range texts {
		checkTwice(t, text)
	}
	// Pieces of them in any order, with marks in between.
	marks := rapid.SampledFrom([]string{"", " ", "\n", "\x00", "=", ":", ": ", `"`, "'", ",", ";", "@", `\"`, "{", "}", "[", "]", "$(", "://", Redacted, "--password ", "token="})
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		for range rapid.IntRange(1, 6).Draw(t, "pieces") {
			text := rapid.SampledFrom(texts).Draw(t, "text")
			from := rapid.IntRange(0, len(text)).Draw(t, "from")
			to := min(len(text), from+rapid.IntRange(0, 80).Draw(t, "length"))
			b.WriteString(text[from:to] + marks.Draw(t, "mark"))
		}
		checkTwice(t, b.String())
	})
}

// FuzzText: any bytes, in bounded time, twice as once.
func FuzzText(f *testing.F) {
	for _, s := range []string{"--password x", "--token-file \x00\\\"", "token=\"a\\\"", "postgres://u:p@h", "-----BEGIN PRIVATE KEY-----", "mysql -p'x", "Authorization: Basic YTpi", "\x00-a\x00b", `\u0022key\u0022:`, "<password>x</"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) { checkTwice(t, text) })
}
