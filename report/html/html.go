// Package html writes a timeline.Snapshot as one page that needs no network: its
// style and its script are in it, and its Content-Security-Policy allows nothing
// else. Without the script everything can be read all the same.
package html

import (
	"bufio"
	"crypto/sha256"
	_ "embed" // the style sheet and the script
	"encoding/base64"
	"fmt"
	"html"
	"io"
	"strings"
	"time"

	"github.com/podlife/podlife/report/picture"
	"github.com/podlife/podlife/report/words"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/visual/colour"
)

//go:embed page.css
var rules string

//go:embed page.js
var script string

// Write writes the snapshot as a page. Of more pods than can be drawn in a page of
// a sensible size, all are listed and those in the most trouble are drawn.
func Write(w io.Writer, s timeline.Snapshot) error {
	p := &page{w: bufio.NewWriter(w), now: s.Now, gaps: s.Observed.Gaps}
	style := styleSheet()
	p.printf(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>%s</title>
<style>%s</style>
</head>
<body>
<svg class="defs" aria-hidden="true">%s</svg>
`, hash(style), hash(script), text(titleOf(&s)), style, picture.Patterns)
	p.top(&s)
	drawn := chosen(&s)
	if len(s.Lives) > 1 {
		p.list(&s, drawn)
	}
	p.print("<main>\n")
	for _, i := range drawn {
		p.life(&s.Lives[i], i)
	}
	if len(s.Lives) == 0 {
		p.printf("<p>No pod was seen%s.</p>\n", text(words.SinceWhen(&s)))
		for _, line := range words.Rollouts(&s) {
			p.printf("<p>%s</p>\n", text(line))
		}
	}
	p.legend()
	p.printf("</main>\n<div id=\"tip\" role=\"tooltip\" hidden></div>\n<script>%s</script>\n</body>\n</html>\n", script)
	if err := p.w.Flush(); err != nil {
		return fmt.Errorf("write the report as HTML: %w", err)
	}
	return nil
}

// hash returns what the policy allows a style sheet or script by.
func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// styleSheet returns the rules after the colours, which are the SVG's.
func styleSheet() string {
	var b strings.Builder
	b.WriteString(":root{")
	for _, c := range colour.OfPage() {
		fmt.Fprintf(&b, "--%s:light-dark(%s,%s);", c.Page, c.Light.RGB, c.Dark.RGB)
	}
	b.WriteString("}\n")
	return b.String() + rules
}

func titleOf(s *timeline.Snapshot) string {
	if len(s.Lives) != 1 {
		return fmt.Sprintf("podlife: %d pods", len(s.Lives))
	}
	return words.FullName(s.Lives[0]) + ": " + string(s.Lives[0].Verdict.State)
}

// page writes elements; a bufio.Writer keeps the first error.
type page struct {
	w    *bufio.Writer
	now  time.Time
	gaps []timeline.Gap
	face words.Face // of the life that is drawn
}

func (p *page) printf(format string, args ...any) { fmt.Fprintf(p.w, format, args...) }
func (p *page) print(s string)                    { _, _ = p.w.WriteString(s) }

// text returns s as the text of an element or the value of an attribute.
func text(s string) string { return html.EscapeString(s) }
