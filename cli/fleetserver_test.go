package cli_test

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer/protobuf"
	"k8s.io/apimachinery/pkg/types"

	"github.com/podlife/podlife/internal/fixture"
	"github.com/podlife/podlife/internal/scheme"
)

// fleetServer is an API server with pods of which one after another becomes ready or
// ceases to be. It speaks protobuf, as API servers do to who asks for it.
type fleetServer struct {
	ready, failing *corev1.Pod
	pods           int
	every          time.Duration
}

func newFleetServer(b *testing.B, pods int, every time.Duration) *fleetServer {
	b.Helper()
	f := &fleetServer{pods: pods, every: every}
	for _, o := range fixture.Named(b, "full-lifecycle").Obs {
		pod, ok := o.Object.(*corev1.Pod)
		if !ok || pod.DeletionTimestamp != nil {
			continue
		}
		for _, c := range pod.Status.Conditions {
			switch {
			case c.Type != corev1.PodReady:
			case c.Status == corev1.ConditionTrue:
				f.ready = pod
			case f.ready != nil:
				f.failing = pod
			}
		}
	}
	if f.ready == nil || f.failing == nil {
		b.Fatal("the recording has no pod that was ready, and then was not")
	}
	return f
}

// pod returns a version of a pod; all but the first have just been written.
func (f *fleetServer) pod(i, version int, ready bool) *corev1.Pod {
	p := f.failing.DeepCopy()
	if ready {
		p = f.ready.DeepCopy()
	}
	p.TypeMeta = metav1.TypeMeta{Kind: "Pod", APIVersion: "v1"}
	p.Namespace, p.Name = fmt.Sprint("team-", i/500), fmt.Sprintf("web%d-7d9f4c6b8-%05d", i/50, i)
	p.UID, p.ResourceVersion, p.OwnerReferences = types.UID(fmt.Sprintf("00000000-0000-4000-8000-%012d", i)), strconv.Itoa(version), nil
	if version == firstVersion {
		return p
	}
	now := metav1.NewTime(time.Now().Truncate(time.Second))
	for i := range p.ManagedFields {
		if p.ManagedFields[i].Subresource == "status" {
			p.ManagedFields[i].Time = &now
		}
	}
	for i := range p.Status.Conditions {
		if t := p.Status.Conditions[i].Type; t == corev1.PodReady || t == corev1.ContainersReady {
			p.Status.Conditions[i].LastTransitionTime = now
		}
	}
	return p
}

const firstVersion = 1000

// ServeHTTP implements http.Handler.
func (f *fleetServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	resource, q := filepath.Base(r.URL.Path), r.URL.Query()
	list := map[string]runtime.Object{
		"pods": &corev1.PodList{}, "events": &corev1.EventList{}, "services": &corev1.ServiceList{}, "endpointslices": &discoveryv1.EndpointSliceList{},
	}[resource]
	switch {
	case r.Method == http.MethodPost:
		w.WriteHeader(http.StatusCreated)
		fmt.Fprint(w, `{"kind":"SelfSubjectAccessReview","apiVersion":"authorization.k8s.io/v1","status":{"allowed":true}}`)
	case list == nil || q.Get("sendInitialEvents") != "":
		w.WriteHeader(http.StatusUnprocessableEntity)
		fmt.Fprint(w, `{"kind":"Status","apiVersion":"v1","status":"Failure","code":422,"reason":"Invalid"}`)
	case q.Get("watch") == "":
		f.list(w, r, list)
	default:
		f.watch(w, r, resource == "pods")
	}
}

// list answers with a page; in JSON where only that is asked for.
func (f *fleetServer) list(w http.ResponseWriter, r *http.Request, list runtime.Object) {
	if pods, ok := list.(*corev1.PodList); ok {
		first, _ := strconv.Atoi(r.URL.Query().Get("continue"))
		limit, _ := strconv.Atoi(r.URL.Query().Get("limit"))
		next := first + cmp.Or(limit, f.pods)
		for i := first; i < min(f.pods, next); i++ {
			pods.Items = append(pods.Items, *f.pod(i, firstVersion, i%100 != 50))
		}
		if next < f.pods {
			pods.Continue = strconv.Itoa(next)
		}
	}
	list.(metav1.ListInterface).SetResourceVersion(strconv.Itoa(firstVersion))
	kinds, _, _ := scheme.Scheme().ObjectKinds(list)
	list.GetObjectKind().SetGroupVersionKind(kinds[0])
	if !strings.Contains(r.Header.Get("Accept"), "protobuf") {
		_ = json.NewEncoder(w).Encode(list)
		return
	}
	w.Header().Set("Content-Type", "application/vnd.kubernetes.protobuf")
	_ = protobuf.NewSerializer(scheme.Scheme(), scheme.Scheme()).Encode(list, w)
}

// watch answers with changes of pods, each a frame with its length before it.
func (f *fleetServer) watch(w http.ResponseWriter, r *http.Request, pods bool) {
	w.Header().Set("Content-Type", "application/vnd.kubernetes.protobuf;stream=watch")
	_ = http.NewResponseController(w).Flush()
	if !pods {
		<-r.Context().Done()
		return
	}
	objects, frames := protobuf.NewSerializer(scheme.Scheme(), scheme.Scheme()), protobuf.NewRawSerializer(scheme.Scheme(), scheme.Scheme())
	random := rand.New(rand.NewPCG(1, 2))
	every := time.NewTicker(f.every)
	defer every.Stop()
	for version := firstVersion + 1; ; version++ {
		select {
		case <-r.Context().Done():
			return
		case <-every.C:
		}
		var object, frame bytes.Buffer
		_ = objects.Encode(f.pod(random.IntN(f.pods), version, version%2 == 0), &object)
		_ = frames.Encode(&metav1.WatchEvent{Type: "MODIFIED", Object: runtime.RawExtension{Raw: object.Bytes()}}, &frame)
		_, _ = w.Write(append(binary.BigEndian.AppendUint32(nil, uint32(frame.Len())), frame.Bytes()...))
		_ = http.NewResponseController(w).Flush()
	}
}
