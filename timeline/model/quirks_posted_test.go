package model_test

import (
	"testing"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/podlife/podlife/timeline/model"
)

// TestLabelIsNoClockSample joins late, and sees a label change first: that
// version has the kubelet's last status time, of 50 s before. Only what writes
// the status says how far the clocks are apart.
func TestLabelIsNoClockSample(t *testing.T) {
	st := newStage()
	st.model, st.rv = model.New(), 0
	st.app("a", 0, runningAt(2), nil)
	posted := second(3)
	st.pod.ManagedFields = []metav1.ManagedFieldsEntry{{Manager: "kubelet", Subresource: "status", Time: &posted}}
	st.publish(53)
	st.pod.Labels = map[string]string{"tier": "front"}
	st.publish(55)
	want(t, "now", st.model.Snapshot(st.now).Now, s(55))
	posted = second(57)
	st.publish(157.5)
	want(t, "a status that took 100 s: the clocks differ", st.model.Snapshot(st.now).Now.Before(s(60)), true)
}
