package list

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/length"
	"github.com/podlife/podlife/timeline/stats"
	"github.com/podlife/podlife/ui/page"
)

// revision is the pods of one template of a workload.
type revision struct {
	name string // the template's hash
	new  bool   // it is the one that is wanted, or the newest
	pods []int  // indexes into Pods.Groups, in their order
	born time.Time
}

// title returns "new  d94984565".
func (r *revision) title() string {
	switch {
	case r.name == "":
		return ""
	case r.new:
		return "new  " + r.name
	}
	return "old  " + r.name
}

// revisionsOf returns the revisions of a workload's pods, the wanted one first,
// then from the newest to the oldest.
func revisionsOf(groups []Group, wanted string) []*revision {
	var revs []*revision
	for i := range groups {
		p := groups[i].sum
		name := p.revision
		if strings.HasPrefix(p.owner, "Job/") {
			name = ""
		}
		n := slices.IndexFunc(revs, func(r *revision) bool { return r.name == name })
		if n < 0 {
			n = len(revs)
			revs = append(revs, &revision{name: name})
		}
		r := revs[n]
		r.pods = append(r.pods, i)
		r.born = timeline.LaterTime(r.born, p.born)
	}
	slices.SortStableFunc(revs, func(a, b *revision) int {
		if (a.name == wanted) != (b.name == wanted) && wanted != "" {
			if a.name == wanted {
				return -1
			}
			return 1
		}
		return b.born.Compare(a.born)
	})
	if len(revs) > 0 {
		revs[0].new = true
	}
	return revs
}

// toReady returns how long the starts of some pods take.
func (c *Pods) toReady(pods []int) stats.ToReady {
	starts := make([]stats.Start, 0, len(pods))
	for _, i := range pods {
		if p := c.Groups[i].sum; p.started && p.startup > 0 || p.starting {
			starts = append(starts, stats.Start{Elapsed: p.startup, Open: p.starting})
		}
	}
	return stats.NewToReady(starts)
}

// toReadyText returns "to ready p50 4.0s p90 ≥12s (old p50 4.6s)".
func (c *Pods) toReadyText() string {
	if len(c.revisions) == 0 {
		return ""
	}
	now := c.toReady(c.revisions[0].pods)
	if !now.Any() {
		return ""
	}
	text := "to ready p50 " + quantileText(now, 0.5) + " p90 " + quantileText(now, 0.9)
	if len(c.revisions) > 1 {
		if old := c.toReady(c.revisions[1].pods); old.Any() {
			text += " (old p50 " + quantileText(old, 0.5) + ")"
		}
	}
	return text
}

// quantileText returns "4.0s", or "≥12s" where so many still start that it is not known.
func quantileText(t stats.ToReady, p float64) string {
	q := t.Quantile(p)
	if q.Hi == stats.Unbounded {
		return q.Short()
	}
	return length.Total(q.Best)
}

// counts are how many pods of a revision are ready, on the way, being stopped, gone.
type counts struct{ here, ready, stopping, gone int }

func (c *Pods) count(r *revision) counts {
	var n counts
	for _, i := range r.pods {
		switch p := c.Groups[i].sum; {
		case p.over:
			n.gone++
			continue
		case p.stopping:
			n.stopping++
		case p.state == timeline.StateReady:
			n.ready++
		}
		n.here++
	}
	return n
}

// revisionsText returns "new 3 of 4 ready · old 1 stopping, 3 gone".
func (c *Pods) revisionsText() []string {
	var parts []string
	for i, r := range c.revisions {
		n := c.count(r)
		text := page.Itoa(n.ready) + " of " + page.Itoa(max(n.here-n.stopping, c.wantedOf(i))) + " ready"
		switch {
		case n.here == 0 && n.gone > 0:
			text = page.Itoa(n.gone) + " gone"
			n.gone = 0
		case i > 0 && n.here == n.stopping:
			text = page.Itoa(n.stopping) + " stopping"
			n.stopping = 0
		}
		if n.stopping > 0 {
			text += ", " + page.Itoa(n.stopping) + " stopping"
		}
		if n.gone > 0 {
			text += ", " + page.Itoa(n.gone) + " gone"
		}
		switch {
		case i > 0:
			text = "old " + text
		case len(c.revisions) > 1:
			text = "new " + text
		}
		parts = append(parts, text)
		if i == 1 {
			break // there may be many
		}
	}
	return parts
}

// wantedOf returns how many pods of a revision are wanted: of the new one as many as
// the workload asks for, if that was observed.
func (c *Pods) wantedOf(i int) int {
	if i > 0 || c.object == nil {
		return 0
	}
	return c.object.Wanted
}

// shortKinds are the kinds of workloads as kubectl abbreviates them.
var shortKinds = map[string]string{
	"Deployment": "deploy", "ReplicaSet": "rs", "StatefulSet": "sts", "DaemonSet": "ds", "Job": "job", "ReplicationController": "rc",
}

// workloadText returns "shop/deploy/checkout".
func workloadText(w timeline.WorkloadName) string {
	return w.Namespace + "/" + cmp.Or(shortKinds[w.Kind], strings.ToLower(w.Kind)) + "/" + w.Name
}

// onlyWorkload returns the workload that owns all pods; ok is false if there are
// several, or none.
func onlyWorkload(groups []Group) (w timeline.WorkloadName, ok bool) {
	for i, g := range groups {
		of, owned := g.Newest().Pod.TopOwner()
		if !owned || i > 0 && of != w {
			return timeline.WorkloadName{}, false
		}
		w = of
	}
	return w, len(groups) > 1
}

// object returns what was observed of a workload itself, nil without it.
func object(s *timeline.Snapshot, w timeline.WorkloadName) *timeline.Workload {
	return timeline.Find(s.Workloads, func(o *timeline.Workload) bool {
		return timeline.WorkloadName{Namespace: o.Namespace, Kind: o.Kind, Name: o.Name} == w
	})
}

// shortName returns a pod's name without what it has from its owner, but for a
// StatefulSet's, whose pods are known by their whole names.
func shortName(p *timeline.Pod) string {
	kind, owner, _ := strings.Cut(p.Owner, "/")
	if short, cut := strings.CutPrefix(p.Name, owner+"-"); cut && kind != "StatefulSet" && short != "" {
		return short
	}
	return p.Name
}
