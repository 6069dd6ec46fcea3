package report_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/report"
	"github.com/podlife/podlife/report/reporttest"
	"github.com/podlife/podlife/timeline"
)

// The contract podlife.report/v1, written down a second time: a field that is
// missing here, or there, fails the strict decoder or the comparison below.
type (
	contract struct {
		Schema   string
		Observed struct {
			From, To     time.Time
			Observations int
			Gaps         []struct {
				From, To time.Time
				Reason   string
			}
			Missing []string
		}
		Lives []contractLife
	}
	contractLife struct {
		Pod struct {
			Namespace, Name, UID, Node, Phase, QOSClass, RestartPolicy, Owner string
			Created, DeletionRequested, Gone                                  time.Time
		}
		Verdict struct {
			State, Severity, Headline string
			Since                     time.Time
			Blocking                  *struct{ Lane, Phase, Reason, Message string }
		}
		Conditions []struct {
			Type, Status, Reason, Message string
			Since                         time.Time
		}
		Lanes   []contractLane
		Startup struct {
			Complete bool
			Total    string
			Path     []struct {
				Lane, Phase string
				Start       time.Time
				Duration    string
				Share       float64
			}
		}
	}
	contractLane struct {
		ID, Kind, Name string
		Restarts       int
		Spans          []struct {
			Track, Phase, Outcome, Reason, Message string
			Attempt, Signal                        int
			ExitCode                               *int
			Start                                  contractEdge
			End                                    *contractEdge
		}
		Marks []struct {
			Track, Kind, Message string
			Time                 contractEdge
			Count                int
		}
		Probes []struct {
			Probe                                                string
			Failures, Successes, PeriodSeconds, FailureThreshold int
			SuccessesKnown                                       bool
		}
	}
	contractEdge struct {
		Time, Earliest, Latest time.Time
		Basis                  string
	}
)

func TestJSONKeepsTheContract(t *testing.T) {
	s := reporttest.Sample()
	var out bytes.Buffer
	if err := report.JSON(&out, s); err != nil {
		t.Fatal(err)
	}
	dec := json.NewDecoder(bytes.NewReader(out.Bytes()))
	dec.DisallowUnknownFields()
	var c contract
	if err := dec.Decode(&c); err != nil {
		t.Fatalf("%v in\n%s", err, out.String())
	}
	if !strings.HasPrefix(out.String(), "{\n  \"schema\": \"podlife.report/v1\",") {
		t.Errorf("schema is not the first field: %.60s", out.String())
	}
	if c.Observed.Observations != 133 || len(c.Observed.Gaps) != 1 || c.Observed.Gaps[0].Reason != "relist" || c.Observed.Missing[0] != "events: forbidden" {
		t.Errorf("observed is %+v", c.Observed)
	}
	life := c.Lives[0]
	if life.Pod.UID != "d2d83aab" || life.Pod.QOSClass != "Burstable" || !life.Pod.Created.Equal(reporttest.T0) || life.Pod.Owner != "StatefulSet/web" {
		t.Errorf("pod is %+v", life.Pod)
	}
	if b := life.Verdict.Blocking; b == nil || b.Lane != "container/app" || b.Phase != "PreStop" {
		t.Errorf("blocking is %+v", b)
	}
	spans := life.Lanes[1].Spans
	if spans[1].ExitCode == nil || *spans[1].ExitCode != 137 || spans[1].End.Basis != "fused" || spans[2].End != nil {
		t.Errorf("spans are %+v", spans)
	}
	if life.Startup.Total != "10s" || life.Startup.Path[1].Duration != "8s" || life.Startup.Path[1].Share != 0.8 {
		t.Errorf("startup is %+v", life.Startup)
	}
	if got := life.Lanes[1].Probes[0]; got.Successes != 17 || !got.SuccessesKnown || got.PeriodSeconds != 2 {
		t.Errorf("probe is %+v", got)
	}
	if strings.Contains(out.String(), "+01:00") {
		t.Error("times are not in UTC")
	}
}

func TestJSONHasNoNullLists(t *testing.T) {
	bare := timeline.Snapshot{Lives: []timeline.Life{{Lanes: []timeline.Lane{{ID: "pod"}}}}}
	for _, s := range []timeline.Snapshot{{}, bare} {
		var out bytes.Buffer
		if err := report.JSON(&out, s); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(out.String(), "null") {
			t.Errorf("null in\n%s", out.String())
		}
	}
}

func TestJSONLeavesTheSnapshotAlone(t *testing.T) {
	s := reporttest.Sample()
	if err := report.JSON(&bytes.Buffer{}, s); err != nil {
		t.Fatal(err)
	}
	if got := s.Lives[0].Lanes[1].Spans[0].Start.Time; got.Location() != reporttest.T0.Location() {
		t.Errorf("JSON moved the snapshot's times to %v", got.Location())
	}
}

// TestJSONNamesInvalidCreation: a date that cannot be is left out, and said.
func TestJSONNamesInvalidCreation(t *testing.T) {
	s := timeline.Snapshot{Lives: []timeline.Life{{Pod: timeline.Pod{Namespace: "shop", Name: "web", BadCreation: "9999-12-31T23:59:59Z"}}, {}}}
	var b bytes.Buffer
	if err := report.JSON(&b, s); err != nil {
		t.Fatal(err)
	}
	var doc contract
	if err := json.Unmarshal(b.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	if m := doc.Observed.Missing; len(m) != 1 || m[0] != "created of shop/web: its creationTimestamp, 9999-12-31T23:59:59Z, is invalid" {
		t.Errorf("missing %q", m)
	}
}
