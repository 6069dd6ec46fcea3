package ticket

import (
	"slices"
	"time"

	corev1 "k8s.io/api/core/v1"
)

// life is one pod, from all that the text says of it.
type life struct {
	namespace, name string // name "" where the text names none
	uid             string // the real one; "" unknown
	start           time.Time
	pages           []*page
	rows            []*podRow
	events          []*eventRow
	pods            []*storedPod
	stored          []*storedEvent
	replacedBy      *eventRow // the Scheduled event of the next pod with its name
}

// storedPod and storedEvent are API objects that stood in the text.
type storedPod struct {
	*object
	pod *corev1.Pod
}

type storedEvent struct {
	*object
	event *corev1.Event
}

// pods are the lives of a text.
type pods struct{ list []*life }

// gather decides which pod every block is about.
func gather(s *scanned) *pods {
	var p pods
	for _, o := range s.objects {
		if pod, ok := o.pod(); ok {
			p.stored(s, o, pod)
		}
	}
	for _, r := range s.rows {
		p.row(r)
	}
	for _, page := range s.pages {
		p.page(s, page)
	}
	for _, o := range s.objects {
		if e, ok := o.event(); ok && (e.InvolvedObject.Kind == "Pod" || e.InvolvedObject.Kind == "") && e.InvolvedObject.Name != "" {
			l := p.named(e.InvolvedObject.Namespace, e.InvolvedObject.Name, string(e.InvolvedObject.UID))
			l.stored = append(l.stored, &storedEvent{o, e})
		}
	}
	p.eventRows(s)
	p.part()
	p.list = slices.DeleteFunc(p.list, func(l *life) bool {
		return len(l.pages)+len(l.rows)+len(l.events)+len(l.pods)+len(l.stored) == 0
	})
	return &p
}

// matches reports whether a life can be the pod of that name; a namespace that
// was not printed fits any.
func (l *life) matches(namespace, name string) bool {
	return l.name == name && (namespace == "" || l.namespace == "" || l.namespace == namespace)
}

// last returns the newest life of a name, or nil.
func (p *pods) last(namespace, name string) *life {
	for _, l := range slices.Backward(p.list) {
		if l.matches(namespace, name) {
			return l
		}
	}
	return nil
}

// named finds or adds the life of a name, and of a UID where one is known.
func (p *pods) named(namespace, name, uid string) *life {
	for _, l := range slices.Backward(p.list) {
		if l.matches(namespace, name) && (uid == "" || l.uid == "" || l.uid == uid) {
			if l.namespace == "" {
				l.namespace = namespace
			}
			if l.uid == "" {
				l.uid = uid
			}
			return l
		}
	}
	return p.add(namespace, name, uid)
}

func (p *pods) add(namespace, name, uid string) *life {
	l := &life{namespace: namespace, name: name, uid: uid}
	p.list = append(p.list, l)
	return l
}

// stored files a Pod that stood there as YAML.
func (p *pods) stored(s *scanned, o *object, pod *corev1.Pod) {
	name, namespace := pod.Name, pod.Namespace
	if n, ok := podIn(waitingWords(pod)); ok && name == "" {
		name, namespace = n.name, firstOf(namespace, n.namespace)
	}
	if name == "" {
		name = commanded(s, o.printing, o.line, nil)
	}
	l := p.named(namespace, name, string(pod.UID))
	if name == "" && len(l.pods) > 0 {
		l = p.add(namespace, name, string(pod.UID))
	}
	l.pods = append(l.pods, &storedPod{o, pod})
	if t := pod.Status.StartTime; t != nil && l.start.IsZero() {
		l.start = t.UTC()
	}
}

// waitingWords returns the message of a container that waits: the kubelet's own
// name the pod.
func waitingWords(pod *corev1.Pod) string {
	for _, c := range slices.Concat(pod.Status.ContainerStatuses, pod.Status.InitContainerStatuses) {
		if w := c.State.Waiting; w != nil && w.Message != "" {
			return w.Message
		}
	}
	return ""
}

// row files a row of a table of pods. An age that is less than before is that of
// a new pod with the old name.
func (p *pods) row(r *podRow) {
	l := p.named(r.namespace, r.name, "")
	if n := len(l.rows); n > 0 {
		before, ok1 := ageSpan(l.rows[n-1].age, styleUnknown)
		now, ok2 := ageSpan(r.age, styleUnknown)
		if ok1 && ok2 && now.max < before.min {
			l = p.add(l.namespace, r.name, "")
		}
	}
	l.rows = append(l.rows, r)
}

// restartGap is how far two Start Times of one pod can be apart: not at all, but
// for what people do to a page.
const restartGap = 2 * time.Second

// page files a page of describe.
func (p *pods) page(s *scanned, page *page) {
	name, namespace, uid := page.name, page.namespace, ""
	for _, e := range page.events {
		if n, ok := podIn(e.message); ok && (name == "" || n.name == name) {
			name = n.name
			namespace, uid = firstOf(namespace, n.namespace), firstOf(uid, n.uid)
		}
	}
	if name == "" {
		name = commanded(s, page.printing, page.line, p)
	}
	if name == "" && len(p.list) == 1 && len(p.list[0].pages) == 0 && page.fields["Controlled By"] == "" {
		name = p.list[0].name
	}
	start, _ := parseTime(page.fields["Start Time"])
	l := p.named(namespace, name, uid)
	other := !start.IsZero() && !l.start.IsZero() && start.Sub(l.start).Abs() > restartGap
	if other || name == "" && len(l.pages)+len(l.pods) > 0 {
		l = nil
		for _, have := range p.list {
			if have.matches(namespace, name) && name != "" && start.Equal(have.start) {
				l = have
			}
		}
		if l == nil {
			l = p.add(namespace, name, uid)
		}
	}
	if l.start.IsZero() {
		l.start = start
	}
	l.pages = append(l.pages, page)
	l.events = append(l.events, page.events...)
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// eventRows files the events that stand outside of a page.
func (p *pods) eventRows(s *scanned) {
	byPrint := map[*printing][]*eventRow{}
	var order []*printing
	for _, e := range s.events {
		if e.page != nil || e.kind != "" && e.kind != "pod" || e.ofWorkload() {
			continue
		}
		if byPrint[e.printing] == nil {
			order = append(order, e.printing)
		}
		byPrint[e.printing] = append(byPrint[e.printing], e)
	}
	for _, printing := range order {
		p.eventTable(s, printing, byPrint[printing])
	}
}

// eventTable files the rows of one table. Rows that name no pod are of the one
// that the others name, or that the command asked for.
func (p *pods) eventTable(s *scanned, printing *printing, rows []*eventRow) {
	var nameless []*eventRow
	names := map[string]bool{}
	for _, e := range rows {
		n, ok := podIn(e.message)
		switch {
		case e.name != "":
			if n.name != e.name {
				n = named{}
			}
			n.name, n.namespace = e.name, firstOf(e.namespace, n.namespace)
		case !ok:
			nameless = append(nameless, e)
			continue
		}
		names[n.name] = true
		l := p.named(firstOf(n.namespace, e.namespace), n.name, n.uid)
		l.events = append(l.events, e)
	}
	if len(nameless) == 0 {
		return
	}
	name := ""
	switch {
	case len(names) == 1:
		for n := range names {
			name = n
		}
	case len(names) == 0:
		name = commanded(s, printing, printing.line, p)
		if name == "" && len(p.list) == 1 && !p.list[0].foreign(nameless) {
			name = p.list[0].name
		}
	}
	l := p.named("", name, "")
	l.events = append(l.events, nameless...)
}
