package draw

// Area is the part of a canvas that a pane may draw on, in cells.
type Area struct{ X, Y, W, H int }
