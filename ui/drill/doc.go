// Package drill draws what a container's page has beneath its tracks: its runs, probes, the way
// down and its last exit.
package drill
