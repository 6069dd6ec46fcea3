package ui

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/internal/fixture"
	"github.com/podlife/podlife/timeline"
	"github.com/podlife/podlife/watch"
	"github.com/podlife/podlife/watch/apitest"
)

// TestContact watches a pod over a connection that is cut twice, for 40 seconds each: the
// first time nothing is lost, the second time the version that was watched from has expired
// meanwhile. It keeps the screen before, during and after each.
func TestContact(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Date(2026, 11, 22, 14, 2, 7, 0, time.UTC)
		time.Sleep(time.Until(began.Add(5 * time.Second)))
		server, client := apitest.NewInMemory()
		server.Apply("ADDED", webPod(began, 0))
		view := watchLive(t, server, client, watch.LiveOptions{Namespace: "shop", Name: "web"})
		time.Sleep(14500 * time.Millisecond)
		var got strings.Builder
		keep := func(moment string) {
			settle()
			fmt.Fprintf(&got, "-- %s --\n%s\n", moment, view.screen())
		}
		keep("watched")

		cut := func() {
			server.Hold("", "")
			server.Drop("")
			time.Sleep(41 * time.Second)
		}
		cut()
		keep("cut 40 seconds ago")
		server.Heal()
		time.Sleep(5 * time.Second)
		keep("resumed, and nothing was lost")

		cut()
		keep("cut again 40 seconds ago")
		server.Apply("MODIFIED", webPod(began, time.Since(began)-15*time.Second))
		server.Compact()
		server.Heal()
		time.Sleep(5 * time.Second)
		keep("the version had expired: a container was restarted meanwhile")
		fixture.Golden(t, "testdata/contact.txtar", got.String())
	})
}

// TestContactOfList watches the pods of a Deployment over a connection that is cut for 40
// seconds, in which the version that was watched from expires: the list must not go on as
// if the pods were seen.
func TestContactOfList(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Date(2026, 11, 22, 14, 2, 7, 0, time.UTC)
		time.Sleep(time.Until(began.Add(5 * time.Second)))
		server, client := apitest.NewInMemory()
		server.Apply("ADDED", replica("web-5d9c-aaaaa", began, 0))
		server.Apply("ADDED", replica("web-5d9c-bbbbb", began, 0))
		view := watchLive(t, server, client, watch.LiveOptions{Namespace: "shop", Labels: labels.Everything()})
		time.Sleep(14500 * time.Millisecond)
		var got strings.Builder
		keep := func(moment string) {
			settle()
			fmt.Fprintf(&got, "-- %s --\n%s\n", moment, view.screen())
		}
		server.Hold("", "")
		server.Drop("")
		time.Sleep(41 * time.Second)
		keep("cut 40 seconds ago")
		server.Apply("MODIFIED", replica("web-5d9c-bbbbb", began, time.Since(began)-15*time.Second))
		server.Compact()
		server.Heal()
		time.Sleep(5 * time.Second)
		keep("the version had expired: a container was restarted meanwhile")
		fixture.Golden(t, "testdata/contact-list.txtar", got.String())
	})
}

// replica returns webPod as a pod of a Deployment.
func replica(name string, began time.Time, killed time.Duration) *corev1.Pod {
	p := webPod(began, killed)
	p.Name, p.UID = name, types.UID(name)
	p.Labels = map[string]string{"pod-template-hash": "5d9c"}
	p.OwnerReferences = []metav1.OwnerReference{{Kind: "ReplicaSet", Name: "web-5d9c", Controller: new(true)}}
	return p
}

// watchLive shows what a server says of the pods that are chosen, for as long as the test
// runs.
func watchLive(t *testing.T, server *apitest.Server, client *http.Client, o watch.LiveOptions) *terminal {
	t.Helper()
	o.Config, o.HTTP = server.Config(), client
	live, err := watch.NewLive(o)
	if err != nil {
		t.Fatal(err)
	}
	in := make(chan timeline.Observation)
	a := newApp(Options{
		Live: in, Missing: live.Missing, Status: live.Status, Lost: func() time.Time { return live.Connection().Stale },
		Location: time.UTC, Color: ColorNever,
	})
	term := newTerminal(100, 24)
	p, stop := start(a, term, 100, 24)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{}, 2)
	go func() {
		_ = live.Run(ctx, func(o timeline.Observation) error {
			select {
			case in <- o:
			case <-ctx.Done():
			}
			return context.Cause(ctx)
		})
		done <- struct{}{}
	}()
	go func() {
		pump(ctx, in, func(m any) { p.Send(m) })
		done <- struct{}{}
	}()
	t.Cleanup(func() {
		cancel()
		<-done
		<-done
		stop()
		client.CloseIdleConnections()
		server.Close()
	})
	return term
}

// webPod returns a pod that has been ready since four seconds after it began and, unless
// that is zero, whose container ran out of memory so long after it.
func webPod(began time.Time, killed time.Duration) *corev1.Pod {
	at := func(d time.Duration) metav1.Time { return metav1.NewTime(began.Add(d)) }
	app := corev1.ContainerStatus{Name: "app", Image: "web:1", ContainerID: "containerd://1", Ready: true, Started: new(true)}
	app.State.Running = &corev1.ContainerStateRunning{StartedAt: at(2 * time.Second)}
	ready, posted := at(4*time.Second), at(4*time.Second)
	if killed > 0 {
		app.LastTerminationState.Terminated = &corev1.ContainerStateTerminated{
			ExitCode: 137, Reason: "OOMKilled", StartedAt: at(2 * time.Second), FinishedAt: at(killed), ContainerID: "containerd://1",
		}
		app.ContainerID, app.RestartCount = "containerd://2", 1
		app.State.Running.StartedAt = at(killed + time.Second)
		ready, posted = at(killed+3*time.Second), at(killed+3*time.Second)
	}
	condition := func(c corev1.PodConditionType, since metav1.Time) corev1.PodCondition {
		return corev1.PodCondition{Type: c, Status: corev1.ConditionTrue, LastTransitionTime: since}
	}
	return &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{
			Name: "web", Namespace: "shop", UID: "web-1", CreationTimestamp: at(0),
			ManagedFields: []metav1.ManagedFieldsEntry{{Manager: "kubelet", Operation: "Update", Subresource: "status", Time: &posted}},
		},
		Spec: corev1.PodSpec{NodeName: "node1", RestartPolicy: corev1.RestartPolicyAlways, Containers: []corev1.Container{{
			Name: "app", Image: "web:1",
			ReadinessProbe: &corev1.Probe{PeriodSeconds: 2, FailureThreshold: 2, ProbeHandler: corev1.ProbeHandler{Exec: &corev1.ExecAction{Command: []string{"true"}}}},
		}}},
		Status: corev1.PodStatus{
			Phase: corev1.PodRunning, QOSClass: corev1.PodQOSBestEffort, ContainerStatuses: []corev1.ContainerStatus{app},
			Conditions: []corev1.PodCondition{
				condition(corev1.PodScheduled, at(0)), condition(corev1.PodInitialized, at(0)),
				condition(corev1.ContainersReady, ready), condition(corev1.PodReady, ready),
			},
		},
	}
}
