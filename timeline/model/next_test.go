package model_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
)

// TestNextProbe checks that a liveness or startup probe runs when it is said
// to: one failure gives away the grid for good, also over restarts. It is held
// against the runtime's log of exec probes, at every moment of these
// recordings. Wrong are the moments in which the old run's started=true is
// still published for the new one, and one probe that never came.
func TestNextProbe(t *testing.T) {
	said, wrong := 0, 0
	for _, name := range []string{"checkout", "demo", "full-lifecycle", "v136-demo"} {
		r := recordingNamed(t, name)
		runs := map[string][]truthRun{} // by pod and container
		for _, pod := range readTruth(t, name).Pods {
			for _, run := range pod.Containers {
				runs[pod.UID+run.Container] = append(runs[pod.UID+run.Container], run)
			}
		}
		m := model.New()
		for _, o := range r.obs {
			m.Apply(o)
			for _, l := range m.Snapshot(o.At).Lives {
				for i := range l.Lanes {
					for _, p := range l.Lanes[i].Probes {
						next := p.Next(o.At)
						if p.Probe == "readiness" || !strings.HasPrefix(p.Check, "exec") || next.IsZero() {
							continue
						}
						said++
						if !probedAt(runs[l.Pod.UID+l.Lanes[i].Name], o.At, next) {
							wrong++
							t.Logf("%s at %s: the %s probe of %s did not run at %s", name, clock(o.At), p.Probe, l.Lanes[i].Name, clock(next))
						}
					}
				}
			}
		}
	}
	if said < 90 || wrong*10 > said {
		t.Errorf("%d of %d expected probes did not run when they were expected", wrong, said)
	}
}

// probedAt reports whether something was executed in the run of that moment
// about then, or the run had come to its end by then.
func probedAt(runs []truthRun, now, then time.Time) bool {
	const about = 200 * time.Millisecond
	for _, run := range runs {
		if now.After(run.Exited) {
			continue
		}
		last := time.Time{}
		for _, e := range run.Execs {
			if e.Start.Sub(then).Abs() < about {
				return true
			}
			last = e.Start
		}
		return then.After(last) // it was being stopped
	}
	return false
}

// TestStartupDeadline checks that a startup probe that goes on failing is given
// up when it is said to be: at the Killing that came, at every moment from the
// probe's first failure on.
func TestStartupDeadline(t *testing.T) {
	type promise struct {
		run  string
		at   time.Time
		edge timeline.Edge
	}
	said, widest := 0, time.Duration(0)
	for _, r := range recordings(t) {
		var promises []promise
		m := model.New()
		for _, o := range r.obs {
			m.Apply(o)
			for _, l := range m.Snapshot(o.At).Lives {
				for _, d := range l.Future {
					if lane := l.Lane(d.Lane); d.Kind == timeline.DeadlineStartup && lane.Probes[0].Streak > 0 {
						promises = append(promises, promise{runOf(&l, lane), o.At, d.Edge})
					}
				}
			}
		}
		killed := startupKills(m.Snapshot(r.end()))
		for _, p := range promises {
			if came, ok := killed[p.run]; ok {
				said++
				widest = max(widest, p.edge.Uncertainty())
				if came.Latest.Before(p.edge.Earliest) || came.Earliest.After(p.edge.Latest) {
					t.Errorf("%s: %s at %s: killed at %s, expected from %s to %s", r.name, p.run, clock(p.at), clock(came.Time), clock(p.edge.Earliest), clock(p.edge.Latest))
				}
			}
		}
	}
	t.Logf("%d times said, within at most %s", said, widest)
	if said == 0 && recordingsDir == ownRecordings {
		t.Error("no recording has a container that its startup probe killed")
	}
}

// runOf names the newest run of a lane.
func runOf(l *timeline.Life, lane *timeline.Lane) string {
	return fmt.Sprint(l.Pod.UID, " ", lane.ID, " run ", lane.Attempts[len(lane.Attempts)-1].Number)
}

// startupKills returns when runs were killed by their startup probe.
func startupKills(s timeline.Snapshot) map[string]timeline.Edge {
	killed := map[string]timeline.Edge{}
	for _, l := range s.Lives {
		for i := range l.Lanes {
			for _, m := range l.Lanes[i].Marks {
				if m.Kind == "Killing" && strings.Contains(m.Message, "failed startup probe") {
					killed[fmt.Sprint(l.Pod.UID, " ", l.Lanes[i].ID, " run ", m.Attempt)] = m.Time
				}
			}
		}
	}
	return killed
}
