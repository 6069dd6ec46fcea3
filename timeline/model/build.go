package model

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/rollout"
	"github.com/podlife/podlife/timeline/verdict"
)

// cache keeps what was derived of a life until one of its facts changes.
type cache struct {
	version, gaps int
	offset        time.Duration
	life          *timeline.Life
}

// Snapshot derives everything that is known as of now, a moment on the
// client's clock: open spans and countdowns are measured against it. Where the
// client's clock is found to be off, Snapshot.Now is corrected to the cluster's.
func (m *Model) Snapshot(now time.Time) timeline.Snapshot {
	offset := m.clock.offset()
	now = now.UTC().Round(0).Add(-offset)
	shown := m.shown()
	s := timeline.Snapshot{Now: now, Observed: m.window(), Lives: make([]timeline.Life, len(shown)), Forgotten: m.forgotten}
	for i, l := range shown {
		s.Lives[i], _ = m.judged(l, now)
	}
	m.joinWorkloads(&s)
	return s
}

// shown returns the lives whose pods were seen, by creation, then name.
func (m *Model) shown() []*life {
	list := make([]*life, 0, len(m.lives))
	for _, l := range m.lives {
		if l.seen {
			list = append(list, l)
		}
	}
	slices.SortFunc(list, func(a, b *life) int {
		return cmp.Or(a.created.Compare(b.created), strings.Compare(a.name, b.name), strings.Compare(string(a.uid), string(b.uid)))
	})
	return list
}

// joinWorkloads adds the workloads to a snapshot, judged with its lives.
func (m *Model) joinWorkloads(s *timeline.Snapshot) {
	s.Workloads, s.Budgets = m.work.List(m.clock.offset()), m.budgets.List()
	for i := range s.Workloads {
		if w := &s.Workloads[i]; !owned(w, s.Workloads) {
			w.Rollout = rollout.Judge(s, w)
		}
	}
}

// owned reports whether the controller of a workload is there, too.
func owned(w *timeline.Workload, all []timeline.Workload) bool {
	return slices.ContainsFunc(all, func(o timeline.Workload) bool { return w.OwnedBy(&o) })
}

func (m *Model) window() timeline.Window {
	w := timeline.Window{From: m.from, To: m.to, Observations: m.count, Gaps: append([]timeline.Gap{}, m.gaps...), Missing: append([]string{}, m.missing...)}
	slices.SortFunc(w.Gaps, func(a, b timeline.Gap) int { return cmp.Or(a.From.Compare(b.From), a.To.Compare(b.To)) })
	return w
}

// derive returns what the facts of a life say, whatever the moment; of the start that
// is the path to Ready once it is complete.
func (m *Model) derive(l *life, now time.Time) *timeline.Life {
	offset := m.clock.offset()
	if c := &l.cache; c.life != nil && c.version == l.version && c.offset == offset && c.gaps == m.gapCount {
		return c.life
	}
	r := ruler{offset - l.delays.late(offset), l.delays.usual(offset), l.delays.behind(offset), m.gaps}
	b := newBuilder(l, m.orphansOf(l, r), r)
	lanes := b.lanes()
	term := b.termination(lanes)
	life := &timeline.Life{
		Pod: b.pod(lanes), Lanes: lanes, Termination: term,
		Events: b.eventLines(lanes), Future: b.future(lanes, term), Conditions: l.lastConditions(),
		ReadyUnseen: b.readyUnseen(lanes[0]),
	}
	if start := verdict.StartupPath(life, now); start.Complete {
		life.Startup = start
	}
	l.cache = cache{l.version, m.gapCount, offset, life}
	return life
}

// orphansOf returns the Events without a UID that can only be this life's: of
// its name, while it lived.
func (m *Model) orphansOf(l *life, r ruler) []*eventRecord {
	var out []*eventRecord
	for _, rec := range m.orphans {
		if rec.namespace != l.namespace || rec.name != l.name || len(rec.occurrences) == 0 {
			continue
		}
		t, gone := rec.occurrences[0].stamp, r.at(l.deletion.gone)
		if !t.Before(l.created) && (gone.IsZero() || !t.After(gone)) {
			out = append(out, rec)
		}
	}
	return out
}

func (b *builder) pod(lanes []timeline.Lane) timeline.Pod {
	l := b.l
	p := timeline.Pod{
		Namespace: l.namespace, Name: l.name, UID: timeline.Clean(string(l.uid)), Node: l.node, QOSClass: l.qos,
		RestartPolicy: timeline.Clean(string(l.restarts)), Owner: l.owner, OwnerUID: l.ownerUID, Revision: l.revision, Created: l.created, BadCreation: badTime(l.badCreation),
		DeletionRequested: l.deletion.requested, Gone: b.gone.Time,
		Relative: l.told.relative,
		IP:       l.ip, GracePeriod: b.grace(), SpecGrace: l.grace, Finalizers: slices.Clone(l.finalizers), Manifest: l.manifest,
	}
	if n := len(l.phases); n > 0 {
		last := l.phases[n-1]
		p.Phase, p.Reason, p.Message = timeline.Clean(string(last.phase)), last.reason, last.message
	}
	for i, c := range l.containers {
		if c.kind == timeline.LaneContainer || c.kind == timeline.LaneSidecar {
			p.Total++
			if now := c.current(); now.ready && now.state == stateRunning {
				p.Ready++
			}
		}
		p.Restarts += lanes[i+1].Restarts
	}
	return p
}

func (l *life) lastConditions() []timeline.Condition {
	var out []timeline.Condition
	for _, c := range l.conditions {
		if f := c.last(); f.status != "" {
			out = append(out, timeline.Condition{Type: c.label, Status: timeline.Clean(string(f.status)), Reason: timeline.Clean(f.reason), Message: timeline.Clean(f.message), Since: timeline.LaterTime(f.ltt, c.ltt)})
		}
	}
	return out
}
