package axis

// View is the view that a was made with, with Now and To filled in.
func (a Axis) View() View { return a.view }

// Segments is what a was made of.
func (a Axis) Segments() Segments { return a.segments }

var (
	Short    = short
	ShortFit = shortFit
)
