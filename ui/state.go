package ui

import (
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/axis"
)

// page is what fills the screen.
type page int

const (
	pageList      page = iota // several pods
	pagePod                   // one pod's life
	pageContainer             // one container of it
)

// pane is what the up and down keys move in.
type pane int

const (
	paneLanes pane = iota
	paneEvents
	paneSheet
)

// clockMode is how moments are written.
type clockMode int

const (
	clockLocal clockMode = iota
	clockRelative
	clockUTC
	clockModes
)

// rowID names a row: a lane, or one track of it. It survives everything that
// happens to the pod, so the selection never moves by itself.
type rowID struct {
	lane  string
	track timeline.Track // "" for the lane's own row
}

// state is everything the person chose. It holds identities and times, never
// positions on the screen, so that resizing and new data leave it alone.
type state struct {
	page   page
	chosen bool   // page was chosen by a key; until then it follows the number of pods
	pod    string // namespace/name of the pod shown, or of the selected line of the list
	uid    string // an earlier life of that name; "": the newest
	row    rowID
	pane   pane
	help   bool
	helpAt int // first line of the help shown

	lane string // the container of pageContainer
	run  int    // its run; 0: the newest

	open   map[string]bool // lanes folded or unfolded by hand
	allSet *bool           // all of them, by hand

	view       axis.View
	expand     bool // gaps are not compressed
	fitted     bool
	zoomed     bool // the scale was chosen by hand
	allWindows bool // also where there is room for one at a time only
	clock      clockMode
	edges      bool // show how edges are known
	cursor     time.Time
	markA      time.Time
	markB      time.Time
	message    string // what the last key did, if it cannot be seen otherwise

	sheet      sheet
	tall       bool // the sheet fills the screen
	specAt     int  // first line of the spec shown
	specFilter string
	export     exportMenu

	event  eventID // the selected event
	only   bool    // the events of the other scope: see eventsLane
	filter string
	typing bool // the filter is being typed
	wall   bool // the list's bars share the wall clock, not the age
}

func newState() state {
	return state{page: pagePod, row: rowID{lane: "pod"}, open: map[string]bool{}, view: axis.View{Follow: true}}
}
