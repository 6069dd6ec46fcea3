// Package ruler owns the time of the page: the one cursor, the marks, and the part of the life
// that the axis shows. It draws the axis, the names above it, the strip of the whole life
// and the line of the cursor.
package ruler
