package ui

import "github.com/podlife/podlife/ui/page"

// openComparison shows what differs between two pods.
func (a *app) openComparison(m page.CompareMsg) {
	if a.compare.Write == nil {
		a.message = "nothing here compares pods"
		return
	}
	a.compare.Open(m.A, m.B)
}
