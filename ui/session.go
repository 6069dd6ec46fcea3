package ui

import (
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/model"
	"github.com/podlife/podlife/timeline/visual"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/page"
	"github.com/podlife/podlife/ui/playback"
)

// session is what the screen shows pods of: a live model that observations are
// folded into, or a recording that is played back. It knows which moment is
// shown, takes the snapshot of it, and says what is missing from the picture.
type session struct {
	live     *model.Model    // nil in replay
	play     *playback.Model // nil when live
	closed   bool            // the live source has ended
	status   string          // what is wrong with the connection
	lost     time.Time       // the last contact of a live view; zero: it is in contact
	clock    func() time.Time
	location *time.Location
	taken    taken
	roll     *model.Roll     // what taken was taken with
	seen     *playback.Track // what a live view remembers; nil: nothing
	past     past
}

// taken is the last snapshot and what it was taken of.
type taken struct {
	timeline.Snapshot
	of      *model.Model
	version int
	valid   bool
	behind  bool // some lives are not up to date yet
	upkeep  page.Upkeep
	changed []int
}

// stale is how old the snapshot of a live model may become when nothing
// arrived: everything on the screen that counts does so in seconds.
const stale = time.Second

func newSession(o Options) session {
	s := session{clock: o.Now, location: o.Location}
	if o.Live != nil {
		if s.live = o.Model; s.live == nil {
			s.live = model.New()
		}
		s.live.KeepGone(model.LiveGone)
		s.seen = playback.NewTrack(s.live)
		return s
	}
	if o.Recording == nil {
		o.Recording = playback.Recorded(playback.Decoded(nil))
	}
	s.play = playback.New(o.Recording, o.At, o.Speed, o.Paused)
	s.play.NowUnknown = o.NowUnknown
	s.play.Model.SetNowUnknown(o.NowUnknown)
	if o.Missing != nil {
		s.play.Missing = o.Missing()
		s.play.Model.SetMissing(s.play.Missing)
	}
	return s
}

// unreadable returns why what is shown is not the moment that it should be, as the
// recording cannot be read on; nil: it is.
func (s *session) unreadable() error {
	switch {
	case s.play == nil:
		return nil
	case s.past.track != nil && s.past.track.Err != nil:
		return s.past.track.Err
	}
	return s.play.Err
}

func (s *session) model() *model.Model {
	if s.play != nil {
		return s.play.Model
	}
	return s.live
}

// present returns the present or, of a recording, the moment that is shown.
func (s *session) present() time.Time {
	if s.play != nil {
		return s.play.At
	}
	return s.clock()
}

// now returns the moment that is shown: the present, or the last contact where that is
// lost, or what has arrived since on another stream.
func (s *session) now() time.Time {
	now := s.present()
	if s.lost.IsZero() {
		return now
	}
	return timeline.EarlierTime(now, timeline.LaterTime(s.lost, s.taken.Observed.To))
}

// until returns up to when a page of the moment now is drawn: the present where contact
// is lost, and else no later than now. A snapshot that is still good enough is a little
// older than the present.
func (s *session) until(now time.Time) time.Time {
	if s.lost.IsZero() {
		return now
	}
	return s.present()
}

// snapshot returns the snapshot of the moment, taken again only when the model
// or the moment has changed.
func (s *session) snapshot() *timeline.Snapshot {
	m, now, t := s.model(), s.now(), &s.taken
	fresh := t.valid && t.of == m && t.version == m.Version() && !t.behind
	if s.play != nil {
		fresh = fresh && t.Now.Equal(now)
	} else {
		age := now.Sub(t.Now)
		fresh = fresh && age >= 0 && age < stale
	}
	if !fresh {
		if s.roll == nil {
			s.roll = new(model.Roll)
		}
		r := s.roll
		for r.Refresh(m, now); r.Behind() && s.play != nil && !s.play.Playing; { // no other frame follows
			r.Refresh(m, now)
		}
		*t = taken{Snapshot: r.Snapshot, of: m, version: m.Version(), valid: true, behind: r.Behind(), upkeep: page.NewUpkeep(r, r.Order, r.Turn, s.enough()), changed: r.Changed}
		t.Snapshot.Now = now
	}
	return &t.Snapshot
}

