package model_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"

	"github.com/podlife/podlife/timeline"
)

// What the container runtime itself logged, in nanoseconds on the node's clock.
type (
	truth struct {
		Pods []struct {
			UID        string     `json:"uid"`
			Pod        string     `json:"pod"`
			Containers []truthRun `json:"containers"` // by start
		} `json:"pods"`
		Pulls []truthPull `json:"pulls"`
	}
	truthRun struct {
		Container string      `json:"container"`
		Started   time.Time   `json:"started"`
		Exited    time.Time   `json:"exited"`
		ExitCode  int32       `json:"exitCode"`
		Execs     []truthExec `json:"execs"` // by end
	}
	truthExec struct {
		Start, End time.Time
		ExitCode   int32
	}
	truthPull struct {
		Image      string
		Start, End time.Time
	}
)

// hookTolerance is how much later than its container's Started event the
// kubelet may get around to starting a postStart hook, and how much earlier
// than the exec's first instruction it believes to have started it.
const hookTolerance = 150 * time.Millisecond

// exitCollect is how long the runtime takes to notice and deliver an exit that
// it has stamped: an exec whose process ended is over for the kubelet after it.
const exitCollect = 50 * time.Millisecond

// truthless are the recordings whose whole life the runtime's log did not cover.
var truthless = map[string]bool{"force-delete": true, "joined-late": true, "sandbox-changed": true, "label-after-joining": true}

func TestTruth(t *testing.T) {
	var total tally
	table := []string{total.header()}
	for _, r := range withLives(t) {
		if truthless[r.name] {
			continue
		}
		tr := readTruth(t, r.name)
		var sum tally
		snap, specs := r.fold(), podSpecs(r)
		for _, pod := range tr.Pods {
			life := findLife(snap, pod.UID)
			if life == nil {
				t.Errorf("%s: no life for %s (%s)", r.name, pod.Pod, pod.UID)
				continue
			}
			checkRuns(t, r, life, specs[pod.UID], pod.Containers, &sum)
		}
		checkPulls(t, r, snap, tr.Pulls, &sum)
		table = append(table, sum.row(r.name))
		total.add(sum)
	}
	t.Logf("boundaries against the runtime's own log, errors as median / worst in ms\n%s\n%s", strings.Join(table, "\n"), total.row("total"))
	if recordingsDir != ownRecordings {
		return // how busy the machine was is not known
	}
	if m := median(total.first); m > 3*time.Millisecond {
		t.Errorf("median error of first starts is %v, want at most 3ms", m)
	}
	if m := median(total.later); m > 10*time.Millisecond {
		t.Errorf("median error of later starts is %v, want at most 10ms", m)
	}
}

