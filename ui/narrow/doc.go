// Package narrow replaces the time axis where it would have no room: a line for each span.
package narrow
