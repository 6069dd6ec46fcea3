package e2e

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
)

// report is what these tests read of podlife.report/v1. It is written down
// here again, by the contract, so that a change of the contract is noticed.
type report struct {
	Schema   string
	Observed struct {
		From, To     time.Time
		Observations int
		Gaps         []gap
		Missing      []string
	}
	Lives []life
}

type gap struct {
	From, To time.Time
	Reason   string
}

type life struct {
	Pod struct {
		Namespace, Name, UID, Node, Phase string
		Created, DeletionRequested, Gone  time.Time
	}
	Verdict struct {
		State, Severity, Headline string
	}
	Lanes   []lane
	Startup struct {
		Complete bool
		Total    string
		Path     []struct {
			Lane, Phase, Duration string
			Start                 time.Time
		}
	}
}

type lane struct {
	ID, Kind, Name string
	Restarts       int
	Spans          []span
	Marks          []mark
	Probes         []probe
}

type span struct {
	Track, Phase    string
	Attempt         int
	Start, End      edge
	Outcome, Reason string
	ExitCode        *int32
	Signal          int32
	Message         string
}

func (s span) duration() time.Duration { return s.End.Time.Sub(s.Start.Time) }

type mark struct {
	Track, Kind, Message string
	Time                 edge
	Count                int
}

type edge struct {
	Time, Earliest, Latest time.Time
	Basis                  string
}

type probe struct {
	Probe               string
	Failures, Successes int
	SuccessesKnown      bool
}

func parseReport(t *testing.T, out string) report {
	t.Helper()
	var r report
	if err := json.Unmarshal([]byte(out), &r); err != nil {
		t.Fatalf("not a report: %v\n%s", err, out)
	}
	if r.Schema != "podlife.report/v1" {
		t.Fatalf("schema %q", r.Schema)
	}
	return r
}

// lane finds a lane by ID; the test fails without it.
func (l life) lane(t *testing.T, id string) lane {
	t.Helper()
	for _, lane := range l.Lanes {
		if lane.ID == id {
			return lane
		}
	}
	t.Fatalf("no lane %s in the life of %s", id, l.Pod.Name)
	return lane{}
}

// spans are those of a track in a phase ("" any).
func (l lane) spans(track, phase string) []span {
	var out []span
	for _, s := range l.Spans {
		if s.Track == track && (phase == "" || s.Phase == phase) {
			out = append(out, s)
		}
	}
	return out
}

// span is the nth (from 0, or from the end if negative) span of a track in a phase.
func (l lane) span(t *testing.T, track, phase string, n int) span {
	t.Helper()
	all := l.spans(track, phase)
	if n < 0 {
		n += len(all)
	}
	if n < 0 || n >= len(all) {
		t.Fatalf("%s has %d spans %s/%s, want number %d\n%s", l.ID, len(all), track, phase, n, l)
	}
	return all[n]
}

// mark counts the marks of a kind and returns the last one.
func (l lane) mark(kind string) (last mark, count int) {
	for _, m := range l.Marks {
		if m.Kind == kind {
			last, count = m, count+max(m.Count, 1)
		}
	}
	return last, count
}

func (l lane) probe(name string) probe {
	for _, p := range l.Probes {
		if p.Probe == name {
			return p
		}
	}
	return probe{}
}

func (l lane) String() string {
	var b strings.Builder
	for _, s := range l.Spans {
		b.WriteString(l.ID + " " + s.Track + " " + s.Phase + " " + s.Start.Time.Format("05.000") + "–" + s.End.Time.Format("05.000") + " " + s.Outcome + " " + s.Reason + "\n")
	}
	for _, m := range l.Marks {
		b.WriteString(l.ID + " " + m.Track + " " + m.Kind + " " + m.Time.Time.Format("05.000") + " " + m.Message + "\n")
	}
	return b.String()
}
