// Package apitest is an API server for tests: it lists and watches pods,
// events, services, endpointslices and workloads over HTTP as a real one does, with field
// and label selectors, resource versions, paging, bookmarks and watch lists, and
// it fails in all the ways a real one fails, on command.
//
// It knows the list/watch protocol and nothing about podlife. It serves JSON only.
package apitest

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"

	apidiscoveryv2 "k8s.io/api/apidiscovery/v2"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/rest"
)

// Object is what the server holds: a Pod, Event, Service, EndpointSlice or workload.
type Object interface {
	runtime.Object
	metav1.Object
}

// Server is a running server. Its methods may be called by any goroutine.
type Server struct {
	// Mux answers what is neither a list nor a watch.
	Mux *http.ServeMux

	http *httptest.Server

	mu       sync.Mutex
	changed  *sync.Cond // broadcast on every change of what follows
	version  int
	oldest   int // versions up to here cannot be watched from
	objects  map[key]Object
	history  []record
	faults   []*fault
	requests []Request
	watchers map[*watcher]bool
	// noWatchList makes the server refuse sendInitialEvents, as before 1.32.
	noWatchList bool
	defined     []kind // besides kinds
	groups      []apidiscoveryv2.APIGroupDiscovery
	closed      bool
}

type key struct{ resource, namespace, name string }

// record is one change of an object.
type record struct {
	version  int
	resource string
	typ      string
	before   Object // nil: it was not there
	object   Object
}

// New starts a server.
func New() *Server {
	s := build()
	s.http = httptest.NewServer(s.Mux)
	return s
}

// NewInMemory starts a server that only the client that it returns can reach: nothing
// leaves the process, so that both may run in a testing/synctest bubble.
func NewInMemory() (*Server, *http.Client) {
	s, network := build(), newMemory()
	s.http = &httptest.Server{Listener: network, Config: &http.Server{Handler: s.Mux}}
	s.http.Start()
	return s, &http.Client{Transport: &http.Transport{DialContext: network.dial}}
}

// build returns a server without a network.
func build() *Server {
	s := &Server{Mux: http.NewServeMux(), version: 100, objects: map[key]Object{}, watchers: map[*watcher]bool{}}
	s.changed = sync.NewCond(&s.mu)
	s.Mux.HandleFunc("GET /api/v1/namespaces/{namespace}/{resource}", s.serve)
	s.Mux.HandleFunc("GET /api/v1/namespaces/{namespace}/services/{name}", of("services", s.get))
	for _, group := range []string{"discovery.k8s.io", "apps", "batch", "policy"} {
		s.Mux.HandleFunc("GET /apis/"+group+"/v1/namespaces/{namespace}/{resource}", s.serve)
		s.Mux.HandleFunc("GET /apis/"+group+"/v1/namespaces/{namespace}/{resource}/{name}", s.get)
		s.Mux.HandleFunc("GET /apis/"+group+"/v1/{resource}", s.serve) // of all namespaces
	}
	s.Mux.HandleFunc("GET /apis", s.discover)
	for _, path := range []string{"/api/v1/pods", "/api/v1/events", "/api/v1/services"} { // of all namespaces
		s.Mux.HandleFunc("GET "+path, s.serve)
	}
	return s
}

// Config returns how to reach the server.
func (s *Server) Config() *rest.Config {
	return &rest.Config{Host: s.http.URL, QPS: -1, WarningHandler: rest.NoWarnings{}}
}

// Close ends every connection and the server.
func (s *Server) Close() {
	s.mu.Lock()
	s.closed = true
	s.changed.Broadcast()
	s.mu.Unlock()
	s.http.CloseClientConnections()
	s.http.Close()
}

// RefuseWatchList makes the server answer a request for initial events as old
// servers do: 422.
func (s *Server) RefuseWatchList() { s.with(func() { s.noWatchList = true }) }

// with changes the server's state and wakes all who wait for it.
func (s *Server) with(change func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change()
	s.changed.Broadcast()
}

// Await blocks until ok, which is called with every request so far whenever
// anything changes, or until the server is closed (false).
func (s *Server) Await(ok func([]Request) bool) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for !s.closed {
		if ok(s.requests) {
			return true
		}
		s.changed.Wait()
	}
	return false
}

// AwaitWatches blocks until n watches of a resource are open ("": of all).
func (s *Server) AwaitWatches(resource string, n int) bool {
	return s.Await(func([]Request) bool {
		have := 0
		for w := range s.watchers {
			if (resource == "" || w.sel.resource == resource) && w.end == open && !w.stopped {
				have++
			}
		}
		return have >= n
	})
}

// memory is a network inside the process: a listener, and how to reach it.
type memory struct {
	dialled chan net.Conn
	closed  chan struct{}
	once    sync.Once
}

func newMemory() *memory { return &memory{dialled: make(chan net.Conn), closed: make(chan struct{})} }

// dial connects to the listener.
func (m *memory) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	mine, theirs := net.Pipe()
	select {
	case m.dialled <- theirs:
		return mine, nil
	case <-m.closed:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

// Accept implements net.Listener.
func (m *memory) Accept() (net.Conn, error) {
	select {
	case c := <-m.dialled:
		return c, nil
	case <-m.closed:
		return nil, net.ErrClosed
	}
}

// Close implements net.Listener.
func (m *memory) Close() error {
	m.once.Do(func() { close(m.closed) })
	return nil
}

// Addr implements net.Listener.
func (m *memory) Addr() net.Addr { return memoryAddr{} }

type memoryAddr struct{}

func (memoryAddr) Network() string { return "memory" }
func (memoryAddr) String() string  { return "memory:80" }
