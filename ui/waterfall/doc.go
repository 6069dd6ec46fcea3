// Package waterfall is the pane of a pod's start-up: what it waited for until it was
// ready, a row a container, all on one scale.
package waterfall
