package ui

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
)

// Bubble Tea's looks are slowed down while nothing happens, and a key is
// answered as fast as ever.
func TestLooks(t *testing.T) {
	all := recording(t, "demo")
	synctest.Test(t, func(t *testing.T) {
		a := newApp(Options{Recording: all, Paused: true, Location: time.UTC, Color: ColorNever})
		term := newTerminal(100, 30)
		p, stop := start(a, term, 100, 30)
		defer stop()
		if looksOf(p) == nil {
			t.Fatal("this version of Bubble Tea keeps its ticker elsewhere: see looksOf")
		}
		time.Sleep(3 * time.Second)
		synctest.Wait()
		if !a.asleep {
			t.Error("awake though nothing happens")
		}
		p.Send(tea.KeyPressMsg{Code: '?', Text: "?"})
		synctest.Wait()
		time.Sleep(2 * awake)
		synctest.Wait()
		if !strings.Contains(term.screen(), "keys and glyphs") {
			t.Errorf("the help is not there after %v", 2*awake)
		}
	})
}

// Dozing and waking change the ticker's period.
func TestDoze(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ticker := time.NewTicker(awake)
		defer ticker.Stop()
		a := newApp(Options{Location: time.UTC})
		a.looks = func() *time.Ticker { return ticker }
		period := func() time.Duration {
			begin := time.Now()
			<-ticker.C
			return time.Since(begin)
		}
		a.touch()
		a.doze()
		if got := period(); got != awake {
			t.Errorf("%v between looks in the second in which something happened", got)
		}
		a.doze()
		if got := period(); got != drowsy {
			t.Errorf("%v between looks a second later", got)
		}
		a.touch()
		if got := period(); got != awake {
			t.Errorf("%v between looks after a key", got)
		}
	})
}
