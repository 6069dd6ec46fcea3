// Package spec is the pane of what a pod or a container asks for, and of its status as published.
package spec
