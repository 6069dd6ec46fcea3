package logs

import (
	tea "charm.land/bubbletea/v2"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/ui/page"
)

// phase is how far the reading of a log is.
type phase int

const (
	Asking phase = iota
	reading
	Ended
)

// place is which line of a log is in sight.
type place int

const (
	placeTail   place = iota // the newest
	PlaceCursor              // the last one that is not after the cursor
	PlaceLine                // the one that the user went to
)

// Model is the pane of one container's log. Reading is Feed' business: this
// says what to read, and keeps what comes.
type Model struct {
	Wishes chan Wish // to Feed; nil when there are no logs
	Shown  bool

	lane, uid string // whose log it is
	Req       Request
	Run       int // of the container, as the status of the pod has it; 0 unknown
	Tag       int

	Phase     phase
	err       string
	published string // what the status said when the log was asked for
	tries     int    // in a row without a line
	wait      int    // seconds until it is asked for again

	Book   Book
	Place  place
	At     int // a line's number, for placeLine
	Filter page.Input
}

// Show opens the log of a container, of its previous run when asked for, or closes
// it if that is what is shown. It returns a word where that is not what was asked.
func (m *Model) Show(pg *page.Page, previous bool) tea.Msg {
	l := laneOf(pg)
	if l == nil {
		return page.SayMsg("logs are a container's; choose one")
	}
	var say tea.Msg
	if before, word := runBefore(pg, l); word != "" || before {
		previous = previous || before
		if word != "" {
			say = page.SayMsg(word)
		}
	}
	if m.Shown && m.lane == l.ID && m.uid == pg.Life.Pod.UID && m.Req.Previous == previous {
		m.Close()
		return say
	}
	filter := m.Filter
	m.Close()
	*m = Model{Wishes: m.Wishes, Shown: true, lane: l.ID, uid: pg.Life.Pod.UID, Tag: m.Tag, Filter: filter, Req: Request{
		Namespace: pg.Life.Pod.Namespace, Pod: pg.Life.Pod.Name, Container: l.Name,
		Previous: previous, Follow: !previous, Tail: MaxLines,
	}}
	if !pg.Cursor.IsZero() {
		m.Place = PlaceCursor
	}
	m.ask(pg.Life, l)
	return say
}

// Close ends the reading of the log.
func (m *Model) Close() {
	if m.Shown {
		*m = Model{Wishes: m.Wishes, Tag: m.Tag + 1}
		m.wish(Wish{Tag: m.Tag})
	}
}

// Update moves through the lines, and returns where the axis is to go when one was
// opened.
func (m *Model) Update(msg tea.Msg, pg *page.Page) tea.Msg {
	if by, ok := pg.Steps(msg); ok {
		m.scroll(pg, by)
		return nil
	}
	switch line, clicked := msg.(page.ClickMsg); {
	case page.Matches(msg, pg.Keys.Open):
		return m.jump(pg)
	case page.Matches(msg, pg.Keys.NextMatch):
		m.scroll(pg, 1)
	case page.Matches(msg, pg.Keys.PrevMatch):
		m.scroll(pg, -1)
	case page.Matches(msg, pg.Keys.Fold):
		return page.TallMsg{}
	case clicked && line > 0:
		return m.click(pg, int(line)-1)
	}
	return nil
}

// laneOf returns the container whose log is meant: the selected one; for the
// pod, the one that holds it up, or its first.
func laneOf(pg *page.Page) *timeline.Lane {
	if pg.Kind == page.Container {
		return pg.Life.Lane(pg.Lane)
	}
	l, _ := pg.Selection()
	if l == nil {
		return nil
	}
	if l.Container != nil || l.Kind != timeline.LanePod {
		return withContainer(l)
	}
	if b := pg.Life.Verdict.Blocking; b != nil {
		if l := withContainer(pg.Life.Lane(b.Lane)); l != nil {
			return l
		}
	}
	return timeline.Find(pg.Life.Lanes, func(l *timeline.Lane) bool { return l.Kind == timeline.LaneContainer })
}

// runBefore reports whether the run chosen on a container's page is the previous
// one: then that is the one whose log is meant.
func runBefore(pg *page.Page, l *timeline.Lane) (before bool, word string) {
	if pg.Kind != page.Container || pg.Run == 0 {
		return false, ""
	}
	current, previous := ServedRun(l, false), ServedRun(l, true)
	if pg.Run < previous {
		word = "only the logs of the current and the previous run can be read"
	}
	return pg.Run == previous && previous != current, word
}

