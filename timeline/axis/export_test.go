package axis

// View returns the view that a was made with, with Now and To filled in.
func (a Axis) View() View { return a.view }

// Segments returns what a was made of.
func (a Axis) Segments() Segments { return a.segments }

var (
	Short    = short
	ShortFit = shortFit
)
