package ticket

import (
	"slices"
	"strings"
)

// part separates two pods of one name that only a table of events shows: each
// was Scheduled once. It goes by the ages, and by what ends a pod and what
// begins one where the ages are equal.
func (p *pods) part() {
	for i := 0; i < len(p.list); i++ {
		if before := p.list[i].before(); before != nil {
			p.list = slices.Insert(p.list, i, before)
			i-- // it may be two itself
		}
	}
}

// before takes the events of the pod out of a life that had its name before; nil
// where there was none.
func (l *life) before() *life {
	older := map[*eventRow]bool{}
	var next *eventRow
	for _, p := range l.prints() {
		birth, newest := l.rebirth(p)
		if birth == nil {
			continue
		}
		next = birth
		for _, e := range l.events {
			if e.printing == p && e.page == nil && e.precedes(newest) {
				older[e] = true
			}
		}
	}
	if len(older) == 0 {
		return nil
	}
	b := &life{namespace: l.namespace, name: l.name, replacedBy: next}
	for _, e := range l.events {
		if older[e] {
			b.events = append(b.events, e)
		}
	}
	l.events = slices.DeleteFunc(l.events, func(e *eventRow) bool { return older[e] })
	b.uid = uidIn(b.events)
	if len(l.pages)+len(l.pods)+len(l.stored) == 0 && b.uid == l.uid {
		l.uid = uidIn(l.events)
	}
	return b
}

// rebirth returns the newest Scheduled event of a print that has two which
// cannot be the same, and its age; nil where it has not.
func (l *life) rebirth(p *printing) (birth *eventRow, age span) {
	var all []span
	for _, e := range l.events {
		a, ok := ageSpan(e.last, p.style)
		if !ok || e.printing != p || e.page != nil || e.reason != "Scheduled" {
			continue
		}
		if all = append(all, a); birth == nil || a.max < age.max {
			birth, age = e, a
		}
	}
	if !slices.ContainsFunc(all, func(a span) bool { return a.min > age.max }) {
		return nil, span{}
	}
	return birth, age
}

// precedes reports whether a row is of the pod before the one that was Scheduled
// at an age.
func (r *eventRow) precedes(scheduled span) bool {
	a, ok := ageSpan(r.last, r.printing.style)
	switch {
	case !ok:
		return false
	case a.min >= scheduled.max:
		return true
	}
	return a.max > scheduled.min && r.reason == "Killing" && strings.HasPrefix(r.message, "Stopping container")
}

// uidIn returns the UID that one of the messages names, or "".
func uidIn(events []*eventRow) string {
	for _, e := range events {
		if n, ok := podIn(e.message); ok && n.uid != "" {
			return n.uid
		}
	}
	return ""
}
