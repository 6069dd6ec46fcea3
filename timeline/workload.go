package timeline

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// Workload is what a controller's object asks for, and what its controller
// reports: a Deployment, a ReplicaSet of one, a StatefulSet, a DaemonSet, a Job,
// or any other object that has pods.
type Workload struct {
	Namespace string
	Kind      string // as in the API: "Deployment"
	Name      string
	UID       string
	Owner     string // its controller, as Pod.Owner: "Deployment/web"
	OwnerUID  string // … by UID; "" where it is not known

	Created Edge
	Changed Edge // when what is wanted took its present form, as far as it was watched
	Deleted Edge // when its deletion was requested; zero: it was not
	Gone    Edge // arrival of DELETED

	Generation int64 // of what is wanted
	Observed   int64 // … that the controller has acted on; 0: none yet
	// Template is the revision that is wanted, in the words of kubectl rollout
	// history: "3"; of a StatefulSet the name of its ControllerRevision.
	Template string
	// PodRevision is what Pod.Revision is of the pods of Template; "" where the
	// object does not say.
	PodRevision string
	// Current is the revision that a StatefulSet has rolled out last, as Template;
	// "" for others.
	Current string
	// Earlier are the revisions that this was before, where it is again what it
	// had been: a rollback. Oldest first.
	Earlier []string

	Wanted    int // pods
	Updated   int // pods of Template; the other counts are of all pods
	Replicas  int // that there are, those being deleted aside
	Ready     int
	Available int // ready for MinReady

	MinReady       time.Duration
	Deadline       time.Duration // without progress; 0: none
	MaxSurge       string        // "25%", "1"; "" where there is none
	MaxUnavailable string
	Partition      int  // of a StatefulSet: pods below it keep their revision
	OnDelete       bool // pods are replaced only when someone deletes them
	Recreate       bool // old pods stop before new ones start
	Paused         bool // a Deployment's pause, a Job's suspension

	Job        *Job        // nil for others
	Reconciled *Reconciled // of a kind that podlife does not know by itself; nil for others
	Conditions []Condition // as last published
	// RolledOut is when the controller of a Deployment last took note that all pods of
	// the wanted revision were there and available; zero where a later change is under
	// way, and for other kinds.
	RolledOut time.Time
	// Failures are pods that could not be created, by the Events of the workload
	// and its ReplicaSets, oldest first.
	Failures []CreateFailure

	// Rollout is the verdict of the workload and its pods; zero for a ReplicaSet
	// that a Deployment has.
	Rollout Rollout
}

// String returns the kind as a TARGET has it, and the name.
func (w *Workload) String() string { return strings.ToLower(w.Kind) + "/" + w.Name }

// Job is what only a Job has.
type Job struct {
	Completions  int // wanted; 1 where any pod's success is enough
	Parallelism  int
	BackoffLimit int
	Active       int
	Succeeded    int
	Failed       int

	FailedIndexes string // that failed more often than each may: "1,3-5"
	SuccessPolicy bool   // it may succeed with fewer than Completions
}

// Reconciled is how far the controller of an object of any kind has come, by the
// conventions of Kubernetes' APIs: conditions, generations, counts.
type Reconciled struct {
	Status  ReconcileStatus
	Message string // why it is not Current; "" if it does not say
	Ready   bool   // its condition Ready is True
	Counted bool   // it says how many pods it wants
}

// ReconcileStatus is a status of kstatus (sigs.k8s.io/cli-utils).
type ReconcileStatus string

// What kstatus says of an object that is there.
const (
	ReconcileInProgress ReconcileStatus = "InProgress"
	ReconcileFailed     ReconcileStatus = "Failed"
	ReconcileCurrent    ReconcileStatus = "Current"
)

// CreateFailure is an Event that says why a pod could not be created: a quota,
// an admission webhook, a policy.
type CreateFailure struct {
	Of      string // "ReplicaSet/web-7d9f4"
	Time    Edge   // the last occurrence
	Count   int
	Message string
}

