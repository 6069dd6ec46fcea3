package e2e

import (
	"context"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	appsv1 "k8s.io/api/apps/v1"
	authorizationv1 "k8s.io/api/authorization/v1"
	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes/scheme"

	"github.com/podlife/podlife/e2e/cluster"
)

// TestPermissions applies the roles of docs/permissions.md, as they stand
// there, and uses podlife as the user whom they name.
func TestPermissions(t *testing.T) {
	_, server := newCluster(t, cluster.APIServerOptions{Alone: true})
	t.Run("shop", func(t *testing.T) { // the namespace of the page is named by its test
		n := newNamespace(t, server)
		n.puppet("web")
		n.must(n.admin.AppsV1().Deployments(n.name).Create(t.Context(), deployment("web"), metav1.CreateOptions{}))
		n.must(n.admin.CoreV1().Services(n.name).Create(t.Context(), &corev1.Service{
			ObjectMeta: metav1.ObjectMeta{Name: "web"},
			Spec:       corev1.ServiceSpec{Selector: map[string]string{"app": "web"}, Ports: []corev1.ServicePort{{Port: 80}}},
		}, metav1.CreateOptions{}))
		roles, jane := documented(t)
		minimum := roles["podlife"]

		if _, stderr, code := n.as("jane", "web"); code != 1 || !strings.Contains(stderr, "Not allowed") {
			t.Errorf("without a role: exit code %d, stderr %q", code, stderr)
		}
		n.must(n.admin.RbacV1().ClusterRoles().Create(t.Context(), minimum, metav1.CreateOptions{}))
		n.must(n.admin.RbacV1().RoleBindings(n.name).Create(t.Context(), jane, metav1.CreateOptions{}))
		n.complete("jane", "web")
		n.complete("jane", "-l", "app=web")
		n.lessIsMissed(minimum)

		if _, stderr, code := n.as("jane", "deploy/web"); code != 1 || !strings.Contains(stderr, "Ask for get on deployments") {
			t.Errorf("a workload without its permission: exit code %d, stderr %q", code, stderr)
		}
		n.bind("jane", roles["podlife-logs-and-workloads"])
		n.complete("jane", "deploy/web")
		if !n.may("jane", "pods", "log") {
			t.Error("the role for logs does not allow logs")
		}
		if n.may("jane", "nodes", "proxy") {
			t.Error("jane may use the kubelets' API, and nobody has said so")
		}
		n.bind("root", roles["podlife-probes"])
		if n.may("root", "nodes", "proxy") {
			t.Error("a RoleBinding has allowed nodes/proxy: the page says that it takes a ClusterRoleBinding")
		}

		// What makes up the role "view" is enough. (Only controllers put it
		// together, and here are none.)
		view, err := n.admin.RbacV1().ClusterRoles().Get(t.Context(), "system:aggregate-to-view", metav1.GetOptions{})
		n.must(view, err)
		n.bind("john", view)
		n.complete("john", "web")
		n.complete("john", "deploy/web")
		if !n.may("john", "pods", "log") {
			t.Error("the role view does not allow logs")
		}
	})
	results.add("roles of docs/permissions.md", "applied with RBAC on, used, and none of the minimum is spare")
}

var yamlBlock = regexp.MustCompile("(?ms)^```yaml\n(.*?)^```$")

// documented reads the roles of the page, and whom it binds the minimum to.
func documented(t *testing.T) (map[string]*rbacv1.ClusterRole, *rbacv1.RoleBinding) {
	t.Helper()
	page, err := os.ReadFile("../docs/permissions.md")
	if err != nil {
		t.Fatal(err)
	}
	roles, binding := map[string]*rbacv1.ClusterRole{}, (*rbacv1.RoleBinding)(nil)
	for _, block := range yamlBlock.FindAllSubmatch(page, -1) {
		object, _, err := scheme.Codecs.UniversalDeserializer().Decode(block[1], nil, nil)
		if err != nil {
			t.Fatalf("%v in\n%s", err, block[1])
		}
		switch o := object.(type) {
		case *rbacv1.ClusterRole:
			roles[o.Name] = o
		case *rbacv1.RoleBinding:
			binding = o
		default:
			t.Fatalf("docs/permissions.md has a %T", o)
		}
	}
	if len(roles) != 3 || binding == nil {
		t.Fatalf("docs/permissions.md has %d roles and the binding %v", len(roles), binding)
	}
	return roles, binding
}

// as is podlife report as another user.
func (n *namespace) as(user string, args ...string) (stdout, stderr string, code int) {
	n.t.Helper()
	return try(n.t, n.flags(append([]string{"report", "-o", "json", "--as", user}, args...)...)...)
}

