package ui

import (
	"github.com/podlife/podlife/timeline"
)

// logPhase is how far the reading of a log is.
type logPhase int

const (
	logAsking logPhase = iota
	logOpen
	logEnded
)

// logPlace is which line of a log is in sight.
type logPlace int

const (
	placeTail   logPlace = iota // the newest
	placeCursor                 // the last one that is not after the cursor
	placeLine                   // the one that the person went to
)

// logs is the pane of one container's log. Reading is feedLogs' business: this
// says what to read, and keeps what comes.
type logs struct {
	lane, uid string // whose log it is
	req       LogRequest
	run       int // of the container, as the status of the pod tells it; 0 unknown
	tag       int

	phase     logPhase
	err       string
	published string // what the status said when the log was asked for
	tries     int    // in a row without a line
	wait      int    // seconds until it is asked for again

	book   logBook
	place  logPlace
	at     int // a line's number, for placeLine
	filter string
}

// showLogs opens the log of the selected container, or closes it if that is
// what is shown.
func (a *app) showLogs(previous bool) {
	s := a.scene()
	if s.life == nil {
		return
	}
	if s.page == pageList {
		a.goIn()
		s = a.scene()
	}
	l := a.logLane(s)
	if l == nil {
		a.message = "logs are a container's; choose one"
		return
	}
	previous = previous || a.runBefore(s, l)
	if g := &a.logs; a.sheet == sheetLogs && g.lane == l.ID && g.uid == s.life.Pod.UID && g.req.Previous == previous {
		a.closeSheet()
		return
	}
	filter := a.logs.filter
	a.closeSheet()
	a.logs = logs{lane: l.ID, uid: s.life.Pod.UID, tag: a.logs.tag, filter: filter, req: LogRequest{
		Namespace: s.life.Pod.Namespace, Pod: s.life.Pod.Name, Container: l.Name,
		Previous: previous, Follow: !previous, Tail: maxLogLines,
	}}
	if !a.cursor.IsZero() {
		a.logs.place = placeCursor
	}
	a.openSheet(sheetLogs)
	a.askForLog(s.life, l)
}

// logLane is the container whose log is meant: the selected one; for the pod,
// the one that holds it up, or its first.
func (a *app) logLane(s *scene) *timeline.Lane {
	if s.page == pageContainer {
		return s.life.Lane(a.lane)
	}
	r := s.selected()
	if r == nil {
		return nil
	}
	if l := s.lane(r); l.Container != nil || l.Kind != timeline.LanePod {
		return withContainer(l)
	}
	if b := s.life.Verdict.Blocking; b != nil {
		if l := withContainer(s.life.Lane(b.Lane)); l != nil {
			return l
		}
	}
	for i := range s.life.Lanes {
		if l := &s.life.Lanes[i]; l.Kind == timeline.LaneContainer {
			return l
		}
	}
	return nil
}

// runBefore reports whether the run chosen on a container's page is the previous
// one: then that is the one whose log is meant.
func (a *app) runBefore(s *scene, l *timeline.Lane) bool {
	if s.page != pageContainer || a.run == 0 {
		return false
	}
	current, before := servedRun(l, false), servedRun(l, true)
	if a.run < before {
		a.message = "only the logs of the current and the previous run can be read"
	}
	return a.run == before && before != current
}

func withContainer(l *timeline.Lane) *timeline.Lane {
	if l == nil || l.Container == nil {
		return nil
	}
	return l
}

// wish tells feedLogs what to read from now on. The channel holds one wish,
// and only the screen sends: this never blocks.
func (a *app) wish(w logWish) {
	if a.wishes == nil {
		return
	}
	select {
	case <-a.wishes:
	default:
	}
	a.wishes <- w
}

