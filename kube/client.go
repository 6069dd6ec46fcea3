package kube

import (
	"cmp"
	"fmt"
	"net"
	"net/http"
	"runtime"
	"time"

	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/rest"

	"github.com/podlife/podlife/internal/scheme"

	// Kubeconfigs may name an auth provider that is compiled in.
	_ "k8s.io/client-go/plugin/pkg/client/auth"
)

const (
	// dialTimeout bounds connecting: a firewall that swallows packets should
	// not look like a slow cluster.
	dialTimeout = 10 * time.Second
	// requestTimeout bounds one question to the API server when the user sets
	// no --request-timeout.
	requestTimeout = 30 * time.Second
)

// Client is a connection to one API server on behalf of one user.
type Client struct {
	// Config has no Timeout: it is what a watch, which stays open, is made from.
	Config *rest.Config
	// HTTP is the transport of Config, shared so that there is one connection.
	HTTP *http.Client

	Namespace string // --namespace, or the context's, or "default"
	Context   string // the kubeconfig context; empty in a cluster

	Timeout time.Duration // of a single request; zero: none

	plugin plugin
	skew   skew
}

// Connect makes a Client from the flags. It reads kubeconfig files but asks
// the server nothing yet. version becomes part of the user agent. Whoever
// connects closes the Client.
func (f *Flags) Connect(version string) (*Client, error) {
	loader := f.loader()
	config, err := loader.ClientConfig()
	if err != nil {
		return nil, f.explainConfig(loader, err)
	}
	namespace, _, err := loader.Namespace()
	if err != nil {
		return nil, f.explainConfig(loader, err)
	}
	c := &Client{plugin: plugin{clean: f.Clean}, Config: config, Namespace: namespace, Context: f.contextName(loader), Timeout: config.Timeout}
	if c.Timeout == 0 && config.ExecProvider == nil { // a credential plugin may wait for a person to log in
		c.Timeout = requestTimeout
	}
	config.Timeout = 0
	config.UserAgent = fmt.Sprintf("podlife/%s (%s/%s)", version, runtime.GOOS, runtime.GOARCH)
	config.QPS, config.Burst = 50, 100
	config.WarningHandler = rest.NoWarnings{}
	config.Dial = (&net.Dialer{Timeout: dialTimeout, KeepAlive: 30 * time.Second}).DialContext
	// Protobuf is a third of the bytes and the time; JSON is for what speaks nothing else.
	config.ContentType = "application/vnd.kubernetes.protobuf"
	config.AcceptContentTypes = "application/vnd.kubernetes.protobuf,application/json"
	config.Wrap(c.skew.wrap)
	c.HTTP, err = c.plugin.transport(config)
	if err != nil {
		c.plugin.close()
		return nil, &Error{Err: err, Text: fmt.Sprintf("cannot set up a connection to %s: %v\n"+
			"Check the certificates and credentials that the kubeconfig (%s) and the flags name", c.Server(), err, f.paths())}
	}
	c.HTTP.CheckRedirect = checkRedirect
	return c, nil
}

// in makes a client for look-ups in one API group from the shared transport. What
// it answers with is bounded.
func (c *Client) in(gv schema.GroupVersion) (*rest.RESTClient, error) {
	h := *c.HTTP
	h.Transport = limited{cmp.Or(h.Transport, http.DefaultTransport)}
	return c.using(&h, gv)
}

// streams makes a client for what has no end, such as a log, of which the reader
// keeps no more than it wants.
func (c *Client) streams(gv schema.GroupVersion) (*rest.RESTClient, error) {
	return c.using(c.HTTP, gv)
}

func (c *Client) using(h *http.Client, gv schema.GroupVersion) (*rest.RESTClient, error) {
	config := rest.CopyConfig(c.Config)
	config.GroupVersion = &gv
	config.APIPath = "/apis"
	if gv.Group == "" {
		config.APIPath = "/api"
	}
	config.NegotiatedSerializer = scheme.Codecs().WithoutConversion()
	return rest.RESTClientForConfigAndClient(config, h)
}
