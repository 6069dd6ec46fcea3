package kube

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/fields"

	"github.com/podlife/podlife/internal/edits"
)

const (
	// maxNames bounds the list that "did you mean" and completion choose from.
	maxNames = 500
	// maxMeant is how many names "did you mean" offers.
	maxMeant = 3
	// elsewhereTimeout bounds the look into the other namespaces, which is a
	// service to the person who waits for the error.
	elsewhereTimeout = 2 * time.Second
)

// Absent reports whether an error says that what was asked for does not exist.
func Absent(err error) bool { return apierrors.IsNotFound(err) }

// Forbidden reports whether an error says that the server refuses what was asked.
func Forbidden(err error) bool { return apierrors.IsForbidden(err) }

// missing returns an error that says that nothing of this kind and name exists,
// and what may have been meant. It wraps the API's NotFound.
func (c *Client) missing(ctx context.Context, k kind, name string) error {
	var gone error = apierrors.NewNotFound(k.group.WithResource(k.resource).GroupResource(), name)
	text := fmt.Sprintf("no %s %q in namespace %q", k.name, name, c.Namespace)
	where := fmt.Sprintf(" on %s%s", c.Server(), c.contextHint())
	all := query{group: k.group, namespace: c.Namespace, resource: k.resource}
	names, err := c.names(ctx, all, maxNames)
	var next string
	switch {
	case err != nil: // may read this one, not list all of them
		next = "Check the name, and the namespace (-n)"
	case len(names) > 0:
		next = fmt.Sprintf("kubectl get %s -n %s lists those that exist", k.resource, c.Namespace)
	case c.namespaceMissing(ctx):
		text = fmt.Sprintf("namespace %q does not exist", c.Namespace)
		next = "kubectl get namespaces lists them; choose one with -n"
		gone = nil // to wait for it would be to wait for the namespace
	default:
		where += ", nor any other"
		next = "Choose a namespace with -n"
	}
	if meant := c.meant(ctx, all, k, name, names); len(meant) > 0 {
		next = "Did you mean " + strings.Join(meant, ", ") + "?"
	}
	return &Error{Err: gone, Text: text + where + "\n" + next}
}

// meant returns the command-line words that lead to something: a namespace with
// an object of that name, or names that are nearly the same.
func (c *Client) meant(ctx context.Context, q query, k kind, name string, names []string) []string {
	var words []string
	for _, namespace := range c.elsewhere(ctx, q, name) {
		words = append(words, "-n "+namespace)
	}
	if len(words) > 0 {
		return words
	}
	for _, near := range nearest(name, names, maxMeant) {
		if k.name != kinds[0].name {
			near = k.name + "/" + near
		}
		words = append(words, near)
	}
	return words
}

// elsewhere lists up to maxMeant namespaces that have an object of this name,
// for those who may look into all of them.
func (c *Client) elsewhere(ctx context.Context, q query, name string) []string {
	ctx, cancel := context.WithTimeout(ctx, elsewhereTimeout)
	defer cancel()
	q.namespace, q.fields = "", fields.OneTermEqualSelector(metav1.ObjectNameField, name).String()
	q.cached = true
	found, _ := c.list(ctx, q, maxNames)
	var namespaces []string
	for i := range found {
		if found[i].Namespace != c.Namespace { // where it has come meanwhile
			namespaces = append(namespaces, found[i].Namespace)
		}
	}
	slices.Sort(namespaces)
	return namespaces[:min(maxMeant, len(namespaces))]
}

// namespaceMissing reports whether the namespace is known not to exist: an
// API server lists the pods of any namespace, even of one it never heard of.
func (c *Client) namespaceMissing(ctx context.Context) bool {
	_, err := c.one(ctx, kind{group: core, resource: "namespaces"}, "", c.Namespace, asJSON)
	return apierrors.IsNotFound(err)
}

// nearest returns up to n of names that a person who typed name may have
// meant, best first: names it is the beginning of (a Deployment's name for
// one of its pods), then names it is a part of, then names a few typing
// mistakes away.
func nearest(name string, names []string, n int) []string {
	type candidate struct {
		name string
		cost int
	}
	var found []candidate
	for _, s := range names {
		if cost, ok := distance(name, s); ok {
			found = append(found, candidate{s, cost})
		}
	}
	slices.SortStableFunc(found, func(a, b candidate) int { return cmp.Or(a.cost-b.cost, strings.Compare(a.name, b.name)) })
	var out []string
	for _, c := range found[:min(n, len(found))] {
		out = append(out, c.name)
	}
	return out
}

// distance rates s as what was meant by typed; lower is nearer. A generated
// suffix ("-7d9f4c6b8-x2k4q") costs nothing: it is never typed.
func distance(typed, s string) (int, bool) {
	typed = strings.ToLower(typed)
	if strings.HasPrefix(s, typed) {
		return 0, true
	}
	best := edits.Distance(typed, s)
	for cut := s; ; {
		i := strings.LastIndexByte(cut, '-')
		if i < 0 {
			break
		}
		cut = cut[:i]
		best = min(best, edits.Distance(typed, cut)+1)
	}
	if best <= 1+len(typed)/4 {
		return 1 + best, true
	}
	if len(typed) >= 3 && strings.Contains(s, typed) {
		return 100, true
	}
	return 0, false
}
