package ui

// click selects what is under the mouse: a line of the list, a row, a moment.
func (a *app) click(x, y int) {
	s := a.scene()
	if s.life == nil || a.help || a.w < narrowest {
		return
	}
	defer a.touch()
	if s.page == pageList {
		if i, ok := a.listLine(s, y); ok {
			a.page, a.chosen, a.pod = pageList, true, s.groups[i].key
		}
		return
	}
	top, h := s.plan.top(blockLanes), s.plan[blockLanes]
	if y < top || y >= top+h {
		return
	}
	i := scroll(len(s.rows), h, s.sel) + y - top
	if i >= len(s.rows) {
		return
	}
	a.pane, a.row = paneLanes, s.rows[i].id(s.life)
	if col := x - s.cols.axisX; col >= 0 && col < s.cols.axisW {
		a.setCursor(s, s.ax.Time(float64(col)+0.5))
	}
}

// wheel zooms at the mouse.
func (a *app) wheel(x int, up bool) {
	s, ok := a.timed()
	if !ok || a.help {
		return
	}
	steps := -1
	if up {
		steps = 1
	}
	col := min(max(x-s.cols.axisX, 0), s.cols.axisW)
	a.view = s.ax.ZoomAt(float64(col)+0.5, steps)
	a.touch()
}
