// Package header draws the top of a life's page: its title, the verdict, who the pod is, and its
// stages.
package header