// Judged returns the workloads that have a verdict, the most severe first, and those that
// are gone after the others: not the ReplicaSets of a Deployment.
func (s *Snapshot) Judged() []*Workload {
	var judged []*Workload
	for i := range s.Workloads {
		if w := &s.Workloads[i]; w.Rollout.State != "" {
			judged = append(judged, w)
		}
	}
	slices.SortStableFunc(judged, func(a, b *Workload) int {
		return cmp.Or(cmp.Compare(slices.Index(severities, b.Rollout.Severity), slices.Index(severities, a.Rollout.Severity)), a.gone()-b.gone())
	})
	return judged
}

// gone returns 1 of a workload that is gone, and 0 of others.
func (w *Workload) gone() int {
	if w.Gone.IsZero() {
		return 0
	}
	return 1
}

// severities are in ascending order.
var severities = []Severity{OK, Progress, Warning, Bad}

// Ended reports whether a Job is over, well or not: a controller or a person may
// delete it any time from then on, and it stays what it came to.
func (w *Workload) Ended() bool {
	return w.Job != nil && (w.Is("Complete") || w.Is("Failed") || w.Is("FailureTarget"))
}

// OwnedBy reports whether o is the controller of w: the ReplicaSet's Deployment. One that
// was deleted and made again under its name owns nothing of the one before.
func (w *Workload) OwnedBy(o *Workload) bool {
	return sameUID(w.OwnerUID, o.UID) && w.Namespace == o.Namespace && w.Owner != "" && w.Owner == o.Kind+"/"+o.Name
}

// sameUID reports whether two UIDs may be of one object: where one is not known, they may.
func sameUID(a, b string) bool { return a == b || a == "" || b == "" }

// Has reports whether a pod is one of the workload's: of a Deployment, one of its
// ReplicaSets', whose names its controller makes of its own and the revision; of
// a kind that podlife does not know, one that it selects. What was made again under its
// name has nothing of the one before, whose pods may still be stopping.
func (w *Workload) Has(p *Pod) bool {
	owner := w.Kind + "/" + w.Name
	switch {
	case p.Namespace != w.Namespace:
		return false
	case w.Reconciled != nil && p.Workload != "":
		return p.Workload == owner
	case w.Kind == "Deployment":
		return p.Owner == "ReplicaSet/"+w.Name+"-"+p.Revision
	}
	return p.Owner == owner && sameUID(p.OwnerUID, w.UID)
}

// WorkloadName names what owns pods, through a ReplicaSet if need be.
type WorkloadName struct{ Namespace, Kind, Name string }

// TopOwner returns what owns a pod; ok is false for a pod without an owner. A
// ReplicaSet that is named after the hash of its pods' template is a Deployment's,
// unless another kind selects the pod.
func (p *Pod) TopOwner() (w WorkloadName, ok bool) {
	w.Namespace = p.Namespace
	if w.Kind, w.Name, ok = strings.Cut(p.Workload, "/"); ok {
		return w, true
	}
	if w.Kind, w.Name, ok = strings.Cut(p.Owner, "/"); !ok {
		return WorkloadName{Namespace: p.Namespace}, false
	}
	if base, cut := strings.CutSuffix(w.Name, "-"+p.Revision); cut && w.Kind == "ReplicaSet" && p.Revision != "" {
		w.Kind, w.Name = "Deployment", base
	}
	return w, true
}

// Condition returns the condition of a type, or nil.
func (w *Workload) Condition(kind string) *Condition {
	for i := range w.Conditions {
		if w.Conditions[i].Type == kind {
			return &w.Conditions[i]
		}
	}
	return nil
}

// Is reports whether a condition is True.
func (w *Workload) Is(kind string) bool {
	c := w.Condition(kind)
	return c != nil && c.Status == "True"
}
