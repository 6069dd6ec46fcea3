package cli

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/podlife/podlife/report"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/stats"
	"github.com/podlife/podlife/watch/recording"
)

// someLife is a life and where it came from.
type someLife struct {
	life   *timeline.Life
	source string
}

// someLives are lives and where they came from.
type someLives struct {
	lives  []timeline.Life
	source string
}

func (s someLives) group() report.GroupSide {
	return report.GroupSide{Source: timeline.Clean(s.source), Group: stats.Of(s.lives).All}
}

// sides finds the lives that the arguments mean.
func (a *App) sides(args []string) (x, y someLives, err error) {
	if len(args) == 1 {
		return a.twoOf(args[0])
	}
	if x, err = a.side(args[0]); err == nil {
		y, err = a.side(args[1])
	}
	return x, y, err
}

// twoOf divides the lives of one recording: its two lives, or those of the newest
// revision and of the one before, of the newest workload that has two.
func (a *App) twoOf(path string) (x, y someLives, err error) {
	lives, err := a.livesOf(path)
	if err != nil {
		return x, y, err
	}
	if len(lives) == 2 {
		return someLives{lives[:1], path + "#1"}, someLives{lives[1:], path + "#2"}, nil
	}
	if x, y, ok := twoRevisions(lives); ok {
		return x, y, nil
	}
	return x, y, usagef("%s holds %s, not two, and no workload with pods of two revisions; name two lives after the file: %s", path, howMany(len(lives)), choices(lives))
}

// twoRevisions finds the newest workload that has pods of two revisions; one that has
// not may be newer, as a CronJob's Job beside a rollout.
func twoRevisions(lives []timeline.Life) (x, y someLives, ok bool) {
	looked := map[timeline.WorkloadName]bool{}
	for i := len(lives) - 1; i >= 0; i-- {
		workload, _ := lives[i].Pod.TopOwner()
		if looked[workload] {
			continue
		}
		looked[workload] = true
		order, of := revisions(lives, workload)
		if n := len(order); n >= 2 {
			return someLives{of[order[n-2]], order[n-2]}, someLives{of[order[n-1]], order[n-1]}, true
		}
	}
	return x, y, false
}

// revisions returns the lives of a workload by revision, and the revisions in the order
// of their first creations, as lives are.
func revisions(lives []timeline.Life, workload timeline.WorkloadName) (order []string, of map[string][]timeline.Life) {
	of = map[string][]timeline.Life{}
	for i := range lives {
		l := &lives[i]
		r := stats.Revision(l)
		if w, _ := l.Pod.TopOwner(); r == "" || w != workload {
			continue
		}
		if of[r] == nil {
			order = append(order, r)
		}
		of[r] = append(of[r], *l)
	}
	return order, of
}

// side finds the lives that FILE or FILE#SELECTOR means.
func (a *App) side(arg string) (someLives, error) {
	path, selector := arg, ""
	if _, err := os.Stat(arg); err != nil {
		if before, after, ok := cutLast(arg, "#"); ok {
			path, selector = before, after
		}
	}
	lives, err := a.livesOf(path)
	if err != nil {
		return someLives{}, err
	}
	if selector == "" && len(lives) > 0 {
		return someLives{lives, arg}, nil
	}
	if n, err := strconv.Atoi(selector); err == nil && n >= 1 && n <= len(lives) {
		return someLives{lives[n-1 : n], arg}, nil
	}
	var found []timeline.Life
	for _, l := range lives {
		if selector != "" && (l.Pod.Name == selector || l.Pod.UID == selector) {
			found = append(found, l)
		}
	}
	if len(found) == 1 {
		return someLives{found, arg}, nil
	}
	return someLives{}, usagef("%s: which of %s? Name it after the file: %s", arg, plural(len(lives)), choices(lives))
}

func plural(lives int) string {
	if lives == 1 {
		return "the one life"
	}
	return fmt.Sprintf("%d lives", lives)
}

func cutLast(s, sep string) (before, after string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

func howMany(lives int) string {
	if lives == 1 {
		return "one life"
	}
	return fmt.Sprintf("%d lives", lives)
}

// choices names a recording's lives, a few of them.
func choices(lives []timeline.Life) string {
	var names []string
	for i, l := range lives {
		if i == 6 {
			names = append(names, "…")
			break
		}
		names = append(names, fmt.Sprintf("#%d (%s)", i+1, l.Pod.Name))
	}
	return strings.Join(names, ", ")
}

func (a *App) livesOf(path string) ([]timeline.Life, error) {
	s, err := a.snapshotOf(path)
	return s.Lives, err
}

// snapshotOf folds a recording; without any pod it is an error.
func (a *App) snapshotOf(path string) (timeline.Snapshot, error) {
	s, err := a.foldRecording(path, "")
	if err == nil && len(s.Lives) == 0 {
		err = inputError(fmt.Errorf("%s: %w", path, recording.ErrNoPods))
	}
	return s, err
}
