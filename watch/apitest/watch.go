package apitest

import (
	"encoding/json"
	"net/http"
	"strconv"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// watcher is one open watch.
type watcher struct {
	request   Request
	sel       selector
	bookmarks bool
	next      int     // index into the history
	queue     []frame // said to this watch alone
	end       ending  // how it ends, when it does
	stopped   bool    // the client went away
}

type frame struct {
	typ    string
	object any
}

// ending is how a watch ends.
type ending int

const (
	open    ending = iota
	clean          // as after timeoutSeconds
	dropped        // the connection is cut between two events
	midLine        // the connection is cut inside an event
)

func (s *Server) watch(w http.ResponseWriter, r *http.Request, sel selector, i int) {
	q := r.URL.Query()
	me := &watcher{request: Request{Verb: "watch", Resource: sel.resource}, sel: sel, bookmarks: q.Get("allowWatchBookmarks") == "true"}
	from, _ := strconv.Atoi(q.Get("resourceVersion"))
	initial := q.Get("sendInitialEvents") == "true"
	s.mu.Lock()
	if initial && s.noWatchList {
		s.mu.Unlock()
		s.done(i, http.StatusUnprocessableEntity)
		(&fault{status: http.StatusUnprocessableEntity}).answer(w, me.request)
		return
	}
	s.begin(me, from, initial)
	s.mu.Unlock()
	defer s.with(func() { delete(s.watchers, me) })
	stop := make(chan struct{})
	defer close(stop)
	go func() {
		select {
		case <-r.Context().Done():
			s.with(func() { me.stopped = true })
		case <-stop:
		}
	}()
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusOK)
	w.(http.Flusher).Flush()
	for {
		f, end := s.nextFrame(me, i)
		if f.typ != "" && !write(w, f, end == midLine) {
			return
		}
		switch end {
		case clean:
			return
		case dropped, midLine:
			panic(http.ErrAbortHandler)
		}
	}
}

// begin finds where the watch starts. The lock must be held.
func (s *Server) begin(me *watcher, from int, initial bool) {
	s.watchers[me] = true
	s.changed.Broadcast()
	switch {
	case initial, from == 0:
		for _, o := range s.selected(me.sel) {
			me.queue = append(me.queue, frame{"ADDED", o})
		}
		if initial {
			b := s.blank(me.sel.resource, s.version)
			b.SetAnnotations(map[string]string{metav1.InitialEventsAnnotationKey: "true"})
			me.queue = append(me.queue, frame{"BOOKMARK", b})
		}
		me.next = len(s.history)
	case from < s.oldest:
		// As the real one: the status code is 200, the error is in the stream.
		me.queue, me.end = []frame{{"ERROR", status(http.StatusGone, me.request)}}, clean
		me.next = len(s.history)
	default:
		for me.next < len(s.history) && s.history[me.next].version <= from {
			me.next++
		}
	}
}

// nextFrame waits for what to send next, or for the end.
func (s *Server) nextFrame(me *watcher, i int) (frame, ending) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for {
		if s.closed || me.stopped {
			return frame{}, clean
		}
		if me.end == dropped {
			return frame{}, dropped
		}
		if len(me.queue) > 0 {
			f := me.queue[0]
			me.queue = me.queue[1:]
			s.requests[i].Sent++
			s.changed.Broadcast()
			return f, open
		}
		for me.next < len(s.history) {
			r := s.history[me.next]
			me.next++
			if f := me.sel.frame(r); f.typ != "" {
				s.requests[i].Sent++
				s.changed.Broadcast()
				if me.end == midLine {
					return f, midLine
				}
				return f, open
			}
		}
		if me.end == clean {
			return frame{}, clean
		}
		s.changed.Wait()
	}
}

func write(w http.ResponseWriter, f frame, cut bool) bool {
	b, err := json.Marshal(map[string]any{"type": f.typ, "object": f.object})
	if err != nil {
		return false
	}
	if b = append(b, '\n'); cut {
		b = b[:len(b)/2]
	}
	_, err = w.Write(b)
	w.(http.Flusher).Flush()
	return err == nil
}