func withContainer(l *timeline.Lane) *timeline.Lane {
	if l == nil || l.Container == nil {
		return nil
	}
	return l
}

// wish sends Feed what to read from now on. The channel holds one wish,
// and only the screen sends: this never blocks.
func (m *Model) wish(w Wish) {
	if m.Wishes == nil {
		return
	}
	select {
	case <-m.Wishes:
	default:
	}
	m.Wishes <- w
}

// ask asks for what is missing of the pane's log.
func (m *Model) ask(life *timeline.Life, l *timeline.Lane) {
	m.Tag++
	m.Phase, m.published = Asking, published(l)
	if run := ServedRun(l, m.Req.Previous); run != m.Run {
		if m.Run != 0 && run != 0 && len(m.Book.Lines) > 0 {
			m.Book.Add(Line{Text: "run " + page.Itoa(run) + " of " + l.Name, Own: true})
		}
		m.Run = run
	}
	m.Req.Since = m.Book.last
	if m.canRead(life) {
		m.wish(Wish{m.Tag, m.Req})
		return
	}
	m.Phase = Ended
}

// canRead reports whether there can be a log to read.
func (m *Model) canRead(life *timeline.Life) bool {
	return m.Wishes != nil && life.Pod.Gone.IsZero()
}

// published returns what the pod's status says about which instance is current:
// a change means that another log is served.
func published(l *timeline.Lane) string {
	id := ""
	for i := range l.Attempts {
		if l.Attempts[i].ContainerID != "" {
			id = l.Attempts[i].ContainerID
		}
	}
	return l.Container.State + " " + id
}

// ServedRun returns the run whose log the kubelet serves, 0 if that is not
// known. It goes by the published status alone (validateContainerLogStatus): a
// run that has started, but was not published, has no log yet; and while the
// status is Waiting, the last one that ended is both the current and the
// previous one.
func ServedRun(l *timeline.Lane, previous bool) int {
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

// Take takes over what Feed sends; it reports whether it was news.
func (m *Model) Take(msg any) bool {
	switch msg := msg.(type) {
	case OpenedMsg:
		if msg.Tag != m.Tag {
			return false
		}
		m.Phase, m.err = reading, ""
	case LinesMsg:
		if msg.Tag != m.Tag {
			return false
		}
		fresh := msg.Lines
		for m.Phase == reading && len(fresh) > 0 && !m.Req.Since.IsZero() && !fresh[0].At.IsZero() && !fresh[0].At.After(m.Req.Since) {
			fresh = fresh[1:] // read before; the API goes by whole seconds
		}
		m.tries = 0
		m.Book.Add(fresh...)
	case EndedMsg:
		if msg.Tag != m.Tag {
			return false
		}
		m.ended(msg.Err)
	}
	return true
}

// longestWait is the most seconds between two attempts to read a log.
const longestWait = 30

func (m *Model) ended(err error) {
	m.Phase, m.err = Ended, ""
	if err != nil {
		m.err = timeline.Clean(err.Error())
	}
	m.wait = min(1<<min(m.tries, 5), longestWait)
	m.tries++
}

// Tend asks for the log again after it ended: at once when the container
// has another state or instance, else after a while if there may be more.
func (m *Model) Tend(pg *page.Page, second bool) {
	if !m.Shown || m.Phase != Ended {
		return
	}
	life, l := m.owner(pg)
	if l == nil || !m.canRead(life) {
		return
	}
	if published(l) != m.published && (!m.Req.Previous || len(m.Book.Lines) == 0) {
		m.tries = 0
		m.ask(life, l)
		return
	}
	if !second || m.err == "" && (m.Req.Previous || l.Container.State != "Running") {
		return
	}
	if m.wait--; m.wait <= 0 {
		m.ask(life, l)
	}
}

// owner returns the life and the container whose log is shown, or nil.
func (m *Model) owner(pg *page.Page) (*timeline.Life, *timeline.Lane) {
	life := timeline.Find(pg.Snapshot.Lives, func(l *timeline.Life) bool { return l.Pod.UID == m.uid })
	if life == nil {
		return nil, nil
	}
	pg.Renew(life)
	return life, withContainer(life.Lane(m.lane))
}