// enough returns how old the pods in sight of a list may be: where no single one of many
// is followed by eye up to a second, as in all of a live view while nothing arrives.
func (s *session) enough() time.Duration {
	switch {
	case s.model().Len() <= playback.Few, s.play != nil && !s.play.Playing:
		return 0
	case s.play != nil:
		return time.Duration(min(s.play.Speed, 1) * float64(stale))
	}
	return stale
}

// ask takes the refused sources and the state of the connection from their
// owners, and reports whether either has changed.
func (s *session) ask(o *Options) (changed bool) {
	if o.Missing != nil {
		version := s.live.Version()
		s.live.SetMissing(o.Missing())
		changed = version != s.live.Version()
	}
	if o.Status != nil {
		if text := timeline.Clean(o.Status()); text != s.status {
			s.status, changed = text, true
		}
	}
	if o.Lost != nil && !s.closed {
		if lost := o.Lost(); !lost.Equal(s.lost) {
			s.lost, changed = lost, true
		}
	}
	return changed
}

// close notes that the live source has ended.
func (s *session) close() {
	s.closed = true
	if s.lost.IsZero() {
		s.lost = s.present()
	}
}

// mode returns the word for whether the view follows the present, and whether
// things move in it.
func (s *session) mode(g *draw.Glyphs, following bool) (word string, moving bool) {
	switch {
	case s.play != nil && s.play.Playing:
		return g.Play + " " + playback.SpeedText(s.play.Speed) + g.Times, true
	case s.play != nil && s.play.Ended():
		return g.Pause + " END", false
	case s.play != nil:
		return g.Pause + " PAUSED", false
	case s.closed:
		return g.Pause + " ENDED", false
	case !s.lost.IsZero():
		return g.Lost + " RECONNECTING", false
	case following:
		return g.Live + " FOLLOW", true
	}
	return "F follow", false
}

// trouble returns what is missing from the picture and why, or "".
func (s *session) trouble(dot string) string {
	var parts []string
	if s.status != "" {
		parts = append(parts, s.status)
	}
	for _, m := range s.taken.Observed.Missing {
		parts = append(parts, "no "+m)
	}
	if text := s.unwatched(); text != "" {
		parts = append(parts, text)
	}
	return strings.Join(parts, " "+dot+" ")
}

// unwatched returns when the pods were not watched, and why, or "".
func (s *session) unwatched() string {
	gaps := s.taken.Observed.Gaps
	n := len(visual.Unseen(gaps, time.Time{}, s.taken.Now))
	if n == 0 {
		return ""
	}
	g := gaps[len(gaps)-1]
	for _, other := range gaps { // of several resources at once, that of pods
		if other.To.After(g.From) && other.Reason > g.Reason {
			g = other
		}
	}
	text := "not watched " + length.Whole(g.To.Sub(g.From)) + " from " + g.From.In(s.location).Format("15:04:05")
	if g.Reason != "" {
		text += ": " + g.Reason
	}
	if n > 1 {
		text = page.Plural(n, "gap") + "; last: " + text
	}
	return text
}

// whyEmpty returns why there is no pod to draw.
func (s *session) whyEmpty(target, wait string) []draw.Line {
	var out []draw.Line
	add := func(text string, st draw.Style) { out = append(out, draw.Line{Text: text, Style: st}) }
	switch {
	case s.play != nil && s.play.Len() == 0:
		add("this recording has no observations", draw.Bold)
	case s.play != nil:
		add("no pod seen yet at this point of the recording", draw.Bold)
	case s.closed:
		add("the watch ended before a pod was seen", draw.Bold)
	default:
		add(wait+" waiting for "+target, draw.Bold)
		add("nothing has been observed; the screen begins with the pod's first sign of life", draw.Muted)
	}
	for i := range s.taken.Workloads {
		if w := &s.taken.Workloads[i]; w.Rollout.State != "" {
			add(w.String()+": "+w.Rollout.Headline, page.SeverityStyle[w.Rollout.Severity])
		}
	}
	if s.status != "" {
		add(s.status, draw.SevWarning)
	}
	for _, m := range s.taken.Observed.Missing {
		add("no "+m, draw.SevWarning)
	}
	return out
}
