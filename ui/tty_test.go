package ui

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
)

// What is drawn has no line feed in it, which a terminal outside of a container
// may take for a new line. The caller's bytes are counted, not the terminal's.
func TestNoLineFeeds(t *testing.T) {
	out, err := os.Create(filepath.Join(t.TempDir(), "drawn"))
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	synctest.Test(t, func(t *testing.T) {
		a := newApp(Options{Recording: recording(t, "demo"), Location: time.UTC, Theme: Dark})
		p := tea.NewProgram(a, tea.WithInput(nil), tea.WithOutput(tty{out}), tea.WithoutSignalHandler(), tea.WithWindowSize(100, 30))
		done := make(chan struct{})
		go func() {
			defer close(done)
			_, _ = p.Run()
		}()
		time.Sleep(30 * time.Second)
		p.Quit()
		<-done
		time.Sleep(2 * time.Second)
	})
	n, err := tty{out}.Write([]byte("a\r\nb\n"))
	drawn, failed := os.ReadFile(out.Name())
	if n != 5 || err != nil || failed != nil || !bytes.HasSuffix(drawn, []byte("a\r\x1bDb\x1bD")) {
		t.Errorf("%d bytes, %v, %v", n, err, failed)
	}
	if bytes.Contains(drawn, lineFeed) || bytes.Count(drawn, index) < 10 {
		t.Errorf("%d line feeds and %d indices", bytes.Count(drawn, lineFeed), bytes.Count(drawn, index))
	}
}
