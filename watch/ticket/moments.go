package ticket

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline/message"
	"github.com/podlife/podlife/watch/recording"
)

// epoch stands for the moment of printing where the text names none.
var epoch = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// times is when everything was.
type times struct {
	net     network
	prints  map[*printing]int
	created map[*life]int
	firsts  map[*eventRow]int   // first occurrences that several prints share
	at      map[*printing]int64 // the best estimate of each print
	dated   map[*printing]bool  // false: at is a place on the axis, no date
}

// settle intersects everything that bounds the moments of printing.
func settle(s *scanned, p *pods) *times {
	t := &times{
		prints: map[*printing]int{}, created: map[*life]int{}, firsts: map[*eventRow]int{},
		at: map[*printing]int64{}, dated: map[*printing]bool{},
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

var bornWords = lazily(`^(?:Created pod: |create Pod )([a-z0-9][a-z0-9.-]*)`)

// births uses what controllers say of the pods that they create.
func (t *times) births(s *scanned, p *pods) {
	for _, e := range s.events {
		m := bornWords().FindStringSubmatch(e.message)
		if m == nil || e.reason != "SuccessfulCreate" || e.count > 1 {
			continue
		}
		l := p.last(e.namespace, m[1])
		if a, ok := ageSpan(e.last, e.printing.style); ok && l != nil {
			t.net.after(t.created[l], t.prints[e.printing], a.min-time.Second, a.max)
		}
	}
}

// bounds returns those of a print's moment.
func (t *times) bounds(p *printing) interval { return t.net.nodes[t.prints[p]] }

// age links a print to a fact by the age that it printed of it.
func (t *times) age(p *printing, fact int, age string) {
	if a, ok := ageSpan(age, p.style); ok {
		t.net.after(fact, t.prints[p], a.min, a.max-1)
	}
}

// life adds what a life's blocks say for certain.
func (t *times) life(l *life) {
	created := t.net.add()
	t.created[l] = created
	for _, r := range l.rows {
		t.age(r.printing, created, r.age)
	}
	for _, o := range l.pods {
		if c := o.pod.CreationTimestamp; !c.IsZero() {
			t.net.narrow(created, c.UnixNano(), c.UnixNano())
		}
		t.notBefore(o.printing, recording.LatestFact(o.pod))
	}
	for _, page := range l.pages {
		t.page(page)
	}
	for _, e := range l.stored {
		t.notBefore(e.printing, newestOf(e.event))
	}
	for _, e := range l.events {
		t.notBefore(e.printing, e.at)
	}
	t.events(l)
	if !l.start.IsZero() {
		t.net.narrow(created, -open, l.start.Add(time.Second).UnixNano())
	}
}

// notBefore bounds a print by a moment that it names: it was printed later.
func (t *times) notBefore(p *printing, at time.Time) {
	if !at.IsZero() {
		t.net.narrow(t.prints[p], at.UnixNano(), open)
	}
}

func (t *times) page(p *page) {
	start, _ := parseTime(p.fields["Start Time"])
	t.notBefore(p.printing, start)
	for _, b := range p.boxes {
		for _, s := range []*runState{b.state, b.last} {
			if s != nil && !s.started.IsZero() { // the kubelet starts nothing in a pod that is being deleted
				t.notBefore(p.printing, s.started.Add(p.asked()))
			}
			if s != nil {
				t.notBefore(p.printing, s.finished)
			}
		}
	}
	if deadline := p.deadline(); !deadline.IsZero() {
		t.notBefore(p.printing, deadline.Add(-p.grace()))
	}
}

// onceOnly are the reasons of Events that happen once to a pod, or carry what
// makes each unique: two prints of one are two ages of the same moment.
var onceOnly = set("Scheduled", "TaintManagerEviction", "NodeNotReady", "Evicted", "Preempted", "SuccessfulAttachVolume")

// events links the prints that show the same events, and those whose names tell when they were.
func (t *times) events(l *life) {
	shared, place := map[string]int{}, map[eventID]int{} // two events of one text are told apart by their order
	for _, e := range l.events {
		first, sure := e.first, true
		if first == "" {
			first, sure = e.last, onceOnly[e.reason] || strings.Contains(e.message, `" in `) || e.printing.form == formPage
		}
		if !sure {
			continue
		}
		key := e.reason
		if e.reason != "Scheduled" {
			key += "\x00" + e.message
		}
		place[eventID{e.printing, key}]++
		key += strconv.Itoa(place[eventID{e.printing, key}])
		node, ok := shared[key]
		if !ok {
			node = t.net.add()
			shared[key] = node
		}
		t.firsts[e] = node
		t.age(e.printing, node, first)
		if at, ok := message.NameTime(e.eventName); ok && at.Year() > 2013 && at.Year() < 2100 {
			t.net.narrow(node, at.Add(-time.Second).UnixNano(), at.UnixNano()) // what is printed is the age of its second
		}
		t.net.after(t.created[l], node, -time.Second, open)
	}
}

// place gives every print a moment: the middle of what is known, or a place that
// keeps the order of the text.
func (t *times) place(prints []*printing) {
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
		t.net.narrow(t.prints[p], at, at)
		t.net.settle()
		next = at
	}
	likely := t.likelyPlaces(prints)
	last := int64(-open)
	for _, p := range prints {
		b := t.bounds(p)
		at := likely[p]
		if at <= last && b.hi >= last-tolerance {
			at = last + int64(time.Millisecond)
		}
		t.at[p], last = at, max(last, at)
	}
}

// apart is how wide the bounds of a print are whose middle says nothing of it:
// an age of 3d leaves a day.
const apart = int64(2 * time.Minute)

// likelyPlaces returns where each print was most likely: in the middle of its
// bounds, or where these are wide beside the print that follows it.
func (t *times) likelyPlaces(prints []*printing) map[*printing]int64 {
	likely, next := map[*printing]int64{}, int64(open)
	for _, p := range slices.Backward(prints) {
		b := t.bounds(p)
		at := b.middle()
		if b.hi-b.lo > apart && next >= b.lo && next <= b.hi {
			at = next
		}
		likely[p], next = at, min(next, at)
	}
	return likely
}

// before returns the middle of the dated print before p.
func (t *times) before(prints []*printing, p *printing) int64 {
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

// lastDated reports whether the text says when the last of it was printed.
func (t *times) lastDated(prints []*printing) bool {
	var last *printing
	for _, p := range prints {
		if last == nil || t.at[p] >= t.at[last] {
			last = p
		}
	}
	return t.dated[last]
}
