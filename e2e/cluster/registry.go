package cluster

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"
)

// RegistryHost is the name under which the node's containerd knows the
// registry; nothing outside of it resolves or asks for that name.
const RegistryHost = "registry.example.com"

// Registry serves images over the OCI distribution API, and can be slow.
type Registry struct {
	addr string

	mu     sync.Mutex
	images map[string]*image // by "repository:tag"
	blobs  map[string]blob   // by digest
}

type blob struct {
	content []byte
	rate    int // bytes a second; 0: as fast as it goes
}

// startRegistry serves on a free port of loopback until Stop.
func (c *Cluster) startRegistry() (*Registry, error) {
	l, err := net.ListenTCP("tcp", loopback)
	if err != nil {
		return nil, err
	}
	r := &Registry{addr: l.Addr().String(), images: map[string]*image{}, blobs: map[string]blob{}}
	server := &http.Server{Handler: r, ReadHeaderTimeout: 10 * time.Second}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = server.Serve(l) // ends with Close
	}()
	c.onStop(func() error {
		err := server.Close()
		<-done
		return err
	})
	return r, nil
}

// Push adds an image of busybox under "repository:tag", padded by so many
// bytes and served at so many bytes a second (0: as fast as it goes), and
// returns the name to put into a pod. It runs command by default.
func (r *Registry) Push(name string, padding, rate int, command ...string) (string, error) {
	img, err := newImage(command, padding)
	if err != nil {
		return "", fmt.Errorf("build image %s: %w", name, err)
	}
	return r.serve(name, img, rate), nil
}

// PushProgram adds an image of a static program under "repository:tag", made as
// the release makes podlife's, and returns the name to put into a pod.
func (r *Registry) PushProgram(name, program string) (string, error) {
	img, err := newProgramImage(program)
	if err != nil {
		return "", fmt.Errorf("build image %s: %w", name, err)
	}
	return r.serve(name, img, 0), nil
}

func (r *Registry) serve(name string, img *image, rate int) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.images[name] = img
	for d, content := range img.blobs {
		if _, shared := r.blobs[d]; !shared {
			r.blobs[d] = blob{content, rate}
		}
	}
	return RegistryHost + "/" + name
}

// ServeHTTP answers what a pull asks: GET or HEAD of /v2/, of
// /v2/REPOSITORY/manifests/TAG-or-DIGEST and of /v2/REPOSITORY/blobs/DIGEST.
func (r *Registry) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	path := strings.TrimPrefix(req.URL.Path, "/v2/")
	if path == "" {
		return
	}
	if repository, reference, ok := strings.Cut(path, "/manifests/"); ok {
		r.serveManifest(w, repository, reference)
		return
	}
	if _, d, ok := strings.Cut(path, "/blobs/"); ok {
		r.serveBlob(req.Context(), w, d)
		return
	}
	http.NotFound(w, req)
}

func (r *Registry) serveManifest(w http.ResponseWriter, repository, reference string) {
	r.mu.Lock()
	img := r.images[repository+":"+reference]
	for name, other := range r.images {
		if strings.HasPrefix(name, repository+":") && digest(other.manifest) == reference {
			img = other
		}
	}
	r.mu.Unlock()
	if img == nil {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusNotFound)
		fmt.Fprint(w, `{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]}`)
		return
	}
	w.Header().Set("Content-Type", manifestType)
	w.Header().Set("Docker-Content-Digest", digest(img.manifest))
	w.Header().Set("Content-Length", fmt.Sprint(len(img.manifest)))
	_, _ = w.Write(img.manifest) // the client may be gone
}

func (r *Registry) serveBlob(ctx context.Context, w http.ResponseWriter, d string) {
	r.mu.Lock()
	b, ok := r.blobs[d]
	r.mu.Unlock()
	if !ok {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Length", fmt.Sprint(len(b.content)))
	_ = b.send(ctx, w) // the client may be gone
}

// send writes the blob at its rate, in tenths of a second.
func (b blob) send(ctx context.Context, w http.ResponseWriter) error {
	rest := b.content
	for len(rest) > 0 {
		n := len(rest)
		if b.rate > 0 {
			n = min(n, b.rate/10)
		}
		if _, err := w.Write(rest[:n]); err != nil {
			return err
		}
		if rest = rest[n:]; b.rate == 0 || len(rest) == 0 {
			continue
		}
		if err := http.NewResponseController(w).Flush(); err != nil && !errors.Is(err, http.ErrNotSupported) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
	return nil
}
