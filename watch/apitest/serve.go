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
