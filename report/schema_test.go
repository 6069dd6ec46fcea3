package report_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/report"
	"github.com/podlife/podlife/report/reporttest"
	"github.com/podlife/podlife/timeline/model"
)

// TestJSONOfEveryRecordingKeepsTheContract checks the JSON of every recording,
// at moments spread over it, against podlife.report/v1, field by field.
func TestJSONOfEveryRecordingKeepsTheContract(t *testing.T) {
	const moments = 8
	for _, r := range reporttest.Load(t) {
		m := model.New()
		for i, o := range r.Obs {
			m.Apply(o)
			if i%max(len(r.Obs)/moments, 1) != 0 && i != len(r.Obs)-1 {
				continue
			}
			var out bytes.Buffer
			if err := report.JSON(&out, m.Snapshot(o.At)); err != nil {
				t.Fatal(err)
			}
			if broken := schemaErrors(out.Bytes()); len(broken) > 0 {
				t.Errorf("%s after observation %d:\n%s", r.Name, i, strings.Join(broken[:min(5, len(broken))], "\n"))
				break
			}
		}
	}
}

// field says what a member of an object has to be; a name that ends in "?" may be missing.
type field func(s *schema, path string, v any)

type schema struct{ broken []string }

func schemaErrors(doc []byte) []string {
	var v any
	if err := json.Unmarshal(doc, &v); err != nil {
		return []string{err.Error()}
	}
	s := &schema{}
	documentShape(s, "", v)
	return s.broken
}

func (s *schema) fail(path, format string, args ...any) {
	s.broken = append(s.broken, path+": "+fmt.Sprintf(format, args...))
}

func object(fields map[string]field, more ...func(s *schema, path string, o map[string]any)) field {
	return func(s *schema, path string, v any) {
		o, ok := v.(map[string]any)
		if !ok {
			s.fail(path, "%v is no object", v)
			return
		}
		for name := range o {
			if fields[name] == nil && fields[name+"?"] == nil {
				s.fail(path, "unknown field %s", name)
			}
		}
		for name, check := range fields {
			bare, optional := strings.CutSuffix(name, "?")
			if member, there := o[bare]; there {
				check(s, path+"."+bare, member)
			} else if !optional {
				s.fail(path, "%s is missing", bare)
			}
		}
		for _, f := range more {
			f(s, path, o)
		}
	}
}

func listOf(check field, more ...func(s *schema, path string, list []any)) field {
	return func(s *schema, path string, v any) {
		list, ok := v.([]any)
		if !ok {
			s.fail(path, "%v is no list", v)
			return
		}
		for i, e := range list {
			check(s, fmt.Sprintf("%s[%d]", path, i), e)
		}
		for _, f := range more {
			f(s, path, list)
		}
	}
}

func oneOf(words string) field {
	return func(s *schema, path string, v any) {
		if text, ok := v.(string); !ok || !slices.Contains(strings.Fields(words), text) {
			s.fail(path, "%v is none of %s", v, words)
		}
	}
}

func text(s *schema, path string, v any) {
	if str, ok := v.(string); !ok || str == "" {
		s.fail(path, "%v is no text", v)
	}
}

func boolean(s *schema, path string, v any) {
	if _, ok := v.(bool); !ok {
		s.fail(path, "%v is no boolean", v)
	}
}

func whole(from float64) field {
	return func(s *schema, path string, v any) {
		if n, ok := v.(float64); !ok || n != math.Trunc(n) || n < from {
			s.fail(path, "%v is no whole number from %v on", v, from)
		}
	}
}

func moment(s *schema, path string, v any) {
	str, _ := v.(string)
	if t, err := time.Parse(time.RFC3339Nano, str); err != nil || !strings.HasSuffix(str, "Z") || t.Year() < 1970 {
		s.fail(path, "%v is no moment in UTC", v)
	}
}

func length(s *schema, path string, v any) {
	str, _ := v.(string)
	if d, err := time.ParseDuration(str); err != nil || d < 0 {
		s.fail(path, "%v is no length", v)
	}
}

func at(o any, name string) time.Time {
	m, _ := o.(map[string]any)
	str, _ := m[name].(string)
	t, _ := time.Parse(time.RFC3339Nano, str)
	return t
}

var edgeShape = object(map[string]field{"time": moment, "earliest": moment, "latest": moment, "basis": oneOf("exact reported observed fused inferred")},
	func(s *schema, path string, o map[string]any) {
		if at(o, "time").Before(at(o, "earliest")) || at(o, "latest").Before(at(o, "time")) {
			s.fail(path, "not earliest ≤ time ≤ latest: %v", o)
		}
	})

