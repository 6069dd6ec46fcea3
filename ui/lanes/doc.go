// Package lanes is the pane of a pod's lanes: rows with a label, a bar over the axis and a value.
package lanes
