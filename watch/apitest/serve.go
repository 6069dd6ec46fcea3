package apitest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"path"
	"strconv"
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/fields"
	"k8s.io/apimachinery/pkg/labels"
)

// Request is one request that arrived.
type Request struct {
	Verb     string // list, watch or get
	Resource string
	Query    map[string][]string
	Status   int // 0 while a watch is open or the answer is held back
	Sent     int // watch events
}

// Count returns how many requests there were of a verb and resource, answered
// with a status; "" and -1 stand for any.
func Count(requests []Request, verb, resource string, status int) (n int) {
	for _, r := range requests {
		if (verb == "" || r.Verb == verb) && (resource == "" || r.Resource == resource) && (status < 0 || r.Status == status) {
			n++
		}
	}
	return n
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	sel := selector{resource: r.PathValue("resource"), namespace: r.PathValue("namespace")}
	if sel.resource == "" {
		sel.resource = path.Base(r.URL.Path)
	}
	var err error
	if sel.fields, err = fields.ParseSelector(q.Get("fieldSelector")); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if sel.labels, err = labels.Parse(q.Get("labelSelector")); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	request := Request{Verb: "list", Resource: sel.resource, Query: q}
	if watch := q.Get("watch"); watch == "1" || watch == "true" {
		request.Verb = "watch"
	}
	i, f := s.admit(request)
	switch {
	case f != nil && f.status > 0:
		s.done(i, f.status)
		f.answer(w, request)
	case request.Verb == "watch":
		s.watch(w, r, sel, i)
	default:
		s.list(w, q, sel, i)
	}
}

// get answers with one object.
func (s *Server) get(w http.ResponseWriter, r *http.Request) {
	request := Request{Verb: "get", Resource: r.PathValue("resource")}
	i, f := s.admit(request)
	if f != nil && f.status > 0 {
		s.done(i, f.status)
		f.answer(w, request)
		return
	}
	s.mu.Lock()
	o := s.objects[key{r.PathValue("resource"), r.PathValue("namespace"), r.PathValue("name")}]
	s.mu.Unlock()
	w.Header().Set("Content-Type", "application/json")
	if o == nil {
		w.WriteHeader(http.StatusNotFound)
		_ = json.NewEncoder(w).Encode(status(http.StatusNotFound, request))
		return
	}
	_ = json.NewEncoder(w).Encode(o) // the client went away
}

// admit notes the request and waits while the faults hold it back.
func (s *Server) admit(r Request) (int, *fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, r)
	i := len(s.requests) - 1
	s.changed.Broadcast()
	for !s.closed {
		f := s.take(r)
		if f == nil || !f.hold {
			return i, f
		}
		s.changed.Wait()
	}
	return i, nil
}

func (s *Server) done(i, status int) { s.with(func() { s.requests[i].Status = status }) }

func (s *Server) list(w http.ResponseWriter, q map[string][]string, sel selector, i int) {
	get := func(name string) string { return strings.Join(q[name], "") }
	s.mu.Lock()
	items, version := s.selected(sel), s.version
	s.mu.Unlock()
	group, kind := s.blank(sel.resource, 0).GetObjectKind().GroupVersionKind().ToAPIVersionAndKind()
	list := map[string]any{"kind": kind + "List", "apiVersion": group}
	meta := map[string]any{"resourceVersion": strconv.Itoa(version)}
	from, _ := strconv.Atoi(get("continue"))
	limit, _ := strconv.Atoi(get("limit"))
	items = items[min(from, len(items)):]
	if limit > 0 && len(items) > limit {
		items = items[:limit]
		meta["continue"] = strconv.Itoa(from + limit)
	}
	if items == nil {
		items = []Object{}
	}
	list["metadata"], list["items"] = meta, items
	s.done(i, http.StatusOK)
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(list) // the client went away
}

// status returns what the API answers instead of an object.
func status(code int, r Request) metav1.Status {
	reasons := map[int]metav1.StatusReason{
		http.StatusUnauthorized: metav1.StatusReasonUnauthorized, http.StatusForbidden: metav1.StatusReasonForbidden,
		http.StatusNotFound: metav1.StatusReasonNotFound, http.StatusGone: metav1.StatusReasonExpired,
		http.StatusUnprocessableEntity: metav1.StatusReasonInvalid, http.StatusTooManyRequests: metav1.StatusReasonTooManyRequests,
		http.StatusInternalServerError: metav1.StatusReasonInternalError, http.StatusServiceUnavailable: metav1.StatusReasonServiceUnavailable,
	}
	return metav1.Status{
		TypeMeta: metav1.TypeMeta{Kind: "Status", APIVersion: "v1"}, Status: metav1.StatusFailure, Code: int32(code), Reason: reasons[code],
		Message: fmt.Sprintf("%s of %s: %s", r.Verb, r.Resource, http.StatusText(code)),
	}
}

// fault is what happens to requests instead of an answer.
type fault struct {
	verb, resource string
	status         int
	hold           bool
	left           int // -1: forever
}

// Fail answers the next times requests (-1: all, until Heal) of a verb (list,
// watch, get; "" is the first two) and resource ("": all) with an HTTP status.
func (s *Server) Fail(verb, resource string, status, times int) {
	s.with(func() {
		s.faults = append(s.faults, &fault{verb: verb, resource: resource, status: status, left: times})
	})
}

// Hold keeps requests of a verb and resource waiting, until Heal.
func (s *Server) Hold(verb, resource string) {
	s.with(func() { s.faults = append(s.faults, &fault{verb: verb, resource: resource, hold: true, left: -1}) })
}

// Heal ends all faults.
func (s *Server) Heal() { s.with(func() { s.faults = nil }) }

// take returns the fault that a request meets. The lock must be held.
func (s *Server) take(r Request) *fault {
	for _, f := range s.faults {
		if f.left == 0 || f.verb != r.Verb && (f.verb != "" || r.Verb == "get") || f.resource != "" && f.resource != r.Resource {
			continue
		}
		if f.left > 0 {
			f.left--
		}
		return f
	}
	return nil
}

func (f *fault) answer(w http.ResponseWriter, r Request) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(f.status)
	_ = json.NewEncoder(w).Encode(status(f.status, r)) // the client went away
}

// End ends the open watches of a resource as a server does after timeoutSeconds.
func (s *Server) End(resource string) { s.each(resource, func(w *watcher) { w.end = clean }) }

// Drop cuts the connections of a resource's open watches.
func (s *Server) Drop(resource string) { s.each(resource, func(w *watcher) { w.end = dropped }) }

// CutNext cuts the connections of a resource's open watches inside the next event.
func (s *Server) CutNext(resource string) { s.each(resource, func(w *watcher) { w.end = midLine }) }

// Say sends an error inside the open watches of a resource and ends them.
func (s *Server) Say(resource string, code int) {
	s.each(resource, func(w *watcher) {
		w.queue, w.end = append(w.queue, frame{"ERROR", status(code, w.request)}), clean
	})
}

// Bookmark sends a bookmark to the open watches of a resource that want them.
func (s *Server) Bookmark(resource string) {
	s.each(resource, func(w *watcher) {
		if w.bookmarks {
			w.queue = append(w.queue, frame{"BOOKMARK", s.blank(resource, s.version)})
		}
	})
}

// Compact forgets the history: no watch can be resumed from before now.
func (s *Server) Compact() { s.with(func() { s.oldest = s.version + 1; s.version++ }) }

func (s *Server) each(resource string, change func(*watcher)) {
	s.with(func() {
		for w := range s.watchers {
			if resource == "" || w.sel.resource == resource {
				change(w)
			}
		}
	})
}
