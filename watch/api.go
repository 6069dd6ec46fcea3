package watch

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/fields"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	apiwatch "k8s.io/apimachinery/pkg/watch"
	"k8s.io/client-go/kubernetes/scheme"
	"k8s.io/client-go/rest"
)

const (
	// pageSize keeps one answer small; an API server pages whatever it lists.
	pageSize = 500
	// A watch is asked to end after a random time in [watchTimeout, 2*watchTimeout),
	// as client-go's Reflector does, so that servers can balance their load.
	watchTimeout = 5 * time.Minute
	// watchGrace is how much longer the client waits for that end before it
	// takes the connection for dead.
	watchGrace = 30 * time.Second
)

// client makes a client for one API group.
func (l *Live) client(gv schema.GroupVersion) (*rest.RESTClient, error) {
	config := rest.CopyConfig(l.options.Config)
	config.GroupVersion = &gv
	config.APIPath = "/apis"
	if gv.Group == "" {
		config.APIPath = "/api"
	}
	config.NegotiatedSerializer = scheme.Codecs.WithoutConversion()
	h := l.options.HTTP
	if h == nil {
		var err error
		if h, err = rest.HTTPClientFor(config); err != nil {
			return nil, fmt.Errorf("set up a connection to %s: %w", config.Host, err)
		}
	}
	c, err := rest.RESTClientForConfigAndClient(config, h)
	if err != nil {
		return nil, fmt.Errorf("set up a client for %s: %w", config.Host, err)
	}
	return c, nil
}

// api lists and watches one resource of one namespace. It never retries by
// itself: whether to is decided in one place (retry.go).
type api[L runtime.Object] struct {
	client    *rest.RESTClient
	namespace string
	resource  string
	fields    fields.Selector
	labels    labels.Selector
	timeout   time.Duration // of one list request
	new       func() L
}

func (a *api[L]) get(options metav1.ListOptions) *rest.Request {
	if a.fields != nil {
		options.FieldSelector = a.fields.String()
	}
	if a.labels != nil {
		options.LabelSelector = a.labels.String()
	}
	return a.client.Get().Namespace(a.namespace).Resource(a.resource).
		VersionedParams(&options, scheme.ParameterCodec).MaxRetries(0)
}

// list returns the newest state, page by page, and its resource version. page
// is called for every object of it.
func (a *api[L]) list(ctx context.Context, object func(metav1.Object)) (version string, err error) {
	options := metav1.ListOptions{Limit: pageSize}
	for {
		list := a.new()
		err := func() error {
			ctx, cancel := context.WithTimeout(ctx, a.timeout)
			defer cancel()
			return a.get(options).Do(ctx).Into(list)
		}()
		if err != nil {
			return "", fmt.Errorf("list %s: %w", a.resource, err)
		}
		m, err := meta.ListAccessor(list)
		if err != nil {
			return "", fmt.Errorf("list %s: %w", a.resource, err)
		}
		err = meta.EachListItemWithAlloc(list, func(item runtime.Object) error {
			o, err := meta.Accessor(item)
			if err == nil {
				object(o)
			}
			return err
		})
		if err != nil {
			return "", fmt.Errorf("list %s: %w", a.resource, err)
		}
		if options.Continue = m.GetContinue(); options.Continue == "" {
			return m.GetResourceVersion(), nil
		}
	}
}

// watch opens a watch from a resource version on. The context it returns a
// cancel function of must be cancelled when the watch is over.
func (a *api[L]) watch(ctx context.Context, version string) (apiwatch.Interface, context.CancelFunc, error) {
	timeout := watchTimeout + rand.N(watchTimeout)
	seconds := int64(timeout.Seconds())
	ctx, cancel := context.WithTimeout(ctx, timeout+watchGrace)
	w, err := a.get(metav1.ListOptions{
		Watch: true, ResourceVersion: version, AllowWatchBookmarks: true, TimeoutSeconds: &seconds,
	}).Watch(ctx)
	if err != nil {
		cancel()
		return nil, nil, fmt.Errorf("watch %s: %w", a.resource, err)
	}
	return w, cancel, nil
}
