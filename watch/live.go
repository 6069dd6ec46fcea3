package watch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/fields"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/rest"

	"github.com/podlife/podlife/timeline"
)

// LiveOptions say what to follow and where.
type LiveOptions struct {
	// Config says how to reach the API server; its Timeout must be 0, since a
	// watch stays open. HTTP, if set, is used in place of a transport of its own.
	Config *rest.Config
	HTTP   *http.Client

	// Which pods: the one called Name, which need not exist yet, or all that
	// Labels select and that are on Node ("": on any); with none of them, those
	// that are Owned. Namespace "" is all of them, which goes with a selection only.
	Namespace string
	Name      string
	Labels    labels.Selector
	Node      string

	// Workload, if it has a Name, is the object whose pods these are, which is
	// watched too, as far as that is allowed.
	Workload Workload

	// Owned, if set, returns the ownerReference by which a pod belongs to Workload,
	// directly or through other objects, which it may have to ask for; nil: it does
	// not belong to it.
	Owned func(context.Context, metav1.Object) (*metav1.OwnerReference, error)

	// LookUp, if set, is asked for Labels, and for Workload.Name where that is not
	// known ("": it is), before anything else, again and again while what has the
	// pods does not exist (NotFound).
	LookUp func(context.Context) (labels.Selector, string, error)

	// RequestTimeout bounds one list; 0 means 30 s.
	RequestTimeout time.Duration

	// Changed, if set, is called after Missing or Connection have changed, by
	// any goroutine of Run; it must not block.
	Changed func()

	// ProbeCounters, if set, reads the counters of a node's kubelet, and how
	// often probes succeeded is delivered too (see sampler).
	ProbeCounters func(ctx context.Context, node string) (io.ReadCloser, error)
}

// Live is the Source of one pod or of those that a selector matches, their
// Events, and the EndpointSlices of the Services that select them, from an API
// server.
//
// What is asked for, each with its own list and watch:
//   - pods by metadata.name, or by labels and spec.nodeName;
//   - events by involvedObject.kind and name (the UID is the model's to match);
//     for a selection by kind alone, and those of other pods are dropped;
//   - services of the namespace, of which only selectors are kept;
//   - the workload by metadata.name, the ReplicaSets of a Deployment by its
//     labels, the FailedCreate Events of either, and the PodDisruptionBudgets of
//     the namespace, of which those that select a pod are kept;
//   - endpointslices of every Service that selects the pod, by label, of which
//     only the endpoints of the pod are kept.
//
// So for one pod neither bytes nor memory grow with the pods and events of the
// namespace, and for a selection no memory does; what grows with its Services
// is one list of them, in pages.
//
// While connected, every update is delivered once and in the order of its
// stream. A watch that ends is resumed from where it was, which loses nothing, however
// long it takes. A Gap is delivered when that was impossible: the state was listed
// again, and the difference is delivered as changes.
//
// Run goes on until its context ends, over deletions of the pod too: its last
// events arrive after it is gone, and a pod of the same name is its next life.
// It fails only before the first watch of pods is open: see follower.failed.
type Live struct {
	options LiveOptions
	status  status
	retry   retryPolicy
}

// NewLive returns a Source that asks the server nothing before it runs.
func NewLive(options LiveOptions) (*Live, error) {
	switch {
	case options.Config == nil:
		return nil, errors.New("watch: no API server to watch")
	case options.Name == "" && options.Labels == nil && options.Node == "" && options.LookUp == nil && options.Owned == nil,
		options.Name != "" && options.Namespace == "":
		return nil, errors.New("watch: no pod to watch")
	}
	if options.RequestTimeout == 0 {
		options.RequestTimeout = 30 * time.Second
	}
	l := &Live{options: options, retry: defaultRetry}
	l.status.changed = options.Changed
	return l, nil
}

// Missing returns what the server refuses ("events: forbidden"), in a stable order.
func (l *Live) Missing() []string { return l.status.missing() }

// Connection returns how the connection is.
func (l *Live) Connection() Connection { return l.status.connection() }

// Status returns the Connection in words, or "" while everything is well.
func (l *Live) Status() string { return l.Connection().String() }

