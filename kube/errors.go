package kube

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"

	authorizationv1 "k8s.io/api/authorization/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/rest"
)

// Error is a failure in one or two lines: what was tried, on what, what to do next.
type Error struct {
	Text string
	Err  error // the cause; its text is not repeated unless it helps
}

func (e *Error) Error() string { return e.Text }

func (e *Error) Unwrap() error { return e.Err }

// explain turns a failed request into an Error. what is what was tried, such
// as `look up pod "web" in namespace "shop"`.
func (c *Client) explain(what string, err error) error {
	text, next := c.diagnose(err)
	return &Error{Err: err, Text: fmt.Sprintf("cannot %s on %s: %s\n%s", what, c.Server(), text, next)}
}

// refused returns the error of a request that tried what: that something does not exist
// is the API's error as it is, and where the user may not, next says what to do.
func (c *Client) refused(what string, err error, next string) error {
	switch {
	case err == nil, apierrors.IsNotFound(err):
		return err
	case apierrors.IsForbidden(err):
		return &Error{Err: err, Text: fmt.Sprintf("cannot %s on %s: %s\n%s", what, c.Server(), apiMessage(err), next)}
	}
	return c.explain(what, err)
}

// diagnose says why a request failed and what to do next.
func (c *Client) diagnose(err error) (text, next string) {
	var (
		dns         *net.DNSError
		unknownCA   x509.UnknownAuthorityError
		badCert     x509.CertificateInvalidError
		badHost     x509.HostnameError
		netErr      net.Error
		unreachable = "Check that the cluster is up and reachable" + c.contextHint() + "; podlife demo needs no cluster"
	)
	if limit, ok := errors.AsType[*limitError](err); ok {
		return limit.Error(), "Check the server's address" + c.contextHint() + ": an API server sends less"
	}
	switch {
	case apierrors.IsUnauthorized(err):
		return "the server does not accept the credentials", "Log in again, or choose another user with --user, --token or --context"
	case strings.Contains(err.Error(), "getting credentials: "): // client-go's plugin/pkg/client/auth/exec has no type for it
		return pluginFailed(rootCause(err))
	case apierrors.IsForbidden(err):
		return apiMessage(err), "Ask for list and watch on pods, or choose another user with --context or --as"
	case errors.As(err, &dns):
		return "no such host " + dns.Name, unreachable
	case errors.As(err, &unknownCA), errors.As(err, &badCert), errors.As(err, &badHost):
		return "its certificate is not trusted: " + rootCause(err), "Check certificate-authority in the kubeconfig, or give --certificate-authority"
	case errors.Is(err, http.ErrSchemeMismatch):
		return "it does not speak TLS", "Check the server's address" + c.contextHint() + ": http:// or https://"
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &netErr) && netErr.Timeout():
		return "no answer in time", unreachable
	case apierrors.ReasonForError(err) != "":
		return apiMessage(err), "Check the server's address" + c.contextHint() + " and its health: kubectl get --raw /readyz"
	}
	return rootCause(err), unreachable
}

// pluginFailed explains what client-go says of a credential plugin. Where the
// command is missing, that goes on with two paragraphs about plugins, and then
// with what the kubeconfig has to say about installing it.
func pluginFailed(said string) (text, next string) {
	const orOther = "choose another user with --user, --token or --context"
	parts := strings.Split(said, "\n\n")
	switch {
	case !strings.HasSuffix(parts[0], " not found"):
		return said, "Log in as that command asks for it, or " + orOther
	case len(parts) > 3:
		return parts[0], strings.Join(strings.Fields(strings.Join(parts[3:], " ")), " ")
	}
	return parts[0], "Install that command, or " + orOther
}

// contextHint names the kubeconfig context, where a wrong address would come from.
func (c *Client) contextHint() string {
	if c.Context == "" {
		return ""
	}
	return " (context " + c.Context + ")"
}

// Server returns the API server's address without credentials.
func (c *Client) Server() string {
	u, _, err := rest.DefaultServerUrlFor(c.Config)
	if err != nil {
		return "the API server"
	}
	return u.Scheme + "://" + u.Host + strings.TrimSuffix(u.Path, "/")
}

// apiMessage returns the API server's own explanation. What is not the answer
// of an API server is quoted if it is one short line, such as "Client sent an
// HTTP request to an HTTPS server."
func apiMessage(err error) string {
	var status apierrors.APIStatus
	if !errors.As(err, &status) || status.Status().Message == "" {
		return err.Error()
	}
	text := status.Status().Message
	if details := status.Status().Details; details != nil {
		for _, cause := range details.Causes {
			said := strings.TrimSpace(cause.Message)
			if cause.Type == metav1.CauseTypeUnexpectedServerResponse && said != "" && len(said) < 100 && !strings.ContainsAny(said, "\n<") {
				return text + ": " + said
			}
		}
	}
	return text
}

// rootCause drops the `Get "https://…": dial tcp …:` that wraps a network
// error: the address has been said already.
func rootCause(err error) string {
	if op, ok := errors.AsType[*net.OpError](err); ok {
		return op.Err.Error()
	}
	if u, ok := errors.AsType[*url.Error](err); ok {
		return u.Err.Error()
	}
	return err.Error()
}

// needs is everything a watch asks to list and watch. Without pods there is
// nothing to show; without one of the others podlife goes on and says what is
// missing.
var needs = []struct{ group, resource string }{
	{"", "pods"},
	{"", "events"},
	{"", "services"},
	{"discovery.k8s.io", "endpointslices"},
}

// Denied lists, as "pods (list, watch)", what RBAC keeps the user from, in a
// namespace ("": in all) and of everything a watch asks for. It asks the server
// (SelfSubjectAccessReview); a question that cannot be asked counts as allowed.
func (c *Client) Denied(ctx context.Context, namespace string) []string {
	client, err := c.in(authorizationv1.SchemeGroupVersion)
	if err != nil {
		return nil
	}
	var denied []string
	for _, n := range needs {
		var verbs []string
		for _, verb := range []string{"list", "watch"} {
			review := &authorizationv1.SelfSubjectAccessReview{Spec: authorizationv1.SelfSubjectAccessReviewSpec{
				ResourceAttributes: &authorizationv1.ResourceAttributes{
					Namespace: namespace, Group: n.group, Resource: n.resource, Verb: verb,
				}}}
			var answer authorizationv1.SelfSubjectAccessReview
			err := client.Post().Resource("selfsubjectaccessreviews").Body(review).Do(ctx).Into(&answer)
			if err == nil && !answer.Status.Allowed {
				verbs = append(verbs, verb)
			}
		}
		if len(verbs) > 0 {
			denied = append(denied, n.resource+" ("+strings.Join(verbs, ", ")+")")
		}
	}
	return denied
}

// forbidden returns an error with what RBAC denies: the one thing the server
// refused and, as far as it says, the rest that a watch would run into next.
func (c *Client) forbidden(ctx context.Context, namespace, what string, err error) error {
	where, role := fmt.Sprintf("in %q", namespace), "Role"
	if namespace == "" {
		where, role = "in all namespaces", "ClusterRole"
	}
	next := fmt.Sprintf("Ask for list and watch on pods, events, services and endpointslices %s, or use another --context or --as", where)
	if denied := c.Denied(ctx, namespace); len(denied) > 0 {
		next = fmt.Sprintf("Not allowed %s: %s; ask for a %s, or use another --context or --as", where, strings.Join(denied, ", "), role)
	}
	return &Error{Err: err, Text: fmt.Sprintf("cannot %s on %s: %s\n%s", what, c.Server(), apiMessage(err), next)}
}
