package model

import (
	"cmp"
	"time"

	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/timeline/model/workload"
)

// applyWorkloadEvent keeps what an Event about a controller's object says of a
// pod that could not be created: no other trace of it may exist. A StatefulSet,
// a DaemonSet and a Job have no condition for it.
func (m *Model) applyWorkloadEvent(e event, typ timeline.ObservationType, at time.Time) bool {
	if e.reason != "FailedCreate" {
		return false
	}
	stamp, exact := e.lastTime()
	when := timeline.ReportedEdge(stamp)
	if exact {
		when = timeline.ExactEdge(stamp)
	} else if typ == timeline.Modified {
		when = when.Within(time.Time{}, at)
	}
	return m.work.Fail(workload.Failure{
		UID: cmp.Or(e.uid, types.UID(e.namespace+"/"+e.name)), Version: e.rv, Namespace: timeline.Clean(cmp.Or(e.about.Namespace, e.namespace)),
		OfUID: e.about.UID,
		CreateFailure: timeline.CreateFailure{
			Of: timeline.Clean(e.about.Kind + "/" + e.about.Name), Time: when, Count: max(e.count, 1), Message: timeline.Clean(e.message),
		},
	})
}
