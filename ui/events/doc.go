// Package events is the pane of the events: its lines, the selected one, and the filter.
package events
