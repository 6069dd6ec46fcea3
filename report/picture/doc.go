// Package picture is what the drawings of a life have in common, in SVG and HTML:
// their rows, the place of a moment, the look of a bar, and the words beside and
// behind it. It must not know a format.
package picture
