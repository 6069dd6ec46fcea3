package report

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/podlife/podlife/timeline"
)

// workloads lists the verdicts of workloads that are not as they were written,
// each with how long ago its rollout began, where that was watched.
func (l *LineWriter) workloads(s *timeline.Snapshot) []change {
	var lines []change
	for _, w := range s.Judged() {
		r := &w.Rollout
		key := rolloutKey(r)
		if l.rollouts[w.UID] == key {
			continue
		}
		if l.rollouts == nil {
			l.rollouts = map[string]string{}
		}
		l.rollouts[w.UID] = key
		c := change{
			at: timeline.ExactEdge(s.Now), lane: strings.ToLower(w.Kind) + "/" + w.Name,
			what: "= " + string(r.State) + ": " + r.Headline,
		}
		if s.SeveralNamespaces() {
			c.pod = w.Namespace
		}
		if !w.Changed.IsZero() {
			c.offset = offsets{w.Changed.Time}.at(c.at)
		}
		lines = append(lines, c)
	}
	return lines
}

// passing is a length as package length words it.
var passing = regexp.MustCompile(`<?(\d+(\.\d+)?(ms|s|m|h|d))+`)

// rolloutKey leaves out what counts up or down: a line a second is no news.
func rolloutKey(r *timeline.Rollout) string {
	count := func(p timeline.PodCount) string {
		return strconv.Itoa(p.Pods) + "/" + strconv.Itoa(p.Ready) + "/" + strconv.Itoa(p.Leaving)
	}
	cause := passing.ReplaceAllString(r.Cause, "")
	return strings.Join([]string{string(r.State), r.Revision, cause, count(r.New), count(r.Old)}, " ")
}