// Run implements Source.
func (l *Live) Run(ctx context.Context, deliver func(timeline.Observation) error) error {
	if err := l.lookUp(ctx); err != nil {
		return err
	}
	core, discovery, err := l.clients()
	if err != nil {
		return err
	}
	workload, err := l.workload(core)
	if err != nil {
		return err
	}
	group, ctx := newGroup(ctx)
	emit := oneAtATime(func(o timeline.Observation) error {
		err := deliver(o)
		if err != nil {
			group.fail(err)
		}
		return err
	})
	start := func(f *follower) {
		f.status, f.retry, f.emit, f.start = &l.status, l.retry, emit, group.start
		group.start(func() error { return f.run(ctx) })
	}
	members := &members{emit: emit}
	services := &selection{
		start: func(service types.NamespacedName) { start(l.endpointSlices(discovery, service, members)) },
		full: func() {
			l.status.refuse("endpointslices", "", fmt.Sprintf("only of the first %d Services", maxServices))
		},
	}
	budgets, err := l.budgets(services.any)
	if err != nil {
		return err
	}
	pods, events := l.pods(ctx, core), l.events(core)
	sample := l.sample(ctx, group, emit)
	pods.observe = func(typ timeline.ObservationType, o metav1.Object) {
		members.observePod(typ, o)
		services.observePod(typ, o)
		sample(typ, o)
	}
	if l.options.Name != "" {
		start(events)
	} else {
		// Which Events to keep is known when the pods are.
		events.keep = members.keep
		pods.began = func() {
			start(events)
			if budgets != nil {
				start(budgets)
			}
		}
		pods.left = atMost(maxStrays, func(o metav1.Object) { start(l.stray(core, o, pods.observe)) })
	}
	for _, f := range append(workload, pods, l.services(core, services)) {
		start(f)
	}
	group.wait()
	return fmt.Errorf("watch %s: %w", l.what(), context.Cause(ctx))
}

// sample starts reading probe counters, if that is wanted, and returns what has to
// know the pods for it.
func (l *Live) sample(ctx context.Context, group *group, emit func(timeline.Observation) error) func(timeline.ObservationType, metav1.Object) {
	if l.options.ProbeCounters == nil {
		return func(timeline.ObservationType, metav1.Object) {}
	}
	sampler := newSampler(l.options.ProbeCounters)
	sampler.status, sampler.retry, sampler.emit = &l.status, l.retry, emit
	group.start(func() error {
		sampler.run(ctx)
		return nil
	})
	return sampler.observePod
}

// what returns what is watched, for errors.
func (l *Live) what() string {
	if l.options.Name != "" {
		return fmt.Sprintf("pod %s in namespace %s", l.options.Name, l.options.Namespace)
	}
	what := "the pods"
	if l.options.Labels != nil {
		what += " with " + l.options.Labels.String()
	}
	if l.options.Node != "" {
		what += " on node " + l.options.Node
	}
	if l.options.Namespace != "" {
		what += " in namespace " + l.options.Namespace
	}
	return what
}

// follower returns one of all objects of a resource in the namespace.
func (l *Live) follower(client *rest.RESTClient, resource string, one object, many runtime.Object) *follower {
	return &follower{
		name: resource, gaps: true, known: known{},
		api: &api{
			client: client, namespace: l.options.Namespace, resource: resource, timeout: l.options.RequestTimeout, one: one, many: many,
		},
	}
}

func (l *Live) pods(ctx context.Context, core *rest.RESTClient) *follower {
	selected := fields.Set{}
	if l.options.Name != "" {
		selected[metav1.ObjectNameField] = l.options.Name
	}
	if l.options.Node != "" {
		selected["spec.nodeName"] = l.options.Node
	}
	f := l.follower(core, "pods", &corev1.Pod{}, &corev1.PodList{})
	f.required, f.api.fields, f.api.labels = true, selected.AsSelector(), l.options.Labels
	if l.options.Owned != nil && l.options.Labels == nil {
		f.keep = func(o metav1.Object) bool { return l.owned(ctx, o) }
	}
	return f
}

// stray returns the follower, by name, of a pod that may have left the selection.
// If it is gone, that is what its first list shows.
func (l *Live) stray(core *rest.RESTClient, o metav1.Object, observe func(timeline.ObservationType, metav1.Object)) *follower {
	f := l.follower(core, "pods", &corev1.Pod{}, &corev1.PodList{})
	f.of, f.observe = o.GetNamespace()+"/"+o.GetName(), observe
	f.known.add(o, time.Time{})
	f.api.namespace, f.api.fields = o.GetNamespace(), fields.OneTermEqualSelector(metav1.ObjectNameField, o.GetName())
	return f
}

func (l *Live) events(core *rest.RESTClient) *follower {
	selected := fields.Set{"involvedObject.kind": "Pod"}
	if l.options.Name != "" {
		selected["involvedObject.name"] = l.options.Name
	}
	f := l.follower(core, "events", &corev1.Event{}, &corev1.EventList{})
	f.api.fields = selected.AsSelector()
	return f
}

// services returns the follower of Services, of which only the selectors count.
func (l *Live) services(core *rest.RESTClient, services *selection) *follower {
	f := l.follower(core, "services", &corev1.Service{}, &corev1.ServiceList{})
	f.silent, f.gaps, f.observe = true, false, services.observeService
	return f
}

// endpointSlices returns the follower of the slices of one Service. A pod is watched
// before its address, without which it is no endpoint, is published.
func (l *Live) endpointSlices(discovery *rest.RESTClient, service types.NamespacedName, members *members) *follower {
	f := l.follower(discovery, "endpointslices", &discoveryv1.EndpointSlice{}, &discoveryv1.EndpointSliceList{})
	f.of, f.strip = service.String(), func(o metav1.Object) { keepEndpoints(o, members.has) }
	f.api.namespace, f.api.labels = service.Namespace, labels.Set{discoveryv1.LabelServiceName: service.Name}.AsSelector()
	return f
}
