package playback

import (
	"slices"
	"sort"
	"time"

	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	eventsv1 "k8s.io/api/events/v1"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/timeline"
)

// postings know which observations the life of each pod depends on, by its name: a pod
// and its Events refer to each other by that even where one of them has no UID, or that
// of a static pod.
type postings struct {
	n      int // how many have been noted
	pods   map[types.NamespacedName][]int32
	common []int32 // those that each life may depend on
	names  map[types.UID]types.NamespacedName
	slices map[types.UID][]types.NamespacedName // the pods of an EndpointSlice's last version
}

func newPostings() *postings {
	return &postings{pods: map[types.NamespacedName][]int32{}, names: map[types.UID]types.NamespacedName{}, slices: map[types.UID][]types.NamespacedName{}}
}

// add notes what the next observation is about.
func (p *postings) add(o timeline.Observation) {
	i := int32(p.n) //nolint:gosec // two billion of them have no room elsewhere
	p.n++
	about, known := p.about(o)
	if !known {
		p.common = append(p.common, i)
		return
	}
	for _, name := range about {
		p.pods[name] = append(p.pods[name], i)
	}
}

// about returns the pods whose lives an observation is part of, or that it is not known
// to leave out any.
func (p *postings) about(o timeline.Observation) (pods []types.NamespacedName, known bool) {
	switch x := o.Object.(type) {
	case *corev1.Pod:
		name := types.NamespacedName{Namespace: x.Namespace, Name: x.Name}
		p.names[x.UID] = name
		return []types.NamespacedName{name}, true
	case *corev1.Event:
		return named(x.InvolvedObject)
	case *eventsv1.Event:
		return named(x.Regarding)
	case *timeline.ProbeSample:
		name, ok := p.names[types.UID(x.PodUID)]
		return []types.NamespacedName{name}, ok
	case *discoveryv1.EndpointSlice:
		return p.endpoints(x)
	}
	return nil, false
}

func named(pod corev1.ObjectReference) (pods []types.NamespacedName, known bool) {
	if pod.Kind != "" && pod.Kind != "Pod" {
		return nil, true // of a workload
	}
	return []types.NamespacedName{{Namespace: pod.Namespace, Name: pod.Name}}, pod.Name != ""
}

// endpoints returns the pods that are, or were until now, in an EndpointSlice. The first
// version of one is about all pods: it says of those that come later that they were not
// in it.
func (p *postings) endpoints(s *discoveryv1.EndpointSlice) (pods []types.NamespacedName, known bool) {
	before, known := p.slices[s.UID]
	var now []types.NamespacedName
	for i := range s.Endpoints {
		if ref := s.Endpoints[i].TargetRef; ref != nil && ref.Kind == "Pod" {
			now = append(now, types.NamespacedName{Namespace: ref.Namespace, Name: ref.Name})
		}
	}
	p.slices[s.UID] = now
	pods = slices.Clone(now)
	for _, name := range before {
		if !slices.Contains(now, name) {
			pods = append(pods, name)
		}
	}
	return pods, known
}

// of returns the indexes of the observations that the life of a pod depends on, in
// their order.
func (p *postings) of(pod types.NamespacedName) []int32 {
	all := slices.Concat(p.common, p.pods[pod])
	slices.Sort(all)
	return all
}

// some is some of the observations of a recording.
type some struct {
	of Observations
	at []int32
}

// Len returns how many observations there are.
func (s *some) Len() int { return len(s.at) }

// At returns when an observation arrived.
func (s *some) At(i int) time.Time { return s.of.At(int(s.at[i])) }

// Each calls f with the observations from one index up to another.
func (s *some) Each(from, to int, f func(timeline.Observation)) error {
	for from < to {
		run := from + 1 // to the end of those that lie together
		for run < to && s.at[run] == s.at[run-1]+1 {
			run++
		}
		if err := s.of.Each(int(s.at[from]), int(s.at[run-1])+1, f); err != nil {
			return err
		}
		from = run
	}
	return nil
}

// among returns how many of the first n observations of the recording are there.
func (s *some) among(n int) int {
	return sort.Search(len(s.at), func(i int) bool { return int(s.at[i]) >= n })
}

// Life is the track of one life, which depends on few of the observations of many pods.
type Life struct {
	Track
	some some
}

// lifeEvery is how many observations of a life lie between two models that are kept of
// it: few, as one alone of a large recording takes as long to read as ten together.
const lifeEvery = 16

// Life returns the track of the life of a pod; one that it returned before of the same
// pod is brought up to date.
func (t *Track) Life(pod types.NamespacedName, before *Life) *Life {
	l := before
	if l == nil {
		l = &Life{Track: Track{base: t.base, every: lifeEvery}}
	}
	if err := t.All.Each(t.postings.n, t.Len(), t.postings.add); err != nil {
		l.Err = err
	}
	l.some = some{t.All, t.postings.of(pod)}
	l.All = &l.some
	return l
}

// Among returns how many of the first n observations of the recording the life
// depends on.
func (l *Life) Among(n int) int { return l.some.among(n) }
