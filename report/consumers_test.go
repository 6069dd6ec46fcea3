package report_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/podlife/podlife/report"
	"github.com/podlife/podlife/report/reporttest"
	"github.com/podlife/podlife/timeline"
)

// understood is what testdata/consumers/open.mjs says of the documents.
type understood struct {
	Mermaid []struct {
		Error, Type, Title string
		Sections           []string
		Tasks              []struct {
			Section, Text   string
			Start, End      int64
			Crit, Milestone bool
		}
	}
	Markdown []struct {
		Elements, Headings []string
		Mentions           []string
		Text               string
		Tables             [][][]string
	}
}

// open gives documents to mermaid and to a Markdown renderer.
func open(t *testing.T, charts, pages []string) understood {
	t.Helper()
	const dir = "testdata/consumers"
	if _, err := os.Stat(dir + "/node_modules"); err != nil {
		t.Skipf("NOT TESTED: mermaid and markdown-it are not installed; run: npm ci --prefix report/%s", dir)
	}
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("NOT TESTED: node is not installed, so mermaid cannot say what it makes of the charts")
	}
	in, err := json.Marshal(map[string][]string{"mermaid": append([]string{}, charts...), "markdown": append([]string{}, pages...)})
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(node, "open.mjs")
	cmd.Dir, cmd.Stdin, cmd.Stderr = dir, bytes.NewReader(in), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("node open.mjs: %v", err)
	}
	var u understood
	if err := json.Unmarshal(out, &u); err != nil {
		t.Fatalf("%v in %.200s", err, out)
	}
	if len(u.Mermaid) != len(charts) || len(u.Markdown) != len(pages) {
		t.Fatalf("%d of %d charts and %d of %d pages were opened", len(u.Mermaid), len(charts), len(u.Markdown), len(pages))
	}
	return u
}

// charts returns the fenced blocks that Mermaid writes.
func charts(t *testing.T, s timeline.Snapshot) []string {
	t.Helper()
	var out strings.Builder
	if err := report.Mermaid(&out, s); err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, block := range strings.Split(out.String(), "```mermaid\n")[1:] {
		chart, rest, ok := strings.Cut(block, "```\n")
		if !ok || strings.TrimSpace(rest) != "" && !strings.HasPrefix(strings.TrimSpace(rest), "%%") {
			t.Fatalf("a block does not end where it should: %q", block)
		}
		all = append(all, chart)
	}
	return all
}

func TestMermaidOpensEveryRecording(t *testing.T) {
	var all, names []string
	for _, r := range reporttest.Load(t) {
		for _, share := range []int{2, 4} {
			for i, c := range charts(t, r.Fold(max(1, len(r.Obs)*share/4))) {
				all, names = append(all, c), append(names, fmt.Sprintf("%s %d/4 chart %d", r.Name, share, i))
			}
		}
	}
	for i, c := range open(t, all, nil).Mermaid {
		switch {
		case c.Error != "":
			t.Errorf("%s: %s in\n%s", names[i], c.Error, all[i])
		case c.Type != "gantt" || len(c.Sections) == 0 || len(c.Tasks) == 0:
			t.Errorf("%s: mermaid sees %d sections and %d tasks of a %q", names[i], len(c.Sections), len(c.Tasks), c.Type)
		}
		for _, task := range c.Tasks {
			if task.End <= task.Start {
				t.Errorf("%s: task %q ends %d ms after it starts", names[i], task.Text, task.End-task.Start)
			}
		}
	}
}

func TestMermaidReadsHostileNamesAsTheyAre(t *testing.T) {
	s := reporttest.HostileLife()
	all := charts(t, s)
	if len(all) != 1 {
		t.Fatalf("%d charts", len(all))
	}
	c := open(t, all, nil).Mermaid[0]
	if c.Error != "" {
		t.Fatalf("%s in\n%s", c.Error, all[0])
	}
	if want := s.Lives[0].Pod.Name; !strings.Contains(c.Title, want) {
		t.Errorf("title is %q, want %q in it", c.Title, want)
	}
	for i, lane := range s.Lives[0].Lanes {
		if i >= len(c.Sections) || strings.TrimSpace(c.Sections[i]) != strings.TrimSpace(lane.ID) {
			t.Errorf("section %d of %d is %q, want %q", i, len(c.Sections), slices.Concat(c.Sections, make([]string, len(s.Lives[0].Lanes)))[i], lane.ID)
		}
	}
	for _, h := range reporttest.Hostile {
		if !slices.ContainsFunc(c.Tasks, func(task struct {
			Section, Text   string
			Start, End      int64
			Crit, Milestone bool
		}) bool {
			return strings.TrimSpace(task.Section) == strings.TrimSpace("container/"+h) && strings.Contains(task.Text, strings.TrimSpace(h))
		}) {
			t.Errorf("no task of %q has its reason", h)
		}
	}
}

func TestMarkdownOpensEveryRecording(t *testing.T) {
	var pages, names []string
	for _, r := range reporttest.Load(t) {
		for _, share := range []int{2, 4} {
			var out strings.Builder
			if err := report.Markdown(&out, r.Fold(max(1, len(r.Obs)*share/4))); err != nil {
				t.Fatal(err)
			}
			pages, names = append(pages, out.String()), append(names, fmt.Sprintf("%s %d/4", r.Name, share))
		}
	}
	for i, p := range open(t, nil, pages).Markdown {
		checkElements(t, names[i], p.Elements)
		for _, table := range p.Tables {
			for _, row := range table {
				if len(row) != len(table[0]) {
					t.Errorf("%s: a row has %d cells, its heading %d: %q", names[i], len(row), len(table[0]), row)
				}
			}
		}
	}
}

// checkElements finds what no page of podlife's has: what a name made of itself.
func checkElements(t *testing.T, name string, elements []string) {
	t.Helper()
	own := []string{"code", "details", "h2", "h3", "li", "p", "strong", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul"}
	for _, e := range elements {
		if !slices.Contains(own, e) {
			t.Errorf("%s: the page has a <%s>", name, e)
		}
	}
}

func TestMarkdownShowsHostileNamesAsTheyAre(t *testing.T) {
	s := reporttest.HostileLife()
	var out strings.Builder
	if err := report.Markdown(&out, s); err != nil {
		t.Fatal(err)
	}
	p := open(t, nil, []string{out.String()}).Markdown[0]
	checkElements(t, "hostile", p.Elements)
	if len(p.Mentions) > 0 {
		t.Errorf("somebody would be notified by %q", p.Mentions)
	}
	l := s.Lives[0]
	if !strings.Contains(p.Text, l.Verdict.Headline) {
		t.Errorf("the page does not show %q", l.Verdict.Headline)
	}
	if want := l.Pod.Namespace + "/" + l.Pod.Name; !strings.HasPrefix(p.Headings[0], want) {
		t.Errorf("heading is %q, want %q", p.Headings[0], want)
	}
	events := p.Tables[len(p.Tables)-1][1:]
	if len(events) != len(reporttest.Hostile) {
		t.Fatalf("%d events, want %d", len(events), len(reporttest.Hostile))
	}
	for i, row := range events {
		if got, want := row[len(row)-1], reporttest.Hostile[i]; strings.TrimSpace(got) != strings.TrimSpace(want) {
			t.Errorf("message is shown as %q, want %q", got, want)
		}
		if got, want := row[2], reporttest.Hostile[i]; strings.TrimSpace(got) != strings.TrimSpace(want) {
			t.Errorf("reason is shown as %q, want %q", got, want)
		}
	}
}