// readTruth returns what the runtime logged; of recordings from elsewhere not all
// have a log.
func readTruth(t *testing.T, name string) truth {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(recordingsDir, name+".truth.json"))
	if errors.Is(err, os.ErrNotExist) && recordingsDir != ownRecordings {
		return truth{}
	}
	for _, l := range livesOf(t) {
		if l.Name == name {
			b, err = l.Truth, nil
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	var tr truth
	if err := json.Unmarshal(b, &tr); err != nil {
		t.Fatal(err)
	}
	return tr
}

// checkRuns compares every container's Running spans with the runtime's runs,
// in order. Containers the runtime started but the API cannot name (the
// sandbox, "null") do not count, and neither do those whose start failed: the
// runtime logged no start of a task for them.
func checkRuns(t complainer, r recording, life *timeline.Life, pod *corev1.Pod, runs []truthRun, sum *tally) {
	t.Helper()
	byName := map[string][]truthRun{}
	for _, run := range runs {
		if run.Container != "" && run.Container != "(sandbox)" {
			byName[run.Container] = append(byName[run.Container], run)
		}
	}
	for _, lane := range life.Lanes {
		if lane.Kind == timeline.LanePod || lane.Kind == timeline.LaneService {
			continue
		}
		runs := byName[lane.Name]
		delete(byName, lane.Name)
		where := fmt.Sprintf("%s: %s %s", r.name, life.Pod.Name, lane.ID)
		spans := spansOf(lane, timeline.TrackProcess, timeline.Running)
		sum.runs += len(runs)
		if len(spans) != len(runs) {
			t.Errorf("%s: %d Running spans, the runtime had %d runs", where, len(spans), len(runs))
		}
		for i := range min(len(runs), len(spans)) {
			checkRun(t, fmt.Sprintf("%s run %d", where, i+1), r, i == 0, spans[i], runs[i], sum)
			checkHooks(t, fmt.Sprintf("%s run %d", where, i+1), r, lane, pod, spans[i], runs[i], sum)
		}
	}
	for name, runs := range byName {
		t.Errorf("%s: %s has no lane for %s, which ran %d times", r.name, life.Pod.Name, name, len(runs))
		sum.runs += len(runs)
	}
}

func checkRun(t complainer, where string, r recording, first bool, span timeline.Span, run truthRun, sum *tally) {
	t.Helper()
	sum.matched++
	sum.inside(t, where+" start", span.Start, run.Started, 0, 0)
	err := distance(span.Start.Time, run.Started)
	if first {
		sum.first = append(sum.first, err)
	} else {
		sum.later = append(sum.later, err)
	}
	if run.Exited.IsZero() {
		return
	}
	if span.Open() {
		// The recorder may have left before the news arrived.
		if run.Exited.Before(r.end().Add(-2 * time.Second)) {
			t.Errorf("%s: still open, but it exited at %s", where, clock(run.Exited))
		}
		return
	}
	sum.inside(t, where+" exit", span.End, run.Exited, 0, 0)
	sum.exits = append(sum.exits, distance(span.End.Time, run.Exited))
	if span.ExitCode != nil && *span.ExitCode != run.ExitCode {
		t.Errorf("%s: exit code %d, the runtime says %d", where, *span.ExitCode, run.ExitCode)
	}
}

func checkHooks(t complainer, where string, r recording, lane timeline.Lane, pod *corev1.Pod, span timeline.Span, run truthRun, sum *tally) {
	t.Helper()
	spec := containerSpec(pod, lane.Name)
	if spec == nil || spec.Lifecycle == nil {
		return
	}
	if h := spec.Lifecycle.PostStart; h != nil && h.Exec != nil && len(run.Execs) > 0 {
		slices.SortFunc(run.Execs, func(a, b truthExec) int { return a.Start.Compare(b.Start) })
		checkHook(t, where+" postStart", hookSpan(lane, timeline.PostStart, span), run.Execs[0], sum)
		run.Execs = run.Execs[1:]
	}
	if h := spec.Lifecycle.PreStop; h != nil && h.Exec != nil {
		if exec, ok := preStopExec(r, string(pod.UID), lane.Name, run); ok {
			checkHook(t, where+" preStop", hookSpan(lane, timeline.PreStop, span), exec, sum)
		}
	}
}

func checkHook(t complainer, where string, span *timeline.Span, exec truthExec, sum *tally) {
	t.Helper()
	sum.hooks++
	if span == nil {
		t.Errorf("%s: ran from %s to %s, but there is no span for it", where, clock(exec.Start), clock(exec.End))
		return
	}
	sum.hooksMatched++
	sum.inside(t, where+" start", span.Start, exec.Start, hookTolerance, hookTolerance)
	sum.hookStarts = append(sum.hookStarts, distance(span.Start.Time, exec.Start))
	if span.Open() {
		t.Errorf("%s: still open, but it ended at %s", where, clock(exec.End))
		return
	}
	sum.inside(t, where+" end", span.End, exec.End, 0, exitCollect)
	sum.hookEnds = append(sum.hookEnds, distance(span.End.Time, exec.End))
}

// hookSpan returns the hook's span that belongs to the same attempt as run, or
// nil.
func hookSpan(lane timeline.Lane, phase timeline.Phase, run timeline.Span) *timeline.Span {
	for _, s := range spansOf(lane, timeline.TrackHooks, phase) {
		if s.Attempt == run.Attempt {
			return &s
		}
	}
	return nil
}

// preStopExec finds which of a run's execs was the preStop hook: the one that
// began when the kubelet announced Killing. A probe may happen to start in
// the same moment; it is never the longer one.
func preStopExec(r recording, uid, container string, run truthRun) (truthExec, bool) {
	var best truthExec
	found := false
	for _, o := range r.obs {
		ev, ok := o.Object.(*corev1.Event)
		if !ok || ev.Reason != "Killing" || string(ev.InvolvedObject.UID) != uid ||
			!strings.HasSuffix(ev.InvolvedObject.FieldPath, "{"+container+"}") {
			continue
		}
		from := killedAt(ev, o.At)
		for _, e := range run.Execs {
			if since := e.Start.Sub(from); since < -20*time.Millisecond || since > 1500*time.Millisecond {
				continue
			}
			if !found || e.End.Sub(e.Start) > best.End.Sub(best.Start) {
				best, found = e, true
			}
		}
	}
	return best, found
}

// killedAt returns when the kubelet said Killing: the nanoseconds in the
// Event's name of a first occurrence, or just before its arrival.
func killedAt(ev *corev1.Event, arrived time.Time) time.Time {
	if _, suffix, ok := strings.Cut(ev.Name, "."); ok && ev.Count <= 1 {
		if ns, err := strconv.ParseInt(suffix, 16, 64); err == nil {
			return time.Unix(0, ns)
		}
	}
	if at := arrived.Add(-hookTolerance); at.After(ev.LastTimestamp.Time) {
		return at
	}
	return ev.LastTimestamp.Time
}

// checkPulls finds for each of the runtime's pulls the Pulling span that holds
// it. Where several pods pulled one image at once the runtime's log does not
// separate them, so a pull needs one span, not a particular one.
func checkPulls(t *testing.T, r recording, snap timeline.Snapshot, pulls []truthPull, sum *tally) {
	t.Helper()
	images := podImages(r)
	for _, p := range pulls {
		sum.pulls++
		best := time.Duration(-1)
		for _, life := range snap.Lives {
			for _, lane := range life.Lanes {
				if !images[life.Pod.UID+" "+lane.Name+" "+p.Image] {
					continue
				}
				for _, s := range spansOf(lane, timeline.TrackImage, timeline.Pulling) {
					if s.Open() || p.Start.Before(s.Start.Earliest.Add(-exitCollect)) || p.End.After(s.End.Latest.Add(exitCollect)) {
						continue
					}
					if err := max(distance(s.Start.Time, p.Start), distance(s.End.Time, p.End)); best < 0 || err < best {
						best = err
					}
				}
			}
		}
		if best < 0 {
			t.Errorf("%s: no Pulling span holds the pull of %s from %s to %s", r.name, p.Image, clock(p.Start), clock(p.End))
			continue
		}
		sum.pullsMatched++
		sum.pullErrs = append(sum.pullErrs, best)
	}
}
