package report

import (
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/podlife/podlife/timeline"
)

// Schema names the JSON contract that JSON writes.
const Schema = "podlife.report/v1"

// JSON writes the snapshot as one podlife.report/v1 document: times in UTC
// with nanoseconds, lists never null.
func JSON(w io.Writer, s timeline.Snapshot) error {
	doc := struct {
		Schema    string          `json:"schema"`
		Observed  timeline.Window `json:"observed"`
		Workloads []Workload      `json:"workloads,omitempty"`
		Lives     []timeline.Life `json:"lives"`
	}{Schema, plainWindow(s.Observed), Workloads(&s), list(s.Lives, plainLife)}
	doc.Observed.Missing = append(doc.Observed.Missing, invalid(s.Lives)...)
	return WriteJSON(w, doc, "the report")
}

// WriteJSON writes a document with an indent, as it may be read by people too; what
// names it in an error.
func WriteJSON(w io.Writer, doc any, what string) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(doc); err != nil {
		return fmt.Errorf("write %s as JSON: %w", what, err)
	}
	return nil
}

// invalid returns what the objects of lives say that cannot be, and is therefore
// not in the document.
func invalid(lives []timeline.Life) []string {
	var out []string
	for i := range lives {
		if p := &lives[i].Pod; p.BadCreation != "" {
			out = append(out, fmt.Sprintf("created of %s/%s: its creationTimestamp, %s, is invalid", p.Namespace, p.Name, p.BadCreation))
		}
	}
	return out
}

// list maps a list into a new one that is never nil: the snapshot is not the
// report's to change.
func list[T, U any](in []T, f func(T) U) []U {
	out := make([]U, 0, len(in))
	for _, v := range in {
		out = append(out, f(v))
	}
	return out
}

func utc(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return t.UTC()
}

func plainEdge(e timeline.Edge) timeline.Edge {
	e.Time, e.Earliest, e.Latest = utc(e.Time), utc(e.Earliest), utc(e.Latest)
	return e
}

func plainWindow(w timeline.Window) timeline.Window {
	w.From, w.To = utc(w.From), utc(w.To)
	w.Missing = append([]string{}, w.Missing...)
	w.Gaps = list(w.Gaps, func(g timeline.Gap) timeline.Gap {
		g.From, g.To = utc(g.From), utc(g.To)
		return g
	})
	return w
}

func plainLife(l timeline.Life) timeline.Life {
	l.Pod.Created, l.Pod.Gone = utc(l.Pod.Created), utc(l.Pod.Gone)
	l.Pod.DeletionRequested = utc(l.Pod.DeletionRequested)
	l.Verdict.Since = utc(l.Verdict.Since)
	l.Lanes = list(l.Lanes, plainLane)
	l.Conditions = list(l.Conditions, func(c timeline.Condition) timeline.Condition {
		c.Since = utc(c.Since)
		return c
	})
	l.Startup.Path = list(l.Startup.Path, func(s timeline.Step) timeline.Step {
		s.Start = utc(s.Start)
		return s
	})
	return l
}

func plainLane(l timeline.Lane) timeline.Lane {
	l.Spans = list(l.Spans, func(s timeline.Span) timeline.Span {
		s.Start, s.End = plainEdge(s.Start), plainEdge(s.End)
		return s
	})
	l.Marks = list(l.Marks, func(m timeline.Mark) timeline.Mark {
		m.Time = plainEdge(m.Time)
		return m
	})
	l.Probes = append([]timeline.ProbeInfo{}, l.Probes...)
	return l
}