var documentShape = object(map[string]field{
	"schema": oneOf("podlife.report/v1"),
	"observed": object(map[string]field{"from": moment, "to": moment, "observations": whole(0), "missing": listOf(text),
		"gaps": listOf(object(map[string]field{"from": moment, "to": moment, "reason": text}))}),
	"workloads?": listOf(workloadShape),
	"lives": listOf(object(map[string]field{
		"pod": object(map[string]field{"namespace": text, "name": text, "uid": text, "node?": text, "phase": oneOf("Pending Running Succeeded Failed Unknown"), "qosClass?": oneOf("Guaranteed Burstable BestEffort"),
			"restartPolicy?": oneOf("Always OnFailure Never"), "owner?": text, "created": moment, "deletionRequested?": moment, "gone?": moment}),
		"verdict": object(map[string]field{
			"state": oneOf(`SchedulingGated Unschedulable Scheduling Preparing VolumeError SandboxError Initializing InitError PullingImage
				ImagePullBackOff ConfigError StartError PostStart PostStartError StartupProbing Starting NotReady ReadinessGate Ready Restarting
				CrashLoopBackOff Terminating TerminationOverdue Finalizing NodeLost Evicted Preempted DeadlineExceeded Succeeded Failed Gone`),
			"severity": oneOf("ok progress warning error"), "headline": text, "since": moment,
			"blocking?": object(map[string]field{"lane": text, "phase": text, "reason?": text, "message?": text})}),
		"conditions": listOf(object(map[string]field{
			"type": text, "status": oneOf("True False Unknown"), "reason?": text, "message?": text, "since?": moment})),
		"lanes":   listOf(laneShape),
		"startup": startupShape,
	})),
})

var countShape = object(map[string]field{"pods": whole(0), "ready": whole(0), "leaving": whole(0)})

var workloadShape = object(map[string]field{
	"namespace": text, "kind": text, "name": text, "uid?": text, "revision?": text,
	"state": oneOf("Complete Progressing Stalled Failing Paused RolledBack Degraded Terminating Gone"), "severity": oneOf("ok progress warning error"),
	"headline": text, "cause?": text, "worst?": text, "since?": moment,
	"wanted": whole(0), "updated": whole(0), "replicas": whole(0), "ready": whole(0), "available": whole(0), "pods": countShape, "old": countShape,
})

var laneShape = object(map[string]field{
	"id": text, "kind": oneOf("pod init sidecar container ephemeral service"), "name": text, "restarts": whole(0),
	"spans": listOf(spanShape, disjoint),
	"marks": listOf(object(map[string]field{"track": oneOf("pod image process hooks startup readiness liveness stop endpoint"), "kind": text, "time": edgeShape, "count": whole(1), "message?": text})),
	"probes": listOf(object(map[string]field{"probe": oneOf("startup readiness liveness"), "failures": whole(0), "successes": whole(0), "successesKnown": boolean,
		"periodSeconds": whole(1), "failureThreshold": whole(1)})),
})

var phases = map[string]string{
	"pod":   "Gated Scheduling Preparing Initializing Starting Ready NotReady Terminating Finalizing",
	"image": "Pulling PullBackOff", "process": "Waiting Creating Running BackOff", "hooks": "PostStart PreStop",
	"startup": "Probing", "readiness": "NotReady Ready", "liveness": "Probing", "stop": "Stopping", "endpoint": "NotReady Ready Terminating",
}

var spanShape = object(map[string]field{
	"track": oneOf("pod image process hooks startup readiness liveness stop endpoint"), "phase": text, "attempt?": whole(1), "start": edgeShape, "end?": edgeShape,
	"outcome": oneOf("ongoing succeeded failed unknown"), "reason?": text, "exitCode?": whole(0), "signal?": whole(1), "message?": text,
}, func(s *schema, path string, o map[string]any) {
	track, _ := o["track"].(string)
	oneOf(phases[track])(s, path+".phase", o["phase"])
	if _, ended := o["end"]; ended == (o["outcome"] == "ongoing") {
		s.fail(path, "outcome %v, ended %v", o["outcome"], ended)
	}
	if at(o["end"], "time").Before(at(o["start"], "time")) && o["end"] != nil {
		s.fail(path, "ends before it starts")
	}
})

// disjoint: the spans of a track are in time order and do not overlap.
func disjoint(s *schema, path string, spans []any) {
	last := map[any]map[string]any{}
	for i, v := range spans {
		o, _ := v.(map[string]any)
		if before := last[o["track"]]; before != nil && (before["end"] == nil || at(o["start"], "time").Before(at(before["end"], "time"))) {
			s.fail(fmt.Sprintf("%s[%d]", path, i), "begins before the %v before it ends", before["phase"])
		}
		last[o["track"]] = o
	}
}

var startupShape = object(map[string]field{
	"complete": boolean, "total": length,
	"path": listOf(object(map[string]field{"lane": text, "phase": text, "start": moment, "duration": length, "share": func(s *schema, path string, v any) {
		if n, ok := v.(float64); !ok || n < 0 || n > 1 {
			s.fail(path, "%v is no share", v)
		}
	}})),
}, func(s *schema, path string, o map[string]any) {
	var sum time.Duration
	total, _ := time.ParseDuration(fmt.Sprint(o["total"]))
	steps, _ := o["path"].([]any)
	for i, v := range steps {
		d, _ := time.ParseDuration(fmt.Sprint(v.(map[string]any)["duration"]))
		sum += d
		if i+1 < len(steps) && !at(v, "start").Add(d).Equal(at(steps[i+1], "start")) {
			s.fail(path, "a gap or overlap after step %d", i)
		}
	}
	if sum != total {
		s.fail(path, "the steps sum to %v, the total is %v", sum, total)
	}
})
