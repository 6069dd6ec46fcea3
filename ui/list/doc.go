// Package list is the list of pods: grouped by name, trouble on top, with a verdict on all of
// them.
package list
