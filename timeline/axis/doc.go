// Package axis is podlife's one function between time and terminal columns.
//
// Every bar, tick, label, mark and the cursor of the screen go through an
// Axis, so that they cannot disagree. A cell is one terminal column; column 0
// is the axis' own left edge; a float column c lies in cell int(c). Quiet
// stretches of a long life are folded into gaps of a fixed width, and what is
// left, the windows, is drawn at one shared scale.
//
// The package is pure: it reads no clock (now is passed in), it knows nothing
// of pods, glyphs or colours, and it imports only the standard library.
//
// Use: Split once per change of the change points, New per frame (it is
// cheap), Col and Time per cell (they do not allocate).
package axis
