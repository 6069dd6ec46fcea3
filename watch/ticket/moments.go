package ticket

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
)

// epoch stands for the moment of printing where the text names none.
var epoch = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// times is when everything was.
type times struct {
	net     network
	prints  map[*print]int
	created map[*life]int
	firsts  map[*eventRow]int // first occurrences that several prints share
	at      map[*print]int64  // the best estimate of each print
	dated   map[*print]bool   // false: at is a place on the axis, no date
}

// settle intersects everything that bounds the moments of printing.
func settle(s *scanned, p *pods) *times {
	t := &times{
		prints: map[*print]int{}, created: map[*life]int{}, firsts: map[*eventRow]int{},
		at: map[*print]int64{}, dated: map[*print]bool{},
	}
	for _, pr := range s.prints {
		t.prints[pr] = t.net.add()
		if pr.style == styleUnknown {
			pr.style = styleOf(pr.ages)
		}
	}
	for _, l := range p.list {
		t.life(l)
	}
	t.births(s, p)
	t.net.settle()
	for _, l := range p.list {
		t.likely(l)
	}
	t.net.settle()
	for i := 1; i < len(s.prints); i++ { // later in the text is nearly always later in time
		t.net.after(t.prints[s.prints[i-1]], t.prints[s.prints[i]], 0, open)
	}
	t.net.settle()
	t.place(s.prints)
	return t
}

var bornWords = regexp.MustCompile(`^(?:Created pod: |create Pod )([a-z0-9][a-z0-9.-]*)`)

// births uses what controllers say of the pods that they create.
func (t *times) births(s *scanned, p *pods) {
	for _, e := range s.events {
		m := bornWords.FindStringSubmatch(e.message)
		if m == nil || e.reason != "SuccessfulCreate" || e.count > 1 {
			continue
		}
		l := p.last(e.namespace, m[1])
		if a, ok := ageSpan(e.last, e.print.style); ok && l != nil {
			t.net.after(t.created[l], t.prints[e.print], a.min-time.Second, a.max)
		}
	}
}

// bounds are those of a print's moment.
func (t *times) bounds(p *print) interval { return t.net.nodes[t.prints[p]] }

// age links a print to a fact by the age that it printed of it.
func (t *times) age(p *print, fact int, age string) {
	if a, ok := ageSpan(age, p.style); ok {
		t.net.after(fact, t.prints[p], a.min, a.max-1)
	}
}

// life adds what a life's blocks say for certain.
func (t *times) life(l *life) {
	created := t.net.add()
	t.created[l] = created
	for _, r := range l.rows {
		t.age(r.print, created, r.age)
	}
	for _, o := range l.pods {
		if c := o.pod.CreationTimestamp; !c.IsZero() {
			t.net.fix(created, c.UnixNano(), c.UnixNano())
		}
		t.notBefore(o.print, newest(o.pod))
	}
	for _, page := range l.pages {
		t.page(page)
	}
	for _, e := range l.stored {
		t.notBefore(e.print, newestOf(e.event))
	}
	t.events(l)
	if !l.start.IsZero() {
		t.net.fix(created, -open, l.start.Add(time.Second).UnixNano())
	}
}

// notBefore says that a print came after a moment that it names.
func (t *times) notBefore(p *print, at time.Time) {
	if !at.IsZero() {
		t.net.fix(t.prints[p], at.UnixNano(), open)
	}
}

func (t *times) page(p *page) {
	start, _ := parseTime(p.fields["Start Time"])
	t.notBefore(p.print, start)
	for _, b := range p.boxes {
		for _, s := range []*runState{b.state, b.last} {
			if s != nil {
				t.notBefore(p.print, s.started)
				t.notBefore(p.print, s.finished)
			}
		}
	}
}

// onceOnly are the reasons of Events that happen once to a pod, or carry what
// makes each unique: two prints of one are two ages of the same moment.
var onceOnly = set("Scheduled", "TaintManagerEviction", "NodeNotReady", "Evicted", "Preempted", "SuccessfulAttachVolume")

// events links the prints that show the same events, and those whose names tell when they were.
func (t *times) events(l *life) {
	type printed struct {
		*print
		text string
	}
	shared, place := map[string]int{}, map[printed]int{} // two events of one text are told apart by their order
	for _, e := range l.events {
		first, sure := e.first, true
		if first == "" {
			first, sure = e.last, onceOnly[e.reason] || strings.Contains(e.message, `" in `) || e.print.form == formPage
		}
		if !sure {
			continue
		}
		key := e.reason
		if e.reason != "Scheduled" {
			key += "\x00" + e.message
		}
		place[printed{e.print, key}]++
		key += strconv.Itoa(place[printed{e.print, key}])
		node, ok := shared[key]
		if !ok {
			node = t.net.add()
			shared[key] = node
		}
		t.firsts[e] = node
		t.age(e.print, node, first)
		if at, ok := nameTime(e.eventName); ok {
			t.net.fix(node, at.Add(-time.Second).UnixNano(), at.UnixNano()) // what is printed is the age of its second
		}
		t.net.after(t.created[l], node, -time.Second, open)
	}
}

