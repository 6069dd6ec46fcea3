package model_test

import (
	"fmt"
	"testing"

	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/timeline"
)

// TestKeepGone checks that a view that watches for weeks keeps the lives that
// went last, counts the others, and does not start them anew when a list
// repeats their Events.
func TestKeepGone(t *testing.T) {
	st := newStage()
	st.model.KeepGone(2)
	st.watch(timeline.Deleted, 1)
	for i := 2; i <= 5; i++ {
		st.pod.UID, st.pod.Name = types.UID(fmt.Sprint("uid-", i)), fmt.Sprint("p-", i)
		st.publish(float64(i))
		st.watch(timeline.Deleted, float64(i)+0.5)
	}
	st.event("Started", "Container started", 1, 0.5, 0.5) // of uid-1
	snap := st.model.Snapshot(st.now)
	want(t, "forgotten", snap.Forgotten, 3)
	want(t, "lives", len(snap.Lives), 2)
	want(t, "the first kept", snap.Lives[0].Pod.Name, "p-4")
	st.pod.UID, st.pod.Name = "uid-6", "p-6"
	st.publish(7)
	want(t, "with one that is alive", len(st.model.Snapshot(st.now).Lives), 3)
}
