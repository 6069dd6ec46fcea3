package ui

import (
	"io"
	"time"

	"github.com/charmbracelet/colorprofile"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model"
	"github.com/podlife/podlife/ui/compare"
	"github.com/podlife/podlife/ui/crash"
	"github.com/podlife/podlife/ui/draw"
	"github.com/podlife/podlife/ui/export"
	"github.com/podlife/podlife/ui/keymap"
	"github.com/podlife/podlife/ui/logs"
	"github.com/podlife/podlife/ui/playback"
)

// Glyphs is the set of characters the screen is drawn with.
type Glyphs string

// The glyph sets. The zero value means Unicode.
const (
	Unicode Glyphs = "unicode" // width-1 characters of the BMP
	ASCII   Glyphs = "ascii"   // printable ASCII only
)

func (g Glyphs) set() *draw.Glyphs {
	if g == ASCII {
		return draw.ASCII()
	}
	return draw.Unicode()
}

// Color says when the screen is coloured.
type Color string

// The colour modes. The zero value means ColorAuto.
const (
	ColorAuto   Color = "auto"   // Run: as the terminal can; Frame: never
	ColorAlways Color = "always" // Run: at least 16 colours; Frame: 24-bit SGR sequences
	ColorNever  Color = "never"  // no colours; Run still uses bold and reverse video
)

// Theme is the background the colours are chosen for.
type Theme string

// The themes. The zero value asks the terminal (Run) or means Dark (Frame).
const (
	Dark  Theme = "dark"
	Light Theme = "light"
)

func (o *Options) keys() keymap.Map {
	if o.Keys == nil {
		return keymap.Default()
	}
	return *o.Keys
}

// Options say what to show and how. Exactly one of Live and Recording is
// normally set; with neither, the screen says that there is nothing to show.
type Options struct {
	// Live delivers observations until it is closed. Run reads it, in batches,
	// for as long as it runs; whoever made the channel closes it.
	Live <-chan timeline.Observation
	// Model, if set, is what Live is folded into: it is Run's until Run returns.
	// Folded, if set, is called when something has been folded into it, by
	// whoever folds; it must not block.
	Model  *model.Model
	Folded func()
	// Resting, if set, is called with true when nothing on the screen has changed
	// for some seconds, and with false as soon as something happens again.
	Resting func(bool)

	// Recording is played back instead: Run moves through it by itself. It is
	// in the order of At.
	Recording *Recording
	At        time.Time // where playback starts; zero: at the first observation
	Speed     float64   // playback speed; zero: 1
	Paused    bool      // start paused
	// NowUnknown: the recording does not say when it was read, as a List does not.
	NowUnknown bool

	Title  string // e.g. "demo" or a file name; shown until a pod has a name
	Target string // what is being watched, e.g. "pod/web in shop"; shown while there is no pod

	// Container names the container whose page is shown at first; "": the pod's.
	Container string

	// Missing lists sources that were refused ("events: forbidden"), Status says
	// in a few words what is wrong with the connection, "" when nothing is, and
	// Lost since when, on the clock of Now, the pods are not watched any more
	// (zero: they are). All are polled about once a second and may be nil. They
	// are called from Run's own goroutine and must not block.
	Missing func() []string
	Status  func() string
	Lost    func() time.Time

	// Logs opens containers' logs. It is used with Live only: a recording
	// holds none.
	Logs logs.Open
	// Exports is what the export menu offers; the zero value: nothing.
	Exports export.Exports
	// Compare returns what differs between two lives; nil: nothing compares.
	Compare compare.Func

	Glyphs Glyphs
	Color  Color
	Theme  Theme
	Mouse  bool        // clicks select, the wheel zooms
	Keys   *keymap.Map // the keys; nil: keymap.Default
	Shell  bool        // there is a shell that brings back what ctrl+z stops

	Location *time.Location   // for wall-clock times; nil: time.Local
	Now      func() time.Time // the clock of live views; nil: time.Now

	// Output is the terminal. Input replaces its keys in tests; nil: the process's own.
	Input  io.Reader
	Output io.Writer
}

// What callers of Run provide and get, named by the panes that use it.
type (
	CrashError   = crash.Error
	Exports      = export.Exports
	Diff         = compare.Diff
	DiffStage    = compare.Stage
	DiffCount    = compare.Count
	Format       = export.Format
	LogRequest   = logs.Request
	OpenLog      = logs.Open
	Recording    = playback.Track
	Observations = playback.Observations
	Decoded      = playback.Decoded
)

// Near is how many observations before the end of a recording are near to it: see
// Recording.Read.
const Near = playback.Near

// Recorded returns observations as what is played.
func Recorded(all playback.Observations) *Recording { return playback.Recorded(all) }

// colorProfile decides which colours are sent: what the user asked for, and what
// the terminal turned out to be.
type colorProfile struct {
	mode    Color
	fixed   Theme                // "" until the terminal reports its background
	dark    bool                 // the terminal's background
	profile colorprofile.Profile // of the terminal; Unknown: not reported yet
}

// ask reports whether the terminal's background must be asked for.
func (p colorProfile) ask() bool { return p.fixed == "" && p.mode != ColorNever }

// theme returns the theme for what is known so far.
func (p colorProfile) theme() *draw.Theme {
	dark := p.fixed == Dark || p.fixed == "" && p.dark
	switch {
	case p.profile == colorprofile.NoTTY:
		return draw.NewTheme(colorprofile.NoTTY, dark)
	case p.mode == ColorNever:
		return draw.NewTheme(colorprofile.ASCII, dark)
	case p.profile == colorprofile.Unknown:
		return draw.NewTheme(colorprofile.TrueColor, dark)
	}
	return draw.NewTheme(p.profile, dark)
}
