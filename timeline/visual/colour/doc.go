// Package colour gives each kind of thing its colour, on a dark and on a light
// background, in a terminal and on a page: one table for the screen, the SVG and
// the HTML page.
//
// It knows roles and colours. It must not know what is drawn, nor with what.
package colour
