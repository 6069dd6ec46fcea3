package ui

import (
	"os"
	"path/filepath"
	"testing"
)

// TestTTYGetsNoLineFeeds checks that a line feed becomes an index; the caller's
// bytes are counted, not the terminal's.
func TestTTYGetsNoLineFeeds(t *testing.T) {
	out, err := os.Create(filepath.Join(t.TempDir(), "drawn"))
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	n, err := tty{out}.Write([]byte("a\nb\r\n"))
	drawn, failed := os.ReadFile(out.Name())
	if n != 5 || err != nil || failed != nil || string(drawn) != "a\x1bDb\r\x1bD" {
		t.Errorf("%d bytes, %v, %v: %q", n, err, failed, drawn)
	}
}
