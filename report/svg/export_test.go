package svg

import (
	"github.com/podlife/podlife/report/picture"
	"github.com/podlife/podlife/timeline/visual"
)

// Draws reports whether there is a bar or a moment for a shape.
func Draws(s visual.Shape) bool { return picture.Bars[s].Class != "" || moments[s] != nil }
