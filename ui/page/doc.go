// Package page is what the panes of the screen share: the data and the moment of one frame, what
// is selected, how the screen is divided, and the words and looks of lanes, spans and
// moments. Panes read a Page; they must not know each other.
package page
