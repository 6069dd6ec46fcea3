package e2e

import (
	"os"
	"strings"

	authenticationv1 "k8s.io/api/authentication/v1"
	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

func viewerRole(events bool) *rbacv1.Role {
	read := []string{"get", "list", "watch"}
	role := &rbacv1.Role{
		ObjectMeta: metav1.ObjectMeta{Name: "viewer"},
		Rules: []rbacv1.PolicyRule{
			{APIGroups: []string{""}, Resources: []string{"pods", "services"}, Verbs: read},
			{APIGroups: []string{"discovery.k8s.io"}, Resources: []string{"endpointslices"}, Verbs: read},
		},
	}
	if events {
		role.Rules = append(role.Rules, rbacv1.PolicyRule{APIGroups: []string{""}, Resources: []string{"events"}, Verbs: read})
	}
	return role
}

func viewerBinding(namespace string) *rbacv1.RoleBinding {
	return &rbacv1.RoleBinding{
		ObjectMeta: metav1.ObjectMeta{Name: "viewer"},
		RoleRef:    rbacv1.RoleRef{APIGroup: rbacv1.GroupName, Kind: "Role", Name: "viewer"},
		Subjects:   []rbacv1.Subject{{Kind: rbacv1.ServiceAccountKind, Namespace: namespace, Name: "viewer"}},
	}
}

// login makes the service account, if need be, and writes a token for it.
func (v *viewer) login(n *namespace) {
	n.t.Helper()
	accounts := n.admin.CoreV1().ServiceAccounts(n.name)
	account := &corev1.ServiceAccount{ObjectMeta: metav1.ObjectMeta{Name: "viewer"}}
	if _, err := accounts.Create(n.t.Context(), account, metav1.CreateOptions{}); err != nil && !apierrors.IsAlreadyExists(err) {
		n.t.Fatal(err)
	}
	request, err := accounts.CreateToken(n.t.Context(), "viewer", &authenticationv1.TokenRequest{}, metav1.CreateOptions{})
	n.must(request, err)
	if err := os.WriteFile(v.token, []byte(request.Status.Token), 0o600); err != nil {
		n.t.Fatal(err)
	}
}

func contains(s, part string) bool { return strings.Contains(s, part) }
