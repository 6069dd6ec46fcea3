// Package details is the pane that explains the selected row in full.
package details
