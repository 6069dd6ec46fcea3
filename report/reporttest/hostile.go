package reporttest

import (
	"time"

	"github.com/podlife/podlife/timeline"
)

// Hostile are names and messages that mean something to some program that
// reads an export. Control characters and the like are timeline's to strip.
var Hostile = []string{
	"a|b", "a\\|b", "back\\slash\\", "`code`", "``", "</svg><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "&lt;b&gt; & co",
	"![x](https://evil.example/p.png)", "[link](javascript:alert(1))", "**bold** _it_ ~~gone~~ $x$", "https://evil.example/ www.evil.example",
	"@podlife/everyone #1 me@evil.example", "# heading", "- item", "| --- |", "```mermaid", "```", "end", "section x", "title x", "click a href \"x\"",
	"name :crit, 0, 1", "a;b#c%%d", "%%{init: {}}%%", "style a fill:#fff;", "classDef x:#fff;", "#35;", "#quot;", "---", "\"quoted\" 'single'", "]]>", "ﬂ°°35¶ß", "日本語 é ", "{{.}}", "%s%d",
}

// HostileLife returns a life with each hostile text in every place that a pod
// can fill.
func HostileLife() timeline.Snapshot {
	s := Sample()
	l := &s.Lives[0]
	pod, app := l.Lanes[0], l.Lanes[1]
	l.Lanes, l.Events, l.Startup.Path = []timeline.Lane{pod}, nil, nil
	l.Startup.Total = timeline.Duration(time.Duration(len(Hostile)) * time.Second)
	for i, h := range Hostile {
		lane := app
		lane.ID, lane.Name = "container/"+h, h
		c := *app.Container
		c.Image, c.Reason, c.Message, c.PreStop = h, h, h, h
		lane.Container = &c
		lane.Spans = append([]timeline.Span(nil), app.Spans...)
		for j := range lane.Spans {
			lane.Spans[j].Reason, lane.Spans[j].Message = h, h
		}
		lane.Attempts = append([]timeline.Attempt(nil), app.Attempts...)
		for j := range lane.Attempts {
			lane.Attempts[j].Reason, lane.Attempts[j].Message, lane.Attempts[j].Cause = h, h, timeline.Cause(h)
		}
		lane.Marks = []timeline.Mark{{Track: timeline.TrackReadiness, Kind: h, Time: Exact(20 * time.Second), Count: 1, Message: h, Severity: timeline.Warning}}
		l.Lanes = append(l.Lanes, lane)
		l.Events = append(l.Events, timeline.EventLine{Time: Exact(20 * time.Second), Severity: timeline.Warning, Reason: h, Lane: lane.ID, Count: 1, Message: h})
		l.Startup.Path = append(l.Startup.Path, timeline.Step{Lane: lane.ID, Phase: timeline.Running, Start: After(time.Duration(i) * time.Second), Duration: timeline.Duration(time.Second), Share: 1 / float64(len(Hostile))})
	}
	l.Pod.Name, l.Pod.Node, l.Pod.Owner = Hostile[0]+Hostile[5], Hostile[3], Hostile[8]
	l.Verdict.Headline = Hostile[10] + " " + Hostile[11] + " " + Hostile[12] + " " + Hostile[5]
	l.Verdict.Blocking = &timeline.Blocking{Lane: l.Lanes[1].ID, Phase: timeline.PreStop, Reason: Hostile[9], Message: Hostile[8]}
	return s
}