// nameTime reads the clock in an Event's name (client-go tools/record/event.go, makeEvent).
func nameTime(name string) (time.Time, bool) {
	i := strings.LastIndexByte(name, '.')
	if i < 0 || len(name)-i != 17 {
		return time.Time{}, false
	}
	n, err := strconv.ParseInt(name[i+1:], 16, 64)
	t := time.Unix(0, n).UTC()
	return t, err == nil && t.Year() > 2013 && t.Year() < 2100
}

// likely adds what is true of an ordinary life: the kubelet saw the pod when it
// had been bound, and told of a start when it had made it.
func (t *times) likely(l *life) {
	for _, page := range l.pages {
		start, _ := parseTime(page.fields["Start Time"])
		for _, e := range page.events {
			switch node, ok := t.firsts[e]; {
			case ok && e.reason == "Scheduled" && !start.IsZero():
				t.net.fix(node, start.Add(-time.Second).UnixNano(), start.Add(time.Second).UnixNano())
			case e.reason == "Started":
				t.started(page, e)
			}
		}
	}
	if !l.start.IsZero() {
		t.net.fix(t.created[l], l.start.Add(-likelyPending).UnixNano(), l.start.Add(time.Second).UnixNano())
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
	a, ok := ageSpan(e.last, e.print.style)
	if !ok {
		return
	}
	lo := run.started.Add(a.min)
	t.net.fix(t.prints[e.print], lo.UnixNano(), run.started.Add(time.Second+a.max).UnixNano())
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
			switch a, ok := ageSpan(r.restarted, r.print.style); {
			case ok && r.restarts == b.restarts:
				t.net.fix(t.prints[r.print], end.Add(a.min).UnixNano(), end.Add(a.max).UnixNano())
			case r.print.row && r.restarts == of && runEnded(r.status) != "":
				t.net.fix(t.prints[r.print], end.UnixNano(), end.Add(3*time.Second).UnixNano())
			}
		}
	}
}

// place gives every print a moment: the middle of what is known, or a place that
// keeps the order of the text.
func (t *times) place(prints []*print) {
	for _, p := range prints {
		t.dated[p] = t.bounds(p).bounded()
	}
	next := int64(open)
	for _, p := range slices.Backward(prints) {
		b := t.bounds(p)
		if b.bounded() { // by a date, or by its distance to a print that has its place
			next = min(next, b.middle())
			continue
		}
		at := epoch.UnixNano()
		switch {
		case b.lo > -open:
			at = max(b.lo, t.before(prints, p))
		case next != open:
			at = next
		}
		t.net.fix(t.prints[p], at, at)
		t.net.settle()
		next = at
	}
	last := int64(-open)
	for _, p := range prints {
		b := t.bounds(p)
		at := b.middle()
		if at <= last && b.hi >= last-tolerance {
			at = last + int64(time.Millisecond)
		}
		t.at[p], last = at, max(last, at)
	}
}

// before returns the middle of the dated print before p.
func (t *times) before(prints []*print, p *print) int64 {
	at := int64(-open)
	for _, o := range prints {
		if o == p {
			break
		}
		if b := t.bounds(o); b.bounded() {
			at = max(at, b.middle())
		}
	}
	return at
}

// newest returns the latest moment that a stored Pod names: it was printed later.
func newest(p *corev1.Pod) time.Time {
	latest := p.CreationTimestamp.Time
	see := func(t time.Time) {
		if t.After(latest) {
			latest = t
		}
	}
	if p.Status.StartTime != nil {
		see(p.Status.StartTime.Time)
	}
	for _, c := range p.Status.Conditions {
		see(c.LastTransitionTime.Time)
	}
	for _, f := range p.ManagedFields {
		if f.Time != nil {
			see(f.Time.Time)
		}
	}
	for _, s := range slices.Concat(p.Status.InitContainerStatuses, p.Status.ContainerStatuses, p.Status.EphemeralContainerStatuses) {
		for _, state := range []corev1.ContainerState{s.State, s.LastTerminationState} {
			if state.Running != nil {
				see(state.Running.StartedAt.Time)
			}
			if state.Terminated != nil {
				see(state.Terminated.FinishedAt.Time)
			}
		}
	}
	if d := p.DeletionTimestamp; d != nil {
		grace := time.Duration(0)
		if g := p.DeletionGracePeriodSeconds; g != nil {
			grace = time.Duration(*g) * time.Second
		}
		see(d.Add(-grace))
	}
	if latest.IsZero() {
		return latest
	}
	return latest.Add(time.Second)
}

func newestOf(e *corev1.Event) time.Time {
	all := []time.Time{e.CreationTimestamp.Time, e.FirstTimestamp.Time, e.LastTimestamp.Time, e.EventTime.Time}
	if e.Series != nil {
		all = append(all, e.Series.LastObservedTime.Time)
	}
	latest := slices.MaxFunc(all, time.Time.Compare)
	if latest.IsZero() {
		return latest
	}
	return latest.Add(time.Second)
}
