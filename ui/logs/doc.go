// Package logs is the pane of one container's log: what is read, what is kept of it, and how it
// is aligned with the time axis. It must not know Kubernetes clients: whoever runs the
// screen opens the logs.
package logs
