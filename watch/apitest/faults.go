package apitest

import (
	"encoding/json"
	"net/http"
)

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
