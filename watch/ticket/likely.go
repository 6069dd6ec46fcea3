package ticket

import "time"

// likely adds what is true of an ordinary life: the kubelet saw the pod once it
// was bound, and reported a start once it had made it.
func (t *times) likely(l *life) {
	for _, page := range l.pages {
		start, _ := parseTime(page.fields["Start Time"])
		for _, e := range page.events {
			switch node, ok := t.firsts[e]; {
			case ok && e.reason == "Scheduled" && !start.IsZero():
				t.net.narrow(node, start.Add(-time.Second).UnixNano(), start.Add(time.Second).UnixNano())
			case e.reason == "Started":
				t.started(page, e)
			}
		}
	}
	if !l.start.IsZero() {
		t.net.narrow(t.created[l], l.start.Add(-likelyPending).UnixNano(), l.start.Add(time.Second).UnixNano())
	}
	for _, r := range l.rows {
		t.restarted(l, r)
	}
}

// likelyPending is how long a pod usually waits for its node at most; only
// where an age is hours wide does it count.
const likelyPending = time.Minute

// started uses the last Started event, if it is that of the run whose start the
// page prints: events get lost, and then the counts differ.
func (t *times) started(p *page, e *eventRow) {
	var run *runState
	restarts := 0
	for _, b := range p.boxes {
		name, _ := containerIn(e.message)
		if b.section != "Containers" || name != "" && b.name != "" && name != b.name {
			continue
		}
		if run != nil {
			return // of several the message does not say which
		}
		restarts = b.restarts
		for _, s := range []*runState{b.last, b.state} {
			if s != nil && !s.started.IsZero() {
				run = s
			}
		}
	}
	if run == nil || e.count != restarts+1 {
		return
	}
	a, ok := ageSpan(e.last, e.printing.style)
	if !ok {
		return
	}
	lo := run.started.Add(a.min)
	t.net.narrow(t.prints[e.printing], lo.UnixNano(), run.started.Add(time.Second+a.max).UnixNano())
}

// restarted uses `5 (3m ago)` where a page prints that end, and a row of get -w
// that shows the end of a run.
func (t *times) restarted(l *life, r *podRow) {
	for _, page := range l.pages {
		for _, b := range page.boxes {
			if b.last == nil || b.last.finished.IsZero() || b.section != "Containers" {
				continue
			}
			end, of := b.last.finished, b.restarts-1
			if b.state != nil && b.state.kind == "Waiting" {
				of = b.restarts
			}
			switch a, ok := ageSpan(r.restarted, r.printing.style); {
			case ok && r.restarts == b.restarts:
				t.net.narrow(t.prints[r.printing], end.Add(a.min).UnixNano(), end.Add(a.max).UnixNano())
			case r.printing.row && r.restarts == of && runEnded(r.status) != "":
				t.net.narrow(t.prints[r.printing], end.UnixNano(), end.Add(3*time.Second).UnixNano())
			}
		}
	}
}
