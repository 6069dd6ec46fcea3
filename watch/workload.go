package watch

import (
	"context"
	"fmt"
	"slices"
	"strings"

	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	policyv1 "k8s.io/api/policy/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/fields"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/rest"

	"github.com/podlife/podlife/watch/redact"
)

// Workload names the object that has the pods: a Deployment, say.
type Workload struct {
	Resource string // "deployments"; see workloadResources
	Name     string

	// Kind and Group are set for a kind that is none of workloadResources: then
	// Resource is one of the group's.
	Kind  string
	Group schema.GroupVersion
}

// workloadResource is how one kind of workload is asked for.
type workloadResource struct {
	group schema.GroupVersion
	kind  string // as Events name it
	one   object
	many  runtime.Object
}

// workloadResources are the workloads that can be watched, by resource.
var workloadResources = map[string]workloadResource{
	"deployments":  {appsv1.SchemeGroupVersion, "Deployment", &appsv1.Deployment{}, &appsv1.DeploymentList{}},
	"replicasets":  {appsv1.SchemeGroupVersion, "ReplicaSet", &appsv1.ReplicaSet{}, &appsv1.ReplicaSetList{}},
	"statefulsets": {appsv1.SchemeGroupVersion, "StatefulSet", &appsv1.StatefulSet{}, &appsv1.StatefulSetList{}},
	"daemonsets":   {appsv1.SchemeGroupVersion, "DaemonSet", &appsv1.DaemonSet{}, &appsv1.DaemonSetList{}},
	"jobs":         {batchv1.SchemeGroupVersion, "Job", &batchv1.Job{}, &batchv1.JobList{}},
}

// budgets returns the follower of the PodDisruptionBudgets that select a pod which
// is watched, or nil: no workload is. A drain is held by them, never a rollout.
func (l *Live) budgets(selects func(namespace string, s labels.Selector) bool) (*follower, error) {
	if l.options.Workload.Name == "" {
		return nil, nil
	}
	client, err := l.client(policyv1.SchemeGroupVersion)
	if err != nil {
		return nil, err
	}
	f := l.follower(client, "poddisruptionbudgets", &policyv1.PodDisruptionBudget{}, &policyv1.PodDisruptionBudgetList{})
	f.keep = func(o metav1.Object) bool {
		b, ok := o.(*policyv1.PodDisruptionBudget)
		if !ok {
			return false
		}
		selector, err := metav1.LabelSelectorAsSelector(b.Spec.Selector)
		return err == nil && selects(b.Namespace, selector)
	}
	return f, nil
}

// workload returns the followers of the object that has the pods, of the
// ReplicaSets of a Deployment, and of the Events that say why a pod could not be
// created. None of them is required: without a permission the pods are there.
func (l *Live) workload(core *rest.RESTClient) ([]*follower, error) {
	w := l.options.Workload
	if w.Kind != "" {
		return l.other(core)
	}
	r, ok := workloadResources[w.Resource]
	if w.Name == "" || !ok {
		return nil, nil
	}
	client, err := l.client(r.group)
	if err != nil {
		return nil, err
	}
	object := l.workloads(client, w.Resource)
	object.api.fields = fields.OneTermEqualSelector(metav1.ObjectNameField, w.Name)
	failures := l.failedCreates(core, r.kind)
	if w.Resource != "deployments" {
		return []*follower{object, failures}, nil
	}
	sets := l.workloads(client, "replicasets")
	sets.api.labels = l.options.Labels
	sets.keep = func(o metav1.Object) bool {
		c := metav1.GetControllerOfNoCopy(o)
		return c != nil && c.Kind == r.kind && c.Name == w.Name
	}
	return []*follower{object, sets, failures}, nil
}

func (l *Live) workloads(client *rest.RESTClient, resource string) *follower {
	r := workloadResources[resource]
	f := l.follower(client, resource, r.one, r.many)
	f.of = l.options.Workload.Name
	return f
}

// failedCreates returns the follower of the Events that a pod could not be
// created: of the workload itself, or of the ReplicaSets of a Deployment, whose
// names are not known yet and begin with its own.
func (l *Live) failedCreates(core *rest.RESTClient, kind string) *follower {
	name := l.options.Workload.Name
	selected := fields.Set{"involvedObject.kind": kind, "involvedObject.name": name, "reason": "FailedCreate"}
	f := l.follower(core, "events", &corev1.Event{}, &corev1.EventList{})
	f.of = fmt.Sprintf("%s %s/%s", kind, l.options.Namespace, name)
	if kind == "Deployment" {
		selected["involvedObject.kind"] = "ReplicaSet"
		delete(selected, "involvedObject.name")
		f.keep = func(o metav1.Object) bool {
			e, ok := o.(*corev1.Event)
			return ok && strings.HasPrefix(e.InvolvedObject.Name, name+"-")
		}
	}
	f.api.fields = selected.AsSelector()
	return f
}

// other returns the followers of an object of a kind that has no type in Go, and
// of the Events that it could not create a pod.
func (l *Live) other(core *rest.RESTClient) ([]*follower, error) {
	h, err := l.http()
	if err != nil {
		return nil, err
	}
	client, err := dynamic.NewForConfigAndClient(l.options.Config, h)
	if err != nil {
		return nil, fmt.Errorf("set up a client for %s: %w", l.options.Config.Host, err)
	}
	w, one := l.options.Workload, &unstructured.Unstructured{}
	one.SetGroupVersionKind(w.Group.WithKind(w.Kind))
	resource := w.Group.WithResource(w.Resource)
	object := l.follower(nil, w.Resource, one, nil)
	object.name, object.of, object.strip = resource.GroupResource().String(), w.Name, l.reduce
	object.api.other = client.Resource(resource).Namespace(l.options.Namespace)
	object.api.fields = fields.OneTermEqualSelector(metav1.ObjectNameField, w.Name)
	return []*follower{object, l.failedCreates(core, w.Kind)}, nil
}

// reduce drops what nothing reads of an object of any kind, and notes in its
// status, where a scale has it, which pods are its own if it does not say so.
func (l *Live) reduce(o metav1.Object) {
	u, ok := o.(*unstructured.Unstructured)
	if !ok || len(u.Object) == 0 {
		return
	}
	u.Object = redact.Reduced(u).Object
	if l.options.Labels != nil {
		_ = unstructured.SetNestedField(u.Object, l.options.Labels.String(), "status", "selector") // of its own status, which is a map
	}
}

// owned reports whether a pod belongs to the workload. One that belongs to it
// through other objects is given the ownerReference by which it does, besides its
// own: these objects are not observed, and a recording has to say it, too.
func (l *Live) owned(ctx context.Context, o metav1.Object) bool {
	const owners = "owners of pods" // one stream among those of the status
	var ref *metav1.OwnerReference
	err := l.persist(ctx, owners, func() (err error) {
		ref, err = l.options.Owned(ctx, o)
		return err
	})
	if err != nil && ctx.Err() == nil {
		l.status.refuse(owners, "", reason(err))
	}
	if ref == nil {
		return false
	}
	if own := o.GetOwnerReferences(); !slices.ContainsFunc(own, func(r metav1.OwnerReference) bool { return r.Kind == ref.Kind && r.Name == ref.Name }) {
		through := *ref
		through.Controller, through.BlockOwnerDeletion = nil, nil
		o.SetOwnerReferences(append(own, through))
	}
	return true
}