// missing is what a report as a user lacks.
func (n *namespace) missing(user string, args ...string) []string {
	n.t.Helper()
	stdout, stderr, code := n.as(user, args...)
	if code != 0 {
		n.t.Fatalf("as %s, %v: exit code %d: %s", user, args, code, stderr)
	}
	r := parseReport(n.t, stdout)
	if len(r.Lives) != 1 || r.Lives[0].Pod.Name != "web" {
		n.t.Fatalf("as %s, %v: %d lives, want that of web", user, args, len(r.Lives))
	}
	return r.Observed.Missing
}

func (n *namespace) complete(user string, args ...string) {
	n.t.Helper()
	if missing := n.missing(user, args...); len(missing) > 0 {
		n.t.Errorf("as %s, %v: missing %q", user, args, missing)
	}
}

// lessIsMissed takes one resource after the other from a role in use.
func (n *namespace) lessIsMissed(role *rbacv1.ClusterRole) {
	n.t.Helper()
	roles, ctx := n.admin.RbacV1().ClusterRoles(), n.t.Context()
	for i, rule := range role.Rules {
		for _, resource := range rule.Resources {
			less := role.DeepCopy()
			less.Rules[i].Resources = slices.DeleteFunc(slices.Clone(rule.Resources), func(r string) bool { return r == resource })
			if len(less.Rules[i].Resources) == 0 {
				less.Rules = slices.Delete(less.Rules, i, i+1)
			}
			n.must(roles.Update(ctx, less, metav1.UpdateOptions{}))
			if resource == "pods" {
				n.eventually(10*time.Second, "a refusal", func(context.Context) bool { _, _, code := n.as("jane", "web"); return code == 1 })
				continue
			}
			n.eventually(10*time.Second, "a report without "+resource, func(context.Context) bool {
				return slices.ContainsFunc(n.missing("jane", "web"), func(m string) bool { return strings.HasPrefix(m, resource) })
			})
		}
	}
	n.must(roles.Update(ctx, role, metav1.UpdateOptions{}))
	n.eventually(10*time.Second, "the whole report again", func(context.Context) bool {
		_, _, code := n.as("jane", "web")
		return code == 0 && len(n.missing("jane", "web")) == 0
	})
}

// bind gives a user a role in the namespace; it is created if it is new.
func (n *namespace) bind(user string, role *rbacv1.ClusterRole) {
	n.t.Helper()
	if role.ResourceVersion == "" {
		n.must(n.admin.RbacV1().ClusterRoles().Create(n.t.Context(), role, metav1.CreateOptions{}))
	}
	n.must(n.admin.RbacV1().RoleBindings(n.name).Create(n.t.Context(), &rbacv1.RoleBinding{
		ObjectMeta: metav1.ObjectMeta{GenerateName: user + "-"},
		RoleRef:    rbacv1.RoleRef{APIGroup: rbacv1.GroupName, Kind: "ClusterRole", Name: role.Name},
		Subjects:   []rbacv1.Subject{{APIGroup: rbacv1.GroupName, Kind: rbacv1.UserKind, Name: user}},
	}, metav1.CreateOptions{}))
}

// may asks the server whether a user may get something.
func (n *namespace) may(user, resource, sub string) bool {
	n.t.Helper()
	review := &authorizationv1.SubjectAccessReview{Spec: authorizationv1.SubjectAccessReviewSpec{User: user,
		ResourceAttributes: &authorizationv1.ResourceAttributes{Namespace: n.name, Verb: "get", Resource: resource, Subresource: sub}}}
	if resource == "nodes" {
		review.Spec.ResourceAttributes.Namespace = ""
	}
	answer, err := n.admin.AuthorizationV1().SubjectAccessReviews().Create(n.t.Context(), review, metav1.CreateOptions{})
	n.must(answer, err)
	return answer.Status.Allowed
}

func deployment(name string) *appsv1.Deployment {
	labels := map[string]string{"app": name}
	return &appsv1.Deployment{
		ObjectMeta: metav1.ObjectMeta{Name: name},
		Spec: appsv1.DeploymentSpec{
			Selector: &metav1.LabelSelector{MatchLabels: labels},
			Template: corev1.PodTemplateSpec{
				ObjectMeta: metav1.ObjectMeta{Labels: labels},
				Spec:       corev1.PodSpec{Containers: []corev1.Container{{Name: "app", Image: "registry.example.com/app:1"}}},
			},
		},
	}
}
