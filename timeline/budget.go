package timeline

// Budget is a PodDisruptionBudget as the disruption controller publishes it. The
// Eviction API, which a drain uses, refuses to remove a pod that it selects while
// Allowed is 0; a controller that replaces its pods does not ask it.
type Budget struct {
	Namespace string
	Name      string

	Allowed  int // disruptions
	Healthy  int // pods that are ready
	Desired  int // … of which there have to be so many
	Expected int // pods that it selects
}
