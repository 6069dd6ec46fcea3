package visual

// Shape is what a stretch of time or a moment is drawn as. Shapes carry the
// meaning; colour only repeats it.
type Shape uint8

// The shapes. Those of bars differ in height: the higher, the readier.
const (
	NoShape Shape = iota

	// Bars.
	Waiting  // dots: nothing runs yet, or not for now
	Pulling  // close dots
	BackOff  // a mark of its own, again and again: nothing runs until the delay is over
	Running  // half height
	Ready    // full height
	Hook     // hatched
	Stopping // a low bar

	// Lines, in the row of a single track.
	Continues // it goes on being so
	Probing   // dashes: asked again and again
	Quiet     // a thin line: asked, without news

	// Moments.
	Milestone
	Done
	Failed
	Errored // no result at all
	Killed
	Again // a restart
	Dot   // anything else

	Shapes // how many there are
)

// Role is what kind of thing is drawn: its hue.
type Role uint8

// The roles.
const (
	Plain Role = iota
	Muted
	Accent
	Wait
	Pull
	Run
	Up // ready
	Hooks
	Probes
	Service
	Degraded // was better before
	Trouble

	Roles // how many there are
)

// Look is how something is drawn. In a lane's own row, later layers cover
// earlier ones, from 1 to Layers.
type Look struct {
	Layer int
	Shape Shape
	Role  Role
}

// Layers is the topmost layer of a lane's own row.
const Layers = 6
