package watch

import (
	"cmp"
	"slices"
	"strconv"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/timeline"
)

// known is the newest version seen of every object that is not deleted, by UID:
// a name alone would take a pod's replacement for a change of the pod.
type known map[types.UID]metav1.Object

type change struct {
	typ    timeline.ObservationType
	object metav1.Object
}

// changes returns what must have happened between k and found, in the order in
// which the server wrote it: what is gone first (as it was last seen), then
// what is new or different.
func (k known) changes(found known) []change {
	var gone, rest []change
	for uid, o := range k {
		if found[uid] == nil {
			gone = append(gone, change{timeline.Deleted, o})
		}
	}
	for uid, o := range found {
		switch before := k[uid]; {
		case before == nil:
			rest = append(rest, change{timeline.Added, o})
		case before.GetResourceVersion() != o.GetResourceVersion():
			rest = append(rest, change{timeline.Modified, o})
		}
	}
	slices.SortFunc(gone, byVersion)
	slices.SortFunc(rest, byVersion)
	return append(gone, rest...)
}

// byVersion orders by resource version, which is a number that grows with every
// write (an extension API server may do otherwise; then by name).
func byVersion(a, b change) int {
	x, errX := strconv.ParseUint(a.object.GetResourceVersion(), 10, 64)
	y, errY := strconv.ParseUint(b.object.GetResourceVersion(), 10, 64)
	if errX == nil && errY == nil && x != y {
		return cmp.Compare(x, y)
	}
	return cmp.Or(cmp.Compare(a.object.GetName(), b.object.GetName()), cmp.Compare(a.object.GetUID(), b.object.GetUID()))
}