// askForLog asks for what is missing of the pane's log.
func (a *app) askForLog(life *timeline.Life, l *timeline.Lane) {
	g := &a.logs
	g.tag++
	g.phase, g.published = logAsking, published(l)
	if run := servedRun(l, g.req.Previous); run != g.run {
		if g.run != 0 && run != 0 && len(g.book.lines) > 0 {
			g.book.add(logLine{text: "run " + itoa(run) + " of " + l.Name, own: true})
		}
		g.run = run
	}
	g.req.Since = g.book.last
	if a.canRead(life) {
		a.wish(logWish{g.tag, g.req})
		return
	}
	g.phase = logEnded
}

// canRead reports whether there can be a log to read.
func (a *app) canRead(life *timeline.Life) bool { return a.wishes != nil && life.Pod.Gone.IsZero() }

// published is what the pod's status says about which instance is current: a
// change means that another log is served.
func published(l *timeline.Lane) string {
	id := ""
	for i := range l.Attempts {
		if l.Attempts[i].ContainerID != "" {
			id = l.Attempts[i].ContainerID
		}
	}
	return l.Container.State + " " + id
}

// servedRun is the run whose log the kubelet serves, 0 if that is not known. It
// goes by the published status alone (validateContainerLogStatus): a run that
// has started, but was not published, has no log yet; and while the status is
// Waiting, the last one that ended is both the current and the previous one.
func servedRun(l *timeline.Lane, previous bool) int {
	var runs []int
	for i := range l.Attempts {
		if l.Attempts[i].ContainerID != "" {
			runs = append(runs, l.Attempts[i].Number)
		}
	}
	n := len(runs) - 1
	if previous && l.Container.State != "Waiting" {
		n--
	}
	if n < 0 {
		return 0
	}
	return runs[n]
}

// logged takes over what feedLogs sends; it reports whether it was news.
func (a *app) logged(msg any) bool {
	g := &a.logs
	switch msg := msg.(type) {
	case logOpenedMsg:
		if msg.tag != g.tag {
			return false
		}
		g.phase, g.err = logOpen, ""
	case logLinesMsg:
		if msg.tag != g.tag {
			return false
		}
		fresh := msg.lines
		for g.phase == logOpen && len(fresh) > 0 && !g.req.Since.IsZero() && !fresh[0].at.IsZero() && !fresh[0].at.After(g.req.Since) {
			fresh = fresh[1:] // read before; the API goes by whole seconds
		}
		g.tries = 0
		g.book.add(fresh...)
	case logEndedMsg:
		if msg.tag != g.tag {
			return false
		}
		g.ended(msg.err)
	}
	return true
}

// longestWait is the most seconds between two attempts to read a log.
const longestWait = 30

func (g *logs) ended(err error) {
	g.phase, g.err = logEnded, ""
	if err != nil {
		g.err = timeline.Clean(err.Error())
	}
	g.wait = min(1<<min(g.tries, 5), longestWait)
	g.tries++
}

// tendLogs asks for the log again after it ended: at once when the container
// has another state or instance, else after a while if there may be more.
func (a *app) tendLogs(second bool) {
	g := &a.logs
	if a.sheet != sheetLogs || g.phase != logEnded {
		return
	}
	life, l := a.logOwner()
	if l == nil || !a.canRead(life) {
		return
	}
	if published(l) != g.published && (!g.req.Previous || len(g.book.lines) == 0) {
		g.tries = 0
		a.askForLog(life, l)
		return
	}
	if !second || g.err == "" && (g.req.Previous || l.Container.State != "Running") {
		return
	}
	if g.wait--; g.wait <= 0 {
		a.askForLog(life, l)
	}
}

// logOwner is the life and the container whose log is shown, or nil.
func (a *app) logOwner() (*timeline.Life, *timeline.Lane) {
	snap := a.snapshot()
	for i := range snap.Lives {
		if life := &snap.Lives[i]; life.Pod.UID == a.logs.uid {
			return life, withContainer(life.Lane(a.logs.lane))
		}
	}
	return nil, nil
}
