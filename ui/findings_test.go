package ui

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"github.com/podlife/podlife/timeline/visual/colour"
)

// finding is what a person once misread on a screen, with what is there instead.
type finding struct {
	name, recording string
	at              time.Duration
	container, keys string
	w, h            int // 0: 100×30
	glyphs          Glyphs
	selected        string                 // is in the row with the gutter's bar
	want            []string               // text
	match           []string               // expressions, of lines
	not             []string               // expressions
	ink             map[string]colour.Role // the colour in which a text begins
}

var findings = []finding{
	{
		name: "just killed is not all green", recording: "oom", at: 7 * time.Second, selected: "app",
		want:  []string{"◆ Ready  ↻1 OOMKilled 1s ago", "ready again for <1s; app restarted 1s ago: OOMKilled", "exit 137 OOMKilled"},
		not:   []string{`✓ Ready`},
		match: []string{`↻1 › ▸ready <1s$`},
		ink: map[string]colour.Role{
			"◆ Ready": colour.Warning, "↻1 OOMKilled": colour.Warning, "ready again": colour.Warning, "▸ ready <1s": colour.Warning,
			"▸ ready <1s ↻1": colour.Warning, "██████████": colour.Steady, "exit 137 OOMKilled": colour.Failed,
		},
	},
	{
		name: "just killed by a probe is not all green", recording: "probe-grace", at: 30 * time.Second, selected: "app",
		want:  []string{"◆ Ready  ↻1 exit 137 3s ago", "liveness failed 2 of 2 → killed → SIGKILL → restarted"},
		not:   []string{`✓ Ready`},
		match: []string{`^ +liveness .*✗.*✗`},
		ink:   map[string]colour.Role{"◆ Ready": colour.Warning, "▸ ready <1s": colour.Warning, "▸ ready <1s ↻1": colour.Warning, "✓ 5 ok 4 fails": colour.Muted},
	},
	{
		name: "the cell at now shows the state at now", recording: "checkout", at: 79 * time.Second, w: 100, h: 24, selected: "main-container",
		match: []string{`^   pod .*█▸ +▸ ready <1s$`, `^   web .*█▸ +▸ serving <1s$`, `main-container  main .*█▸ +▸ ready <1s · ↻1, exit 0$`},
	},
	{
		name: "a crash loop says each thing once", recording: "crashloop", at: 80 * time.Second, selected: "app",
		want: []string{"next start in 5s to 27s", "↻ run 4      app  pulled › created › started › exit 3 › BackOff  (7 events)", "runs folded, o opens", "exit 3  same"},
		match: []string{
			`^   pod +◆[^▄]*▄?[^▄]*⌁⌁⌁⌁⌁⌁⌁⌁⌁⌁⌁⌁⌁⌁⌁⌁⌁⌁⌁⌁⌁⌁⌁⌁▸ +⌁ back-off 35s$`, // nothing runs
			`↻3 › ▸not ready 35s$`,
			` 4 +07:30:52  ≤1.8s  exit 3  same +35s▸ +⌁+╌+$`,
		},
		not: []string{`(?s)next start.*next start`, `restart in`, `▄▄▄`, `^ [0-9:]+ . (BackOff|Pulled|Exited) `},
		ink: map[string]colour.Role{"✗ CrashLoopBackOff": colour.Bad, "⌁⌁⌁⌁": colour.Failed, "✗3 ↻3": colour.Failed, "exit 3  fatal": colour.Failed, "✓started": colour.Muted},
	},
	{
		name: "the stages end in the present", recording: "sandbox-changed", at: 40 * time.Second, selected: "app",
		match: []string{`✓ready @1.1s › ↻2 › ▸ready 2s$`}, not: []string{`✗2×`},
		ink: map[string]colour.Role{"◆ Ready 2s": colour.Warning, "▸ ready 2s · ↻2, exit 5": colour.Warning},
	},
	{
		name: "all culprits are named", recording: "many-containers", at: 12 * time.Second,
		want: []string{"▸ Starting 2s", "7/12 ready; waiting for c03 c06 c07 c10 c11;"}, not: []string{`NotReady 2s`},
		ink: map[string]colour.Role{"▸ not ready 2s": colour.Progress, "▸ ready <1s": colour.Steady, "7/12 ready; waiting": colour.Progress},
	},
	{
		name: "one countdown", recording: "prestop-hang", at: 15 * time.Second, container: "main-container",
		want: []string{"SIGKILL in 4s to 6s", "preStop of main-container 6s of 10s grace, and it sleeps 1m00s"},
		not:  []string{`(?s)SIGKILL in.*SIGKILL in`, `[0-9]s left`, `due in`},
	},
	{
		name: "back-offs are not cut out", recording: "crashloop", at: 190 * time.Second, w: 120, h: 30, selected: "app",
		match: []string{`^▌  app   main .*⌁ 42s ⌁.*⌁ 1m21s ⌁`, `^ 5 .*1m21s +⌁{17}$`}, not: []string{`╎`},
	},
	{
		name: "all is as of the cursor", recording: "demo", at: 84 * time.Second, keys: "b b b b", selected: "checkout",
		want: []string{
			"◆ StartupProbing 5s", "as of 07:35:37 (+1m20.3s)  F now", "age 1m20s", "startup probe of checkout failed 1 of 15",
			"▸ startup 5s ↻1", "✗ 2 fails, 2s ago", "in 2s ✗ Unhealthy", "2 later",
		},
		not: []string{`NotReady 6s`, `readiness failed 3 times`, `age 1m23s`, `not ready 6s`},
	},
	{
		name: "enter opens what matters", recording: "demo", at: 84 * time.Second, keys: "enter",
		want: []string{"‹ my-pod › checkout", "─ probes ─", "readiness  GET :http/readyz"}, not: []string{`only containers open`},
	},
	{
		name: "a run scopes its page", recording: "crashloop", at: 80 * time.Second, container: "app", keys: "< <",
		want:  []string{"✗ CrashLoopBackOff   ‹ 1m16s ago  as of 07:30:12", "exit 3 after at most 2s (fatal: config missing), 1 restart;", "▌ 2  07:30:10", "RUN 2 07:30:10", "in 41s ↻ run 4"},
		match: []string{`^▌state .*✗3 ↻1$`},
		not:   []string{`↻3`, `next start in 5s to 27s`, `^ 4 `, `last exit  run 4`},
	},
	{
		name: "a rollout by revision", recording: "rollout", at: 30 * time.Second, keys: "esc", w: 220, h: 60, selected: "krjfk",
		want: []string{
			"podlife  rollout/deploy/shop", "▸ Rolling out 7s", "old 1 stopping, 3 gone · ready at worst 3 of 4",
			"slowest: krjfk readiness probe 2s · to ready p50 4.0s p90 4.5s (old p50 4.6s)", "to ready ─ state", "─ startup 3s so far",
		},
		match: []string{
			`(?s)^─ new  d94984565 ─.*^▌ krjfk .*^  gcb52 .* 4\.5s ✓ Ready.*^─ old  6dd6d547db ─.*^  nsghk .*▸ preStop <1s of 5s.*^  ×3 gone .*p50 4.6s enter opens`,
			`(?s)ready, max 4 +█+$.* 0 ·+█+$`, `d94984565 ─.*┬07:13:35─.*┬07:13:40─`,
		},
		not: []string{`jsonl`, `…$`, `^[▌ ] shop-`},
	},
	{
		name: "events at 80×24", recording: "demo", at: 84 * time.Second, w: 80, h: 24, selected: "checkout",
		match: []string{`(?s)^─ events ─.*^ 07:35:39 ✓ Startup.*^ 07:35:39 ✗ Unhealthy`},
	},
	{
		name: "events at 80×24 while it stops", recording: "demo", at: 98 * time.Second, w: 80, h: 24,
		match: []string{`(?s)^─ events ─.*^ 07:35:49 .*^ 07:35:49 `},
	},
	{
		name: "relative times are aligned", recording: "demo", at: 12 * time.Second, keys: "t", h: 40, w: 100,
		want: []string{"STARTUP +0s"}, match: []string{`(?s)^ \+11.4s ✗ Unhealthy .*^  \+9.6s ▄ Started .*^ \+460ms ▒ Pulling .*^   \+8ms ◆ Scheduled `},
	},
	{
		name: "the clock is at round moments, relative", recording: "demo", at: 30 * time.Second, keys: "t", w: 160, h: 50,
		want: []string{"┬07:34:30", "┬0s", "STARTUP +0s"},
	},
	{
		name: "the clock is at round moments, local", recording: "demo", at: 84 * time.Second, w: 160, h: 50,
		want: []string{"┬07:34:40    ┬07:34:50    ┬07:35:00   NOT READY"},
	},
	{
		name: "the clock is at round moments, UTC", recording: "demo", at: 84 * time.Second, keys: "t t",
		want: []string{"┬07:34:30─", "┬07:35:00─", "07:35:39Z"}, not: []string{`┬07:34:16`},
	},
	{
		name: "what was before podlife is likely, not known", recording: "joined-late", at: 15 * time.Second, selected: "app",
		match: []string{`^   pod +.*░ ~ ░`, `▾ ok +main .*▄ ~ ▄`, `^     readiness .* · not running$`}, not: []string{`▖▖▖▖`, `^     readiness .*✓$`},
		ink: map[string]colour.Role{"· not running": colour.Muted},
	},
	{
		name: "one meaning a glyph in ASCII", recording: "prestop-hang", at: 15 * time.Second, glyphs: ASCII,
		want: []string{"* Terminating 6s", "[v main-container"}, match: []string{`/ >terminating 6s$`}, not: []string{`> >`, `[^ -~\n]`},
	},
}

