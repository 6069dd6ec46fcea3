// Package browser opens the pages of report -o html in a real Chromium. It is a
// module of its own: podlife does not depend on a browser.
package browser

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const recordings = "../../testdata/recordings/"

// axe is the accessibility checker that npm ci installs in report/testdata/consumers.
const axe = "../../report/testdata/consumers/node_modules/axe-core/axe.min.js"

// TestPages opens pages of real lives and of hostile ones: nothing is fetched,
// nothing is complained of, nobody is left out.
func TestPages(t *testing.T) {
	podlife := build(t)
	checker, err := os.ReadFile(axe)
	if err != nil {
		t.Fatalf("%v\nnpm ci --prefix report/testdata/consumers installs it", err)
	}
	browser := chromium(t)
	names := []string{"checkout", "crashloop", "demo", "image-pull-backoff", "joined-late", "job-complete", "many-containers", "rollout", "sandbox-changed", "unschedulable"}
	pages := map[string]string{"hostile": page(t, podlife, hostile(t))}
	for _, name := range names {
		pages[name] = page(t, podlife, recordings+name+".jsonl")
	}
	for name, path := range pages {
		t.Run(name, func(t *testing.T) {
			tab := open(t, browser, path)
			for _, dark := range []string{"light", "dark"} {
				var violations string
				tab.run(t, chromedp.Evaluate(fmt.Sprintf("document.documentElement.dataset.theme=%q", dark), nil),
					chromedp.Evaluate(string(checker)+";0", nil),
					chromedp.Evaluate(`axe.run().then(r => r.violations.map(v => v.id + ": " + v.nodes.map(n => n.html.slice(0, 160)).slice(0, 3).join(" | ")).join("\n"))`, &violations, awaited))
				if violations != "" {
					t.Errorf("in %s colours, the accessibility check says:\n%s", dark, violations)
				}
			}
			tab.check(t, path)
		})
	}
}

// TestKeyboard zooms and filters without a mouse.
func TestKeyboard(t *testing.T) {
	path := page(t, build(t), recordings+"rollout.jsonl")
	tab := open(t, chromium(t), path)
	var before, after float64
	const width = `document.querySelector(".canvas").clientWidth`
	tab.run(t, chromedp.Evaluate(width, &before), chromedp.Focus(".scroll", chromedp.ByQuery), chromedp.KeyEvent("+"), chromedp.KeyEvent("+"), chromedp.Evaluate(width, &after))
	if after < before*2 {
		t.Errorf("two times + made the timeline %g pixels wide from %g", after, before)
	}
	tab.run(t, chromedp.KeyEvent("0"), chromedp.Evaluate(width, &after))
	if after != before {
		t.Errorf("0 left it %g pixels wide, it was %g", after, before)
	}
	var shown int
	const count = `[...document.querySelectorAll("section")].filter(e => !e.hidden).length`
	var filter string
	tab.run(t, chromedp.KeyEvent("/"), chromedp.WaitVisible("#filter:focus", chromedp.ByQuery), chromedp.KeyEvent("krjfk"), chromedp.Evaluate(count, &shown), chromedp.Value("#filter", &filter, chromedp.ByQuery))
	if shown != 1 {
		t.Errorf("the filter %q left %d pods, want 1", filter, shown)
	}
	tab.run(t, chromedp.KeyEvent(kb.Escape), chromedp.Evaluate(count, &shown))
	if shown != 8 {
		t.Errorf("esc brought back %d pods, want 8", shown)
	}
	tab.check(t, path)
}

// TestWithoutScripts reads the page as a browser does that runs none.
func TestWithoutScripts(t *testing.T) {
	path := page(t, build(t), recordings+"checkout.jsonl")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	from, to := strings.Index(string(text), "<script>"), strings.Index(string(text), "</script>")
	without := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(without, []byte(string(text[:from])+string(text[to:])), 0o600); err != nil {
		t.Fatal(err)
	}
	var seen string
	var toolbar bool
	open(t, chromium(t), without).run(t, chromedp.Text("body", &seen, chromedp.ByQuery), chromedp.Evaluate(`document.querySelector(".bar").offsetHeight > 0`, &toolbar))
	for _, want := range []string{"checkout/checkout-7d9f4", "liveness", "Start-up", "exit 0", "1m10s"} {
		if !strings.Contains(seen, want) {
			t.Errorf("the page does not show %q", want)
		}
	}
	if toolbar {
		t.Error("it has buttons that do nothing")
	}
}

func build(t *testing.T) string {
	t.Helper()
	podlife := filepath.Join(t.TempDir(), "podlife")
	cmd := exec.Command("go", "build", "-o", podlife, ".")
	cmd.Dir = "../.."
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return podlife
}

// page writes the page of a recording to a file.
func page(t *testing.T, podlife, recording string) string {
	t.Helper()
	out, err := exec.Command(podlife, "report", "-f", recording, "-o", "html").Output()
	if err != nil {
		t.Fatal(recording, ": ", err)
	}
	path := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(path, out, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// hostile writes a recording whose names and messages are markup.
func hostile(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(recordings + "crashloop.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	const evil = `</title></style></script><script>alert(1)</script><img src=https://example.com/x onerror=alert(2)>`
	out := strings.NewReplacer("crasher", evil, "fatal: config missing", evil+"'><svg/onload=alert(3)>", `"app"`, `"app'`+evil+`"`).Replace(string(text))
	path := filepath.Join(t.TempDir(), "hostile.jsonl")
	if err := os.WriteFile(path, []byte(out), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// chromium starts the browser.
func chromium(t *testing.T) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.WindowSize(1280, 900))
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Run(ctx); err != nil {
		t.Fatalf("no browser: %v\napt-get install chromium", err)
	}
	return ctx
}

// tab is an open page and what it asked for and complained of.
type tab struct {
	ctx context.Context //nolint:containedctx // chromedp keeps the page in it

	mu       sync.Mutex
	requests []string
	said     []string
}

func open(t *testing.T, browser context.Context, path string) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(browser)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(cancel)
	p := &tab{ctx: ctx}
	chromedp.ListenTarget(ctx, func(event any) {
		p.mu.Lock()
		defer p.mu.Unlock()
		switch e := event.(type) {
		case *network.EventRequestWillBeSent:
			p.requests = append(p.requests, e.Request.URL)
		case *runtime.EventConsoleAPICalled:
			p.said = append(p.said, fmt.Sprint(e.Type))
		case *runtime.EventExceptionThrown:
			p.said = append(p.said, e.ExceptionDetails.Error())
		}
	})
	p.run(t, network.Enable(), chromedp.Navigate("file://"+path), chromedp.WaitVisible("h1", chromedp.ByQuery))
	return p
}

func (p *tab) run(t *testing.T, actions ...chromedp.Action) {
	t.Helper()
	if err := chromedp.Run(p.ctx, actions...); err != nil {
		t.Fatal(err)
	}
}

// check holds what happened against what may: one request, for the page itself.
func (p *tab) check(t *testing.T, path string) {
	t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.requests) != 1 || !strings.HasSuffix(p.requests[0], path) {
		t.Errorf("requests: %q, want the page alone", p.requests)
	}
	if len(p.said) > 0 {
		t.Errorf("the console says %q", p.said)
	}
}

func awaited(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }
