package e2e

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
)

// webOf returns a Deployment whose pods trap SIGTERM; more are fields of its
// spec, of its pods' spec, and of the container.
func webOf(name string, replicas int, spec, pod, container string) string {
	return fmt.Sprintf(`
apiVersion: apps/v1
kind: Deployment
metadata: {name: %s}
spec:
  replicas: %d
  selector: {matchLabels: {app: %s}}
%s
  template:
    metadata: {labels: {app: %s}}
    spec:
      terminationGracePeriodSeconds: 1
%s
      containers:
      - name: app
%s
`, name, replicas, name, indent(spec, 2), name, indent(pod, 6), indent(container, 8))
}

func indent(text string, by int) string {
	if text == "" {
		return ""
	}
	return strings.Repeat(" ", by) + strings.ReplaceAll(text, "\n", "\n"+strings.Repeat(" ", by))
}

// The containers of the rollouts.
const (
	good = `image: $B
command: [sh, -c, "trap 'exit 0' TERM; sleep 3600 & wait"]
readinessProbe: {exec: {command: ["true"]}, periodSeconds: 2, timeoutSeconds: 5}`
	slow = `image: $B
command: [sh, -c, "trap 'exit 0' TERM; sleep 12; touch /tmp/ready; sleep 3600 & wait"]
readinessProbe: {exec: {command: [cat, /tmp/ready]}, periodSeconds: 2, timeoutSeconds: 5}`
	never = `image: $B
command: [sh, -c, "trap 'exit 0' TERM; sleep 3600 & wait"]
readinessProbe: {exec: {command: ["false"]}, periodSeconds: 2}`
	crashing = `image: $B
command: [sh, -c, "echo config missing >&2; exit 1"]`
	unconfigured = `image: $B
command: [sleep, "3600"]
envFrom: [{configMapRef: {name: nowhere}}]`
)

// rollouts are what is waited for: what podlife says, how it ends, and how long
// after the API could tell. Each begins with the objects of before, which are
// waited for, and goes on with a change.
var rollouts = []struct {
	name    string
	before  string
	change  func(*place)
	args    []string
	code    int
	says    []string
	visible func(*place, context.Context) bool // what is said can be seen in the API
	cause   string                             // … and is named in the line of a verdict, before the end
}{
	{name: "good", before: webOf("web", 2, "", "", good), args: []string{"deploy/web", "--until", "rolled-out"}, says: []string{"COMPLETE"}},
	{name: "slow-but-healthy", before: webOf("web", 2, "", "", slow), args: []string{"deploy/web", "--until", "rolled-out"}, says: []string{"COMPLETE"}},
	{
		name: "apply-then-wait", before: webOf("web", 2, "", "", good), change: settled(func(p *place) { p.template(`{"metadata":{"labels":{"track":"new"}}}`) }),
		args: []string{"deploy/web", "--until", "rolled-out"}, says: []string{"COMPLETE", "revision 2"},
	},
	{
		name: "bad-image", before: webOf("web", 2, "", "", good),
		change: settled(func(p *place) {
			p.template(`{"spec":{"containers":[{"name":"app","image":"` + strings.Replace(p.image, "busybox:1", "nowhere:1", 1) + `"}]}}`)
		}),
		args: []string{"deploy/web", "--until", "rolled-out"}, code: 3, says: []string{"FAILING", "image", "still has 2 of 2 pods ready"}, visible: waiting("ImagePullBackOff"), cause: "image",
	},
	{
		name: "crash-loop", before: webOf("web", 2, "minReadySeconds: 5", "", crashing), args: []string{"deploy/web", "--until", "rolled-out"},
		code: 3, says: []string{"FAILING", "exit 1", "config missing"}, visible: restarted(2), cause: "exit 1",
	},
	{
		name: "missing-configmap", before: webOf("web", 2, "", "", unconfigured), args: []string{"deploy/web", "--until", "rolled-out"},
		code: 3, says: []string{"FAILING", `configmap "nowhere" not found`}, visible: waiting("CreateContainerConfigError"), cause: "configmap \"nowhere\" not found",
	},
	{
		name: "unschedulable", before: webOf("web", 1, "", "nodeSelector: {no: such}", good),
		args: []string{"deploy/web", "--until", "rolled-out", "--tolerate-pending", "3s"}, code: 3, says: []string{"nschedulable"},
	},
	{
		name: "quota", before: quota + "\n---\n" + webOf("web", 1, "strategy: {rollingUpdate: {maxUnavailable: 0, maxSurge: 1}}", "", good),
		change: settled(func(p *place) { p.template(`{"metadata":{"labels":{"track":"new"}}}`) }),
		args:   []string{"deploy/web", "--until", "rolled-out"}, code: 3, says: []string{"quota", "still has 1 of 1 pod ready"}, visible: refused, cause: "exceeded quota",
	},
	{
		name: "never-ready", before: webOf("web", 1, "progressDeadlineSeconds: 5", "", never), args: []string{"deploy/web", "--until", "rolled-out"},
		code: 3, says: []string{"progress deadline"}, visible: overdue, cause: "progress deadline",
	},
	{
		name: "paused", before: webOf("web", 1, "paused: true", "", good), args: []string{"deploy/web", "--until", "rolled-out", "--timeout", "4s"},
		code: 3, says: []string{"paused"},
	},
	{
		name: "rollback-while-rolling", before: webOf("web", 2, "", "", good),
		change: settled(func(p *place) {
			p.template(`{"metadata":{"labels":{"track":"bad"}},"spec":{"containers":[{"name":"app","command":["false"]}]}}`)
			p.eventually(30*time.Second, "a pod of the bad revision", func(ctx context.Context) bool {
				pods, err := p.admin.CoreV1().Pods(p.name).List(ctx, metav1.ListOptions{LabelSelector: "track=bad"})
				return err == nil && len(pods.Items) > 0
			})
			p.template(`{"metadata":{"labels":{"track":null}},"spec":{"containers":[{"name":"app","command":["sh","-c","trap 'exit 0' TERM; sleep 3600 & wait"]}]}}`)
		}),
		args: []string{"deploy/web", "--until", "rolled-out"}, says: []string{"ROLLEDBACK"},
	},
	{
		name: "statefulset-stops-at-its-second-pod", before: statefulSet, args: []string{"sts/db", "--until", "rolled-out", "--timeout", "30s"},
		code: 3, says: []string{"db-1"},
	},
	{name: "job", before: job("done", "exit 0"), args: []string{"job/done", "--until", "complete"}, says: []string{"COMPLETE"}},
	{
		name: "job-past-its-limit", before: job("import", "echo no such table >&2; exit 4"), args: []string{"job/import", "--until", "complete"},
		code: 3, says: []string{"exit 4", "no such table"}, visible: jobFailed, cause: "back-off limit",
	},
}

const quota = `
apiVersion: v1
kind: ResourceQuota
metadata: {name: pods}
spec: {hard: {pods: "1"}}
`

const statefulSet = `
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  replicas: 2
  serviceName: db
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec:
      terminationGracePeriodSeconds: 1
      containers:
      - name: app
        image: $B
        command: [sh, -c, "trap 'exit 0' TERM; sleep 3600 & wait"]
        readinessProbe: {exec: {command: [sh, -c, 'test "$(hostname)" = db-0']}, periodSeconds: 2, timeoutSeconds: 5}
`

func job(name, command string) string {
	return fmt.Sprintf(`
apiVersion: batch/v1
kind: Job
metadata: {name: %s}
spec:
  backoffLimit: 0
  template:
    spec:
      restartPolicy: Never
      containers:
      - {name: app, image: $B, command: [sh, -c, %q]}
`, name, command)
}

// settled waits until all pods are ready before a change.
func settled(change func(*place)) func(*place) {
	return func(p *place) {
		p.eventually(60*time.Second, "the first revision", func(ctx context.Context) bool {
			d, err := p.admin.AppsV1().Deployments(p.name).Get(ctx, "web", metav1.GetOptions{})
			return err == nil && d.Status.ReadyReplicas == *d.Spec.Replicas
		})
		change(p)
	}
}

// template changes the pods' template of the Deployment web.
func (p *place) template(patch string) {
	p.t.Helper()
	p.must(p.admin.AppsV1().Deployments(p.name).Patch(p.t.Context(), "web", types.StrategicMergePatchType, []byte(`{"spec":{"template":`+patch+`}}`), metav1.PatchOptions{}))
}

// anyPod returns whether a pod of the namespace is as one asks for.
func anyPod(is func(*corev1.ContainerStatus) bool) func(*place, context.Context) bool {
	return func(p *place, ctx context.Context) bool {
		pods, err := p.admin.CoreV1().Pods(p.name).List(ctx, metav1.ListOptions{})
		if err != nil {
			return false
		}
		for i := range pods.Items {
			for k := range pods.Items[i].Status.ContainerStatuses {
				if is(&pods.Items[i].Status.ContainerStatuses[k]) {
					return true
				}
			}
		}
		return false
	}
}

func waiting(reason string) func(*place, context.Context) bool {
	return anyPod(func(s *corev1.ContainerStatus) bool {
		return s.State.Waiting != nil && s.State.Waiting.Reason == reason
	})
}

func restarted(times int32) func(*place, context.Context) bool {
	return anyPod(func(s *corev1.ContainerStatus) bool {
		return s.RestartCount >= times && s.State.Waiting != nil && s.State.Waiting.Reason == "CrashLoopBackOff"
	})
}

func overdue(p *place, ctx context.Context) bool {
	return p.condition(ctx, appsv1.DeploymentProgressing, corev1.ConditionFalse)
}

func refused(p *place, ctx context.Context) bool {
	return p.condition(ctx, appsv1.DeploymentReplicaFailure, corev1.ConditionTrue)
}

func (p *place) condition(ctx context.Context, typ appsv1.DeploymentConditionType, status corev1.ConditionStatus) bool {
	d, err := p.admin.AppsV1().Deployments(p.name).Get(ctx, "web", metav1.GetOptions{})
	if err != nil {
		return false
	}
	for _, c := range d.Status.Conditions {
		if c.Type == typ && c.Status == status {
			return true
		}
	}
	return false
}

func jobFailed(p *place, ctx context.Context) bool {
	j, err := p.admin.BatchV1().Jobs(p.name).Get(ctx, "import", metav1.GetOptions{})
	if err != nil {
		return false
	}
	for _, c := range j.Status.Conditions {
		if (c.Type == batchv1.JobFailed || c.Type == batchv1.JobFailureTarget) && c.Status == corev1.ConditionTrue {
			return true
		}
	}
	return false
}

// TestRollouts waits for workloads of a real cluster, good and bad ones, and says
// how long after the API could tell podlife did.
func TestRollouts(t *testing.T) {
	server, node := newNode(t)
	busybox, err := node.Registry.Push("busybox:1", 0, 0, "/bin/sh")
	if err != nil {
		t.Fatal(err)
	}
	in := func(t *testing.T) *place {
		t.Helper()
		p := &place{newNamespace(t, server), node}
		p.image = busybox
		p.await()
		return p
	}
	t.Run("at once", func(t *testing.T) {
		playDrains(t, in)
		for _, r := range rollouts {
			t.Run(r.name, func(t *testing.T) {
				t.Parallel()
				p := in(t)
				p.apply(r.before)
				if r.change != nil {
					r.change(p)
				}
				seen := make(chan time.Time, 1)
				ctx, stop := context.WithCancel(t.Context())
				defer stop()
				if r.visible != nil {
					go firstSeen(ctx, p, r.visible, seen)
				}
				began := time.Now()
				out, stderr, code := tryTimed(t, 3*time.Minute, append([]string{"watch"}, p.flags(slices.Concat(r.args, kept(r.name))...)...)...)
				ended, stdout := time.Now(), out.String()
				if code != r.code {
					t.Errorf("exit code %d, want %d\n%s%s", code, r.code, stdout, stderr)
				}
				for _, want := range r.says {
					if !strings.Contains(stdout+stderr, want) {
						t.Errorf("it does not say %q:\n%s%s", want, stdout, stderr)
					}
				}
				said := fmt.Sprintf("exit %d after %.1fs", code, ended.Sub(began).Seconds())
				if r.visible != nil {
					said += out.lateness(t, r.cause, ended, seen)
				}
				results.add("rollout: "+r.name, said)
			})
		}
	})
}

// lateness says how long after it could be seen a cause was named in a verdict, and
// the program ended.
func (w *timedLines) lateness(t *testing.T, cause string, ended time.Time, seen <-chan time.Time) string {
	t.Helper()
	named := w.first(cause)
	if named.IsZero() {
		t.Errorf("no verdict names %q:\n%s", cause, w)
		named = ended
	}
	select {
	case at := <-seen:
		late, end := max(named.Sub(at), 0), ended.Sub(at)
		if max(late, end) > 15*time.Second { // the budget is 2 s to the name; here fourteen rollouts share a machine
			t.Errorf("named %s and ended %s after it could be seen", late, end)
		}
		return fmt.Sprintf(", cause named %.1fs after the API said so, ended %.1fs after", late.Seconds(), end.Seconds())
	default:
		return ", before the API was asked"
	}
}

// kept returns the flags that keep the recording of a rollout.
func kept(name string) []string {
	if *recordsTo == "" {
		return nil
	}
	return []string{"--record", filepath.Join(*recordsTo, "rollout-"+name+".jsonl")}
}

// firstSeen sends when something could first be seen.
func firstSeen(ctx context.Context, p *place, visible func(*place, context.Context) bool, seen chan<- time.Time) {
	for ; ctx.Err() == nil; time.Sleep(50 * time.Millisecond) {
		if visible(p, ctx) {
			seen <- time.Now()
			return
		}
	}
}