// TestFindings keeps the screens on which something was once misread. What has no
// recording is kept elsewhere: a server that never answers by TestConnecting, a
// connection that is lost by TestContact, Jobs by TestJobIsNotJudgedByReadiness (ui/list),
// and that no two things have one glyph by TestSignsDiffer (ui/draw).
func TestFindings(t *testing.T) {
	for _, f := range findings {
		t.Run(f.name, func(t *testing.T) {
			all := recording(t, f.recording)
			w, h := f.w, f.h
			if w == 0 {
				w, h = 100, 30
			}
			o := Options{Recording: recorded(all), Location: time.UTC, Container: f.container, Glyphs: f.glyphs, Color: ColorAlways, Theme: Dark}
			coloured, err := Frame(o, w, h, all[0].At.Add(f.at), strings.Fields(f.keys))
			if err != nil {
				t.Fatal(err)
			}
			f.check(t, coloured)
		})
	}
}

func (f *finding) check(t *testing.T, coloured string) {
	t.Helper()
	frame := ansi.Strip(coloured)
	for _, want := range f.want {
		if !strings.Contains(frame, want) {
			t.Errorf("no %q", want)
		}
	}
	for _, want := range f.match {
		if !regexp.MustCompile("(?m)" + want).MatchString(frame) {
			t.Errorf("no line is as %s", want)
		}
	}
	for _, not := range f.not {
		if found := regexp.MustCompile("(?m)" + not).FindString(frame); found != "" {
			t.Errorf("%q is there, by %s", found, not)
		}
	}
	if f.selected != "" && !regexp.MustCompile(`(?m)^▌(▾|▸)? *`+f.selected+` `).MatchString(frame) {
		t.Errorf("%s is not selected", f.selected)
	}
	for text, role := range f.ink {
		if got, want := inkOf(coloured, text), colour.Of(role).Dark.RGB; got != want {
			t.Errorf("%q is drawn in %q, want %q", text, got, want)
		}
	}
	if t.Failed() {
		t.Log("\n" + frame)
	}
}

// inkOf returns the colour in which a text begins where it is first in a frame in true
// colour; "" is the terminal's own, or no such text.
func inkOf(frame, text string) string {
	for line := range strings.Lines(frame) {
		at := strings.Index(ansi.Strip(line), text)
		if at < 0 {
			continue
		}
		colour, pos := "", 0
		for line != "" && pos <= at {
			if sgr, after, ok := strings.Cut(strings.TrimPrefix(line, "\x1b["), "m"); ok && strings.HasPrefix(line, "\x1b[") {
				if sgr == "" || strings.HasPrefix(sgr, "0") {
					colour = ""
				}
				var r, g, b int
				if _, parameters, ok := strings.Cut(sgr, "38;2;"); ok {
					if _, err := fmt.Sscanf(parameters, "%d;%d;%d", &r, &g, &b); err == nil {
						colour = fmt.Sprintf("#%02x%02x%02x", r, g, b)
					}
				}
				line = after
				continue
			}
			line, pos = line[1:], pos+1
		}
		return colour
	}
	return ""
}
