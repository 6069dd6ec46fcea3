package watch

import (
	"context"
	"fmt"
	"math"
	"net/http"
	"time"

	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/fields"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	apiwatch "k8s.io/apimachinery/pkg/watch"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/rest"

	"github.com/podlife/podlife/internal/scheme"
)

const (
	// pageSize keeps one answer small; an API server pages whatever it lists.
	pageSize = 500
	// watchGrace is how much longer than the server the client waits for the end
	// of a watch before it takes the connection for dead.
	watchGrace = 30 * time.Second
)

// http returns the transport of clients, which bounds what it answers with.
func (l *Live) http() (*http.Client, error) {
	h := l.options.HTTP
	if h == nil {
		var err error
		if h, err = rest.HTTPClientFor(l.options.Config); err != nil {
			return nil, fmt.Errorf("set up a connection to %s: %w", l.options.Config.Host, err)
		}
	}
	return limit(h), nil
}

// client returns a client for one API group.
func (l *Live) client(gv schema.GroupVersion) (*rest.RESTClient, error) {
	config := rest.CopyConfig(l.options.Config)
	config.GroupVersion = &gv
	config.APIPath = "/apis"
	if gv.Group == "" {
		config.APIPath = "/api"
	}
	config.NegotiatedSerializer = scheme.Codecs().WithoutConversion()
	h, err := l.http()
	if err != nil {
		return nil, err
	}
	c, err := rest.RESTClientForConfigAndClient(config, h)
	if err != nil {
		return nil, fmt.Errorf("set up a client for %s: %w", config.Host, err)
	}
	return c, nil
}

// clients returns the clients of the groups that everything but the workload is in.
func (l *Live) clients() (core, discovery *rest.RESTClient, err error) {
	if core, err = l.client(corev1.SchemeGroupVersion); err != nil {
		return nil, nil, err
	}
	discovery, err = l.client(discoveryv1.SchemeGroupVersion)
	return core, discovery, err
}

// object is what a resource holds.
type object interface {
	runtime.Object
	metav1.Object
}

// api lists and watches one resource of one namespace. It never retries by
// itself: whether to is decided in one place (retry.go).
type api struct {
	client    *rest.RESTClient
	other     dynamic.ResourceInterface // in place of client, for a kind without a type in Go
	namespace string
	resource  string
	fields    fields.Selector
	labels    labels.Selector
	timeout   time.Duration // of one list request
	one       object        // an empty object of the resource
	many      runtime.Object
}

// chosen returns options with what restricts the objects.
func (a *api) chosen(options metav1.ListOptions) metav1.ListOptions {
	if a.fields != nil {
		options.FieldSelector = a.fields.String()
	}
	if a.labels != nil {
		options.LabelSelector = a.labels.String()
	}
	return options
}

func (a *api) get(options metav1.ListOptions) *rest.Request {
	return a.client.Get().Namespace(a.namespace).Resource(a.resource).
		VersionedParams(&options, scheme.Parameters()).MaxRetries(0)
}

// list returns one page.
func (a *api) list(ctx context.Context, options metav1.ListOptions) (page runtime.Object, err error) {
	ctx, cancel := context.WithTimeout(ctx, a.timeout)
	defer cancel()
	ctx, _ = withBudget(ctx, fmt.Sprintf("an answer of over %d MiB", maxAnswer>>20), maxAnswer, maxAnswer)
	if options = a.chosen(options); a.other != nil {
		page, err = a.other.List(ctx, options)
	} else {
		page = a.many.DeepCopyObject()
		err = a.get(options).Do(ctx).Into(page)
	}
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", a.resource, err)
	}
	return page, nil
}

// openWatch is a watch that is open. Whoever opened it calls close.
type openWatch struct {
	apiwatch.Interface
	budget *budget
	close  func()
}

// watch opens a watch.
func (a *api) watch(ctx context.Context, options metav1.ListOptions) (openWatch, error) {
	timeout := time.Duration(*options.TimeoutSeconds)*time.Second + watchGrace
	ctx, cancel := context.WithTimeout(ctx, timeout)
	ctx, b := withBudget(ctx, fmt.Sprintf("an object of over %d MiB, or over %d MiB of them at first", maxObject>>20, maxState>>20), maxObject, math.MaxInt64)
	if options.SendInitialEvents != nil {
		b.whole.Store(maxState)
	}
	options.Watch = true
	var w apiwatch.Interface
	var err error
	if options = a.chosen(options); a.other != nil {
		w, err = a.other.Watch(ctx, options)
	} else {
		w, err = a.get(options).Watch(ctx)
	}
	if err != nil {
		cancel()
		return openWatch{}, fmt.Errorf("watch %s: %w", a.resource, err)
	}
	return openWatch{w, b, func() { w.Stop(); cancel() }}, nil
}
