// Package palette is the box in which anything can be found by some of its letters:
// an action, a lane, a pod, an event. It must not know what choosing one does.
package palette
